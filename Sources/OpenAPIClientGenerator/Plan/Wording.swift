import OpenAPIDocument

/// Texts of the document in documentation comments.
enum Wording {
  /// The first sentence of a text, at most its first line.
  ///
  ///     A pet. It has a name.  → A pet.
  static func firstSentence(_ text: String) -> String {
    let line = text.drop { $0.isWhitespace }.prefix { !$0.isNewline }
    var end = line.startIndex
    while let dot = line[end...].firstIndex(of: ".") {
      end = line.index(after: dot)
      if end == line.endIndex { break }
      let isAbbreviation = ["e.g.", "i.e.", "etc.", "vs."].contains { line[..<end].hasSuffix($0) }
      if line[end] == " ", !isAbbreviation { return String(line[..<end]) }
    }
    return String(line)
  }

  /// A value as it is shown in a sentence.
  static func shown(_ literal: JSONLiteral) -> String {
    guard case .string(let text) = literal else { return literal.text }
    return text.isEmpty ? "\"\"" : text
  }

  /// Whether a description mentions the default already.
  static func mentionsDefault(_ text: String?) -> Bool {
    guard let text else { return false }
    return text.contains("default") || text.contains("Default")
  }
}
