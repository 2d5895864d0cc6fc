/// Decodes DEFLATE (RFC 1951) in pieces of any size.
///
/// A symbol that hasn't arrived completely is read again from its start, so that no state is kept inside one.
struct Inflater: Sendable {
  /// The error for data that isn't DEFLATE.
  struct Damage: Error {}

  private enum State: Sendable {
    case blockHeader
    case storedLength
    case stored(left: Int)
    case codeCounts
    case codeLengthLengths
    case codeLengths
    case symbols
    case end
  }

  private static let windowSize = 32 << 10
  private static let longestMatch = 258
  private static let outputSize = 64 << 10

  private var state = State.blockHeader
  private var isLastBlock = false
  /// Bits that were taken from the input and not used yet, the next one lowest.
  private var bits: UInt64 = 0
  private var bitCount = 0
  /// The last bytes of output that were taken, to which matches can refer, and after them the new ones.
  private var buffer = [UInt8](repeating: 0, count: windowSize + outputSize)
  private var position = 0
  private var taken = 0
  private var literals: HuffmanCode?
  private var distances: HuffmanCode?
  private var lengths: [UInt8] = []
  private var codeLengthLengths: [UInt8] = []
  private var codeLengthCode: HuffmanCode?
  private var counts = (literals: 0, distances: 0, codeLengths: 0)

  /// Whether the last block is over.
  var isAtEnd: Bool {
    if case .end = state { return true }
    return false
  }

  /// Whether there is output to take before anything else can be done.
  private var isFull: Bool { position > buffer.count - Self.longestMatch }

  // MARK: Bits

  /// Takes whole bytes until there are 56 bits or more; never 64, which couldn't be masked.
  private mutating func refill(_ input: UnsafeRawBufferPointer, _ offset: inout Int) {
    while bitCount < 56, offset < input.count {
      bits |= UInt64(input[offset]) << UInt64(bitCount)
      bitCount += 8
      offset += 1
    }
  }

  /// The next bits, at most 16; `nil` if they haven't come yet.
  private mutating func take(_ count: Int, _ input: UnsafeRawBufferPointer, _ offset: inout Int) -> Int? {
    if bitCount < count { refill(input, &offset) }
    guard bitCount >= count else { return nil }
    defer { drop(count) }
    return Int(bits & (1 << UInt64(count) - 1))
  }

  private mutating func drop(_ count: Int) {
    bits >>= UInt64(count)
    bitCount -= count
  }

  /// Gives two bytes back that were the last ones taken.
  mutating func putBack(_ first: UInt8, _ second: UInt8) {
    bits = bits << 16 | UInt64(second) << 8 | UInt64(first)
    bitCount += 16
  }

  /// The next byte before or after the data; `nil` if it hasn't come yet.
  mutating func takeByte(_ input: UnsafeRawBufferPointer, _ offset: inout Int) -> UInt8? {
    take(8, input, &offset).map { UInt8($0) }
  }

  /// Begins anew, keeping the bytes that follow the end.
  mutating func restart() {
    state = .blockHeader
    isLastBlock = false
    position = 0
    taken = 0
  }

  // MARK: Output

