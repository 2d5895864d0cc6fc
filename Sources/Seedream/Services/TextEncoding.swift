/// Decodes text in UTF-8, UTF-16 or UTF-32, with or without a byte order mark.
enum TextEncoding {
  /// The text; invalid bytes are replaced by U+FFFD.
  static func text(_ bytes: [UInt8]) -> String {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return String(decoding: bytes.dropFirst(3), as: UTF8.self) }
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return units32(bytes.dropFirst(4), isBigEndian: false) }
    if bytes.starts(with: [0xFF, 0xFE]) { return units16(bytes.dropFirst(2), isBigEndian: false) }
    if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return units32(bytes.dropFirst(4), isBigEndian: true) }
    if bytes.starts(with: [0xFE, 0xFF]) { return units16(bytes.dropFirst(2), isBigEndian: true) }
    // JSON and HTML begin with an ASCII character, so that the positions of zeros tell the encoding (RFC 4627, section 3).
    if bytes.count >= 4, bytes[0] != 0, bytes[1] == 0 {
      return bytes[2] == 0 && bytes[3] == 0
        ? units32(bytes[...], isBigEndian: false) : units16(bytes[...], isBigEndian: false)
    }
    if bytes.count >= 4, bytes[0] == 0, bytes[1] != 0 { return units16(bytes[...], isBigEndian: true) }
    if bytes.count >= 4, bytes[0] == 0, bytes[1] == 0, bytes[2] == 0, bytes[3] != 0 {
      return units32(bytes[...], isBigEndian: true)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func units16(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> String {
    let units = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map { index in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isBigEndian ? first << 8 | second : second << 8 | first
    }
    return String(decoding: units, as: UTF16.self)
  }

  private static func units32(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> String {
    let units = stride(from: bytes.startIndex, to: bytes.endIndex - 3, by: 4).map { index in
      let unit = bytes[index..<index + 4].reduce(0) { $0 << 8 | UInt32($1) }
      return isBigEndian ? unit : unit.byteSwapped
    }
    return String(decoding: units, as: UTF32.self)
  }
}
