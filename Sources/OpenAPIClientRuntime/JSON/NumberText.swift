/// The text of floating-point numbers, as services expect it.
enum NumberText {
  /// The shortest text that reads back as the same number: `42` and not `42.0`, `0` for either zero, no exponent from
  /// 1e-6 up to 1e21.
  ///
  /// These are the rules of ECMAScript (`Number::toString`), which most clients of a service follow.
  static func of<T: BinaryFloatingPoint & CustomStringConvertible>(_ value: T) -> String {
    if let whole = Int64(exactly: value), abs(whole) < 9_007_199_254_740_992 { return "\(whole)" }
    let text = value.description
    guard value.isFinite, text.utf8.contains(UInt8(ascii: "e")) || text.hasSuffix(".0") else { return text }
    return plain(text)
  }

  /// Swift's text of a number, such as `-1.25e-05`, without the exponent if that is between -6 and 21.
  private static func plain(_ text: String) -> String {
    let sign = text.hasPrefix("-") ? "-" : ""
    let halves = text.dropFirst(sign.count).split(separator: "e")
    let mantissa = halves[0].split(separator: ".")
    let fraction = mantissa.count > 1 && mantissa[1] != "0" ? mantissa[1] : ""
    guard let exponent = halves.count > 1 ? Int(halves[1]) : 0 else { return text }
    let digits = mantissa[0] + fraction
    // The position of the decimal point among the digits.
    let point = mantissa[0].count + exponent
    guard point > -6, point <= 21 else {
      let tail = fraction.isEmpty ? "" : "." + fraction
      return sign + mantissa[0] + tail + (exponent < 0 ? "e" : "e+") + "\(exponent)"
    }
    if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
    if point >= digits.count { return sign + digits + String(repeating: "0", count: point - digits.count) }
    return sign + digits.prefix(point) + "." + digits.dropFirst(point)
  }
}
