/// A regular expression of a document (ECMA-262), as far as Swift's `Regex` supports it.
struct Pattern {
  private let expression: Regex<AnyRegexOutput>?

  /// The expression; one that Swift can't read matches everything.
  static func compiled(_ text: String) -> Pattern {
    Pattern(expression: try? Regex(text))
  }

  /// Whether the expression matches somewhere in the text.
  func matches(_ text: String) -> Bool {
    guard let expression else { return true }
    return (try? expression.firstMatch(in: text)) != nil
  }
}
