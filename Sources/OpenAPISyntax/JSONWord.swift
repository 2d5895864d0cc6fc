/// Eight bytes of a JSON string at once.
public enum JSONWord {
  /// Eight bytes, the first lowest.
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
  /// Only the lowest of these bits is to be trusted, and among bytes beyond ASCII none: a byte beyond 0x7F may have its
  /// bit set too. No bit below the first special byte is set for another reason, for only a special byte borrows.
  @inlinable
  public static func special(_ word: UInt64) -> UInt64 {
    let control = word &- lowBits &* 0x20
    let quote = (word ^ lowBits &* 0x22) &- lowBits
    let backslash = (word ^ lowBits &* 0x5C) &- lowBits
    return (control | quote | backslash) & highBits
  }

  /// How many of eight bytes, from the first on, can stand in a string as they are: 8, or fewer where a control
  /// character, a quotation mark or a backslash follows.
  @inlinable
  public static func plainCount(_ word: UInt64) -> Int {
    // Of 0 there are 64 zeros.
    (special(word) & ~word).trailingZeroBitCount &>> 3
  }

  /// The high bit of the backslashes in eight bytes; only the lowest is to be trusted.
  @inlinable
  public static func backslash(_ word: UInt64) -> UInt64 {
    let backslash = word ^ lowBits &* 0x5C
    return (backslash &- lowBits) & ~backslash & highBits
  }
}
