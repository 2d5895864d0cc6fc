/// Looks through text for the bytes that mean something in a JSON string.
///
/// Loops without a way out in the middle, which the compiler turns into steps of many bytes.
enum PlainText {
  /// How many bytes are looked at together.
  static let block = 16

  /// Whether one of the bytes is a control character, a quotation mark or a backslash.
  @inline(__always)
  static func needsEscapes(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var found: UInt8 = 0
    for byte in text { found |= (byte < 0x20 ? 1 : 0) | (byte == 0x22 ? 1 : 0) | (byte == 0x5C ? 1 : 0) }
    return found != 0
  }

  /// Whether a block of bytes is ASCII that stands for itself in a string.
  @inline(__always)
  static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var found: UInt8 = 0
    for byte in text {
      found |= (byte < 0x20 ? 1 : 0) | (byte == 0x22 ? 1 : 0) | (byte == 0x5C ? 1 : 0) | (byte > 0x7F ? 1 : 0)
    }
    return found == 0
  }
}
