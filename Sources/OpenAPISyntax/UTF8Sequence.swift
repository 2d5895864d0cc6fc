/// Checks UTF-8.
public enum UTF8Sequence {
  /// The length of the sequence beyond ASCII at the start of four bytes, the first in the lowest bits (Unicode, table
  /// 3-7); 0 if it is ill-formed.
  @inlinable
  public static func length(_ bytes: UInt32) -> Int {
    if bytes & 0xC0E0 == 0x80C0 {
      // C0 and C1, which are ill-formed, have none of these bits.
      return bytes & 0x1E != 0 ? 2 : 0
    }
    if bytes & 0xC0_C0F0 == 0x80_80E0 {
      // None of these bits below U+0800, and 0x200D in surrogates.
      let bits = bytes & 0x200F
      return bits != 0 && bits != 0x200D ? 3 : 0
    }
    if bytes & 0xC0C0_C0F8 == 0x8080_80F0 {
      // From U+10000 to U+10FFFF.
      let bits = bytes & 0x3007
      return bits != 0 && (bits & 7 < 4 || bits == 4) ? 4 : 0
    }
    return 0
  }

  /// The length of the sequence beyond ASCII at an index; 0 if it is ill-formed or cut off.
  public static func length(in bytes: [UInt8], at index: Int) -> Int {
    var word: UInt32 = 0
    var shift: UInt32 = 0
    for byte in bytes[index..<min(index + 4, bytes.count)] {
      word |= UInt32(byte) &<< shift
      shift += 8
    }
    return length(word)
  }

  /// The text of some bytes; nil if they are not UTF-8.
  public static func string(_ bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    // Decoding replaces ill-formed bytes, so only well-formed text encodes to the same bytes again.
    return text.utf8.elementsEqual(bytes) ? text : nil
  }
}
