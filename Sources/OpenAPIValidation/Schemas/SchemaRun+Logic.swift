import OpenAPIDocument

extension SchemaRun {
  /// `allOf`, `anyOf`, `oneOf`, `not`, `if`.
  mutating func applyLogic(
    _ keyword: SchemaKeyword, _ value: JSONNode, of schema: JSONNode, _ instance: JSONNode
  ) -> Bool {
    switch keyword {
    case .not: return applyNegation(value, instance)
    case .condition: return applyCondition(value, of: schema, instance)
    default:
      guard value.kind == .array else { return cannotCheck(value, "\(keyword.rawValue) is not an array") }
      if keyword == .allOf { return applyAll(value, instance) }
      return applyAlternatives(value, keyword == .oneOf, schema["discriminator"], instance)
    }
  }

  private mutating func applyAll(_ schemas: JSONNode, _ instance: JSONNode) -> Bool {
    var fits = true
    for schema in schemas.elements where !evaluate(schema, instance) { fits = false }
    return fits
  }

  private mutating func applyNegation(_ schema: JSONNode, _ instance: JSONNode) -> Bool {
    let before = evaluated
    let fits = attempt(schema, instance).fits
    evaluated = before
    return fits ? failNegation(schema, instance) : true
  }

  private mutating func failNegation(_ schema: JSONNode, _ instance: JSONNode) -> Bool {
    fail(schema, instance, "\(shown(instance)) fits the schema of not")
  }

  private mutating func applyCondition(_ condition: JSONNode, of schema: JSONNode, _ instance: JSONNode) -> Bool {
    let fits = attempt(condition, instance).fits
    guard let branch = schema[fits ? "then" : "else"] else { return true }
    return evaluate(branch, instance)
  }

  private mutating func applyAlternatives(
    _ schemas: JSONNode, _ isExclusive: Bool, _ discriminator: JSONNode?, _ instance: JSONNode
  ) -> Bool {
    var trial = Trial()
    for schema in schemas.elements {
      let result = attempt(schema, instance)
      trial.add(schema, result.fits, result.weight)
      // One that fits is enough for `anyOf`, but `unevaluated…` needs all of them.
      if result.fits, !isExclusive, !isCollecting { return true }
    }
    if isExclusive, trial.fitting.count > 1 {
      if let discriminator, Self.chooses(discriminator, oneOf: trial.fitting, in: schemas, instance) { return true }
      trial.fitting = ofSameKind(trial.fitting, in: schemas, instance)
    }
    let count = trial.fitting.count
    if count == 1 || (!isExclusive && count > 0) { return true }
    guard let closest = trial.closest, count == 0 else { return failSeveral(schemas, instance, trial.fitting) }
    if trial.count > 1 { failAll(schemas, instance, trial) }
    if trial.count == 1 || trials == 0 { _ = evaluate(closest, instance) }
    return false
  }

  /// Whether the discriminator value is the name of one of the schemas, or is mapped to one.
  private static func chooses(
    _ discriminator: JSONNode, oneOf numbers: [Int], in schemas: JSONNode, _ instance: JSONNode
  ) -> Bool {
    guard let property = discriminator["propertyName"]?.string, let value = instance[property]?.string else {
      return false
    }
    let elements = Array(schemas.elements)
    func name(_ reference: String) -> Substring { reference.split(separator: "/").last ?? "" }
    let chosen = name(discriminator["mapping"]?[value]?.string ?? value)
    return numbers.contains { elements[$0 - 1]["$ref"]?.string.map(name) == chosen }
  }

  /// The schemas for files if the value is a file, else those for text: to JSON Schema both are strings.
  private func ofSameKind(_ numbers: [Int], in schemas: JSONNode, _ instance: JSONNode) -> [Int] {
    let elements = Array(schemas.elements)
    let isFile = binarySizes[instance] != nil
    let own = numbers.filter { (elements[$0 - 1]["format"]?.string == "binary") == isFile }
    return own.isEmpty ? numbers : own
  }

  /// The results of the schemas of `anyOf` or `oneOf`.
  private struct Trial {
    var count = 0
    /// The numbers of those that fit, from 1.
    var fitting: [Int] = []
    var closest: JSONNode?
    var closestNumber = 0
    var closestWeight = Int.max

    mutating func add(_ schema: JSONNode, _ fits: Bool, _ weight: Int) {
      count += 1
      if fits {
        fitting.append(count)
      } else if weight < closestWeight {
        closest = schema
        closestNumber = count
        closestWeight = weight
      }
    }
  }

  private mutating func failSeveral(_ schemas: JSONNode, _ instance: JSONNode, _ numbers: [Int]) -> Bool {
    if numbers.isEmpty { return fail(schemas, instance, "the list has no schema that a value could fit") }
    let list = numbers.map(String.init).joined(separator: ", ")
    return fail(schemas, instance, "\(shown(instance)) fits several schemas of oneOf (\(list)), not just one")
  }

  private mutating func failAll(_ schemas: JSONNode, _ instance: JSONNode, _ trial: Trial) {
    let message =
      "\(shown(instance)) fits none of the \(trial.count) schemas; "
      + "the closest is number \(trial.closestNumber), whose violations follow"
    _ = fail(schemas, instance, weight: trial.closestWeight, message)
  }
}
