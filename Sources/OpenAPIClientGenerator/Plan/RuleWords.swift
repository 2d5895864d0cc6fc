/// Rules in words, for documentation.
enum RuleWords {
  /// `1...15.` and the like.
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
      case .elements(let rules):
        for text in RuleWords.words(rules) { words.append("Of each element: " + text) }
      case .nested: break
      }
    }
    return words
  }

  private static func range(_ minimum: String?, _ maximum: String?, _ isAbove: Bool, _ isBelow: Bool) -> String {
    if let minimum, let maximum, !isAbove { return "\(minimum)\(isBelow ? "..<" : "...")\(maximum)." }
    var parts: [String] = []
    if let minimum { parts.append((isAbove ? "above " : "at least ") + minimum) }
    if let maximum { parts.append((isBelow ? "below " : "at most ") + maximum) }
    return Casing.upperFirst(parts.joined(separator: ", ")) + "."
  }

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
