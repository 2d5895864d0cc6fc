/// Packs bits in the order of deflate, the first bit lowest (RFC 1951, section 3.1.1).
struct BitWriter {
  private(set) var bytes: [UInt8] = []
  private var pending: UInt64 = 0
  private var count = 0

  mutating func put(_ bits: UInt32, _ length: Int) {
    pending |= UInt64(bits) << UInt64(count)
    count += length
    while count >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: pending))
      pending >>= 8
      count -= 8
    }
  }

  mutating func reserve(_ capacity: Int) {
    bytes.reserveCapacity(capacity)
  }

  /// Fills the last byte with zero bits.
  mutating func finishByte() {
    guard count > 0 else { return }
    bytes.append(UInt8(truncatingIfNeeded: pending))
    pending = 0
    count = 0
  }
}
