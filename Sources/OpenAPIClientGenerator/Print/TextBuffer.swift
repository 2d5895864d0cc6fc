/// The bytes of a text under construction.
///
/// Appending to a `String` checks and updates what it says of itself each time, which costs more than the copying, and
/// generated files are made of millions of short pieces. A class, for its memory must be freed once.
final class TextBuffer {
  /// Memory for `capacity` bytes, of which the first `count` are written; `count` is never more than `capacity`.
  private var bytes: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init() {
    capacity = 1 << 12
    bytes = .allocate(capacity: capacity)
  }

  deinit { bytes.deallocate() }

  var text: String { String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self) }

  func append(_ text: String) {
    if text.utf8.withContiguousStorageIfAvailable({ append($0) }) != nil { return }
    Array(text.utf8).withUnsafeBufferPointer { append($0) }
  }

  func append(_ byte: UInt8, count times: Int = 1) {
    let end = count + times
    if end > capacity { grow(to: end) }
    // From `count` on there is room for `times` bytes, for `end` is not above `capacity`.
    (bytes + count).initialize(repeating: byte, count: times)
    count = end
  }

  private func append(_ piece: UnsafeBufferPointer<UInt8>) {
    guard let source = piece.baseAddress else { return }
    let end = count + piece.count
    if end > capacity { grow(to: end) }
    // From `count` on there is room for `piece.count` bytes, for `end` is not above `capacity`.
    (bytes + count).initialize(from: source, count: piece.count)
    count = end
  }

  private func grow(to needed: Int) {
    let larger = max(needed, capacity * 2)
    let new = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    // `count` is not above the old capacity, and that is below the new one.
    new.initialize(from: bytes, count: count)
    bytes.deallocate()
    bytes = new
    capacity = larger
  }
}
