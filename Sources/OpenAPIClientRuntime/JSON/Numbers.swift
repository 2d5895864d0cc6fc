/// Numbers from the bytes of a checked JSON number.
enum Numbers {
  /// The integer, if the text is a plain one (no fraction, no exponent) of 64 bits.
  static func signed(_ bytes: [UInt8], _ node: JSONNode) -> Int64? {
    var index = Int(node.offset)
    let end = index + Int(node.length)
    let isNegative = bytes[index] == 0x2D
    if isNegative { index += 1 }
    if end - index > 19 { return nil }
    var value: UInt64 = 0
    while index < end {
      let digit = bytes[index] &- 0x30
      if digit > 9 { return nil }
      value = value &* 10 &+ UInt64(digit)
      index += 1
    }
    if isNegative {
      if value == 0 { return nil }
      return value <= UInt64(Int64.max) + 1 ? Int64(truncatingIfNeeded: 0 &- value) : nil
    }
    return Int64(exactly: value)
  }

  /// The number as an integer of the type, if it is integral and fits: `1`, `1.0`, `1e2`.
  static func integer<I: FixedWidthInteger>(_ json: JSONReader) throws -> I {
    guard json.kind == .number else { throw json.mismatch("an integer") }
    let node = json.arena.nodes[json.index]
    if let value = signed(json.arena.bytes, node) {
      guard let result = I(exactly: value) else { throw json.mismatch(range(of: I.self)) }
      return result
    }
    let text = json.arena.text(of: node)
    if let result = I(text) { return result }
    guard let value = Double(text), value.isFinite, value == value.rounded(.towardZero) else {
      throw json.mismatch("an integer")
    }
    guard abs(value) <= 9_007_199_254_740_992, let result = I(exactly: value) else {
      throw json.mismatch(range(of: I.self))
    }
    return result
  }

  private static func range<I: FixedWidthInteger>(of type: I.Type) -> String {
    "an integer from \(I.min) to \(I.max)"
  }

  /// The nearest double.
  static func double(_ json: JSONReader) throws -> Double {
    guard json.kind == .number else { throw json.mismatch("a number") }
    let node = json.arena.nodes[json.index]
    if let value = quick(json.arena.bytes, node) { return value }
    guard let value = Double(json.arena.text(of: node)), value.isFinite else {
      throw json.mismatch("a number that fits a double")
    }
    return value
  }

  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
    1e20, 1e21, 1e22,
  ]

  /// Exact where the digits fit 53 bits and the power of ten is exact itself; one rounding only.
  private static func quick(_ bytes: [UInt8], _ node: JSONNode) -> Double? {
    var index = Int(node.offset)
    let end = index + Int(node.length)
    let isNegative = bytes[index] == 0x2D
    if isNegative { index += 1 }
    var value: UInt64 = 0
    var digits = 0
    var fraction = 0
    var sawPoint = false
    while index < end {
      let byte = bytes[index]
      if byte == 0x2E {
        sawPoint = true
      } else {
        let digit = byte &- 0x30
        if digit > 9 { return nil }
        digits += 1
        if digits > 18 { return nil }
        value = value &* 10 &+ UInt64(digit)
        if sawPoint { fraction += 1 }
      }
      index += 1
    }
    guard value <= 9_007_199_254_740_992 else { return nil }
    let result = Double(value) / powers[fraction]
    return isNegative ? -result : result
  }
}
