/// A decimal number of any size, kept exactly: digits times a power of ten.
///
/// Two are equal if they have the same value, however they are written.
package struct ExactDecimal: Equatable, Comparable, Sendable {
  package private(set) var isNegative = false
  /// The digits, 0 to 9, the most significant first, without zeros at either end; empty for zero.
  package private(set) var digits: [UInt8] = []
  /// The power of ten of the last digit.
  package private(set) var exponent = 0

  /// Creates a whole number.
  package init(_ value: Int) {
    guard value != 0 else { return }
    isNegative = value < 0
    digits = String(value.magnitude).utf8.map { $0 - UInt8(ascii: "0") }
    dropZeros()
  }

  /// Reads the text of a JSON number; nil for any other text.
  package init?(_ text: String) { self.init(bytes: text.utf8) }

  /// Reads the UTF-8 of a JSON number; nil for any other text.
  package init?(_ bytes: ArraySlice<UInt8>) { self.init(bytes: bytes) }

  private init?(bytes: some Sequence<UInt8>) {
    var text = bytes.makeIterator()
    var next = text.next()
    func skip(_ byte: UInt8) -> Bool {
      guard next == byte else { return false }
      next = text.next()
      return true
    }
    func digit() -> UInt8? {
      guard let byte = next, byte.isDigit else { return nil }
      next = text.next()
      return byte - UInt8(ascii: "0")
    }

    isNegative = skip(UInt8(ascii: "-"))
    guard let first = digit() else { return nil }
    append(first)
    while let digit = digit() {
      // Only 0 itself starts with 0.
      if first == 0 { return nil }
      append(digit)
    }
    if skip(UInt8(ascii: ".")) {
      guard let first = digit() else { return nil }
      append(first)
      exponent = -1
      while let digit = digit() {
        append(digit)
        exponent -= 1
      }
    }
    if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
      let isSmall = skip(UInt8(ascii: "-"))
      if !isSmall { _ = skip(UInt8(ascii: "+")) }
      guard let first = digit() else { return nil }
      var power = Int(first)
      while let digit = digit() {
        // Stops growing far beyond any exponent in use.
        if power < 1 << 56 { power = power * 10 + Int(digit) }
      }
      exponent += isSmall ? -power : power
    }
    guard next == nil else { return nil }
    dropZeros()
    if digits.isEmpty {
      isNegative = false
      exponent = 0
    }
  }

  private mutating func dropZeros() {
    while digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
  }

  private mutating func append(_ digit: UInt8) {
    if digit != 0 || !digits.isEmpty { digits.append(digit) }
  }

  package var isZero: Bool { digits.isEmpty }
  /// Whether it has no fraction, however it is written.
  package var isInteger: Bool { exponent >= 0 }

  /// The value as an `Int` if it is a whole number that fits.
  package var int: Int? {
    if isZero { return 0 }
    guard isInteger, digits.count + exponent <= 19 else { return nil }
    var value = 0
    // Counted below zero, because `Int.min` has no positive counterpart.
    for digit in digits + repeatElement(0, count: exponent) {
      let (product, productOverflows) = value.multipliedReportingOverflow(by: 10)
      let (difference, differenceOverflows) = product.subtractingReportingOverflow(Int(digit))
      if productOverflows || differenceOverflows { return nil }
      value = difference
    }
    if isNegative { return value }
    return value == Int.min ? nil : -value
  }

  /// The same text for equal values, such as `-125e-2` for -1.25 and -1.250.
  package var canonical: String {
    if isZero { return "0" }
    return (isNegative ? "-" : "") + String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
      + "e\(exponent)"
  }

  package static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    return left.isNegative ? right.hasSmallerMagnitude(than: left) : left.hasSmallerMagnitude(than: right)
  }

  private func hasSmallerMagnitude(than other: ExactDecimal) -> Bool {
    if isZero || other.isZero { return !other.isZero }
    // The number of digits before the decimal point.
    let length = digits.count + exponent
    let otherLength = other.digits.count + other.exponent
    if length != otherLength { return length < otherLength }
    return digits.lexicographicallyPrecedes(other.digits)
  }

  /// Whether it is a whole multiple of another number; nil if that is not positive, or its digits don't fit into 64
  /// bits.
  package func isMultiple(of divisor: ExactDecimal) -> Bool? {
    guard !divisor.isZero, !divisor.isNegative, let modulus = divisor.coefficient else { return nil }
    if isZero { return true }
    let shift = exponent - divisor.exponent
    // A multiple would end in a zero at this power of ten, but the last digit is never zero.
    if shift < 0 { return false }
    var remainder: UInt64 = 0
    for digit in digits {
      remainder = ExactDecimal.product(remainder, 10 % modulus, modulo: modulus)
      remainder = ExactDecimal.sum(remainder, UInt64(digit) % modulus, modulo: modulus)
    }
    var power: UInt64 = 1 % modulus
    var base: UInt64 = 10 % modulus
    var left = shift
    while left > 0 {
      if left & 1 == 1 { power = ExactDecimal.product(power, base, modulo: modulus) }
      base = ExactDecimal.product(base, base, modulo: modulus)
      left >>= 1
    }
    return ExactDecimal.product(remainder, power, modulo: modulus) == 0
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

  /// The division requires a high word below the modulus; it is, because both factors are.
  private static func product(_ left: UInt64, _ right: UInt64, modulo modulus: UInt64) -> UInt64 {
    let (high, low) = left.multipliedFullWidth(by: right)
    return modulus.dividingFullWidth((high, low)).remainder
  }

  private static func sum(_ left: UInt64, _ right: UInt64, modulo modulus: UInt64) -> UInt64 {
    let (sum, overflows) = left.addingReportingOverflow(right)
    return overflows || sum >= modulus ? sum &- modulus : sum
  }
}
