/// The message in a response that isn't JSON: the title of a page, or the beginning of a text.
enum PageText {
  /// A line of text; nil if there is none.
  static func sentence(_ bytes: [UInt8]) -> String? {
    let text = TextEncoding.text(Array(bytes.prefix(65_536)))
    let plain: String
    if text.prefix(2000).contains("<"), let content = element("title", in: text) ?? element("h1", in: text) {
      plain = content
    } else if isPage(text) {
      plain = withoutMarkup(text)
    } else {
      plain = text
    }
    let line = ServiceErrorBody.oneLine(unescaped(plain))
    // Pictures and archives are not text.
    guard !line.isEmpty, line.unicodeScalars.filter({ $0 == "\u{FFFD}" }).count * 10 < line.unicodeScalars.count else {
      return nil
    }
    return line
  }

  /// Whether a text is a page of HTML or XML.
  static func isPage(_ text: some StringProtocol) -> Bool {
    let start = text.drop(while: \.isWhitespace).prefix(15).lowercased()
    return start.hasPrefix("<!doctype") || start.hasPrefix("<html") || start.hasPrefix("<?xml")
  }

  /// The text within the first element of a name.
  private static func element(_ name: String, in text: String) -> String? {
    let lower = text.lowercased()
    // In some scripts lower case has another length, so that offsets would differ.
    guard lower.utf8.count == text.utf8.count, let open = lower.range(of: "<\(name)") else { return nil }
    guard let start = lower[open.upperBound...].firstIndex(of: ">") else { return nil }
    let rest = lower[lower.index(after: start)...]
    guard let end = rest.range(of: "</\(name)") else { return nil }
    let from = lower.utf8.distance(from: lower.startIndex, to: rest.startIndex)
    let to = lower.utf8.distance(from: lower.startIndex, to: end.lowerBound)
    let utf8 = text.utf8
    let content = utf8[utf8.index(utf8.startIndex, offsetBy: from)..<utf8.index(utf8.startIndex, offsetBy: to)]
    let words = withoutMarkup(String(decoding: content, as: UTF8.self))
    return words.allSatisfy(\.isWhitespace) ? nil : words
  }

  /// The text without tags.
  private static func withoutMarkup(_ text: String) -> String {
    var result = ""
    var isInside = false
    for character in text {
      if character == "<" {
        isInside = true
      } else if character == ">" && isInside {
        isInside = false
        result += " "
      } else if !isInside {
        result.append(character)
      }
    }
    return result
  }

  private static func unescaped(_ text: String) -> String {
    var result = text
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " ")] {
      result = result.split(separator: entity, omittingEmptySubsequences: false).joined(separator: character)
    }
    return result.split(separator: "&amp;", omittingEmptySubsequences: false).joined(separator: "&")
  }
}
