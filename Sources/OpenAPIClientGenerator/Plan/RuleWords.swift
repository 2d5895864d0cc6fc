/// Rules in words, for documentation.
enum RuleWords {
  /// A sentence for each rule.
  ///
  ///     minimum: 1, maximum: 15           → 1...15.
  ///     items: {type: string, maxLength: 64}     → Of each element: At most 64 characters.
  static func words(_ rules: [RulePlan]) -> [String] {
    rules.flatMap { rule -> [String] in
      switch rule {
      case .range(let minimum, let maximum, let isAbove, let isBelow): [range(minimum, maximum, isAbove, isBelow)]
      case .length(let minimum, let maximum): [count(minimum, maximum, "character")]
      case .count(let minimum, let maximum): [count(minimum, maximum, "element")]
      case .pattern(let pattern): ["Matches `\(pattern)`."]
      case .multiple(let step): ["A multiple of \(step)."]
      case .unique: ["No element twice."]
      case .elements(let rules): words(rules).map { "Of each element: \($0)" }
      case .nested: []
      }
    }
  }

  /// The bounds of a number.
  ///
  ///     1...15.    0..<1.    Above 0, at most 1.
  private static func range(_ minimum: String?, _ maximum: String?, _ isAbove: Bool, _ isBelow: Bool) -> String {
    if let minimum, let maximum, !isAbove { return "\(minimum)\(isBelow ? "..<" : "...")\(maximum)." }
    var parts: [String] = []
    if let minimum { parts.append((isAbove ? "above " : "at least ") + minimum) }
    if let maximum { parts.append((isBelow ? "below " : "at most ") + maximum) }
    return Casing.upperFirst(parts.joined(separator: ", ")) + "."
  }

  /// The bounds of a length or a count.
  ///
  ///     1...64 characters.    At least 1 element.
  private static func count(_ minimum: Int?, _ maximum: Int?, _ unit: String) -> String {
    let low = minimum ?? 0
    guard let maximum else { return "At least \(low)\(plural(low, unit))" }
    if low == 0 { return "At most \(maximum)\(plural(maximum, unit))" }
    if low == maximum { return "Exactly \(low)\(plural(low, unit))" }
    return "\(low)...\(maximum)\(plural(maximum, unit))"
  }

  private static func plural(_ count: Int, _ unit: String) -> String {
    " \(unit)\(count == 1 ? "." : "s.")"
  }
}
