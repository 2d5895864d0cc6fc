/// Text of a document as Swift literals: no text can end the literal, start an interpolation or hide what it says.
enum Literals {
  /// A string literal in quotes, on one line.
  static func string(_ text: String) -> String { joined("\"", escaped(text), "\"") }

  /// What stands between the quotes of a string literal.
  static func escaped(_ text: String) -> String {
    if isPlain(text) { return text }
    var result = ""
    for scalar in text.unicodeScalars { appendEscaped(scalar, to: &result) }
    return result
  }

  /// An array literal of strings.
  static func strings(_ texts: [String]) -> String { joined("[", list(texts), "]") }

  /// Literals of strings with commas between them.
  static func list(_ texts: [String]) -> String {
    var result = ""
    for text in texts {
      if !result.isEmpty { result.append(", ") }
      result.append(string(text))
    }
    return result
  }

  private static func isPlain(_ text: String) -> Bool {
    for byte in text.utf8 {
      switch byte {
      case 0x22, 0x5C: return false
      default: if !isVisible(byte) { return false }
      }
    }
    return true
  }

  /// Whether the text is of visible ASCII only.
  static func isVisible(_ text: String) -> Bool {
    for byte in text.utf8 { if !isVisible(byte) { return false } }
    return true
  }

  /// Whether the byte is visible ASCII.
  static func isVisible(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F }

  private static func appendEscaped(_ scalar: Unicode.Scalar, to result: inout String) {
    switch scalar.value {
    case 0x22: result.append("\\\"")
    case 0x5C: result.append("\\\\")
    case 0x0A: result.append("\\n")
    case 0x0D: result.append("\\r")
    case 0x09: result.append("\\t")
    case 0x200C, 0x200D: result.append(codePoint(scalar))
    default:
      if isHidden(scalar) {
        result.append(codePoint(scalar))
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }

  /// Scalars that a reader can't see or that reorder what is read: controls, separators, direction marks, zero width.
  ///
  /// The joiners U+200C and U+200D are not among them: scripts and emoji need them.
  static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    // Nearly every scalar of nearly every document.
    if scalar.value >= 0x20, scalar.value < 0x7F { return false }
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F, 0xAD, 0x61C, 0x115F, 0x1160, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028...0x202E,
      0x2060...0x206F, 0x3164, 0xFE00...0xFE0E, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB, 0xE0000...0xE0FFF,
      0xFFFE, 0xFFFF:
      return true
    default: return false
    }
  }

  /// The escape of a scalar, such as `\u{202E}`.
  static func codePoint(_ scalar: Unicode.Scalar) -> String {
    joined("\\u{", String(scalar.value, radix: 16, uppercase: true), "}")
  }

  /// JSON as a raw literal of many lines, which must stand without indentation.
  ///
  /// The literal says the same JSON: line feeds are its only controls, and hidden characters, which can stand in
  /// strings only, are escaped as JSON does it.
  static func raw(_ json: String) -> String {
    var text = ""
    var previous: UInt32 = 0
    for scalar in json.unicodeScalars {
      switch scalar.value {
      case 0x0A where previous == 0x0D: break
      case 0x0A, 0x0D: text.append("\n")
      case 0x09: text.append("  ")
      case 0xFEFF where text.isEmpty: break
      default:
        if scalar.value >= 0x7F, isHidden(scalar) {
          for unit in String(scalar).utf16 {
            let digits = String(unit, radix: 16)
            text.append(joined("\\u", String(repeating: "0", count: 4 - digits.utf8.count), digits))
          }
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
      previous = scalar.value
    }
    while let last = text.utf8.last, last.isOne(of: 0x0A, 0x20) { text.removeLast() }
    let delimiter = rawDelimiter(for: text)
    return joined(delimiter, "\"\"\"\n", text, "\n\"\"\"", delimiter)
  }

  /// The delimiters `#` that a raw literal needs so that nothing within can end it or start an interpolation.
  static func rawDelimiter(for text: String) -> String {
    var longest = 1
    var run = 0
    for byte in text.utf8 {
      switch byte {
      case 0x22, 0x5C: run = 1
      case 0x23 where run > 0: run += 1
      default: run = 0
      }
      if run > longest { longest = run }
    }
    return String(repeating: "#", count: longest)
  }
}
