/// Passes a response from a transport's own thread to the task that waits for it, and tells the thread when to pause or stop.
package final class TransferChannel: Sendable {
  /// The transport pauses at this many unread bytes, and resumes when half of them have been read.
  package static let highWater = 1 << 20
  private static let lowWater = highWater / 2
  /// The memory that a chunk needs besides its bytes, so that many tiny chunks count too.
  fileprivate static let chunkOverhead = 64

  fileprivate struct State: Sendable {
    var head: ResponseHead?
    var headWaiter: CheckedContinuation<Result<ResponseHead, TransportFailure>, Never>?
    var chunks: [[UInt8]] = []
    var taken = 0
    var size = 0
    var end: Result<Void, TransportFailure>?
    var reader: CheckedContinuation<Result<[UInt8]?, TransportFailure>, Never>?
    var isPaused = false
    var isCancelled = false
    /// Receives the chunks instead of a reader, on the transport's thread.
    var sink: BodySink?
    var isRefused = false
  }

  private let state = Locked(State())
  private let onCancel: @Sendable () -> Void
  private let onResume: @Sendable () -> Void

  /// - Parameters:
  ///   - onCancel: Asks the transport to end the transfer; called on any thread, at most a few times.
  ///   - onResume: Asks the transport to resume receiving; called on any thread, once after each pause.
  package init(onCancel: @escaping @Sendable () -> Void, onResume: @escaping @Sendable () -> Void) {
    self.onCancel = onCancel
    self.onResume = onResume
  }

  // MARK: The transport's side

  /// Whether the response isn't wanted any more.
  package var isCancelled: Bool { state.withLock { $0.isCancelled } }

  /// Whether the transport was told to pause, and not yet to resume.
  package var isPaused: Bool { state.withLock { $0.isPaused } }

  /// Adds what has arrived since the last time; returns how many bytes are unread, and whether to pause.
  package func deliver(
    head: ResponseHead?, chunks: [[UInt8]], end: Result<Void, TransportFailure>? = nil
  ) -> (waiting: Int, shouldPause: Bool) {
    var resumeHead: (() -> Void)?
    var resumeReader: (() -> Void)?
    var chunks = chunks
    if drain(chunks) { chunks = [] }
    let outcome = state.withLock { state -> (Int, Bool) in
      if state.end != nil { return (0, false) }
      if let head { state.head = head }
      if !state.isCancelled {
        for chunk in chunks {
          state.chunks.append(chunk)
          state.size += chunk.count + Self.chunkOverhead
        }
      }
      state.end = end
      if let waiter = state.headWaiter, let result = state.headResult {
        state.headWaiter = nil
        resumeHead = { waiter.resume(returning: result) }
      }
      if let reader = state.reader, let result = state.next() {
        state.reader = nil
        resumeReader = { reader.resume(returning: result) }
      }
      state.isPaused = state.end == nil && state.size >= Self.highWater
      return (state.size, state.isPaused)
    }
    resumeHead?()
    resumeReader?()
    return outcome
  }

  /// Passes bytes to the sink, if there is one; only on the transport's thread.
  ///
  /// - Returns: Whether there is a sink, which then has either received the bytes or wants no more.
  package func drain(_ bytes: UnsafeRawBufferPointer) -> Bool { drain { sink in sink(bytes) } }

  /// Passes the unread chunks to the sink, if there is one, and then the further ones; only on the transport's thread.
  @discardableResult
  package func drain(_ further: [[UInt8]] = []) -> Bool {
    drain { sink in further.allSatisfy { $0.withUnsafeBytes(sink) } }
  }

  private func drain(_ further: (BodySink) -> Bool) -> Bool {
    guard let (sink, chunks) = takeForSink() else { return false }
    if !(chunks.allSatisfy { $0.withUnsafeBytes(sink) } && further(sink)) { refuse() }
    return true
  }

  private func takeForSink() -> (BodySink, [[UInt8]])? {
    state.withLock { state in
      guard let sink = state.sink else { return nil }
      // After a cancellation, which a refusal by the sink causes too, the rest is dropped.
      if state.isCancelled { return ({ _ in true }, []) }
      return (sink, state.takeAll())
    }
  }

  private func refuse() {
    state.withLock { $0.isRefused = true }
    cancel()
  }

  // MARK: The task's side

  /// Begins the transfer and waits for the head; cancelling the task asks the transport to end it.
  package func start(_ begin: @Sendable () -> Void) async -> Result<ResponseHead, TransportFailure> {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        state.withLock { $0.headWaiter = continuation }
        begin()
      }
    } onCancel: {
      cancel()
    }
  }

  /// The next chunk, or the end.
  package func nextChunk() async throws(TransportFailure) -> [UInt8]? {
    if Task.isCancelled {
      cancel()
      throw .cancelled(mayHaveBeenProcessed: true)
    }
    if let result = takeNext() { return try result.get() }
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if let result = takeNext(orWait: continuation) { continuation.resume(returning: result) }
      }
    } onCancel: {
      cancel()
    }
    return try result.get()
  }

  /// Passes everything that is left to a sink, on the transport's thread; returns whether it took it all.
  package func drain(into sink: @escaping BodySink) async throws(TransportFailure) -> Bool {
    if Task.isCancelled {
      cancel()
      throw .cancelled(mayHaveBeenProcessed: true)
    }
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { attach(sink, $0) }
    } onCancel: {
      cancel()
    }
    if state.withLock({ $0.isRefused }) { return false }
    _ = try result.get()
    return true
  }

  private func attach(
    _ sink: @escaping BodySink, _ waiter: CheckedContinuation<Result<[UInt8]?, TransportFailure>, Never>
  ) {
    enum Attached {
      case waiting
      case over([[UInt8]])
      case refused
    }
    let attached = state.withLock { state -> Attached in
      if state.reader != nil || state.sink != nil { return .refused }
      if state.end != nil { return .over(state.takeAll()) }
      state.sink = sink
      state.reader = waiter
      state.isPaused = false
      return .waiting
    }
    switch attached {
    case .waiting:
      // The transport passes the unread chunks to the sink on its own thread.
      onResume()
    case .over(let chunks):
      // Nothing more arrives, so this thread is the only one that calls the sink.
      if !chunks.allSatisfy({ $0.withUnsafeBytes(sink) }) { refuse() }
      waiter.resume(returning: state.withLock { $0.next() } ?? .success(nil))
    case .refused:
      waiter.resume(returning: .failure(.concurrentRead))
    }
  }

  /// Cancels the transfer; one that is over already is left as it is.
  package func cancel() {
    let isOver = state.withLock { state in
      state.isCancelled = true
      state.chunks = []
      state.taken = 0
      state.size = 0
      return state.end != nil
    }
    if !isOver { onCancel() }
  }

  private func takeNext(
    orWait waiter: CheckedContinuation<Result<[UInt8]?, TransportFailure>, Never>? = nil
  ) -> Result<[UInt8]?, TransportFailure>? {
    var shouldResume = false
    let result = state.withLock { state -> Result<[UInt8]?, TransportFailure>? in
      let next = state.next()
      if state.isPaused, state.size <= Self.lowWater {
        state.isPaused = false
        shouldResume = true
      }
      if next == nil, let waiter {
        if state.reader != nil {
          return .failure(.concurrentRead)
        }
        state.reader = waiter
      }
      return next
    }
    if shouldResume { onResume() }
    return result
  }
}

