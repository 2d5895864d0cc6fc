/// A transfer's response whose first chunk was read ahead to find out whether there is one.
final class BegunSource: ResponseSource {
  private let first: Locked<[UInt8]?>
  private let source: any ResponseSource

  init(first: [UInt8], _ source: any ResponseSource) {
    self.first = Locked(first)
    self.source = source
  }

  private func takeFirst() -> [UInt8]? {
    first.withLock { first in
      defer { first = nil }
      return first
    }
  }

  func nextChunk() async throws(TransportFailure) -> [UInt8]? {
    if let chunk = takeFirst() { return chunk }
    return try await source.nextChunk()
  }

  func drain(into sink: @escaping BodySink) async throws(TransportFailure) -> Bool {
    if let chunk = takeFirst(), !chunk.withUnsafeBytes(sink) { return false }
    return try await source.drain(into: sink)
  }

  var isHeldUp: Bool { source.isHeldUp }
}

/// The same for the chunks of a sequence.
///
/// `@unchecked Sendable`: `first` and `reader` are private, and are touched only by the one call that has set `isReading`,
/// under a mutex that orders it behind the call before.
final class BegunReader: @unchecked Sendable {
  private var first: [UInt8]?
  private let reader: ChunkReader
  private let isReading = Locked(false)

  init(first: [UInt8], _ reader: @escaping ChunkReader) {
    self.first = first
    self.reader = reader
  }

  func next() async throws -> [UInt8]? {
    let isFree = isReading.withLock { isReading in
      defer { isReading = true }
      return !isReading
    }
    guard isFree else { throw TransportFailure.concurrentRead }
    defer { isReading.withLock { $0 = false } }
    if let chunk = first {
      first = nil
      return chunk
    }
    return try await reader()
  }
}
