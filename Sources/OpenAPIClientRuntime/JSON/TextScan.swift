/// Goes through the text of a JSON string, eight bytes at a time, up to what needs a closer look.
struct TextScan {
  /// The byte that comes next.
  var index: Int
  /// Whether all bytes so far are ASCII, as they are written.
  var isASCII = true
  /// Whether there was a backslash.
  var isEscaped = false

  init(from index: Int) { self.index = index }

  /// Goes on to the string's quotation mark, or to what only the parser judges: the end of the document, a control
  /// character, a backslash that doesn't begin an escape of two bytes, UTF-8 that is ill-formed or at the very end.
  mutating func advance(in document: UnsafeBufferPointer<UInt8>) {
    guard let base = document.baseAddress else { return }
    let count = document.count
    // Bounds: eight bytes are read where index + 8 ≤ count, four where index + 4 ≤ count, one where index < count.
    while index &+ 8 <= count {
      let word = Self.word(base + index)
      let special = Self.special(word) | word & Self.highBits
      if special == 0 {
        index &+= 8
        continue
      }
      let shift = special.trailingZeroBitCount & 0x38
      index &+= shift &>> 3
      guard index &+ 4 <= count else { break }
      // From the word, which is at hand sooner than the byte itself.
      let byte = UInt8(truncatingIfNeeded: word &>> UInt64(truncatingIfNeeded: shift))
      if byte == 0x5C {
        guard Self.isSimpleEscape(base[index &+ 1]) else { return }
        isEscaped = true
        index &+= 2
      } else {
        guard byte >= 0x80 else { return }
        isASCII = false
        repeat {
          let length = Self.sequence(
            UInt32(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt32.self)))
          guard length > 0 else { return }
          index &+= length
        } while index &+ 4 <= count && base[index] >= 0x80
      }
    }
    // The last bytes of the document.
    while index < count {
      let byte = base[index]
      if byte == 0x5C {
        guard index &+ 1 < count, Self.isSimpleEscape(base[index &+ 1]) else { return }
        isEscaped = true
        index &+= 2
      } else {
        guard byte >= 0x20 && byte < 0x80 && byte != 0x22 else { return }
        index &+= 1
      }
    }
  }

  /// Whether two texts of the same length are equal.
  @inline(__always)
  static func equal(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let one = left.baseAddress, let other = right.baseAddress else { return true }
    let count = left.count
    var index = 0
    // Bounds: eight bytes are read where index + 8 ≤ count, one where index < count; both have as many.
    while index &+ 8 <= count {
      if word(one + index) != word(other + index) { return false }
      index &+= 8
    }
    while index < count {
      if one[index] != other[index] { return false }
      index &+= 1
    }
    return true
  }

  // MARK: Eight bytes

  /// Eight bytes, the first lowest.
  @inline(__always)
  static func word(_ start: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
  }

  private static let lowBits: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// The high bit of each byte that is a control character, a quotation mark or a backslash.
  ///
  /// Only the lowest of these bits is to be trusted, and among bytes beyond ASCII none: a byte beyond 0x7F may have its
  /// bit set too. No bit below the first special byte is set for another reason, for only a special byte borrows.
  @inline(__always)
  private static func special(_ word: UInt64) -> UInt64 {
    let control = word &- lowBits &* 0x20
    let quote = (word ^ lowBits &* 0x22) &- lowBits
    let backslash = (word ^ lowBits &* 0x5C) &- lowBits
    return (control | quote | backslash) & highBits
  }

  /// How many of eight bytes, from the first on, can stand in a string as they are: 8, or fewer where a control
  /// character, a quotation mark or a backslash follows.
  @inline(__always)
  static func plainCount(_ word: UInt64) -> Int {
    // Of 0 there are 64 zeros.
    (special(word) & ~word).trailingZeroBitCount &>> 3
  }

  /// The high bit of the backslashes in eight bytes; only the lowest is to be trusted.
  @inline(__always)
  static func backslash(_ word: UInt64) -> UInt64 {
    let backslash = word ^ lowBits &* 0x5C
    return (backslash &- lowBits) & ~backslash & highBits
  }

  // MARK: Escapes and sequences

  @inline(__always)
  private static func isSimpleEscape(_ letter: UInt8) -> Bool {
    switch letter {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: true
    default: false
    }
  }

  /// The length of the UTF-8 sequence beyond ASCII that four bytes begin with, the first lowest (Unicode, table 3-7), or
  /// 0 if it is ill-formed.
  @inline(__always)
  private static func sequence(_ bytes: UInt32) -> Int {
    if bytes & 0xC0E0 == 0x80C0 {
      // C0 and C1 have no bit here.
      return bytes & 0x1E != 0 ? 2 : 0
    }
    if bytes & 0xC0_C0F0 == 0x80_80E0 {
      // Below U+0800, or a surrogate.
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
}
