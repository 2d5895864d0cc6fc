/// A zlib stream of pixel runs: a pixel as three literals, its repetitions as matches at distance 3.
///
/// One block with the fixed codes (RFC 1951, section 3.2.6). The time depends on the number of runs, not of pixels.
struct DeflateRuns {
  private var bits = BitWriter()
  private var checksum = Adler32()
  private let codes = FixedCodes.shared

  init(expectedSize: Int) {
    bits.reserve(expectedSize)
    // Deflate with a window of 32 KiB and no dictionary; the check bits make the header a multiple of 31 (RFC 1950).
    bits.put(0x78, 8)
    bits.put(0x01, 8)
    // The last block; fixed codes.
    bits.put(1, 1)
    bits.put(1, 2)
  }

  mutating func append(_ byte: UInt8) {
    checksum.append(byte)
    putLiteral(byte)
  }

  mutating func append(_ pixel: Color, count: Int) {
    guard count > 0 else { return }
    checksum.append(pixel, count: count)
    putLiteral(pixel.red)
    putLiteral(pixel.green)
    putLiteral(pixel.blue)
    var left = 3 * (count - 1)
    let longest = codes.matches[258]
    while left >= 258 {
      bits.put(longest.bits, longest.length)
      left -= 258
    }
    // 258 is a multiple of 3, so that 0 or at least 3 bytes are left, and 3 is the shortest match.
    if left > 0 {
      let match = codes.matches[left]
      bits.put(match.bits, match.length)
    }
  }

  /// Ends the stream and returns its bytes.
  mutating func finish() -> [UInt8] {
    bits.put(codes.endOfBlock.bits, codes.endOfBlock.length)
    bits.finishByte()
    let value = checksum.value
    for shift in [24, 16, 8, 0] as [UInt32] { bits.put((value >> shift) & 0xFF, 8) }
    return bits.bytes
  }

  private mutating func putLiteral(_ byte: UInt8) {
    let code = codes.literals[Int(byte)]
    bits.put(code.bits, code.length)
  }
}

/// The fixed Huffman codes, with their bits in the order in which they are written.
struct FixedCodes: Sendable {
  struct Code: Sendable {
    var bits: UInt32
    var length: Int
  }

  static let shared = FixedCodes()

  let literals: [Code]
  let endOfBlock: Code
  /// The codes of matches at distance 3, by their length from 3 to 258: of the length, its extra bits and the distance.
  let matches: [Code]

  private init() {
    literals = (0..<256).map { Self.symbol($0) }
    endOfBlock = Self.symbol(256)
    var matches = [Code](repeating: Code(bits: 0, length: 0), count: 259)
    for length in 3...258 {
      let (symbol, extraBits, extra) = Self.lengthSymbol(length)
      var code = Self.symbol(symbol)
      code.bits |= UInt32(extra) << UInt32(code.length)
      code.length += extraBits
      // Distance 3 is code 2 of five bits, without extra bits.
      code.bits |= Self.reverse(2, 5) << UInt32(code.length)
      code.length += 5
      matches[length] = code
    }
    self.matches = matches
  }

  /// The code of a literal or length symbol (RFC 1951, section 3.2.6).
  private static func symbol(_ symbol: Int) -> Code {
    switch symbol {
    case ..<144: Code(bits: reverse(UInt32(0x30 + symbol), 8), length: 8)
    case ..<256: Code(bits: reverse(UInt32(0x190 + symbol - 144), 9), length: 9)
    case ..<280: Code(bits: reverse(UInt32(symbol - 256), 7), length: 7)
    default: Code(bits: reverse(UInt32(0xC0 + symbol - 280), 8), length: 8)
    }
  }

  /// The symbol and the extra bits of a length: each group of four symbols has one more extra bit (RFC 1951, section 3.2.5).
  private static func lengthSymbol(_ length: Int) -> (symbol: Int, extraBits: Int, extra: Int) {
    if length == 258 { return (285, 0, 0) }
    if length < 11 { return (254 + length, 0, 0) }
    var extraBits = 1
    var base = 11
    var symbol = 265
    while length >= base + (4 << extraBits) {
      base += 4 << extraBits
      symbol += 4
      extraBits += 1
    }
    let offset = length - base
    return (symbol + (offset >> extraBits), extraBits, offset & ((1 << extraBits) - 1))
  }

  private static func reverse(_ bits: UInt32, _ length: Int) -> UInt32 {
    var bits = bits
    var result: UInt32 = 0
    for _ in 0..<length {
      result = result << 1 | bits & 1
      bits >>= 1
    }
    return result
  }
}
