/// JSON pointers (RFC 6901), as text and in fragments.
package enum JSONPointer {
  /// A key as pointers write it: `~0` for a tilde, `~1` for a slash.
  package static func escape(_ key: String) -> String {
    guard key.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return key }
    var escaped = ""
    for scalar in key.unicodeScalars {
      switch scalar {
      case "~": escaped += "~0"
      case "/": escaped += "~1"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// The keys of a pointer in UTF-8; nil if the text is not a pointer.
  ///
  /// After a leading `#` they are percent-decoded.
  package static func tokens(of pointer: String) -> [[UInt8]]? {
    var bytes = Array(pointer.utf8)
    if bytes.first == UInt8(ascii: "#") {
      bytes.removeFirst()
      bytes = PercentEncoding.decode(bytes)
    }
    if bytes.isEmpty { return [] }
    guard bytes[0] == UInt8(ascii: "/") else { return nil }
    return bytes.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(unescape)
  }

  /// A key with its escapes resolved: `~0` is a tilde, `~1` a slash, any other tilde itself.
  private static func unescape(_ token: ArraySlice<UInt8>) -> [UInt8] {
    var key: [UInt8] = []
    var rest = token
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "~"), rest.first == UInt8(ascii: "0") {
        key.append(UInt8(ascii: "~"))
        rest.removeFirst()
      } else if byte == UInt8(ascii: "~"), rest.first == UInt8(ascii: "1") {
        key.append(UInt8(ascii: "/"))
        rest.removeFirst()
      } else {
        key.append(byte)
      }
    }
    return key
  }

  /// A token as an array position: at most nine digits without a leading zero; nil for any other token.
  package static func position(_ token: [UInt8]) -> Int? {
    let hasLeadingZero = token.count > 1 && token[0] == UInt8(ascii: "0")
    guard token.count <= 9, !hasLeadingZero, token.allSatisfy(\.isDigit) else { return nil }
    return Int(String(decoding: token, as: UTF8.self))
  }
}
