import OpenAPISyntax

/// A JSON number in exact form: digits without zeros at either end, times a power of ten.
struct JSONDecimal: Equatable {
  var isNegative: Bool
  /// Digits 0–9, most significant first; empty for zero.
  var digits: [UInt8]
  /// The power of ten of the last digit; 0 for zero.
  ///
  /// Saturates far beyond any use.
  var exponent: Int

  /// Reads a checked literal.
  init(_ bytes: [UInt8], from: Int, to: Int) {
    var index = from
    isNegative = false
    if index < to, bytes[index] == UInt8(ascii: "-") {
      isNegative = true
      index += 1
    }
    digits = []
    var scale = 0
    var isFraction = false
    while index < to {
      let byte = bytes[index]
      if byte == UInt8(ascii: ".") {
        isFraction = true
      } else if byte.isDigit {
        if !(digits.isEmpty && byte == UInt8(ascii: "0")) { digits.append(byte - UInt8(ascii: "0")) }
        if isFraction { scale -= 1 }
      } else {
        break
      }
      index += 1
    }
    exponent = scale
    if index < to { exponent += JSONDecimal.exponent(bytes, from: index + 1, to: to) }
    while digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
    if digits.isEmpty {
      isNegative = false
      exponent = 0
    }
  }

  private static func exponent(_ bytes: [UInt8], from: Int, to: Int) -> Int {
    var value = 0
    var isNegative = false
    var index = from
    while index < to {
      let byte = bytes[index]
      if byte == UInt8(ascii: "-") {
        isNegative = true
      } else if byte != UInt8(ascii: "+"), value < 1 &<< 40 {
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
      }
      index += 1
    }
    return isNegative ? -value : value
  }

  /// The number as an `Int`, if it is integral and fits.
  var int: Int? {
    if digits.isEmpty { return 0 }
    guard exponent >= 0, digits.count + exponent <= 19 else { return nil }
    var value = 0
    var place = 0
    // Built on the negative side, which reaches one further.
    while place < digits.count + exponent {
      let (product, productOverflows) = value.multipliedReportingOverflow(by: 10)
      let digit = place < digits.count ? Int(digits[place]) : 0
      let (difference, differenceOverflows) = product.subtractingReportingOverflow(digit)
      if productOverflows || differenceOverflows { return nil }
      value = difference
      place += 1
    }
    if isNegative { return value }
    return value == Int.min ? nil : -value
  }
}

extension JSONDecimal: Comparable {
  /// Whether one number is less than another.
  static func < (left: JSONDecimal, right: JSONDecimal) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    return left.isNegative ? right.isSmaller(than: left) : left.isSmaller(than: right)
  }

  /// Whether it is nearer to zero.
  private func isSmaller(than other: JSONDecimal) -> Bool {
    if digits.isEmpty || other.digits.isEmpty { return digits.isEmpty && !other.digits.isEmpty }
    let magnitude = digits.count + exponent
    let otherMagnitude = other.digits.count + other.exponent
    if magnitude != otherMagnitude { return magnitude < otherMagnitude }
    return digits.lexicographicallyPrecedes(other.digits)
  }
}
