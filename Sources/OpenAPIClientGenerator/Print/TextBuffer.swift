/// The bytes of a text under construction.
///
/// Appending to a `String` checks and updates what it says of itself each time, which costs more than the copying, and
/// generated files are made of millions of short pieces.
struct TextBuffer {
  private var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(1 << 12) }

  var isEmpty: Bool { bytes.isEmpty }
  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func append(_ text: String) {
    if text.utf8.withContiguousStorageIfAvailable({ bytes.append(contentsOf: $0) }) == nil {
      bytes.append(contentsOf: text.utf8)
    }
  }

  mutating func append(_ byte: UInt8) { bytes.append(byte) }
}
