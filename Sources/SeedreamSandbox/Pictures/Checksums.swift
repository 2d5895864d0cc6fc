/// CRC-32 of PNG's chunks (PNG specification, annex D).
struct CRC32 {
  private static let table: [UInt32] = {
    var table = [UInt32](repeating: 0, count: 256)
    for index in 0..<256 {
      var value = UInt32(index)
      for _ in 0..<8 { value = value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
      table[index] = value
    }
    return table
  }()

  static func of(_ bytes: [UInt8], from start: Int) -> UInt32 {
    var value: UInt32 = 0xFFFF_FFFF
    for byte in bytes[start...] {
      value = table[Int(UInt8(truncatingIfNeeded: value) ^ byte)] ^ (value >> 8)
    }
    return value ^ 0xFFFF_FFFF
  }
}

/// Adler-32 (RFC 1950) of runs of pixels, in a time that doesn't depend on their length.
struct Adler32 {
  private var low = 1
  private var high = 0
  private static let modulus = 65521

  var value: UInt32 { UInt32(high) << 16 | UInt32(low) }

  mutating func append(_ byte: UInt8) {
    low = (low + Int(byte)) % Self.modulus
    high = (high + low) % Self.modulus
  }

  /// Appends one pixel `count` times, at most 1 048 576 times.
  mutating func append(_ pixel: Color, count: Int) {
    let red = Int(pixel.red)
    let green = Int(pixel.green)
    let blue = Int(pixel.blue)
    let sum = red + green + blue
    let bytes = 3 * count
    // The byte at index i counts (bytes − i) times in the second sum.
    let weights = count * bytes - 3 * count * (count - 1) / 2
    let weighted = (weights % Self.modulus) * sum - count * green - 2 * count * blue
    high = (high + bytes * low + weighted) % Self.modulus
    if high < 0 { high += Self.modulus }
    low = (low + count * sum) % Self.modulus
  }
}
