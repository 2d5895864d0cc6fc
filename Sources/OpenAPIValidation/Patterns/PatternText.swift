/// Makes texts that match patterns.
package enum PatternText {
  /// A text that a pattern most likely matches.
  ///
  /// Lookarounds, backreferences and word boundaries are ignored, so the caller has to check the text.
  /// - Parameters:
  ///   - pattern: The pattern.
  ///   - more: How many extra repetitions to write where the pattern allows them; 100 at most.
  /// - Returns: The text; nil if the pattern is malformed, if it needs a character class without a member in printable
  ///   ASCII, or if the text would be longer than 10,000 characters.
  package static func example(of pattern: String, more: Int = 0) -> String? {
    var parser = PatternParser(pattern)
    guard let syntax = try? parser.parse() else { return nil }
    var text = String.UnicodeScalarView()
    return write(syntax, more: min(more, 100), into: &text) ? String(text) : nil
  }

  private static let maximumLength = 10_000

  private static func write(_ syntax: PatternSyntax, more: Int, into text: inout String.UnicodeScalarView) -> Bool {
    switch syntax {
    case .empty, .start, .end, .wordBoundary, .look, .backreference, .namedBackreference: return true
    case .character(let value): return append(value, to: &text)
    case .set(let set):
      let printable = (UInt8(ascii: "!")...UInt8(ascii: "~")).map { Unicode.Scalar($0) }
      guard let scalar = (Array("eE1_-/ ".unicodeScalars) + printable).first(where: set.contains) else { return false }
      text.append(scalar)
      return true
    case .sequence(let parts): return parts.allSatisfy { write($0, more: more, into: &text) }
    case .alternatives(let parts): return parts.first.map { write($0, more: more, into: &text) } ?? true
    case .capture(_, let part): return write(part, more: more, into: &text)
    case .repetition(let part, let minimum, let maximum, _, _):
      // An optional part is left out; one that may repeat is written at least once.
      let usual = maximum == 1 ? minimum : min(max(minimum, 1), maximumLength)
      for _ in 0..<min(usual + more, maximum ?? .max) {
        guard text.count < maximumLength, write(part, more: more, into: &text) else { return false }
      }
      return true
    }
  }

  private static func append(_ value: UInt32, to text: inout String.UnicodeScalarView) -> Bool {
    guard let scalar = Unicode.Scalar(value) else { return false }
    text.append(scalar)
    return true
  }
}
