import OpenAPISyntax

/// Strings from bytes that the parser has found to be UTF-8.
enum CheckedText {
  /// A string of well-formed UTF-8, copied without a second check on systems that can do so.
  ///
  /// The bytes must be those of a document that the parser has checked.
  static func string(_ text: UnsafeBufferPointer<UInt8>, isASCII: Bool) -> String {
    if #available(macOS 26, iOS 26, tvOS 26, watchOS 26, visionOS 26, *) {
      return String(copying: UTF8Span(unchecked: text.span, isKnownASCII: isASCII))
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The text of a JSON string without its escapes; `isASCII` says whether it is ASCII as it is written.
  static func unescaped(_ text: UnsafeBufferPointer<UInt8>, isASCII: Bool) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.count) { target in
      let (count, scalars) = JSONEscapes.unescape(text, into: target)
      return string(UnsafeBufferPointer(rebasing: target[..<count]), isASCII: isASCII && scalars < 0x80)
    }
  }
}
