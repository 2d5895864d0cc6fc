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
        case .int, .int32, .int64, .double, .float: numberRules(schema, value, &rules)
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
    if schemas.only.isPresent, parts == schemas { return schemas }
    var result: [Schema] = []
    for schema in schemas + parts where !result.contains(schema) { result.append(schema) }
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

  private func countRules(_ minimum: Int?, _ maximum: Int?, _ rules: inout [RulePlan]) {
    if minimum.isPresent || maximum.isPresent { add(.count(minimum: minimum, maximum: maximum), &rules) }
  }

  private func numberRules(_ schema: Schema, _ type: TypeUse, _ rules: inout [RulePlan]) {
    let (low, high) = (schema.minimum, schema.maximum)
    let (minimum, maximum) = (literal(low?.node, type), literal(high?.node, type))
    if minimum.isPresent || maximum.isPresent {
      add(
        .range(
          minimum: minimum, maximum: maximum, exclusiveMinimum: low?.isExclusive ?? false,
          exclusiveMaximum: high?.isExclusive ?? false), &rules)
    }
    guard let step = schema.multipleOf, let text = literal(step, type) else { return }
    // Every integer is a multiple of 1.
    switch type {
    case .double, .float: if let value = step.double, value > 0 { add(.multiple(of: text), &rules) }
    default: if let value = step.int, value > 1 { add(.multiple(of: text), &rules) }
    }
  }

  /// A limit as a literal of the type; nil where it limits nothing (documents write 2^63 as a rounded number).
  private func literal(_ limit: JSONNode?, _ type: TypeUse) -> String? {
    guard let limit else { return nil }
    switch type {
    case .double, .float: return limit.double.isNil ? nil : limit.numberText
    default:
      guard let int = limit.int, type.holds(int) else { return nil }
      return String(int)
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
      case .pattern(let pattern): words.append(joined("Matches `", pattern, "`."))
      case .multiple(let step): words.append(joined("A multiple of ", step, "."))
      case .unique: words.append("No element twice.")
      case .elements(let rules):
        for text in RulePlanning.words(rules) { words.append("Of each element: " + text) }
      case .nested: break
      }
    }
    return words
  }

  private static func range(_ minimum: String?, _ maximum: String?, _ isAbove: Bool, _ isBelow: Bool) -> String {
    if let minimum, let maximum, !isAbove { return joined(minimum, isBelow ? "..<" : "...", maximum, ".") }
    var parts: [String] = []
    if let minimum { parts.append((isAbove ? "above " : "at least ") + minimum) }
    if let maximum { parts.append((isBelow ? "below " : "at most ") + maximum) }
    return Casing.upperFirst(parts.joined(separator: ", ")) + "."
  }

  private static func count(_ minimum: Int?, _ maximum: Int?, _ unit: String) -> String {
    let low = minimum ?? 0
    guard let maximum else { return joined("At least ", String(low), plural(low, unit)) }
    if low == 0 { return joined("At most ", String(maximum), plural(maximum, unit)) }
    if low == maximum { return joined("Exactly ", String(low), plural(low, unit)) }
    return joined(String(low), "...", String(maximum), plural(maximum, unit))
  }

  private static func plural(_ count: Int, _ unit: String) -> String {
    joined(" ", unit, count == 1 ? "." : "s.")
  }
}

/// Values of the document as Swift expressions of a given type.
extension TypePlanner {

  /// The value for a place of this type; nil if Swift can't write it there.
  func value(_ node: JSONNode, _ use: Use) -> ValuePlan? {
    let target = graph.follow(use)
    if node.isNull { return target.isNullable ? .null : nil }
    if graph.recursiveLists.contains(target.shape) { return nil }
    switch graph.shapes[target.shape].kind {
    case .value(let type): return scalar(node, type)
    case .binary: return scalar(node, .string)
    case .enumeration(let values):
      let (type, value, text) = SchemaGraph.literal(node)
      if !values.isConstant { return constant(target.shape, text) }
      return type == values.rawType ? value : nil
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
    case .string: if let text = node.string { return .string(text) }
    case .bool: if let value = node.bool { return .bool(value) }
    case .int, .int32, .int64: if let int = node.int, type.holds(int) { return .int(int) }
    case .double, .float: if node.double.isPresent, let text = node.numberText { return .double(text) }
    case .jsonValue: return .json(node.literal)
    default: break
    }
    return nil
  }
}
