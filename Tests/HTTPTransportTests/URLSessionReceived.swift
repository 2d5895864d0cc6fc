import HTTPTransport
import LoopbackHTTP

/// The bytes that a server or a client received.
final class Received: Sendable {
  private struct State: Sendable {
    var bodies: [[UInt8]] = []
    var request: ServerRequest?
    var progress: TransferProgress?
  }

  private let state = Locked(State())

  /// Reads a request to its end, which throws if the client doesn't send all of it.
  func take(_ exchange: Exchange) async throws {
    let body = try await exchange.readBody()
    state.withLock { state in
      state.bodies.append(body)
      state.request = exchange.request
    }
  }

  func note(_ progress: TransferProgress) { state.withLock { $0.progress = progress } }

  var bodies: [[UInt8]] { state.withLock { $0.bodies } }
  var last: TransferProgress? { state.withLock { $0.progress } }
  func field(_ name: String) -> [String] { state.withLock { $0.request }?.values(name) ?? [] }
}
