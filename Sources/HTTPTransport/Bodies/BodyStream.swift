/// A part of a request's body that is made while it is sent.
package struct BodyStream: Sendable {
  package let length: Int64?
  package let isReplayable: Bool
  private let makeReader: @Sendable () -> ChunkReader

  init(length: Int64?, isReplayable: Bool, makeReader: @escaping @Sendable () -> ChunkReader) {
    self.length = length
    self.isReplayable = isReplayable
    self.makeReader = makeReader
  }

  /// Starts reading chunks; reading throws if they aren't as long together as announced.
  ///
  /// The last chunk is held back until the stream has ended, so that a stream which is too long fails before the
  /// service has a complete request.
  func makeCheckedReader() -> ChunkReader {
    let next = makeReader()
    guard let length else { return next }
    var count: Int64 = 0
    var isOver = false
    return {
      if isOver { return nil }
      while let chunk = try await next() {
        if chunk.isEmpty { continue }
        count += Int64(chunk.count)
        if count < length { return chunk }
        while count == length, let more = try await next() { count += Int64(more.count) }
        guard count == length else { throw TransportFailure.bodyFailed("the stream has more than its \(length) bytes") }
        isOver = true
        return chunk
      }
      isOver = true
      guard count == length else {
        throw TransportFailure.bodyFailed("the stream ended after \(count) of its \(length) bytes")
      }
      return nil
    }
  }
}
