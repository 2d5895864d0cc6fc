/// Strict reading of UTF-8.
enum UTF8Text {
  /// The text of some bytes, nil if they are not UTF-8.
  static func string(_ bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    // Decoding replaces what is malformed, so the bytes come back only if nothing was.
    return Array(text.utf8) == bytes ? text : nil
  }
}
