import Foundation
import HTTPTransport
import LoopbackServer

/// What a server was sent, or a client was told.
///
/// `@unchecked Sendable`: what changes is private and touched only under the lock.
final class Received: @unchecked Sendable {
  private let lock = NSLock()
  private var all: [[UInt8]] = []
  private var request: ServerRequest?
  private var progress: TransferProgress?

  /// Reads a request to its end, which throws if the client doesn't send all of it.
  func take(_ exchange: Exchange) async throws {
    let body = try await exchange.readBody()
    lock.withLock {
      all.append(body)
      request = exchange.request
    }
  }

  func note(_ progress: TransferProgress) { lock.withLock { self.progress = progress } }

  var bodies: [[UInt8]] { lock.withLock { all } }
  var last: TransferProgress? { lock.withLock { progress } }
  func field(_ name: String) -> [String] { lock.withLock { request }?.values(name) ?? [] }
}
