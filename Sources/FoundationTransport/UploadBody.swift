import Foundation
import HTTPTransport

/// Makes the streams of a request's body: one, and more only if the request may arrive twice.
///
/// Bodies always go as streams, because a session sends those again only after it has asked.
final class UploadBody: Sendable {
  private struct State: Sendable {
    var isGiven = false
    var failure: TransportFailure?
    #if canImport(Darwin)
      var pump: BodyPump?
    #endif
  }

  private let body: OpenedBody
  private let mayRepeat: Bool
  private let onFailure: @Sendable (TransportFailure) -> Void
  private let state = Locked(State())

  /// - Parameters:
  ///   - body: The body.
  ///   - isRepeatable: Whether the request may arrive twice.
  ///   - onFailure: Called on any thread when the body can't be read.
  init(_ body: OpenedBody, isRepeatable: Bool, onFailure: @escaping @Sendable (TransportFailure) -> Void) {
    self.body = body
    mayRepeat = isRepeatable && body.isReplayable
    self.onFailure = onFailure
  }

  /// The bytes of the body, if that is known.
  var length: Int64? { body.length }

  /// Why the body couldn't be read.
  var failure: TransportFailure? { state.withLock { $0.failure } }

  /// A stream of the whole body; `nil` if it was given already and may not be sent again.
  func nextStream() -> InputStream? {
    let isAllowed = state.withLock { state in
      defer { state.isGiven = true }
      return !state.isGiven || mayRepeat
    }
    return isAllowed ? makeStream() : nil
  }

  /// Ends what still runs for the streams that were given.
  func stop() {
    #if canImport(Darwin)
      replacePump(by: nil)
    #endif
  }

  private func fail(_ failure: TransportFailure) {
    var failure = failure
    failure.mayHaveBeenProcessed = true
    state.withLock { $0.failure = failure }
    onFailure(failure)
  }

  #if canImport(Darwin)
    private func makeStream() -> InputStream? {
      let made = BodyPump.make(body) { [weak self] failure in self?.fail(failure) }
      replacePump(by: made.pump)
      return made.input
    }

    private func replacePump(by pump: BodyPump?) {
      let old = state.withLock { state in
        let old = state.pump
        state.pump = pump
        return old
      }
      old?.stop()
    }

    /// The stream for a session that may not send the body again.
    static func refusingStream() -> InputStream? { nil }
  #else
    private func makeStream() -> InputStream? {
      BodyInputStream(body) { [weak self] failure in self?.fail(failure) }
    }

    /// The stream for a session that may not send the body again: without one it would send an empty body.
    static func refusingStream() -> InputStream? { BodyInputStream(nil) { _ in } }
  #endif
}
