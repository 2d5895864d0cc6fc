/// Text of a document as Swift literals: no text can end the literal, start an interpolation or hide what it says.
enum Literals {
  /// A string literal in quotes, on one line.
  static func string(_ text: String) -> String { "\"" + escaped(text) + "\"" }

  /// What stands between the quotes of a string literal.
  static func escaped(_ text: String) -> String {
    if isPlain(text) { return text }
    var result = ""
    for scalar in text.unicodeScalars { appendEscaped(scalar, to: &result) }
    return result
  }

  /// An array literal of strings.
  static func strings(_ texts: [String]) -> String {
    var result = "["
    var isFirst = true
    for text in texts {
      if !isFirst { result += ", " }
      result += string(text)
      isFirst = false
    }
    result += "]"
    return result
  }

  private static func isPlain(_ text: String) -> Bool {
    for byte in text.utf8 where byte < 0x20 || byte == 0x22 || byte == 0x5C || byte >= 0x7F { return false }
    return true
  }

  /// Whether the text is of visible ASCII only.
  static func isVisible(_ text: String) -> Bool {
    for byte in text.utf8 where byte < 0x20 || byte >= 0x7F { return false }
    return true
  }

  private static func appendEscaped(_ scalar: Unicode.Scalar, to result: inout String) {
    switch scalar.value {
    case 0x22: result += "\\\""
    case 0x5C: result += "\\\\"
    case 0x0A: result += "\\n"
    case 0x0D: result += "\\r"
    case 0x09: result += "\\t"
    default:
      if isHidden(scalar) || scalar.value == 0x200C || scalar.value == 0x200D {
        result += codePoint(scalar)
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
    "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
  }

  /// JSON as a raw literal of many lines, which must stand without indentation.
  ///
  /// The literal says the same JSON: line feeds are its only controls, and hidden characters, which can stand in
  /// strings only, are escaped as JSON does it.
  static func raw(_ json: String) -> String {
    var text = ""
    var previous: UInt32 = 0
    for scalar in json.unicodeScalars {
      let value = scalar.value
      switch value {
      case 0x0A: if previous != 0x0D { text += "\n" }
      case 0x0D: text += "\n"
      case 0x09: text += "  "
      case 0xFEFF where text.isEmpty: break
      default:
        if value >= 0x7F, isHidden(scalar) {
          for unit in String(scalar).utf16 {
            let digits = String(unit, radix: 16)
            text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
          }
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
      previous = value
    }
    while text.utf8.last == 0x0A || text.utf8.last == 0x20 { text.removeLast() }
    let delimiter = rawDelimiter(for: text)
    return delimiter + "\"\"\"\n" + text + "\n\"\"\"" + delimiter
  }

  /// The delimiters `#` that a raw literal needs so that nothing within can end it or start an interpolation.
  static func rawDelimiter(for text: String) -> String {
    var longest = 0
    var run = -1
    for byte in text.utf8 {
      if byte == 0x22 || byte == 0x5C {
        run = 0
        if longest == 0 { longest = 1 }
      } else if byte == 0x23 && run >= 0 {
        run += 1
        if run + 1 > longest { longest = run + 1 }
      } else {
        run = -1
      }
    }
    return String(repeating: "#", count: max(1, longest))
  }
}
