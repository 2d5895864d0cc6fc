/// Numbers that depend on nothing but the seed.
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

  /// A hash that is the same in every process, unlike `Hasher`'s.
  static func hash(_ text: String) -> UInt64 {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return scramble(value)
  }

  /// A hash of a sample of the bytes, their number and their ends: enough to tell pictures apart, quick for big ones.
  static func hash(sampling bytes: [UInt8]) -> UInt64 {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(bytes.count)
    let step = max(1, bytes.count / 4096)
    var index = 0
    while index < bytes.count {
      value = (value ^ UInt64(bytes[index])) &* 0x100_0000_01B3
      index += step
    }
    return scramble(value)
  }
}
