// The standard library's generic conversions between integers are expanded wherever they are written: 8 to 17 ms of
// compile time each in a debug build, which every user of this module pays for. These are expanded once.

extension Int {
  init(_ value: UInt8) { self.init(truncatingIfNeeded: value) }
  init(_ value: UInt32) { self.init(truncatingIfNeeded: value) }
}

extension UInt32 {
  init(_ value: UInt8) { self.init(truncatingIfNeeded: value) }
}

extension UInt64 {
  init(_ value: UInt8) { self.init(truncatingIfNeeded: value) }
}
