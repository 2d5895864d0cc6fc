/// JSON with mistakes that some services make.
enum MalformedJSON {
  /// With `NaN` and `-Infinity`, which some programs write although JSON has no such numbers.
  static func withNotANumber(_ json: [UInt8]) -> [UInt8] {
    guard let last = json.lastIndex(of: UInt8(ascii: "}")) else { return json }
    return json[..<last] + Array(",\"cost\":NaN,\"balance\":-Infinity}".utf8)
  }

  /// With a warning of PHP before it and a comment behind it.
  static func withTextAround(_ json: [UInt8]) -> [UInt8] {
    Array("<br />\n<b>Warning</b>: Undefined index {cost} in api.php on line 12<br />\n".utf8) + json
      + Array("\n<!-- 12 ms -->\n".utf8)
  }

  /// In UTF-16 with a byte order mark.
  static func utf16(_ json: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = [0xFF, 0xFE]
    for unit in String(decoding: json, as: UTF8.self).utf16 {
      bytes.append(UInt8(truncatingIfNeeded: unit))
      bytes.append(UInt8(truncatingIfNeeded: unit >> 8))
    }
    return bytes
  }
}
