/// JSON pointers (RFC 6901), as text and in fragments.
enum JSONPointer {
  /// A key as it stands in a pointer.
  static func escape(_ key: String) -> String {
    var needsEscape = false
    for byte in key.utf8 where byte == 0x7E || byte == 0x2F { needsEscape = true }
    if !needsEscape { return key }
    var result: [UInt8] = []
    for byte in key.utf8 {
      switch byte {
      case 0x7E: result.append(contentsOf: [0x7E, 0x30])
      case 0x2F: result.append(contentsOf: [0x7E, 0x31])
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The keys of a pointer as bytes, nil if the text is no pointer.
  ///
  /// With `#` in front, percent-encoding is undone.
  static func tokens(of pointer: String) -> [[UInt8]]? {
    var bytes = Array(pointer.utf8)
    if bytes.first == 0x23 {
      bytes.removeFirst()
      bytes = percentDecoded(bytes)
    }
    if bytes.isEmpty { return [] }
    guard bytes[0] == 0x2F else { return nil }
    var tokens: [[UInt8]] = []
    var token: [UInt8] = []
    var index = 1
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == 0x2F {
        tokens.append(token)
        token = []
      } else if byte == 0x7E, index < bytes.count, bytes[index] == 0x30 || bytes[index] == 0x31 {
        token.append(bytes[index] == 0x30 ? 0x7E : 0x2F)
        index += 1
      } else {
        token.append(byte)
      }
    }
    tokens.append(token)
    return tokens
  }

  /// Undoes percent-encoding; a percent sign without two hexadecimal digits stands for itself.
  static func percentDecoded(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x25, index + 2 < bytes.count, let high = JSONEscapes.hexDigit(bytes[index + 1]),
        let low = JSONEscapes.hexDigit(bytes[index + 2])
      {
        result.append(high &<< 4 | low)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  /// A token as an array position: digits without a leading zero.
  static func position(_ token: [UInt8]) -> Int? {
    if token.count > 9 || (token.count > 1 && token[0] == 0x30) { return nil }
    for byte in token {
      if !byte.isDigit { return nil }
    }
    return Int(String(decoding: token, as: UTF8.self))
  }
}
