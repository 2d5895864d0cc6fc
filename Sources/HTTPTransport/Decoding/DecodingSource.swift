/// A response's body without one of its codings; it is decoded as it is read.
final class DecodingSource: ResponseSource {
  private struct State: Sendable {
    /// `nil` while a reader uses it.
    var decoder: ContentDecoder?
    var failure: TransportFailure?
  }

  private let base: any ResponseSource
  private let state: Locked<State>

  init(_ base: any ResponseSource, _ coding: ContentCoding) {
    self.base = base
    state = Locked(State(decoder: ContentDecoder(coding)))
  }

  var isHeldUp: Bool { base.isHeldUp }

  func nextChunk() async throws(TransportFailure) -> [UInt8]? {
    var decoder = try take()
    defer { state.withLock { [decoder] in $0.decoder = decoder } }
    while true {
      if let piece = try decoder.next() { return piece }
      guard let piece = try await base.nextChunk() else {
        try decoder.finish()
        return nil
      }
      decoder.feed(piece)
    }
  }

  func drain(into sink: @escaping BodySink) async throws(TransportFailure) -> Bool {
    var decoder = try take()
    while let piece = try decoder.next() {
      guard piece.withUnsafeBytes(sink) else { return false }
    }
    let state = self.state
    state.withLock { [decoder] in $0.decoder = decoder }
    let isTaken = try await base.drain { bytes in
      do throws(TransportFailure) {
        return try Self.pass(bytes, through: state, to: sink)
      } catch {
        state.withLock { $0.failure = error }
        return false
      }
    }
    if let failure = state.withLock({ $0.failure }) { throw failure }
    if isTaken { try take().finish() }
    return isTaken
  }

  private func take() throws(TransportFailure) -> ContentDecoder { try Self.take(from: state) }

  private static func take(from state: Locked<State>) throws(TransportFailure) -> ContentDecoder {
    let decoder = state.withLock { state in
      defer { state.decoder = nil }
      return state.decoder
    }
    guard let decoder else { throw .concurrentRead }
    return decoder
  }

  private static func pass(
    _ bytes: UnsafeRawBufferPointer, through state: Locked<State>, to sink: BodySink
  ) throws(TransportFailure) -> Bool {
    var decoder = try take(from: state)
    defer { state.withLock { [decoder] in $0.decoder = decoder } }
    decoder.feed(Array(bytes))
    while let piece = try decoder.next() {
      guard piece.withUnsafeBytes(sink) else { return false }
    }
    return true
  }
}
