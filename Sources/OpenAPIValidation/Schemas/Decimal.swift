/// A decimal number of any size, kept exactly: digits times a power of ten.
struct Decimal: Equatable, Sendable {
  private(set) var isNegative = false
  /// 0–9, the most significant first, no zeros at either end; empty for zero.
  private(set) var digits: [UInt8] = []
  /// The power of ten of the last digit.
  private(set) var exponent = 0

  /// Reads the text of a JSON number; nil if it is none.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    var index = 0
    func isDigit(at index: Int) -> Bool { index < bytes.count && bytes[index] >= 0x30 && bytes[index] <= 0x39 }
    if bytes.first == 0x2D {
      isNegative = true
      index = 1
    }
    let integerStart = index
    while isDigit(at: index) {
      append(bytes[index] - 0x30)
      index += 1
    }
    if index == integerStart || (index - integerStart > 1 && bytes[integerStart] == 0x30) { return nil }
    if index < bytes.count, bytes[index] == 0x2E {
      index += 1
      let fractionStart = index
      while isDigit(at: index) {
        append(bytes[index] - 0x30)
        exponent -= 1
        index += 1
      }
      if index == fractionStart { return nil }
    }
    if index < bytes.count, bytes[index] | 0x20 == 0x65 {
      index += 1
      var isSmall = false
      if index < bytes.count, bytes[index] == 0x2B || bytes[index] == 0x2D {
        isSmall = bytes[index] == 0x2D
        index += 1
      }
      let exponentStart = index
      var value = 0
      while isDigit(at: index) {
        // Beyond this no difference can be told any more.
        if value < 1 << 40 { value = value * 10 + Int(bytes[index] - 0x30) }
        index += 1
      }
      if index == exponentStart { return nil }
      exponent += isSmall ? -value : value
    }
    if index < bytes.count { return nil }
    while digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
    if digits.isEmpty {
      isNegative = false
      exponent = 0
    }
  }

  private mutating func append(_ digit: UInt8) {
    if digit != 0 || !digits.isEmpty { digits.append(digit) }
  }

  var isZero: Bool { digits.isEmpty }
  /// Whether it has no fraction, however it is written.
  var isInteger: Bool { exponent >= 0 }

  /// The value as an `Int` if it is a whole number that fits.
  var int: Int? {
    if isZero { return 0 }
    guard isInteger, digits.count + exponent <= 18 else { return nil }
    var value = 0
    for digit in digits { value = value * 10 + Int(digit) }
    for _ in 0..<exponent { value *= 10 }
    return isNegative ? -value : value
  }

  static func < (left: Decimal, right: Decimal) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    let isLess = left.isSmallerInSize(than: right)
    return left.isNegative ? right.isSmallerInSize(than: left) : isLess
  }

  private func isSmallerInSize(than other: Decimal) -> Bool {
    if isZero || other.isZero { return !other.isZero }
    let size = digits.count + exponent
    let otherSize = other.digits.count + other.exponent
    if size != otherSize { return size < otherSize }
    var index = 0
    while index < digits.count || index < other.digits.count {
      let digit = index < digits.count ? digits[index] : 0
      let otherDigit = index < other.digits.count ? other.digits[index] : 0
      if digit != otherDigit { return digit < otherDigit }
      index += 1
    }
    return false
  }

  /// Whether it is a whole multiple of another number; nil if that has more than 19 digits or is not above zero.
  func isMultiple(of divisor: Decimal) -> Bool? {
    guard !divisor.isZero, !divisor.isNegative, let modulus = divisor.coefficient else { return nil }
    if isZero { return true }
    let shift = exponent - divisor.exponent
    // The digits end in no zero, so nothing is left to divide by ten.
    if shift < 0 { return false }
    var remainder: UInt64 = 0
    for digit in digits {
      remainder = Decimal.product(remainder, 10 % modulus, modulo: modulus)
      remainder = Decimal.sum(remainder, UInt64(digit) % modulus, modulo: modulus)
    }
    var power: UInt64 = 1 % modulus
    var base: UInt64 = 10 % modulus
    var left = shift
    while left > 0 {
      if left & 1 == 1 { power = Decimal.product(power, base, modulo: modulus) }
      base = Decimal.product(base, base, modulo: modulus)
      left >>= 1
    }
    return Decimal.product(remainder, power, modulo: modulus) == 0
  }

  private var coefficient: UInt64? {
    var value: UInt64 = 0
    for digit in digits {
      let (product, productOverflows) = value.multipliedReportingOverflow(by: 10)
      let (sum, sumOverflows) = product.addingReportingOverflow(UInt64(digit))
      if productOverflows || sumOverflows { return nil }
      value = sum
    }
    return value
  }

  /// Both factors are below the modulus, so the high word is too, as the division asks.
  private static func product(_ left: UInt64, _ right: UInt64, modulo modulus: UInt64) -> UInt64 {
    let (high, low) = left.multipliedFullWidth(by: right)
    return modulus.dividingFullWidth((high, low)).remainder
  }

  private static func sum(_ left: UInt64, _ right: UInt64, modulo modulus: UInt64) -> UInt64 {
    let (sum, overflows) = left.addingReportingOverflow(right)
    return overflows || sum >= modulus ? sum &- modulus : sum
  }
}
