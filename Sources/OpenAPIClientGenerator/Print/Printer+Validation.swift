extension Printer {
  func printValidation(_ structure: StructurePlan, _ words: [PropertyWords]) {
    openValidation()
    for index in words.indices {
      let rules = structure.properties[index].rules
      if rules.isEmpty { continue }
      printRules(rules, words[index].key, words[index].stored, structure.properties[index].type)
    }
    out.close()
  }

  /// Calls that check a value; its name in messages is the one on the wire.
  func printRules(_ rules: [RulePlan], _ name: String, _ variable: String, _ type: TypeUse) {
    let value = variable + Self.unwrapping(type)
    let subject = joined("(", name, ", ", value)
    for rule in rules {
      switch rule {
      case .range(let minimum, let maximum, let exclusiveMinimum, let exclusiveMaximum):
        if let minimum, exclusiveMinimum { out.line("rules.check", subject, ", above: ", minimum, ")") }
        if let maximum, exclusiveMaximum { out.line("rules.check", subject, ", below: ", maximum, ")") }
        let range = Self.range(exclusiveMinimum ? nil : minimum, exclusiveMaximum ? nil : maximum)
        if let range { out.line("rules.check", subject, ", in: ", range, ")") }
      case .length(let minimum, let maximum):
        if let range = Self.range(minimum?.description, maximum?.description) {
          out.line("rules.length", subject, ", ", range, ")")
        }
      case .count(let minimum, let maximum):
        if let range = Self.range(minimum?.description, maximum?.description) {
          out.line("rules.count", subject, ", ", range, ")")
        }
      case .pattern(let pattern): out.line("rules.pattern", subject, ", ", Literals.string(pattern), ")")
      case .multiple(let step): out.line("rules.multiple", subject, ", of: ", step, ")")
      case .unique: out.line("rules.unique", subject, ")")
      case .elements(let inner):
        out.open("for element in rules.elements", subject, ") {")
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
    // The runtime walks one level of elements; deeper ones are walked here.
    switch type {
    case .array(.named), .dictionary(.named): out.line("rules.nested(", name, ", ", value, ")")
    case .array(let element):
      out.open("for element in ", isOptional ? joined("(", value, " ?? [])") : value, " {")
      printNestedRule(name, element)
      out.close()
    case .dictionary(let element):
      out.open("for element in ", isOptional ? joined("(", value, " ?? [:])") : value, ".values {")
      printNestedRule(name, element)
      out.close()
    default: out.line("rules.nested(", name, ", ", value, ")")
    }
  }

  private func printNestedRule(_ name: String, _ element: TypeUse) {
    printNestedRule(
      name, "element" + Self.unwrapping(element), Self.core(element), isOptional: Self.isAbsent(element))
  }

  /// `1...15`, `1...`, `...15`, nil where there is no bound.
  static func range(_ minimum: String?, _ maximum: String?) -> String? {
    guard minimum.isPresent || maximum.isPresent else { return nil }
    return joined(bound(minimum), "...", bound(maximum))
  }

  /// `...-5` would be read as one operator.
  private static func bound(_ literal: String?) -> String {
    guard let literal else { return "" }
    return literal.hasPrefix("-") ? joined("(", literal, ")") : literal
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
    openValidation()
    out.line("switch self {")
    var isComplete = union.otherCase.isNil
    for item in union.cases {
      if let type = item.type, let call = validation(of: type) {
        out.line("case .", item.name, "(let value): ", call)
      } else {
        isComplete = false
      }
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
