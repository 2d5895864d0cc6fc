import OpenAPIDocument

/// Limits of a schema → rules to check, and words about them.
struct RulePlanning {
  let graph: SchemaGraph

  /// The rules for a value of this type, from all schemas that speak about it.
  func rules(_ schemas: [Schema], _ use: Use) -> [RulePlan] { rules(schemas, use, depth: 0) }

  /// Lists of lists this deep are looked into.
  private static let maximumDepth = 4

  private func rules(_ schemas: [Schema], _ use: Use, depth: Int) -> [RulePlan] {
    var rules: [RulePlan] = []
    guard canLimit(use) else { return [] }
    let kind = graph.kind(use)
    for schema in sources(schemas, use) {
      switch kind {
      case .value(let value):
        switch value {
        case .int, .int32, .int64: integerRules(schema, value, &rules)
        case .double, .float: numberRules(schema, &rules)
        case .string: stringRules(schema, &rules)
        default: break
        }
      case .array:
        let (low, high) = (schema.minItems, schema.maxItems)
        if low.isPresent || high.isPresent { add(.count(minimum: low, maximum: high), &rules) }
        if schema.uniqueItems { add(.unique, &rules) }
      case .map:
        let (low, high) = (schema.minProperties, schema.maxProperties)
        if low.isPresent || high.isPresent { add(.count(minimum: low, maximum: high), &rules) }
      default: break
      }
    }
    switch kind {
    case .array(let item), .map(let item):
      guard depth < RulePlanning.maximumDepth else { break }
      let inner = self.rules(graph.shapes[item.shape].parts, item, depth: depth + 1)
      if !inner.isEmpty { rules.append(.elements(inner)) }
    default: break
    }
    return rules
  }

  /// Whether there are rules for values of this type at all.
  func canLimit(_ use: Use) -> Bool {
    let id = graph.follow(use).shape
    switch graph.shapes[id].kind {
    case .value(.int), .value(.int32), .value(.int64), .value(.double), .value(.float), .value(.string): return true
    case .array, .map: return !graph.recursiveLists.contains(id)
    default: return false
    }
  }

  /// The schemas that limit a use: those where it stands, and those they lead to.
  private func sources(_ schemas: [Schema], _ use: Use) -> [Schema] {
    let parts = graph.shapes[graph.follow(use).shape].parts
    if schemas.count == 1, parts.count == 1, parts[0] == schemas[0] { return schemas }
    var result: [Schema] = []
    for schema in schemas {
      if result.contains(schema) { continue }
      result.append(schema)
    }
    for part in parts where !result.contains(part) { result.append(part) }
    return result
  }

  /// Keeps a rule once, and none that nothing can meet: such limits are slips of the document.
  private func add(_ rule: RulePlan, _ rules: inout [RulePlan]) {
    switch rule {
    case .range(let minimum?, let maximum?, _, _):
      guard let low = Double(minimum), let high = Double(maximum), low <= high else { return }
    case .length(let minimum?, let maximum?), .count(let minimum?, let maximum?):
      if minimum > maximum { return }
    default: break
    }
    if !rules.contains(rule) { rules.append(rule) }
  }

  private func integerRules(_ schema: Schema, _ type: TypeUse, _ rules: inout [RulePlan]) {
    let (low, high) = (schema.minimum, schema.maximum)
    if low.isPresent || high.isPresent {
      let minimum = low.flatMap { integerBound($0, type, isLower: true) }
      let maximum = high.flatMap { integerBound($0, type, isLower: false) }
      if minimum.isPresent || maximum.isPresent {
        add(
          .range(
            minimum: minimum, maximum: maximum, exclusiveMinimum: low?.isExclusive ?? false,
            exclusiveMaximum: high?.isExclusive ?? false), &rules)
      }
    }
    if let step = schema.multipleOf?.int, step > 1, type != .int32 || Int32(exactly: step).isPresent {
      add(.multiple(of: String(step)), &rules)
    }
  }

  /// A bound as a literal of the type; nil where it bounds nothing (documents write 2^63 as a rounded number).
  private func integerBound(_ bound: Bound, _ type: TypeUse, isLower: Bool) -> String? {
    guard let int = bound.int else { return nil }
    if type == .int32, Int32(exactly: int).isNil { return nil }
    return String(int)
  }

