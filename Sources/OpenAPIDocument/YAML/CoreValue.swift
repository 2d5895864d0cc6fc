import OpenAPISyntax

/// The value of a plain scalar by the core schema of YAML 1.2 (section 10.3), if it is not a string.
///
/// `yes`, `1_000` and dates are strings. So is `0123`, although the core schema reads it as a number: in documents it
/// is a code or a version.
enum CoreValue: Equatable {
  case null
  case bool(Bool)
  /// A number in the form of JSON.
  case number
  /// A number that JSON writes differently, in the form of JSON.
  case rewritten([UInt8])
  /// `.inf`, `.nan`, or a hexadecimal or octal number with more than 2048 digits.
  case beyondJSON

  init?(_ bytes: [UInt8], from start: Int, to end: Int) {
    guard start < end else {
      self = .null
      return
    }
    switch bytes[start] {
    case UInt8(ascii: "~") where end == start + 1: self = .null
    case UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"),
      UInt8(ascii: "F"):
      guard let value = CoreValue.word(bytes, start, end) else { return nil }
      self = value
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "0")...UInt8(ascii: "9"):
      guard let value = CoreValue.numeral(bytes, start, end) else { return nil }
      self = value
    default: return nil
    }
  }

  private static func word(_ bytes: [UInt8], _ start: Int, _ end: Int) -> CoreValue? {
    guard end - start == 4 || end - start == 5 else { return nil }
    switch String(decoding: bytes[start..<end], as: UTF8.self) {
    case "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .bool(true)
    case "false", "False", "FALSE": return .bool(false)
    default: return nil
    }
  }

  private static func numeral(_ bytes: [UInt8], _ start: Int, _ end: Int) -> CoreValue? {
    if bytes[start] == UInt8(ascii: "0"), end - start > 2 {
      if bytes[start + 1] == UInt8(ascii: "x") { return based(bytes[(start + 2)..<end], radix: 16) }
      if bytes[start + 1] == UInt8(ascii: "o") { return based(bytes[(start + 2)..<end], radix: 8) }
    }
    var index = start
    func skip(_ characters: String) -> Bool {
      guard index < end, characters.utf8.contains(bytes[index]) else { return false }
      index += 1
      return true
    }
    func digits() -> Range<Int> {
      let first = index
      while index < end, bytes[index].isDigit { index += 1 }
      return first..<index
    }
    let isNegative = skip("-")
    let isPlus = !isNegative && skip("+")
    let integer = digits()
    if integer.count > 1, bytes[integer.lowerBound] == UInt8(ascii: "0") { return nil }
    let hasPoint = skip(".")
    let fraction = hasPoint ? digits() : index..<index
    if integer.isEmpty, fraction.isEmpty {
      return special(bytes[integer.lowerBound..<end], hasSign: isNegative || isPlus)
    }
    if skip("eE") {
      _ = skip("+-")
      if digits().isEmpty { return nil }
    }
    guard index == end else { return nil }
    if !isPlus, !integer.isEmpty, !hasPoint || !fraction.isEmpty { return .number }
    let sign = isNegative ? "-" : ""
    let before = integer.isEmpty ? "0" : String(decoding: bytes[integer], as: UTF8.self)
    let after = hasPoint ? "." + (fraction.isEmpty ? "0" : String(decoding: bytes[fraction], as: UTF8.self)) : ""
    return .rewritten(Array("\(sign)\(before)\(after)".utf8) + bytes[fraction.upperBound..<end])
  }

  /// The words for numbers that JSON does not have.
  private static func special(_ word: ArraySlice<UInt8>, hasSign: Bool) -> CoreValue? {
    switch String(decoding: word, as: UTF8.self) {
    case ".inf", ".Inf", ".INF": .beyondJSON
    case ".nan", ".NaN", ".NAN": hasSign ? nil : .beyondJSON
    default: nil
    }
  }

  /// A number with digits of another base, in decimal digits.
  private static func based(_ digits: ArraySlice<UInt8>, radix: Int) -> CoreValue? {
    // Least significant first, nine decimal digits each.
    var groups: [Int] = [0]
    for digit in digits {
      guard let value = digit.hexDigitValue, Int(value) < radix else { return nil }
      // The time grows with the square of the length, and no document needs such a number.
      if digits.count > 2048 { continue }
      var carry = Int(value)
      for index in groups.indices {
        let product = groups[index] * radix + carry
        groups[index] = product % 1_000_000_000
        carry = product / 1_000_000_000
      }
      if carry > 0 { groups.append(carry) }
    }
    if digits.count > 2048 { return .beyondJSON }
    var text = Array(String(groups[groups.count - 1]).utf8)
    for group in groups.dropLast().reversed() {
      text.append(contentsOf: String(group + 1_000_000_000).utf8.dropFirst())
    }
    return .rewritten(text)
  }
}
