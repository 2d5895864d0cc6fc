/// Percent-encoding (RFC 3986, section 2).
package enum PercentEncoding {
  /// The bytes that are not encoded.
  package enum AllowedBytes: Sendable {
    /// Letters, digits, `-._~`.
    case unreserved
    /// Unreserved and reserved characters except `#`, and existing percent-encoding.
    case reserved
    /// As in a path template: unreserved and reserved characters except `?`, `#`, `[` and `]`, and existing
    /// percent-encoding.
    case path
    /// As in a fragment (RFC 3986, section 3.5); `%` is encoded.
    case fragment
    /// As in a cookie's value (RFC 6265, section 4.1.1); `%` is encoded.
    case cookie
    /// `application/x-www-form-urlencoded`: letters, digits, `-._*`; a space becomes `+`.
    case form
    /// All bytes: the value is encoded already, or needs no encoding.
    case everything
  }

  /// The text with all other bytes percent-encoded.
  package static func encode(_ text: String, _ allowed: AllowedBytes) -> String {
    let bytes = Array(text.utf8)
    // Most texts have nothing to encode.
    guard let first = bytes.indices.first(where: { !isAllowed(bytes[$0], at: $0, of: bytes, allowed) }) else {
      return text
    }
    var result = Array(bytes[..<first])
    for index in first..<bytes.count {
      let byte = bytes[index]
      if isAllowed(byte, at: index, of: bytes, allowed) {
        result.append(byte)
      } else if byte == UInt8(ascii: " ") && allowed == .form {
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

  private static func isAllowed(_ byte: UInt8, at index: Int, of bytes: [UInt8], _ allowed: AllowedBytes) -> Bool {
    if byte.isLetter || byte.isDigit { return true }
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): return true
    case UInt8(ascii: "~"): return allowed != .form
    case UInt8(ascii: "*") where allowed == .form: return true
    default: break
    }
    switch allowed {
    case .everything: return true
    case .unreserved, .form: return false
    case .cookie: return byte > 0x20 && byte < 0x7F && !"\"%,;\\".utf8.contains(byte)
    case .reserved, .path:
      if byte == UInt8(ascii: "%") { return isEncoded(bytes, index) }
      return isPathByte(byte) || (allowed == .reserved && "?[]".utf8.contains(byte))
    case .fragment: return isPathByte(byte) || byte == UInt8(ascii: "?")
    }
  }

  private static func isPathByte(_ byte: UInt8) -> Bool { "!$&'()*+,/:;=@".utf8.contains(byte) }

  /// Whether a percent sign is followed by two hexadecimal digits.
  private static func isEncoded(_ bytes: [UInt8], _ index: Int) -> Bool {
    index + 2 < bytes.count && byte(bytes[index + 1], bytes[index + 2]) != nil
  }

  /// Whether every percent sign is followed by two hexadecimal digits.
  package static func isWellFormed(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.indices.allSatisfy { bytes[$0] != UInt8(ascii: "%") || isEncoded(bytes, $0) }
  }

  /// The byte of two hexadecimal digits; nil if they are not digits.
  package static func byte(_ high: UInt8, _ low: UInt8) -> UInt8? {
    guard let high = high.hexDigitValue, let low = low.hexDigitValue else { return nil }
    return high &<< 4 | low
  }

  /// The percent-decoded text; ill-formed UTF-8 is repaired.
  ///
  /// A percent sign without two hexadecimal digits is left as it is.
  package static func decode(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String {
    String(decoding: decode(Array(text.utf8), plusIsSpace: plusIsSpace), as: UTF8.self)
  }

  /// The percent-decoded bytes.
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
