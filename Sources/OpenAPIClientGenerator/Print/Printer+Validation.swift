extension Printer {
  func printValidation(_ structure: StructurePlan, _ words: [PropertyWords]) {
    out.blank()
    out.open("\(access)func validate(_ rules: inout \(name(RuntimeNames.validation))) {")
    for index in words.indices where !structure.properties[index].rules.isEmpty {
      printRules(
        structure.properties[index].rules, words[index].key, words[index].stored, structure.properties[index].type)
    }
    out.close()
  }

  /// Calls that check a value; its name in messages is the one on the wire.
  func printRules(_ rules: [RulePlan], _ name: String, _ variable: String, _ type: TypeUse) {
    let value = variable + Self.unwrapping(type)
    for rule in rules {
      switch rule {
      case .range(let minimum, let maximum, let exclusiveMinimum, let exclusiveMaximum):
        if let minimum, exclusiveMinimum { out.line("rules.check(\(name), \(value), above: \(minimum))") }
        if let maximum, exclusiveMaximum { out.line("rules.check(\(name), \(value), below: \(maximum))") }
        let range = Self.range(exclusiveMinimum ? nil : minimum, exclusiveMaximum ? nil : maximum)
        if let range { out.line("rules.check(\(name), \(value), in: \(range))") }
      case .length(let minimum, let maximum):
        if let range = Self.range(minimum.map { String($0) }, maximum.map { String($0) }) {
          out.line("rules.length(\(name), \(value), \(range))")
        }
      case .count(let minimum, let maximum):
        if let range = Self.range(minimum.map { String($0) }, maximum.map { String($0) }) {
          out.line("rules.count(\(name), \(value), \(range))")
        }
      case .pattern(let pattern): out.line("rules.pattern(\(name), \(value), \(Literals.string(pattern)))")
      case .multiple(let step): out.line("rules.multiple(\(name), \(value), of: \(step))")
      case .unique: out.line("rules.unique(\(name), \(value))")
      case .elements(let inner):
        out.open("for element in rules.elements(\(name), \(value)) {")
        // What is absent or null among them comes as nil, which breaks no rule.
        printRules(inner, "element.name", "element.value", Self.element(of: type))
        out.close()
      case .nested: printNestedRule(name, value, Self.core(type), isOptional: Self.isAbsent(type))
      }
    }
  }

  private static func element(of type: TypeUse) -> TypeUse {
    switch core(type) {
    case .array(let element), .dictionary(let element): element
    default: type
    }
  }

  private func printNestedRule(_ name: String, _ value: String, _ type: TypeUse, isOptional: Bool) {
    switch type {
    case .array(let element), .dictionary(let element):
      // The runtime walks one level of elements; deeper ones are walked here.
      if case .named = element {
        out.line("rules.nested(\(name), \(value))")
        return
      }
      let isArray: Bool
      if case .array = type { isArray = true } else { isArray = false }
      let values = isOptional ? "(\(value) ?? \(isArray ? "[]" : "[:]"))" : value
      out.open(isArray ? "for element in \(values) {" : "for element in \(values).values {")
      printNestedRule(
        name, "element" + Self.unwrapping(element), Self.core(element), isOptional: Self.isAbsent(element))
      out.close()
    default: out.line("rules.nested(\(name), \(value))")
    }
  }

  /// `1...15`, `1...`, `...15`, nil where there is no bound.
  static func range(_ minimum: String?, _ maximum: String?) -> String? {
    guard minimum.isPresent || maximum.isPresent else { return nil }
    var result = ""
    // `...-5` would be read as one operator.
    if let minimum { result += minimum.hasPrefix("-") ? "(\(minimum))" : minimum }
    result += "..."
    if let maximum { result += maximum.hasPrefix("-") ? "(\(maximum))" : maximum }
    return result
  }

  /// What turns a property of this type into an optional of its innermost value.
  private static func unwrapping(_ type: TypeUse) -> String {
    switch type {
    case .optional(.nullable): return "?.value"
    case .nullable: return ".value"
    default: return ""
    }
  }

  private static func isAbsent(_ type: TypeUse) -> Bool {
    switch type {
    case .optional, .nullable: return true
    default: return false
    }
  }

  func printUnionValidation(_ union: UnionPlan) {
    out.blank()
    out.open("\(access)func validate(_ rules: inout \(name(RuntimeNames.validation))) {")
    out.line("switch self {")
    var isComplete = union.otherCase.isNil
    for item in union.cases {
      guard let call = item.type.flatMap({ validation(of: $0) }) else {
        isComplete = false
        continue
      }
      out.line("case .\(item.name)(let value): \(call)")
    }
    if !isComplete { out.line("default: break") }
    out.line("}")
    out.close()
  }

  /// The call that validates a payload, nil where it has no rules.
  private func validation(of type: TypeUse) -> String? {
    switch type {
    case .named(let path) where validating.contains(path): return "value.validate(&rules)"
    case .array(.named(let path)) where validating.contains(path):
      return "for element in value { element.validate(&rules) }"
    case .dictionary(.named(let path)) where validating.contains(path):
      return "for element in value.values { element.validate(&rules) }"
    default: return nil
    }
  }
}
