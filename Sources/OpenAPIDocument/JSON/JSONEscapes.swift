import OpenAPISyntax

/// Escapes in JSON strings, read and written.
enum JSONEscapes {
  /// The content of a checked string with its escapes resolved; half a surrogate pair becomes U+FFFD.
  static func decode(_ bytes: [UInt8], from: Int, to: Int) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(to - from)
    var index = from
    while index < to {
      let byte = bytes[index]
      if byte != UInt8(ascii: "\\") {
        result.append(byte)
        index += 1
        continue
      }
      let letter = bytes[index + 1]
      index += 2
      switch letter {
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0C)
      case UInt8(ascii: "n"): result.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "r"): result.append(UInt8(ascii: "\r"))
      case UInt8(ascii: "t"): result.append(UInt8(ascii: "\t"))
      case UInt8(ascii: "u"):
        // The halves of a surrogate pair stand in two escapes.
        var units: [UInt16] = []
        while true {
          units.append(codeUnit(bytes, at: index) ?? 0xFFFD)
          index += 4
          guard bytes[index..<to].starts(with: "\\u".utf8) else { break }
          index += 2
        }
        result += String(decoding: units, as: UTF16.self).utf8
      default: result.append(letter)
      }
    }
    return result
  }

  /// Four hexadecimal digits as a number.
  static func codeUnit(_ bytes: [UInt8], at index: Int) -> UInt16? {
    guard index + 4 <= bytes.count else { return nil }
    var value: UInt16 = 0
    for byte in bytes[index..<(index + 4)] {
      guard let digit = byte.hexDigitValue else { return nil }
      value = value &<< 4 | UInt16(digit)
    }
    return value
  }

  /// Appends a string as JSON, in quotes, escaping no more than must be.
  static func appendQuoted(_ utf8: [UInt8], to result: inout [UInt8]) {
    result.append(UInt8(ascii: "\""))
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        result.append(UInt8(ascii: "\\"))
        result.append(byte)
      case UInt8(ascii: "\n"): result += "\\n".utf8
      case UInt8(ascii: "\r"): result += "\\r".utf8
      case UInt8(ascii: "\t"): result += "\\t".utf8
      case 0..<0x20: result += "\\u\(fourHexDigits(byte))".utf8
      default: result.append(byte)
      }
    }
    result.append(UInt8(ascii: "\""))
  }

  /// A byte as four hexadecimal digits.
  static func fourHexDigits(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return digits.utf8.count == 1 ? "000" + digits : "00" + digits
  }

  /// A byte as a person would name it.
  static func name(of byte: UInt8) -> String {
    if byte > 0x20, byte < 0x7F { return "'\(UnicodeScalar(byte))'" }
    return "the byte 0x" + String(byte, radix: 16, uppercase: true)
  }
}
