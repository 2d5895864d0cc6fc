/// Values of HTTP header fields (RFC 9110, section 5.6).
package enum FieldValue {
  /// Splits a value at a separator, except inside quotes, and trims the parts.
  package static func split(_ text: some StringProtocol, at separator: UInt8) -> [String] {
    var parts: [String] = []
    var part: [UInt8] = []
    var isQuoted = false
    var isEscaped = false
    for byte in text.utf8 {
      if isEscaped {
        isEscaped = false
      } else if isQuoted, byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if byte == separator, !isQuoted {
        parts.append(trimmed(String(decoding: part, as: UTF8.self)))
        part = []
        continue
      }
      part.append(byte)
    }
    return parts + [trimmed(String(decoding: part, as: UTF8.self))]
  }

  /// The text without leading and trailing spaces and tabs.
  package static func trimmed(_ text: some StringProtocol) -> String {
    var rest = Substring(text).utf8
    while rest.first?.isSpaceOrTab ?? false { rest.removeFirst() }
    while rest.last?.isSpaceOrTab ?? false { rest.removeLast() }
    return String(Substring(rest))
  }

  /// The content of a quoted string with its escapes resolved; any other text unchanged.
  package static func unquoted(_ text: String) -> String {
    guard text.utf8.count >= 2, text.utf8.first == UInt8(ascii: "\""), text.utf8.last == UInt8(ascii: "\"") else {
      return text
    }
    var result: [UInt8] = []
    var isEscaped = false
    for byte in text.utf8.dropFirst().dropLast() {
      isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
      if !isEscaped { result.append(byte) }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