  /// Takes the bytes that are ready; empty if there are none.
  mutating func takeOutput() -> [UInt8] {
    let output = Array(buffer[taken..<position])
    taken = position
    if isFull {
      let start = position - Self.windowSize
      buffer.withUnsafeMutableBytes { bytes in
        bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[start..<position]))
      }
      position = Self.windowSize
      taken = position
    }
    return output
  }

  // MARK: Blocks

  /// Decodes until the input is used up, there is output to take, or the last block is over.
  mutating func decode(_ input: UnsafeRawBufferPointer, from offset: inout Int) throws(Damage) {
    while !isFull {
      let isProgress: Bool
      switch state {
      case .blockHeader: isProgress = try readBlockHeader(input, &offset)
      case .storedLength: isProgress = try readStoredLength(input, &offset)
      case .stored(let left): isProgress = copyStored(left, input, &offset)
      case .codeCounts: isProgress = try readCounts(input, &offset)
      case .codeLengthLengths: isProgress = try readCodeLengthLengths(input, &offset)
      case .codeLengths: isProgress = try readCodeLengths(input, &offset)
      case .symbols: isProgress = try readSymbols(input, &offset)
      case .end: return
      }
      if !isProgress { return }
    }
  }

  private mutating func readBlockHeader(_ input: UnsafeRawBufferPointer, _ offset: inout Int) throws(Damage) -> Bool {
    guard !isLastBlock else {
      drop(bitCount % 8)
      state = .end
      return true
    }
    guard let header = take(3, input, &offset) else { return false }
    isLastBlock = header & 1 == 1
    switch header >> 1 {
    case 0: state = .storedLength
    case 1:
      literals = HuffmanCode.fixedLiterals
      distances = HuffmanCode.fixedDistances
      state = .symbols
    case 2: state = .codeCounts
    default: throw Damage()
    }
    return true
  }

  private mutating func readStoredLength(_ input: UnsafeRawBufferPointer, _ offset: inout Int) throws(Damage) -> Bool {
    drop(bitCount % 8)
    refill(input, &offset)
    guard bitCount >= 32, let length = take(16, input, &offset), let complement = take(16, input, &offset) else {
      return false
    }
    guard length == ~complement & 0xffff else { throw Damage() }
    state = .stored(left: length)
    return true
  }

  private mutating func copyStored(_ left: Int, _ input: UnsafeRawBufferPointer, _ offset: inout Int) -> Bool {
    var left = left
    // Whole bytes that were taken as bits come first.
    while left > 0, bitCount >= 8, position < buffer.count {
      buffer[position] = UInt8(truncatingIfNeeded: bits)
      drop(8)
      position += 1
      left -= 1
    }
    let count = min(left, input.count - offset, buffer.count - position)
    if bitCount == 0, count > 0 {
      buffer.withUnsafeMutableBytes { bytes in
        UnsafeMutableRawBufferPointer(rebasing: bytes[position..<(position + count)])
          .copyMemory(from: UnsafeRawBufferPointer(rebasing: input[offset..<(offset + count)]))
      }
      position += count
      offset += count
      left -= count
    }
    state = left == 0 ? .blockHeader : .stored(left: left)
    return left == 0
  }

  // MARK: Codes of a block's own (section 3.2.7)

  private static let codeLengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  private mutating func readCounts(_ input: UnsafeRawBufferPointer, _ offset: inout Int) throws(Damage) -> Bool {
    guard let packed = take(14, input, &offset) else { return false }
    counts = (packed & 31 + 257, packed >> 5 & 31 + 1, packed >> 10 + 4)
    guard counts.literals <= 286, counts.distances <= 30 else { throw Damage() }
    codeLengthLengths = []
    state = .codeLengthLengths
    return true
  }

  private mutating func readCodeLengthLengths(
    _ input: UnsafeRawBufferPointer, _ offset: inout Int
  ) throws(Damage) -> Bool {
    while codeLengthLengths.count < counts.codeLengths {
      guard let length = take(3, input, &offset) else { return false }
      codeLengthLengths.append(UInt8(length))
    }
    var ordered = [UInt8](repeating: 0, count: Self.codeLengthOrder.count)
    for (index, length) in codeLengthLengths.enumerated() { ordered[Self.codeLengthOrder[index]] = length }
    guard let code = HuffmanCode(lengths: ordered) else { throw Damage() }
    codeLengthCode = code
    lengths = []
    state = .codeLengths
    return true
  }

  private mutating func readCodeLengths(_ input: UnsafeRawBufferPointer, _ offset: inout Int) throws(Damage) -> Bool {
    guard let code = codeLengthCode else { throw Damage() }
    let total = counts.literals + counts.distances
    while lengths.count < total {
      refill(input, &offset)
      // No code of these has more than 7 bits, so each is in the table.
      let entry = Int(code.lookup[Int(bits & (1 << UInt64(HuffmanCode.lookupBits) - 1))])
      let (symbol, size) = (entry >> 4, entry & 15)
      let extra = symbol == 16 ? 2 : symbol == 17 ? 3 : symbol == 18 ? 7 : 0
      guard size > 0 else { throw Damage() }
      guard bitCount >= size + extra else { return false }
      drop(size)
      guard let more = take(extra, input, &offset) else { return false }
      if symbol < 16 {
        lengths.append(UInt8(symbol))
        continue
      }
      var repeated: UInt8 = 0
      if symbol == 16 {
        guard let last = lengths.last else { throw Damage() }
        repeated = last
      }
      lengths += [UInt8](repeating: repeated, count: more + (symbol == 18 ? 11 : 3))
    }
    guard lengths.count == total, lengths[256] > 0,
      let literals = HuffmanCode(lengths: lengths[..<counts.literals]),
      let distances = HuffmanCode(lengths: lengths[counts.literals...], mayBeIncomplete: true)
    else { throw Damage() }
    self.literals = literals
    self.distances = distances
    state = .symbols
    return true
  }

  // MARK: Symbols

  private static let lengthBases: [UInt16] = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
  ]
  private static let lengthExtras: [UInt8] = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  private static let distanceBases: [UInt16] = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
    8193, 12289, 16385, 24577,
  ]
  private static let distanceExtras: [UInt8] = [
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
  ]

  private enum Stop {
    case full
    case inputUsedUp
    case endOfBlock
    case damage
  }

  /// Returns whether anything but more input is needed next.
  private mutating func readSymbols(_ input: UnsafeRawBufferPointer, _ offset: inout Int) throws(Damage) -> Bool {
    guard let literals, let distances else { throw Damage() }
    let stop = literals.lookup.withUnsafeBufferPointer { literalTable in
      distances.lookup.withUnsafeBufferPointer { distanceTable in
        buffer.withUnsafeMutableBufferPointer { output in
          var reader = SymbolReader(
            input: input, offset: offset, bits: bits, bitCount: bitCount, output: output, position: position,
            limit: output.count - Self.longestMatch)
          let stop = reader.run(literals, literalTable, distances, distanceTable)
          offset = reader.offset
          // The other readers expect zeros above the count.
          bits = reader.bits & (1 << UInt64(reader.bitCount) - 1)
          bitCount = reader.bitCount
          position = reader.position
          return stop
        }
      }
    }
    switch stop {
    case .full: return true
    case .inputUsedUp: return false
    case .endOfBlock:
      state = .blockHeader
      return true
    case .damage: throw Damage()
    }
  }

  /// The innermost loop works on pointers, because almost all time is spent in it.
  private struct SymbolReader {
    let input: UnsafeRawBufferPointer
    var offset: Int
    var bits: UInt64
    var bitCount: Int
    let output: UnsafeMutableBufferPointer<UInt8>
    var position: Int
    let limit: Int

    mutating func run(
      _ literals: HuffmanCode, _ literalTable: UnsafeBufferPointer<UInt16>, _ distances: HuffmanCode,
      _ distanceTable: UnsafeBufferPointer<UInt16>
    ) -> Stop {
      let mask = UInt64(1 << HuffmanCode.lookupBits - 1)
      while position <= limit {
        refill()
        var (symbol, used) = (0, 0)
        let entry = Int(literalTable[Int(bits & mask)])
        (symbol, used) = entry > 0 ? (entry >> 4, entry & 15) : literals.find(bits, available: bitCount)
        if used > bitCount { return .inputUsedUp }
        if used == 0 { return .damage }
        if symbol < 256 {
          output[position] = UInt8(truncatingIfNeeded: symbol)
          position += 1
          drop(used)
          continue
        }
        if symbol == 256 {
          drop(used)
          return .endOfBlock
        }
        // A match is read as a whole: 15 + 5 + 15 + 13 bits at most.
        guard symbol - 257 < Inflater.lengthBases.count else { return .damage }
        let lengthExtra = Int(Inflater.lengthExtras[symbol - 257])
        let length = Int(Inflater.lengthBases[symbol - 257]) + Self.low(bits >> UInt64(used), lengthExtra)
        used += lengthExtra
        let rest = bits >> UInt64(used)
        let distanceEntry = Int(distanceTable[Int(rest & mask)])
        let (distanceSymbol, size) =
          distanceEntry > 0
          ? (distanceEntry >> 4, distanceEntry & 15) : distances.find(rest, available: max(0, bitCount - used))
        if used + size > bitCount { return .inputUsedUp }
        guard size > 0, distanceSymbol < Inflater.distanceBases.count else { return .damage }
        used += size
        let distanceExtra = Int(Inflater.distanceExtras[distanceSymbol])
        let distance = Int(Inflater.distanceBases[distanceSymbol]) + Self.low(bits >> UInt64(used), distanceExtra)
        used += distanceExtra
        if used > bitCount { return .inputUsedUp }
        guard distance <= position else { return .damage }
        copy(length, distance)
        drop(used)
      }
      return .full
    }

    private static func low(_ bits: UInt64, _ count: Int) -> Int { Int(bits & (1 << UInt64(count) - 1)) }

    private mutating func drop(_ count: Int) {
      bits >>= UInt64(count)
      bitCount -= count
    }

    private mutating func refill() {
      if input.count - offset >= 8 {
        let next = UInt64(littleEndian: input.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        // The bits above the count belong to the next byte, which puts the same bits there again later.
        bits |= next << UInt64(bitCount)
        offset += (63 - bitCount) >> 3
        bitCount |= 56
        return
      }
      while bitCount < 56, offset < input.count {
        bits |= UInt64(input[offset]) << UInt64(bitCount)
        bitCount += 8
        offset += 1
      }
    }

    private mutating func copy(_ length: Int, _ distance: Int) {
      guard let base = output.baseAddress else { return }
      let target = base + position
      let source = target - distance
      if distance >= length {
        target.update(from: source, count: length)
      } else {
        for index in 0..<length { target[index] = source[index] }
      }
      position += length
    }
  }
}
