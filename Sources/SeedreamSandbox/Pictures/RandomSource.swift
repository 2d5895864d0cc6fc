/// Random numbers that depend only on the seed (SplitMix64).
struct RandomSource: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.scramble(state)
  }

  mutating func number(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + Double(next() >> 11) / Double(1 << 53) * (range.upperBound - range.lowerBound)
  }

  mutating func index(below limit: Int) -> Int {
    Int(next() % UInt64(max(limit, 1)))
  }

  /// A bijection that spreads neighbouring numbers far apart.
  static func scramble(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// A hash that is the same in every process, unlike `Hasher`'s (FNV-1a).
  static func hash(_ text: String) -> UInt64 {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return scramble(value)
  }

  /// A hash of the number of bytes and about 4096 of them: enough to distinguish pictures, and quick for large ones.
  static func hash(sampling bytes: [UInt8]) -> UInt64 {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(bytes.count)
    for index in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 4096)) {
      value = (value ^ UInt64(bytes[index])) &* 0x100_0000_01B3
    }
    return scramble(value)
  }
}
