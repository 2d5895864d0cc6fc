/// Rules, which are checked before sending where the client is told to.
extension FilePrinter {
  /// The method of a struct with rules.
  ///
  ///     public func validate(_ rules: inout Validation) {
  ///       rules.check("count", count, in: 1...15)
  ///     }
  func printValidation(of members: StoredMembers) {
    printValidation {
      for member in members.all where !member.property.rules.isEmpty {
        printRules(member.property.rules, Literals.string(member.property.key), member.path)
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
      for item in union.cases {
        switch item.rule {
        case nil: continue
        case .nested: line("case .\(item.name)(let value): value.validate(&rules)")
        case .some(let rule):
          line("case .\(item.name)(let value):")
          // Messages name the elements by their positions alone.
          indented { printRules([rule], Literals.string(""), "value") }
        }
      }
      line("default: break")
      line("}")
    }
  }

  /// The method that checks rules.
  ///
  ///     public func validate(_ rules: inout Validation) { … }
  private func printValidation(_ body: () -> Void) {
    blank()
    block("\(access)func validate(_ rules: inout \(name(RuntimeNames.validation)))", body)
  }

  // MARK: Rules

  /// The statements that check a value, whose name in messages is the document's.
  ///
  ///     rules.check("count", count, in: 1...15)
  func printRules(_ rules: [RulePlan], _ name: String, _ value: String) {
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
          // An element that is absent or null is nil, which satisfies every rule.
          printRules(inner, "element.name", "element.value")
        }
      case .nested: line("rules.nested\(subject))")
      }
    }
  }

  /// `1...15`, `1...`, `...15`; nil where there is no bound.
  private static func range(_ minimum: String?, _ maximum: String?) -> String? {
    if minimum == nil && maximum == nil { return nil }
    return "\(bound(minimum))...\(bound(maximum))"
  }

  /// A bound of a range: `5`, `(-5)`, because `...-` would be one operator.
  private static func bound(_ literal: String?) -> String {
    guard let literal else { return "" }
    return literal.hasPrefix("-") ? "(\(literal))" : literal
  }
}
