/// Makes Swift literals of the document's texts; no text can end its literal, start an interpolation or look different
/// from what it is.
enum Literals {
  /// A string literal in quotes, on one line.
  static func string(_ text: String) -> String { "\"\(escaped(text))\"" }

  /// The text between the quotes of a string literal.
  static func escaped(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { isVisible($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    return isPlain ? text : text.unicodeScalars.map(escaped).joined()
  }

  /// An array literal of strings.
  static func strings(_ texts: [String]) -> String { "[\(list(texts))]" }

  /// Literals of strings with commas between them.
  static func list(_ texts: [String]) -> String { texts.map(string).joined(separator: ", ") }

  /// Text for one line of a comment.
  static func oneLine(_ text: String) -> String {
    if text.utf8.allSatisfy(isVisible) { return text }
    return text.unicodeScalars.map { scalar in
      guard isHidden(scalar) else { return String(scalar) }
      return scalar.value < 0x20 ? " " : codePoint(scalar)
    }.joined()
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": "\\\""
    case "\\": "\\\\"
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    case "\u{200C}", "\u{200D}": codePoint(scalar)
    default: isHidden(scalar) ? codePoint(scalar) : String(scalar)
    }
  }

  /// Whether the byte is visible ASCII or a space, which needs no escaping.
  static func isVisible(_ byte: UInt8) -> Bool { (0x20..<0x7F).contains(byte) }

  /// Scalars that readers can't see or that change the order of text: controls, separators, direction marks, zero width.
  ///
  /// The joiners U+200C and U+200D aren't among them, because some scripts and emoji need them.
  static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F: false
    case 0...0x1F, 0x7F...0x9F, 0xAD, 0x61C, 0x115F, 0x1160, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028...0x202E,
      0x2060...0x206F, 0x3164, 0xFE00...0xFE0E, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB, 0xE0000...0xE0FFF,
      0xFFFE, 0xFFFF:
      true
    default: false
    }
  }

  /// The escape of a scalar, such as `\u{202E}`.
  static func codePoint(_ scalar: Unicode.Scalar) -> String {
    "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
  }

  // MARK: Raw literals

  /// JSON as a raw literal of several lines, which must be printed without indentation.
  ///
  /// The JSON stays the same in value: line ends become line feeds, tabs become spaces, and hidden characters, which JSON
  /// allows in strings only, are written as `\u` escapes.
  static func raw(_ json: String) -> String {
    var text = ""
    var previous: Unicode.Scalar?
    for scalar in json.unicodeScalars {
      switch scalar {
      case "\n" where previous == "\r": break
      case "\n", "\r": text.append("\n")
      case "\t": text.append("  ")
      case "\u{FEFF}" where text.isEmpty: break
      default:
        if scalar.value >= 0x7F, isHidden(scalar) {
          text += String(scalar).utf16.map(jsonEscape).joined()
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
      previous = scalar
    }
    while let last = text.last, last == "\n" || last == " " { text.removeLast() }
    let delimiter = rawDelimiter(for: text)
    return "\(delimiter)\"\"\"\n\(text)\n\"\"\"\(delimiter)"
  }

  /// The escape of a code unit: `\u202e`.
  private static func jsonEscape(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)"
  }

  /// The shortest row of `#` with which nothing in the text can end the raw literal or start an interpolation.
  private static func rawDelimiter(for text: String) -> String {
    var longest = 1
    var run = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): run = 1
      case UInt8(ascii: "#") where run > 0: run += 1
      default: run = 0
      }
      longest = max(longest, run)
    }
    return String(repeating: "#", count: longest)
  }
}
