/// Percent-encoding (RFC 3986, section 2).
enum PercentEncoding {
  /// Which bytes stay as they are.
  enum Kept {
    /// Letters, digits, `-._~`.
    case unreserved
    /// The same, reserved characters but `#`, and what is percent-encoded already.
    case reserved
    /// What a path template may hold: reserved characters but `?` and `#`, and what is percent-encoded already.
    case path
    /// What a cookie may hold (RFC 6265, section 4.1.1) but `%`.
    case cookie
    /// `application/x-www-form-urlencoded`: letters, digits, `-._*`; a space becomes `+`.
    case form
    /// All: the value is escaped already, or needs no escape.
    case everything
  }

  @inline(never)
  static func encode(_ text: String, _ kept: Kept) -> String {
    let bytes = Array(text.utf8)
    // Most texts have nothing to encode.
    var isPlain = true
    var index = 0
    while index < bytes.count {
      if !keeps(bytes[index], at: index, of: bytes, kept) {
        isPlain = false
        break
      }
      index += 1
    }
    if isPlain { return text }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 16)
    for (index, byte) in bytes.enumerated() {
      if keeps(byte, at: index, of: bytes, kept) {
        result.append(byte)
      } else if byte == 0x20 && kept == .form {
        result.append(0x2B)
      } else {
        result.append(0x25)
        result.append(hex(byte &>> 4))
        result.append(hex(byte & 15))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func hex(_ digit: UInt8) -> UInt8 { digit < 10 ? digit + 0x30 : digit + 0x37 }

  private static func keeps(_ byte: UInt8, at index: Int, of bytes: [UInt8], _ kept: Kept) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: return true
    case 0x7E: return kept != .form
    case 0x2A where kept == .form: return true
    default: break
    }
    switch kept {
    case .everything: return true
    case .unreserved, .form: return false
    case .cookie:
      return byte > 0x20 && byte < 0x7F && byte != 0x22 && byte != 0x25 && byte != 0x2C && byte != 0x3B
        && byte != 0x5C
    case .reserved, .path:
      switch byte {
      case 0x25: return isEncoded(bytes, index)
      case 0x21, 0x24, 0x26...0x2C, 0x2F, 0x3A, 0x3B, 0x3D, 0x40: return true
      case 0x3F, 0x5B, 0x5D: return kept == .reserved
      default: return false
      }
    }
  }

  private static func isEncoded(_ bytes: [UInt8], _ index: Int) -> Bool {
    guard index + 2 < bytes.count else { return false }
    return isHex(bytes[index + 1]) && isHex(bytes[index + 2])
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: false
    }
  }

  /// The byte of two hexadecimal digits.
  static func byte(_ high: UInt8, _ low: UInt8) -> UInt8? {
    isHex(high) && isHex(low) ? value(high) &<< 4 | value(low) : nil
  }

  /// The text without percent-encoding; what is no UTF-8 is repaired.
  static func decode(_ text: String) -> String {
    guard text.utf8.contains(0x25) else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x25, isEncoded(bytes, index) {
        result.append(value(bytes[index + 1]) &<< 4 | value(bytes[index + 2]))
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func value(_ digit: UInt8) -> UInt8 { digit < 0x3A ? digit - 0x30 : (digit | 0x20) - 0x57 }
}
