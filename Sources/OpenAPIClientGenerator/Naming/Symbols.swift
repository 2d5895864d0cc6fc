/// Words for characters that a Swift identifier can't hold.
enum Symbols {
  /// Names of whole operators, longest first.
  private static let operators: [(String, String)] = [
    (">=", "greaterThanOrEqual"), ("<=", "lessThanOrEqual"), ("<>", "notEqual"), ("!=", "notEqual"),
    ("==", "equal"), ("!~", "notMatch"), ("=~", "match"), ("&&", "and"), ("||", "or"), ("->", "arrow"),
    ("=>", "arrow"), (">", "greaterThan"), ("<", "lessThan"), ("=", "equal"), ("~", "tilde"), ("!", "not"),
  ]

  /// The word for an ASCII character that is neither letter nor digit.
  private static func word(_ byte: UInt32) -> String {
    switch byte {
    case 0x20: return "space"
    case 0x21: return "exclamation"
    case 0x22: return "quote"
    case 0x23: return "hash"
    case 0x24: return "dollar"
    case 0x25: return "percent"
    case 0x26: return "and"
    case 0x27: return "apostrophe"
    case 0x28: return "leftParenthesis"
    case 0x29: return "rightParenthesis"
    case 0x2A: return "asterisk"
    case 0x2B: return "plus"
    case 0x2C: return "comma"
    case 0x2D: return "minus"
    case 0x2E: return "dot"
    case 0x2F: return "slash"
    case 0x3A: return "colon"
    case 0x3B: return "semicolon"
    case 0x3C: return "lessThan"
    case 0x3D: return "equal"
    case 0x3E: return "greaterThan"
    case 0x3F: return "question"
    case 0x40: return "at"
    case 0x5B: return "leftBracket"
    case 0x5C: return "backslash"
    case 0x5D: return "rightBracket"
    case 0x5E: return "caret"
    case 0x5F: return "underscore"
    case 0x60: return "backtick"
    case 0x7B: return "leftBrace"
    case 0x7C: return "pipe"
    case 0x7D: return "rightBrace"
    case 0x7E: return "tilde"
    case 0x09: return "tab"
    case 0x0A: return "newline"
    case 0x0D: return "return"
    default: return "control"
    }
  }

  /// The text with every character that is no letter or digit replaced by its name, words apart.
  static func spelled(_ text: String) -> String {
    for (symbol, name) in operators where text == symbol { return name }
    var result = ""
    for scalar in text.unicodeScalars {
      switch Words.classify(scalar) {
      case .separator, .apostrophe:
        result += " "
        result += scalar.value < 0x80 ? word(scalar.value) : unicodeName(scalar)
        result += " "
      default:
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text with the operator at its beginning replaced by a word; nil without one.
  static func spelledPrefix(_ text: String) -> String? {
    for (symbol, name) in operators where text.hasPrefix(symbol) {
      let rest = String(text.dropFirst(symbol.count))
      return Words.split(rest).isEmpty ? nil : name + " " + rest
    }
    guard let first = text.utf8.first, text.utf8.count > 1 else { return nil }
    if first == 0x2D || first == 0x2B {
      return (first == 0x2D ? "minus " : "plus ") + text.dropFirst()
    }
    return nil
  }

  /// The text with the signs at its end and each `&`, `%` replaced by words; nil without them.
  ///
  /// Such signs tell values apart (`A`, `A+`, `C#`), so they are always part of the name.
  static func spelledSigns(_ text: String) -> String? {
    var found = false
    var result = ""
    let bytes = Array(text.utf8)
    var end = bytes.count
    while end > 0, isSign(bytes[end - 1]) { end -= 1 }
    if end == 0 { return nil }
    for byte in bytes[..<end] where byte == 0x26 || byte == 0x25 {
      found = true
      break
    }
    if end == bytes.count, !found { return nil }
    var index = 0
    for scalar in text.unicodeScalars {
      let value = scalar.value
      if value == 0x26 {
        result += " and "
      } else if value == 0x25 {
        result += " percent "
      } else if index >= end {
        result += value == 0x23 ? " sharp " : " " + word(value) + " "
      } else {
        result.unicodeScalars.append(scalar)
      }
      index += UTF8.width(scalar)
    }
    return result
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    byte == 0x2B || byte == 0x23 || byte == 0x2D || byte == 0x2A || byte == 0x25
  }

  /// The scalar's name in Unicode, such as `thumbs up sign`; its number if it has none.
  private static func unicodeName(_ scalar: Unicode.Scalar) -> String {
    if scalar.properties.isVariationSelector || scalar.value == 0x200D { return "" }
    guard let name = scalar.properties.name else { return "u" + String(scalar.value, radix: 16) }
    return name.lowercased()
  }
}

extension UTF8 {
  fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x80 { return 1 }
    if value < 0x800 { return 2 }
    return value < 0x10000 ? 3 : 4
  }
}
