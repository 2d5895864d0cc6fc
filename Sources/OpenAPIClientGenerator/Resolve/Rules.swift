import OpenAPIDocument

/// Limits of schemas → rules for `validate`.
///
///     {type: string, minLength: 1, maxLength: 64}  → [length 1...64]
///     {type: array, items: {$ref: …/Percent}}      → [elements: [range 0...100]]
struct Rules {
  let shapes: Shapes

  /// The rules for values of a type, from all schemas that describe them.
  func rules(_ schemas: [Schema], _ reference: API.Reference) -> [API.Rule] { rules(schemas, reference, depth: 0) }

  /// The depth to which lists in lists have rules.
  private static let maximumDepth = 4

  private func rules(_ schemas: [Schema], _ reference: API.Reference, depth: Int) -> [API.Rule] {
    var rules: [API.Rule] = []
    guard canLimit(reference) else { return [] }
    let kind = shapes.kind(reference)
    for schema in sources(schemas, reference) {
      switch kind {
      case .scalar(let value):
        switch value {
        case .int, .int32, .int64, .uint64, .double, .float: numberRules(schema, value, &rules)
        case .string: stringRules(schema, &rules)
        default: break
        }
      case .array:
        countRules(schema.minItems, schema.maxItems, &rules)
        if schema.uniqueItems { add(.unique, &rules) }
      case .map: countRules(schema.minProperties, schema.maxProperties, &rules)
      default: break
      }
    }
    switch kind {
    case .array(let item), .map(let item):
      guard depth < Rules.maximumDepth else { break }
      let inner = self.rules(shapes[item.type].parts, item, depth: depth + 1)
      if !inner.isEmpty { rules.append(.elements(inner)) }
    default: break
    }
    return rules
  }

  /// Whether values of a type can have rules.
  func canLimit(_ reference: API.Reference) -> Bool {
    let id = shapes.follow(reference).type
    switch shapes[id].kind {
    case .scalar(let scalar): return scalar.isNumber || scalar == .string
    case .array, .map: return !shapes.isRecursiveList(id)
    default: return false
    }
  }

  /// The schemas that can have limits: those of the property, and those of its type.
  private func sources(_ schemas: [Schema], _ reference: API.Reference) -> [Schema] {
    let parts = shapes[shapes.follow(reference).type].parts
    if schemas.count == 1, parts == schemas { return schemas }
    var result: [Schema] = []
    for schema in schemas + parts where !result.contains(schema) { result.append(schema) }
    return result
  }

  /// Adds a rule, unless it was added before, or no value can meet it, which is a mistake in the document.
  private func add(_ rule: API.Rule, _ rules: inout [API.Rule]) {
    switch rule {
    case .range(let minimum?, let maximum?, _, _):
      guard let low = Double(minimum), let high = Double(maximum), low <= high else { return }
    case .length(let minimum?, let maximum?), .count(let minimum?, let maximum?):
      if minimum > maximum { return }
    default: break
    }
    if !rules.contains(rule) { rules.append(rule) }
  }

  private func countRules(_ minimum: Int?, _ maximum: Int?, _ rules: inout [API.Rule]) {
    if minimum != nil || maximum != nil { add(.count(minimum: minimum, maximum: maximum), &rules) }
  }

  private func numberRules(_ schema: Schema, _ type: API.Scalar, _ rules: inout [API.Rule]) {
    let (low, high) = (schema.minimum, schema.maximum)
    let (minimum, maximum) = (number(low?.node, type), number(high?.node, type))
    if minimum != nil || maximum != nil {
      add(
        .range(
          minimum: minimum, maximum: maximum, exclusiveMinimum: low?.isExclusive ?? false,
          exclusiveMaximum: high?.isExclusive ?? false), &rules)
    }
    guard let step = schema.multipleOf, let text = number(step, type) else { return }
    // Every integer is a multiple of 1.
    switch type {
    case .double, .float: if let value = step.double, value > 0 { add(.multiple(of: text), &rules) }
    default: if let value = step.int, value > 1 { add(.multiple(of: text), &rules) }
    }
  }

  /// A limit as a number of the type; nil if the type can't have it, as with the rounded 2^63 of some documents.
  private func number(_ limit: JSONNode?, _ type: API.Scalar) -> String? {
    guard let limit else { return nil }
    switch type {
    case .double, .float: return limit.double == nil ? nil : limit.numberText
    default:
      guard let int = limit.int, type.holds(int) else { return nil }
      return String(int)
    }
  }

  private func stringRules(_ schema: Schema, _ rules: inout [API.Rule]) {
    let (low, high) = (schema.minLength, schema.maxLength)
    if (low ?? 0) > 0 || high != nil { add(.length(minimum: low, maximum: high), &rules) }
    if let pattern = schema.pattern { add(.pattern(pattern), &rules) }
  }
}

extension API {
  /// A rule that values must meet.
  indirect enum Rule: Equatable, Sendable {
    /// Bounds as written in the document; nil if there is none.
    case range(minimum: String?, maximum: String?, exclusiveMinimum: Bool, exclusiveMaximum: Bool)
    case length(minimum: Int?, maximum: Int?)
    case count(minimum: Int?, maximum: Int?)
    case pattern(String)
    case multiple(of: String)
    case unique
    /// Rules for each element of an array, or each value of a map.
    case elements([Rule])
  }
}