  private func numberRules(_ schema: Schema, _ rules: inout [RulePlan]) {
    let (low, high) = (schema.minimum, schema.maximum)
    let minimum = low.flatMap { $0.double.isNil ? nil : $0.text }
    let maximum = high.flatMap { $0.double.isNil ? nil : $0.text }
    if minimum.isPresent || maximum.isPresent {
      add(
        .range(
          minimum: minimum, maximum: maximum, exclusiveMinimum: low?.isExclusive ?? false,
          exclusiveMaximum: high?.isExclusive ?? false), &rules)
    }
    if let step = schema.multipleOf, let value = step.double, value > 0, let text = step.numberText {
      add(.multiple(of: text), &rules)
    }
  }

  private func stringRules(_ schema: Schema, _ rules: inout [RulePlan]) {
    let (low, high) = (schema.minLength, schema.maxLength)
    if (low ?? 0) > 0 || high.isPresent { add(.length(minimum: low, maximum: high), &rules) }
    if let pattern = schema.pattern { add(.pattern(pattern), &rules) }
  }

  /// The rules in words: `1...15.` and the like.
  static func words(_ rules: [RulePlan]) -> [String] {
    var words: [String] = []
    for rule in rules {
      switch rule {
      case .range(let minimum, let maximum, let isAbove, let isBelow):
        words.append(range(minimum, maximum, isAbove, isBelow))
      case .length(let minimum, let maximum): words.append(count(minimum, maximum, "character"))
      case .count(let minimum, let maximum): words.append(count(minimum, maximum, "element"))
      case .pattern(let pattern): words.append("Matches `\(pattern)`.")
      case .multiple(let step): words.append("A multiple of \(step).")
      case .unique: words.append("No element twice.")
      case .elements(let rules): words += RulePlanning.words(rules).map { "Of each element: \($0)" }
      case .nested: break
      }
    }
    return words
  }

  private static func range(_ minimum: String?, _ maximum: String?, _ isAbove: Bool, _ isBelow: Bool) -> String {
    if let minimum, let maximum, !isAbove { return minimum + (isBelow ? "..<" : "...") + maximum + "." }
    var parts: [String] = []
    if let minimum { parts.append((isAbove ? "above " : "at least ") + minimum) }
    if let maximum { parts.append((isBelow ? "below " : "at most ") + maximum) }
    return Casing.upperFirst(parts.joined(separator: ", ")) + "."
  }

  private static func count(_ minimum: Int?, _ maximum: Int?, _ unit: String) -> String {
    let low = minimum ?? 0
    guard let maximum else { return "At least \(low) \(unit)\(low == 1 ? "" : "s")." }
    if low == 0 { return "At most \(maximum) \(unit)\(maximum == 1 ? "" : "s")." }
    if low == maximum { return "Exactly \(low) \(unit)\(low == 1 ? "" : "s")." }
    return "\(low)...\(maximum) \(unit)s."
  }
}

/// Values of the document as Swift expressions of a given type.
struct DefaultValues {
  let graph: SchemaGraph
  /// The name of an open enum's constant by the text of its value.
  let constant: (ShapeID, String) -> String?

  /// The value for a place of this type; nil if Swift can't write it there.
  func value(_ node: JSONNode, _ use: Use) -> ValuePlan? {
    let target = graph.follow(use)
    if node.isNull { return target.isNullable ? .null : nil }
    if graph.recursiveLists.contains(target.shape) { return nil }
    switch graph.shapes[target.shape].kind {
    case .value(let type): return scalar(node, type)
    case .binary: return node.string.map { .string($0) }
    case .enumeration(let values):
      let (type, value, text) = SchemaGraph.literal(node)
      if values.isConstant { return type == values.rawType ? value : nil }
      if let name = constant(target.shape, text) { return .member(name) }
      return nil
    case .array(let item):
      guard node.isArray else { return nil }
      if node.count == 0 { return .emptyArray }
      var elements: [ValuePlan] = []
      for element in node.elements {
        guard let value = value(element, item) else { return nil }
        elements.append(value)
      }
      return .array(elements)
    case .map: return node.isObject && node.count == 0 ? .emptyDictionary : nil
    default: return nil
    }
  }

  private func scalar(_ node: JSONNode, _ type: TypeUse) -> ValuePlan? {
    switch type {
    case .string: return node.string.map { .string($0) }
    case .bool: return node.bool.map { .bool($0) }
    case .int, .int64: return node.int.map { .int($0) }
    case .int32:
      guard let int = node.int, Int32(exactly: int).isPresent else { return nil }
      return .int(int)
    case .double, .float:
      guard node.double.isPresent, let text = node.numberText else { return nil }
      return .double(text)
    case .jsonValue: return .json(node.compactText)
    default: return nil
    }
  }
}
