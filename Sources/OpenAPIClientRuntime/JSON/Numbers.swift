/// Numbers from the bytes of a checked JSON number.
enum Numbers {
  /// The integer, if the text is a plain one (no fraction, no exponent) of 64 bits.
  static func signed(_ bytes: [UInt8], _ node: JSONNode) -> Int64? {
    var index = node.offset
    let end = index + node.length
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
    guard json.kind == .number else {
      guard let value = json.value(ofText: .number) else { throw json.mismatch("an integer") }
      return try integer(value)
    }
    let node = json.arena.nodes[json.index]
    if let value = signed(json.arena.bytes, node) {
      guard let result = I(exactly: value) else { throw outOfRange(json, I.self) }
      return result
    }
    let text = json.arena.text(of: node)
    if let result = I(text) { return result }
    guard let value = Double(text), value.isFinite, value == value.rounded(.towardZero) else {
      throw json.mismatch("an integer")
    }
    guard abs(value) <= 9_007_199_254_740_992, let result = I(exactly: value) else {
      throw outOfRange(json, I.self)
    }
    return result
  }

  private static func outOfRange<I: FixedWidthInteger>(_ json: JSONReader, _ type: I.Type) -> JSONError {
    var error = json.mismatch("an integer from \(I.min) to \(I.max)")
    if I.self == Int32.self { error.formatsEntry = "\"int32\": \"Int\"" }
    return error
  }

  /// The nearest double.
  static func double(_ json: JSONReader) throws -> Double {
    guard json.kind == .number else {
      guard let value = json.value(ofText: .number) else { throw json.mismatch("a number") }
      return try double(value)
    }
    let node = json.arena.nodes[json.index]
    if let value = quick(json.arena.bytes, node) { return value }
    guard let value = Double(json.arena.text(of: node)), value.isFinite else {
      throw json.mismatch("a number that fits a double")
    }
    return value
  }

  /// The nearest double of up to 19 digits with up to 19 after the point; nil for any other number.
  private static func quick(_ bytes: [UInt8], _ node: JSONNode) -> Double? {
    var index = node.offset
    let end = index + node.length
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
        if value > 0 || digit > 0 { digits += 1 }
        if digits > 19 { return nil }
        value = value &* 10 &+ UInt64(digit)
        if sawPoint { fraction += 1 }
      }
      index += 1
    }
    if value == 0 { return isNegative ? -0.0 : 0 }
    if fraction > 19 { return nil }
    var power: UInt64 = 1
    for _ in 0..<fraction { power *= 10 }
    // Both operands are exact below 2^53, so the result is rounded only once.
    let result =
      value <= 9_007_199_254_740_992 ? Double(value) / Double(power) : quotient(value, power)
    return isNegative ? -result : result
  }

  /// The quotient rounded once, by a division in integers with more bits than a double has.
  private static func quotient(_ value: UInt64, _ divisor: UInt64) -> Double {
    let up = value.leadingZeroBitCount
    let down = divisor.leadingZeroBitCount
    var high = value << up
    let normal = divisor << down
    var exponent = down - up - 64
    var low: UInt64 = 0
    if high >= normal {
      low = high &<< 63
      high &>>= 1
      exponent += 1
    }
    let (quotient, remainder) = normal.dividingFullWidth((high: high, low: low))
    // The quotient has 63 or 64 bits; the bits that are cut off decide the rounding, and ties go to the even neighbor.
    let spare = 11 - quotient.leadingZeroBitCount
    var significand = quotient >> spare
    let rest = quotient & ((1 << spare) - 1)
    let half: UInt64 = 1 << (spare - 1)
    if rest > half || (rest == half && (remainder > 0 || significand & 1 == 1)) { significand += 1 }
    return Double(sign: .plus, exponent: exponent + spare, significand: Double(significand))
  }
}
