/// Fetches the chunks of a stream ahead of a thread that can't wait for them.
final class StreamFeed: Sendable {
  /// The result of a read.
  enum Take {
    case bytes(Int)
    /// Nothing is there yet; `onReady` is called when something is.
    case wait
    case end
    case failed(TransportFailure)
  }

  /// The feed runs ahead until this many bytes are waiting.
  private static let highWater = 512 << 10
  /// The memory that a chunk needs besides its bytes, so that many tiny chunks count too.
  private static let chunkOverhead = 64

  private struct State: Sendable {
    var chunks: [[UInt8]] = []
    var offset = 0
    var size = 0
    var end: Result<Void, TransportFailure>?
    var isAwaited = false
    var isCancelled = false
    var producer: CheckedContinuation<Void, Never>?
  }

  private let state: Locked<State>
  private let task: Task<Void, Never>

  /// Begins to fetch; `onReady` is called on any thread after each `.wait`.
  init(_ stream: BodyStream, onReady: @escaping @Sendable () -> Void) {
    let state = Locked(State())
    self.state = state
    task = Task.detached {
      var end: Result<Void, TransportFailure> = .success(())
      do {
        let next = stream.makeCheckedReader()
        while let chunk = try await next() {
          if chunk.isEmpty { continue }
          guard await Self.put(chunk, into: state, onReady) else {
            // A stream that its owner keeps alive notices the end only when a cancelled task asks for another chunk.
            _ = try? await next()
            return
          }
        }
      } catch let failure as TransportFailure {
        end = .failure(.bodyFailed(failure.message))
      } catch {
        end = .failure(.bodyFailed("the stream of the body failed: \(error)"))
      }
      Self.finish(end, state, onReady)
    }
  }

  deinit { cancel() }

  /// Stops fetching and drops what is there.
  func cancel() {
    task.cancel()
    let producer = state.withLock { state in
      let producer = state.producer
      state.producer = nil
      state.isCancelled = true
      state.chunks = []
      state.size = 0
      return producer
    }
    producer?.resume()
  }

  /// Copies what is there, up to the buffer's size.
  func take(into buffer: UnsafeMutableRawBufferPointer) -> Take {
    var producer: CheckedContinuation<Void, Never>?
    let outcome = state.withLock { state -> Take in
      guard let chunk = state.chunks.first else {
        switch state.end {
        case .success: return .end
        case .failure(let failure): return .failed(failure)
        case nil:
          state.isAwaited = true
          return .wait
        }
      }
      let count = Swift.min(buffer.count, chunk.count - state.offset)
      chunk.withUnsafeBytes { bytes in
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[state.offset..<(state.offset + count)]))
      }
      state.offset += count
      state.size -= count
      if state.offset == chunk.count {
        state.chunks.removeFirst()
        state.offset = 0
        state.size -= Self.chunkOverhead
      }
      if state.size < Self.highWater {
        producer = state.producer
        state.producer = nil
      }
      return .bytes(count)
    }
    producer?.resume()
    return outcome
  }

  /// Adds a chunk, and waits while there are too many bytes; returns false once the feed is cancelled.
  private static func put(
    _ chunk: [UInt8], into state: Locked<State>, _ onReady: @Sendable () -> Void
  ) async -> Bool {
    let wasAwaited = state.withLock { state in
      guard !state.isCancelled else { return false }
      state.chunks.append(chunk)
      state.size += chunk.count + chunkOverhead
      let wasAwaited = state.isAwaited
      state.isAwaited = false
      return wasAwaited
    }
    if wasAwaited { onReady() }
    await withCheckedContinuation { continuation in
      let mustWait = state.withLock { state in
        guard state.size >= highWater, !state.isCancelled else { return false }
        state.producer = continuation
        return true
      }
      if !mustWait { continuation.resume() }
    }
    return !state.withLock { $0.isCancelled }
  }

  private static func finish(
    _ end: Result<Void, TransportFailure>, _ state: Locked<State>, _ onReady: @Sendable () -> Void
  ) {
    let wasAwaited = state.withLock { state in
      state.end = end
      let wasAwaited = state.isAwaited
      state.isAwaited = false
      return wasAwaited
    }
    if wasAwaited { onReady() }
  }
}
