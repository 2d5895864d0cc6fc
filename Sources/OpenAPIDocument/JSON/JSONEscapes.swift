/// Escapes in JSON strings, read and written.
enum JSONEscapes {
  /// The content of a checked string with its escapes resolved; half a surrogate pair becomes U+FFFD.
  static func decode(_ bytes: [UInt8], from: Int, to: Int) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(to - from)
    var index = from
    while index < to {
      let byte = bytes[index]
      if byte != 0x5C {
        result.append(byte)
        index += 1
        continue
      }
      let letter = bytes[index + 1]
      index += 2
      switch letter {
      case 0x62: result.append(0x08)
      case 0x66: result.append(0x0C)
      case 0x6E: result.append(0x0A)
      case 0x72: result.append(0x0D)
      case 0x74: result.append(0x09)
      case 0x75:
        // The halves of a surrogate pair stand in two escapes.
        var units: [UInt16] = []
        var isUnit = true
        while isUnit {
          units.append(codeUnit(bytes, at: index) ?? 0xFFFD)
          index += 4
          isUnit = index + 1 < to && bytes[index] == 0x5C && bytes[index + 1] == 0x75
          if isUnit { index += 2 }
        }
        result.append(contentsOf: Array(String(decoding: units, as: UTF16.self).utf8))
      default: result.append(letter)
      }
    }
    return result
  }

  /// Four hexadecimal digits as a number.
  static func codeUnit(_ bytes: [UInt8], at index: Int) -> UInt16? {
    guard index + 4 <= bytes.count else { return nil }
    var value: UInt16 = 0
    var offset = index
    while offset < index + 4 {
      guard let digit = hexDigit(bytes[offset]) else { return nil }
      value = value &<< 4 | UInt16(digit)
      offset += 1
    }
    return value
  }

  /// The value of a hexadecimal digit in either case.
  static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: return byte - 0x30
    case 0x41...0x46: return byte - 0x41 + 10
    case 0x61...0x66: return byte - 0x61 + 10
    default: return nil
    }
  }

  /// Appends a string as JSON, in quotes, escaping no more than must be.
  static func appendQuoted(_ utf8: [UInt8], to result: inout [UInt8]) {
    result.append(0x22)
    for byte in utf8 {
      switch byte {
      case 0x22, 0x5C:
        result.append(0x5C)
        result.append(byte)
      case 0x0A: result.append(contentsOf: [0x5C, 0x6E])
      case 0x0D: result.append(contentsOf: [0x5C, 0x72])
      case 0x09: result.append(contentsOf: [0x5C, 0x74])
      case 0..<0x20:
        result.append(contentsOf: [0x5C, 0x75])
        result.append(contentsOf: Array(fourHexDigits(byte).utf8))
      default: result.append(byte)
      }
    }
    result.append(0x22)
  }

  /// A byte as four hexadecimal digits.
  static func fourHexDigits(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return digits.utf8.count == 1 ? "000" + digits : "00" + digits
  }

  /// A byte as a person would name it.
  static func name(of byte: UInt8) -> String {
    if byte > 0x20, byte < 0x7F { return "'" + String(UnicodeScalar(byte)) + "'" }
    return "the byte 0x" + String(byte, radix: 16, uppercase: true)
  }
}
