import OpenAPIClientRuntime
import OpenAPISyntax

/// Reads responses that are not quite what the services document.
enum LenientJSON {
  /// An integer, also one in a string.
  static func integer(_ value: JSONValue?) -> Int? {
    switch value {
    case .number(let number)?: number.int
    case .string(let text)?: Int(text)
    default: nil
    }
  }

  /// A string that isn't blank, or the digits of a number.
  static func text(_ value: JSONValue?) -> String? {
    switch value {
    case .string(let text)?: text.allSatisfy(\.isWhitespace) ? nil : text
    case .number(let number)?: number.text
    default: nil
    }
  }

  /// The JSON in some bytes: also in other encodings than UTF-8, with `NaN` or `Infinity` for a number (read as null), and
  /// with text before or behind it.
  ///
  /// Nil if there is no complete object or array.
  static func value(_ bytes: [UInt8]) -> JSONValue? {
    if let value = try? JSONValue(largeDocument: bytes) { return value }
    let text = Array(TextEncoding.text(bytes).utf8)
    if text != bytes, let value = try? JSONValue(largeDocument: text) { return value }
    // JSON within a page is not the service's response.
    if PageText.isPage(String(decoding: text.prefix(200), as: UTF8.self)) { return nil }
    // A limited number of attempts, because a text can have many braces.
    var start = 0
    for _ in 0..<16 {
      guard let open = text[start...].firstIndex(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") }) else {
        return nil
      }
      if let end = end(of: text, from: open) {
        let value = try? JSONValue(largeDocument: withoutOddNumbers(text[open..<end]))
        if let value, value.object?.isEmpty == false || value.array?.first?.object != nil { return value }
      }
      start = open + 1
    }
    return nil
  }

  /// The text of a member in JSON that can't be parsed, for example because it is truncated; nil if there is no such member
  /// with a complete value.
  static func text(of name: String, in bytes: [UInt8]) -> String? {
    let text = Array(TextEncoding.text(bytes).utf8)
    if PageText.isPage(String(decoding: text.prefix(200), as: UTF8.self)) { return nil }
    let key = Array("\"\(name)\"".utf8)
    var start = 0
    while let found = firstRange(of: key, in: text[start...]) {
      start = found.upperBound
      var index = found.upperBound
      while index < text.count, isWhitespace(text[index]) { index += 1 }
      guard index < text.count, text[index] == UInt8(ascii: ":") else { continue }
      index += 1
      while index < text.count, isWhitespace(text[index]) { index += 1 }
      guard index < text.count, text[index] == UInt8(ascii: "\""), let end = endOfString(text, from: index) else {
        continue
      }
      if let value = try? JSONValue(jsonBytes: Array(text[index..<end])), let found = Self.text(value) { return found }
    }
    return nil
  }

  /// The offset after the bracket that closes the one at an offset; nil if it is not closed.
  private static func end(of text: [UInt8], from open: Int) -> Int? {
    var depth = 0
    var index = open
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "\""):
        guard let end = endOfString(text, from: index) else { return nil }
        index = end
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return index + 1 }
      default: break
      }
      index += 1
    }
    return nil
  }

  /// The offset after the quote that ends the string at an offset; nil if it doesn't end.
  private static func endOfString(_ text: [UInt8], from quote: Int) -> Int? {
    var index = quote + 1
    while index < text.count {
      if text[index] == UInt8(ascii: "\\") {
        index += 2
      } else if text[index] == UInt8(ascii: "\"") {
        return index + 1
      } else {
        index += 1
      }
    }
    return nil
  }

  /// The text with null in place of values that JSON doesn't have: `NaN`, `Infinity`, `undefined`, `None`.
  private static func withoutOddNumbers(_ text: ArraySlice<UInt8>) -> [UInt8] {
    let words = ["-Infinity", "Infinity", "NaN", "-inf", "inf", "nan", "undefined", "None"].map { Array($0.utf8) }
    var result: [UInt8] = []
    var index = text.startIndex
    let whole = Array(text)
    while index < text.endIndex {
      if text[index] == UInt8(ascii: "\""), let end = endOfString(whole, from: index - text.startIndex) {
        result += text[index..<(end + text.startIndex)]
        index = end + text.startIndex
      } else if let word = words.first(where: { text[index...].starts(with: $0) }) {
        result += "null".utf8
        index += word.count
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }

  private static func firstRange(of wanted: [UInt8], in text: ArraySlice<UInt8>) -> Range<Int>? {
    var start = text.startIndex
    while let first = text[start...].firstIndex(of: wanted[0]), first + wanted.count <= text.endIndex {
      if text[first...].starts(with: wanted) { return first..<(first + wanted.count) }
      start = first + 1
    }
    return nil
  }

  private static func isWhitespace(_ byte: UInt8) -> Bool {
    byte.isSpaceOrTab || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}
