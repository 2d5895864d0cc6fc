/// User names and passwords in the text of URLs.
package enum UserInformation {
  /// The text without anything that may be a user name or a password of a URL in it, even of a broken URL.
  ///
  /// It removes everything between the first `://` and the last `@`. If no `://` precedes the first `@`, it removes
  /// everything after the first quotation mark, or else after leading words that end in a colon, or else from the start.
  /// `%40` counts as `@`. So it may remove more than it has to, but never less.
  package static func removed(from text: String) -> String {
    let bytes = Array(text.utf8)
    guard let end = ends(in: bytes).last, let firstEnd = ends(in: bytes).first else { return text }
    var start = startWithoutScheme(in: bytes[..<firstEnd])
    if let scheme = firstRange(of: "://", in: bytes[..<firstEnd]) { start = scheme.upperBound }
    return String(decoding: bytes[..<start] + bytes[end...], as: UTF8.self)
  }

  /// The positions after each `@`.
  private static func ends(in bytes: [UInt8]) -> [Int] {
    bytes.indices.compactMap { index in
      if bytes[index] == UInt8(ascii: "@") { return index + 1 }
      return bytes[index...].starts(with: "%40".utf8) ? index + 3 : nil
    }
  }

  private static func startWithoutScheme(in bytes: ArraySlice<UInt8>) -> Int {
    if let quote = bytes.firstIndex(where: { $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "\"") }) { return quote + 1 }
    guard let colon = firstRange(of: ": ", in: bytes) else { return 0 }
    return bytes[..<colon.lowerBound].allSatisfy(isLetterOrSpace) ? colon.upperBound : 0
  }

  private static func isLetterOrSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func firstRange(of text: String, in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    let wanted = Array(text.utf8)
    guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: wanted) }) else { return nil }
    return start..<(start + wanted.count)
  }
}
