import OpenAPIDocument

/// Words of the document in documentation.
enum Wording {
  /// What a text says first: up to the end of a sentence, at most a line.
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

  /// Whether a description speaks of the default itself.
  static func mentionsDefault(_ text: String?) -> Bool {
    guard let text else { return false }
    return text.contains("default") || text.contains("Default")
  }
}
