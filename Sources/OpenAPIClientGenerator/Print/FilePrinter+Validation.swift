/// Rules that are checked before sending, when the client is told to.
extension FilePrinter {
  /// The method of a struct with rules.
  ///
  ///     public func validate(_ rules: inout Validation) {
  ///       rules.check("count", count, in: 1...15)
  ///     }
  func printValidation(of structure: StructurePlan) {
    printValidation {
      for property in structure.properties where !property.rules.isEmpty {
        printRules(property.rules, Literals.string(property.key), property.storedName, property.type)
      }
    }
  }

  /// The method of a union with a variant that has rules.
  ///
  ///     switch self {
  ///     case .pet(let value): value.validate(&rules)
  ///     default: break
  ///     }
  func printValidation(of union: UnionPlan) {
    printValidation {
      line("switch self {")
      for item in union.cases where item.validates {
        line("case .\(item.name)(let value): \(Self.validating(item.type))")
      }
      if union.otherCase != nil || !union.cases.allSatisfy(\.validates) { line("default: break") }
      line("}")
    }
  }

  private func printValidation(_ body: () -> Void) {
    blank()
    block("\(access)func validate(_ rules: inout \(name(RuntimeNames.validation)))", body)
  }

  /// The call that validates a payload.
  private static func validating(_ type: TypeUse?) -> String {
    switch type {
    case .array: "for element in value { element.validate(&rules) }"
    case .dictionary: "for element in value.values { element.validate(&rules) }"
    default: "value.validate(&rules)"
    }
  }

  // MARK: Rules

  /// Calls that check a value; its name in messages is the one on the wire.
  func printRules(_ rules: [RulePlan], _ name: String, _ variable: String, _ type: TypeUse) {
    let value = variable + type.unwrapping
    let subject = "(\(name), \(value)"
    for rule in rules {
      switch rule {
      case .range(let minimum, let maximum, let exclusiveMinimum, let exclusiveMaximum):
        if let minimum, exclusiveMinimum { line("rules.check\(subject), above: \(minimum))") }
        if let maximum, exclusiveMaximum { line("rules.check\(subject), below: \(maximum))") }
        let range = Self.range(exclusiveMinimum ? nil : minimum, exclusiveMaximum ? nil : maximum)
        if let range { line("rules.check\(subject), in: \(range))") }
      case .length(let minimum, let maximum):
        if let range = Self.range(minimum?.description, maximum?.description) {
          line("rules.length\(subject), \(range))")
        }
      case .count(let minimum, let maximum):
        if let range = Self.range(minimum?.description, maximum?.description) {
          line("rules.count\(subject), \(range))")
        }
      case .pattern(let pattern): line("rules.pattern\(subject), \(Literals.string(pattern)))")
      case .multiple(let step): line("rules.multiple\(subject), of: \(step))")
      case .unique: line("rules.unique\(subject))")
      case .elements(let inner):
        block("for element in rules.elements\(subject))") {
          // What is absent or null among them comes as nil, which breaks no rule.
          printRules(inner, "element.name", "element.value", type.element)
        }
      case .nested: printNestedRule(name, value, type)
      }
    }
  }

  /// `rules.nested("pet", pet)`; the runtime walks one level of elements, deeper ones are walked here.
  private func printNestedRule(_ name: String, _ value: String, _ type: TypeUse) {
    switch type.unwrapped {
    case .array(.named), .dictionary(.named): line("rules.nested(\(name), \(value))")
    case .array(let element):
      block("for element in \(type.isNilable ? "(\(value) ?? [])" : value)") {
        printNestedRule(name, "element\(element.unwrapping)", element)
      }
    case .dictionary(let element):
      block("for element in \(type.isNilable ? "(\(value) ?? [:])" : value).values") {
        printNestedRule(name, "element\(element.unwrapping)", element)
      }
    default: line("rules.nested(\(name), \(value))")
    }
  }

  /// `1...15`, `1...`, `...15`, nil where there is no bound.
  private static func range(_ minimum: String?, _ maximum: String?) -> String? {
    if minimum == nil && maximum == nil { return nil }
    return "\(bound(minimum))...\(bound(maximum))"
  }

  /// `...-5` would be read as one operator.
  private static func bound(_ literal: String?) -> String {
    guard let literal else { return "" }
    return literal.hasPrefix("-") ? "(\(literal))" : literal
  }
}

extension TypeUse {
  /// What turns a property of this type into an optional of its innermost value.
  fileprivate var unwrapping: String {
    switch self {
    case .optional(.nullable): "?.value"
    case .nullable: ".value"
    default: ""
    }
  }

  /// The type of elements or values; the type itself where it has none.
  fileprivate var element: TypeUse {
    switch unwrapped {
    case .array(let element), .dictionary(let element): element
    default: self
    }
  }

  /// Whether its innermost value may be nil.
  fileprivate var isNilable: Bool {
    switch self {
    case .optional, .nullable: true
    default: false
    }
  }
}
