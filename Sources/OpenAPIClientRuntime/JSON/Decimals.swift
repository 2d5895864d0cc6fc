/// A decimal number taken apart, to compare numbers by value whatever their size and spelling.
struct Decimals: Equatable {
  private let isNegative: Bool
  /// Without zeros at either end; empty for zero.
  private let digits: [UInt8]
  /// The value is 0.digits × 10^exponent.
  private let exponent: Int

  /// Takes a number's text apart: JSON's grammar, and what Swift prints for doubles.
  init(_ text: String) {
    var digits: [UInt8] = []
    var exponent = 0
    var sawPoint = false
    var isNegative = false
    var power = ""
    var inPower = false
    for byte in text.utf8 {
      if inPower {
        if byte != 0x2B { power += String(Unicode.Scalar(byte)) }
        continue
      }
      switch byte {
      case 0x2D: isNegative = true
      case 0x2E: sawPoint = true
      case 0x65, 0x45: inPower = true
      case 0x30...0x39:
        if digits.isEmpty && byte == 0x30 {
          if sawPoint { exponent -= 1 }
        } else {
          digits.append(byte)
          if !sawPoint { exponent += 1 }
        }
      default: digits.append(byte)
      }
    }
    while digits.last == 0x30 { digits.removeLast() }
    // An exponent beyond any integer: the text itself tells such numbers apart.
    let (sum, overflow) = exponent.addingReportingOverflow(Int(power) ?? (power.isEmpty ? 0 : Int.max / 2))
    if digits.isEmpty {
      self.isNegative = false
      self.exponent = 0
    } else {
      self.isNegative = isNegative
      self.exponent = overflow ? Int.max : sum
    }
    self.digits = digits
  }

  /// One spelling for each value.
  var canonical: String {
    if digits.isEmpty { return "0" }
    return (isNegative ? "-" : "") + String(decoding: digits, as: UTF8.self) + "e\(exponent)"
  }
}
