/// Percent-encoding (RFC 3986, section 2).
package enum PercentEncoding {
  /// Which bytes stay as they are.
  package enum Kept: Sendable {
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

  /// The text with every byte percent-encoded that doesn't stay as it is.
  package static func encode(_ text: String, _ kept: Kept) -> String {
    let bytes = Array(text.utf8)
    // Most texts have nothing to encode.
    guard let first = bytes.indices.first(where: { !keeps(bytes[$0], at: $0, of: bytes, kept) }) else { return text }
    var result = Array(bytes[..<first])
    for index in first..<bytes.count {
      let byte = bytes[index]
      if keeps(byte, at: index, of: bytes, kept) {
        result.append(byte)
      } else if byte == UInt8(ascii: " ") && kept == .form {
        result.append(UInt8(ascii: "+"))
      } else {
        result.append(UInt8(ascii: "%"))
        result.append(hex(byte &>> 4))
        result.append(hex(byte & 15))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func hex(_ digit: UInt8) -> UInt8 {
    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") - 10 + digit
  }

  private static func keeps(_ byte: UInt8, at index: Int, of bytes: [UInt8], _ kept: Kept) -> Bool {
    if byte.isLetter || byte.isDigit { return true }
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): return true
    case UInt8(ascii: "~"): return kept != .form
    case UInt8(ascii: "*") where kept == .form: return true
    default: break
    }
    switch kept {
    case .everything: return true
    case .unreserved, .form: return false
    case .cookie: return byte > 0x20 && byte < 0x7F && !"\"%,;\\".utf8.contains(byte)
    case .reserved, .path:
      if byte == UInt8(ascii: "%") { return isEncoded(bytes, index) }
      return "!$&'()*+,/:;=@".utf8.contains(byte) || (kept == .reserved && "?[]".utf8.contains(byte))
    }
  }

  /// Whether a percent sign is followed by two hexadecimal digits.
  private static func isEncoded(_ bytes: [UInt8], _ index: Int) -> Bool {
    index + 2 < bytes.count && byte(bytes[index + 1], bytes[index + 2]) != nil
  }

  /// Whether every percent sign is followed by two hexadecimal digits.
  package static func isWellFormed(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.indices.allSatisfy { bytes[$0] != UInt8(ascii: "%") || isEncoded(bytes, $0) }
  }

  /// The byte of two hexadecimal digits, nil if they are none.
  package static func byte(_ high: UInt8, _ low: UInt8) -> UInt8? {
    guard let high = high.hexDigitValue, let low = low.hexDigitValue else { return nil }
    return high &<< 4 | low
  }

  /// The text without percent-encoding; what is no UTF-8 is repaired.
  ///
  /// A percent sign without two hexadecimal digits stands for itself.
  package static func decode(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String {
    String(decoding: decode(Array(text.utf8), plusIsSpace: plusIsSpace), as: UTF8.self)
  }

  /// The bytes without percent-encoding.
  package static func decode(_ bytes: [UInt8], plusIsSpace: Bool = false) -> [UInt8] {
    let (percent, plus) = (UInt8(ascii: "%"), UInt8(ascii: "+"))
    guard bytes.contains(percent) || (plusIsSpace && bytes.contains(plus)) else { return bytes }
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == percent, index + 2 < bytes.count, let decoded = self.byte(bytes[index + 1], bytes[index + 2]) {
        result.append(decoded)
        index += 3
      } else {
        result.append(plusIsSpace && byte == plus ? UInt8(ascii: " ") : byte)
        index += 1
      }
    }
    return result
  }
}
