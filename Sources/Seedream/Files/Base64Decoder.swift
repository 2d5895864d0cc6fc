/// Decodes base64 piece by piece, so that a large picture goes to disk without a second copy in memory.
///
/// Takes both alphabets, line breaks, and missing padding.
struct Base64Decoder {
  private var bits: UInt32 = 0
  private var count = 0
  private var isEnded = false

  /// The bytes of a piece; nil at a character that base64 has not.
  mutating func decode(_ piece: some Sequence<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(piece.underestimatedCount * 3 / 4 + 3)
    for byte in piece {
      guard let value = Self.value(byte) else {
        if byte == UInt8(ascii: "=") {
          isEnded = true
          continue
        }
        if byte == 10 || byte == 13 || byte == 32 || byte == 9 { continue }
        return nil
      }
      if isEnded { return nil }
      bits = bits << 6 | UInt32(value)
      count += 1
      if count == 4 {
        result.append(UInt8(truncatingIfNeeded: bits >> 16))
        result.append(UInt8(truncatingIfNeeded: bits >> 8))
        result.append(UInt8(truncatingIfNeeded: bits))
        bits = 0
        count = 0
      }
    }
    return result
  }

  /// The last one or two bytes; nil if the text ends where base64 can't.
  mutating func finish() -> [UInt8]? {
    defer {
      bits = 0
      count = 0
    }
    switch count {
    case 0: return []
    case 2: return [UInt8(truncatingIfNeeded: bits >> 4)]
    case 3: return [UInt8(truncatingIfNeeded: bits >> 10), UInt8(truncatingIfNeeded: bits >> 2)]
    default: return nil
    }
  }

  /// All bytes of a text; nil if it is no base64.
  static func bytes(of text: String) -> [UInt8]? {
    var decoder = Base64Decoder()
    guard let start = decoder.decode(text.utf8), let end = decoder.finish() else { return nil }
    return start + end
  }

  /// Whether a text is long enough for a picture and begins like base64.
  static func looksRight(_ text: String) -> Bool {
    guard text.utf8.count >= 64 else { return false }
    return text.utf8.prefix(256).allSatisfy { value($0) != nil || $0 == 10 || $0 == 13 || $0 == UInt8(ascii: "=") }
  }

  private static func value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 65...90: byte - 65
    case 97...122: byte - 71
    case 48...57: byte + 4
    case 43, 45: 62
    case 47, 95: 63
    default: nil
    }
  }
}
