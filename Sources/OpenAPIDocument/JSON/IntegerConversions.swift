// The standard library's generic conversions between integers are expanded wherever they are written: 8 to 17 ms of
// compile time each in a debug build, more than all else of a short function. These are expanded once.

extension Int {
  init(_ value: UInt32) { self.init(truncatingIfNeeded: value) }
  init(_ value: UInt8) { self.init(truncatingIfNeeded: value) }
}

extension UInt32 {
  /// For offsets and counts, which fit because the parser refuses files above 512 MiB.
  init(_ value: Int) { self = numericCast(value) }
  init(_ value: UInt8) { self.init(truncatingIfNeeded: value) }
}
