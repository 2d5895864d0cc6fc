import HTTPTransport

/// A stream socket whose operations suspend the task instead of blocking a thread.
///
/// The descriptor is used only under the lock, so it is never one that was closed and then reused for another file.
final class Socket: Sendable {
  private struct State: Sendable {
    var descriptor: Int32
    var isOpen = true
    var waits: Set<UInt64> = []
  }

  private let state: Locked<State>

  init(descriptor: Int32) {
    state = Locked(State(descriptor: descriptor))
  }

  deinit {
    close()
  }

  var isOpen: Bool { state.withLock { $0.isOpen } }

  /// Up to `limit` bytes, at least one; empty once the peer has ended the stream.
  ///
  /// Suspends until there are any; throws `LoopbackError.connectionClosed` at the deadline.
  func receive(limit: Int, deadline: ContinuousClock.Instant? = nil) async throws -> [UInt8] {
    while true {
      let (result, bytes) = try withDescriptor { SystemCall.receive($0, limit: limit) }
      switch result {
      case .count: return bytes
      case .failed: throw LoopbackError.connectionClosed
      case .wouldBlock:
        if let deadline, deadline <= .now { throw LoopbackError.connectionClosed }
        try await wait(for: SystemCall.readable, until: deadline)
      }
    }
  }

  /// Suspends until the system has taken all bytes.
  func send(_ bytes: [UInt8]) async throws {
    var sent = 0
    while sent < bytes.count {
      switch try withDescriptor({ SystemCall.send($0, bytes, from: sent) }) {
      case .count(let count): sent += count
      case .failed: throw LoopbackError.connectionClosed
      case .wouldBlock: try await wait(for: SystemCall.writable, until: nil)
      }
    }
  }

  /// The next connection of a listening socket; nil if the system can't open one, for lack of descriptors.
  func accept() async throws -> Int32? {
    while true {
      switch try withDescriptor({ SystemCall.accept($0) }) {
      case .count(let descriptor): return Int32(descriptor)
      case .failed: return nil
      case .wouldBlock: try await wait(for: SystemCall.readable, until: nil)
      }
    }
  }

  /// Suspends until the peer has ended the stream or the connection is broken; reads no bytes.
  ///
  /// Unread bytes hide the end of the stream; as long as there are any, it is checked every 20 ms.
  func waitForEnd() async throws {
    while true {
      switch try withDescriptor({ SystemCall.peekEnd($0) }) {
      case .some(true): return
      case .some(false): try await Task.sleep(nanoseconds: 20_000_000)
      case .none: try await wait(for: SystemCall.readable, until: nil)
      }
    }
  }

  func endWriting() {
    state.withLock { if $0.isOpen { SystemCall.endWriting($0.descriptor) } }
  }

  func setBufferSize(receive: Int32?, send: Int32?) {
    state.withLock { if $0.isOpen { SystemCall.setBufferSize($0.descriptor, receive: receive, send: send) } }
  }

  /// Closes in order.
  ///
  /// Discards what has arrived first, up to 4 MiB: with unread bytes the system would reset the connection.
  func close() {
    close { descriptor in
      var discarded = 0
      while discarded < 1 << 22, case (.count(let count), _) = SystemCall.receive(descriptor, limit: 1 << 16), count > 0
      {
        discarded += count
      }
    }
  }

  /// Closes with a reset.
  func reset() {
    close { SystemCall.resetOnClose($0) }
  }

  private func close(after prepare: (Int32) -> Void) {
    let waits = state.withLock { state -> Set<UInt64> in
      guard state.isOpen else { return [] }
      state.isOpen = false
      prepare(state.descriptor)
      SystemCall.closeDescriptor(state.descriptor)
      let waits = state.waits
      state.waits = []
      return waits
    }
    for id in waits { Poller.shared.end(id) }
  }

  private func withDescriptor<Result>(_ body: (Int32) -> Result) throws -> Result {
    try Task.checkCancellation()
    return try state.withLock { state in
      guard state.isOpen else { throw LoopbackError.connectionClosed }
      return body(state.descriptor)
    }
  }

  /// Suspends until the socket may be ready, is closed, or the deadline has passed; the caller checks which.
  private func wait(for events: Int16, until deadline: ContinuousClock.Instant?) async throws {
    let poller = Poller.shared
    let id = poller.makeID()
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isWaiting = state.withLock { state in
          guard state.isOpen else { return false }
          state.waits.insert(id)
          poller.add(id, descriptor: state.descriptor, events: events, deadline: deadline, continuation)
          return true
        }
        if !isWaiting {
          continuation.resume()
        } else if Task.isCancelled {
          poller.end(id)
        }
      }
    } onCancel: {
      poller.end(id)
    }
    _ = state.withLock { $0.waits.remove(id) }
    try Task.checkCancellation()
  }
}
