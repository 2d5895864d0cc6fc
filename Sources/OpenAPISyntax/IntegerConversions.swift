// The standard library's generic conversions between integers are expanded wherever they are written: 8 to 17 ms of
// compile time each in a debug build, which everybody pays who generates a client. These are expanded once.

extension Int {
  @inlinable package init(_ value: UInt8) { self.init(truncatingIfNeeded: value) }
  @inlinable package init(_ value: UInt32) { self.init(truncatingIfNeeded: value) }
}

extension UInt32 {
  @inlinable package init(_ value: UInt8) { self.init(truncatingIfNeeded: value) }
}

extension UInt64 {
  @inlinable package init(_ value: UInt8) { self.init(truncatingIfNeeded: value) }
}
