/// A canonical Huffman code (RFC 1951, section 3.2.2), for codes of at most 15 bits read from their first bit.
struct HuffmanCode: Sendable {
  /// Codes of at most this many bits are looked up at once.
  static let lookupBits = 10
  static let longest = 15

  /// By the next bits: the symbol, shifted left by four, and how many bits its code has; 0 for a longer code or none.
  private(set) var lookup = [UInt16](repeating: 0, count: 1 << lookupBits)
  /// How many codes there are of each length.
  private(set) var counts = [UInt16](repeating: 0, count: longest + 1)
  /// The symbols in the order of their codes.
  private(set) var symbols: [UInt16] = []

  /// Makes the code of lengths, one a symbol, where 0 is for symbols without a code; `nil` if they make none.
  ///
  /// - Parameters:
  ///   - lengths: At most 15 each.
  ///   - mayBeIncomplete: Whether a single code of one bit, or none at all, is allowed.
  init?(lengths: some Collection<UInt8>, mayBeIncomplete: Bool = false) {
    for length in lengths { counts[Int(length)] += 1 }
    counts[0] = 0
    var left = 1
    var firstCodes = [Int](repeating: 0, count: Self.longest + 2)
    var offsets = [Int](repeating: 0, count: Self.longest + 2)
    for length in 1...Self.longest {
      left = left * 2 - Int(counts[length])
      guard left >= 0 else { return nil }
      firstCodes[length + 1] = (firstCodes[length] + Int(counts[length])) << 1
      offsets[length + 1] = offsets[length] + Int(counts[length])
    }
    let total = offsets[Self.longest + 1]
    guard left == 0 || mayBeIncomplete && (total == 0 || total == 1 && counts[1] == 1) else { return nil }
    symbols = [UInt16](repeating: 0, count: total)
    for (symbol, length) in lengths.enumerated() where length > 0 {
      let length = Int(length)
      symbols[offsets[length]] = UInt16(symbol)
      offsets[length] += 1
      let code = firstCodes[length]
      firstCodes[length] += 1
      guard length <= Self.lookupBits else { continue }
      var index = Self.reversed(code, bits: length)
      while index < lookup.count {
        lookup[index] = UInt16(symbol) << 4 | UInt16(length)
        index += 1 << length
      }
    }
  }

  /// Finds a code bit by bit, for those that aren't looked up.
  ///
  /// - Returns: The symbol and how many bits its code has: more than are available if the rest hasn't come yet, 0 if there
  ///   is no such code.
  func find(_ bits: UInt64, available: Int) -> (symbol: Int, size: Int) {
    var (code, first, index) = (0, 0, 0)
    for size in 1...Self.longest {
      if size > available { return (0, size) }
      code |= Int(bits >> UInt64(size - 1) & 1)
      let count = Int(counts[size])
      if code - count < first { return (Int(symbols[index + code - first]), size) }
      index += count
      first = (first + count) << 1
      code <<= 1
    }
    return (0, 0)
  }

  private static func reversed(_ code: Int, bits: Int) -> Int {
    var (code, result) = (code, 0)
    for _ in 0..<bits {
      result = result << 1 | code & 1
      code >>= 1
    }
    return result
  }

  /// The codes of blocks without their own (section 3.2.6).
  static let fixedLiterals = HuffmanCode(
    lengths: [UInt8](repeating: 8, count: 144) + [UInt8](repeating: 9, count: 112) + [UInt8](repeating: 7, count: 24)
      + [UInt8](repeating: 8, count: 8))
  static let fixedDistances = HuffmanCode(lengths: [UInt8](repeating: 5, count: 32))
}
