/// Makes texts for patterns.
package enum PatternText {
  /// A text that a pattern most likely takes.
  ///
  /// What stands before or behind and back references are not looked at, so whoever asks has to try the text.
  /// - Parameters:
  ///   - pattern: The pattern.
  ///   - more: How often parts are repeated beyond what they must, where they may be.
  /// - Returns: The text; nil if the pattern is malformed or asks for a character not known here.
  package static func example(of pattern: String, more: Int = 0) -> String? {
    var parser = PatternParser(pattern)
    guard let syntax = try? parser.parse() else { return nil }
    var text = String.UnicodeScalarView()
    return write(syntax, more: min(more, 100), into: &text) ? String(text) : nil
  }

  private static let longest = 10_000

  private static func write(_ syntax: PatternSyntax, more: Int, into text: inout String.UnicodeScalarView) -> Bool {
    switch syntax {
    case .empty, .start, .end, .wordBoundary, .look, .backreference, .namedBackreference: return true
    case .character(let value): return append(value, to: &text)
    case .set(let set):
      let usual = "eE1_-/ ".unicodeScalars.map(\.value)
      guard let found = usual.first(where: set.contains) ?? (0x21...0x7E).first(where: set.contains) else {
        return false
      }
      return append(found, to: &text)
    case .sequence(let parts): return parts.allSatisfy { write($0, more: more, into: &text) }
    case .alternatives(let parts): return parts.first.map { write($0, more: more, into: &text) } ?? true
    case .capture(_, let part): return write(part, more: more, into: &text)
    case .repetition(let part, let minimum, let maximum, _, _):
      // What may be left out is; what may come any number of times comes once.
      let usual = maximum == 1 ? minimum : min(max(minimum, 1), longest)
      for _ in 0..<min(usual + more, maximum ?? .max) {
        guard text.count < longest, write(part, more: more, into: &text) else { return false }
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
