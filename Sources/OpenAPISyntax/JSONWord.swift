/// Finds special bytes in eight bytes of a JSON string at once; hexadecimal numbers stand for ASCII characters.
public enum JSONWord {
  /// Eight bytes as a number, the first in the lowest bits.
  @inlinable
  public static func word(_ start: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
  }

  /// The lowest bit of each byte.
  @inlinable public static var lowBits: UInt64 { 0x0101_0101_0101_0101 }
  /// The highest bit of each byte.
  @inlinable public static var highBits: UInt64 { 0x8080_8080_8080_8080 }

  /// The high bit of each byte that is a control character, a quotation mark or a backslash.
  ///
  /// Exact up to the first special byte of ASCII text: a special byte borrows from those after it, so that their bits
  /// may be wrong. The bit of a byte above 0x7F may be set as well.
  @inlinable
  public static func special(_ word: UInt64) -> UInt64 {
    let control = word &- lowBits &* 0x20
    let quote = (word ^ lowBits &* 0x22) &- lowBits
    let backslash = (word ^ lowBits &* 0x5C) &- lowBits
    return (control | quote | backslash) & highBits
  }

  /// How many of eight bytes come before the first control character, quotation mark or backslash; 8 if there is none.
  @inlinable
  public static func plainCount(_ word: UInt64) -> Int {
    // Zero has 64 trailing zeros, which are eight bytes.
    (special(word) & ~word).trailingZeroBitCount &>> 3
  }

  /// The high bit of each backslash; exact up to the first one.
  @inlinable
  public static func backslash(_ word: UInt64) -> UInt64 {
    let backslash = word ^ lowBits &* 0x5C
    return (backslash &- lowBits) & ~backslash & highBits
  }
}
