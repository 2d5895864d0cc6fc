/// JSON as some services write it, though they shouldn't.
enum OddJSON {
  /// With a member that is no number, as programs write it that don't know JSON.
  static func withNotANumber(_ json: [UInt8]) -> [UInt8] {
    guard let last = json.lastIndex(of: UInt8(ascii: "}")) else { return json }
    return json[..<last] + Array(",\"cost\":NaN,\"balance\":-Infinity}".utf8)
  }

  /// With a warning before it and a comment behind it.
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