extension TransferChannel.State {
  fileprivate var headResult: Result<ResponseHead, TransportFailure>? {
    if let head { return .success(head) }
    if case .failure(let failure) = end { return .failure(failure) }
    return nil
  }

  fileprivate mutating func takeAll() -> [[UInt8]] {
    let all = taken == 0 ? chunks : Array(chunks[taken...])
    chunks = []
    taken = 0
    size = 0
    return all
  }

  /// The next chunk or the end, if there is one by now.
  fileprivate mutating func next() -> Result<[UInt8]?, TransportFailure>? {
    if taken < chunks.count {
      let chunk = chunks[taken]
      chunks[taken] = []
      taken += 1
      size -= chunk.count + TransferChannel.chunkOverhead
      if taken == chunks.count {
        chunks.removeAll(keepingCapacity: true)
        taken = 0
      }
      return .success(chunk)
    }
    switch end {
    case nil: return nil
    // Cancelling dropped unread chunks; a normal end would make the cut body look complete.
    case .success where isCancelled: return .failure(.cancelled(mayHaveBeenProcessed: true))
    case .success: return .success(nil)
    case .failure(let failure): return .failure(failure)
    }
  }
}

/// The body of a channel's response; when its last reference is gone, the transfer ends.
package final class ChannelSource: ResponseSource {
  private let channel: TransferChannel

  package init(_ channel: TransferChannel) { self.channel = channel }

  deinit { channel.cancel() }

  package func nextChunk() async throws(TransportFailure) -> [UInt8]? { try await channel.nextChunk() }

  package func drain(into sink: @escaping BodySink) async throws(TransportFailure) -> Bool {
    try await channel.drain(into: sink)
  }

  package var isHeldUp: Bool { channel.isPaused }
}
