import OpenAPISyntax

/// Scans the text of a JSON string, eight bytes at a time, up to a byte that the parser has to look at.
struct TextScan {
  /// The byte that comes next.
  var index: Int
  /// Whether all bytes so far are ASCII, as they are written.
  var isASCII = true
  /// Whether there was a backslash.
  var isEscaped = false

  init(from index: Int) { self.index = index }

  /// Advances to the closing quotation mark, or to something that the parser has to check: the end of the document, a
  /// control character, an escape of more than two bytes, UTF-8 that is ill-formed or at the very end.
  mutating func advance(in document: UnsafeBufferPointer<UInt8>) {
    guard let base = document.baseAddress else { return }
    let count = document.count
    // Bounds: eight bytes are read where index + 8 ≤ count, four where index + 4 ≤ count, one where index < count.
    while index &+ 8 <= count {
      let word = JSONWord.word(base + index)
      let special = JSONWord.special(word) | word & JSONWord.highBits
      if special == 0 {
        index &+= 8
        continue
      }
      let shift = special.trailingZeroBitCount & 0x38
      index &+= shift &>> 3
      guard index &+ 4 <= count else { break }
      // The byte is taken from the word, which is in a register already.
      let byte = UInt8(truncatingIfNeeded: word &>> UInt64(truncatingIfNeeded: shift))
      if byte == 0x5C {
        guard Self.isSimpleEscape(base[index &+ 1]) else { return }
        isEscaped = true
        index &+= 2
      } else {
        guard byte >= 0x80 else { return }
        isASCII = false
        repeat {
          let length = UTF8Sequence.length(
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
  static func equal(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let one = left.baseAddress, let other = right.baseAddress else { return true }
    let count = left.count
    var index = 0
    // Bounds: eight bytes are read where index + 8 ≤ count, one where index < count; both have as many.
    while index &+ 8 <= count {
      if JSONWord.word(one + index) != JSONWord.word(other + index) { return false }
      index &+= 8
    }
    while index < count {
      if one[index] != other[index] { return false }
      index &+= 1
    }
    return true
  }

  // MARK: Escapes

  private static func isSimpleEscape(_ letter: UInt8) -> Bool {
    switch letter {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: true
    default: false
    }
  }
}
