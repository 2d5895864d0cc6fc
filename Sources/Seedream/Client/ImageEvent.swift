import HTTPTransport
import OpenAPIClientRuntime

/// An event of a request or a task.
///
/// Cases may be added: keep a default.
public enum ImageEvent: Sendable {
  /// A warning.
  case warning(ImageWarning)
  /// How much of the request has been sent.
  case uploading(TransferProgress)
  /// The service has accepted the task; from here on it can be resumed.
  case submitted(ImageTask)
  /// The service has too many requests, or refuses connections: the request is sent again after the wait. Nothing was
  /// charged.
  case postponed(SeedreamError, wait: Duration)
  /// The task waits for its turn; sent after every poll that finds it so.
  case queued
  /// The task is being drawn; sent after every poll that finds it so.
  case running
  /// The task is in an undocumented state, which counts as running; sent after every poll that finds it so.
  case unknownState(String)
  /// A poll failed and will be repeated.
  case retrying(SeedreamError)
  /// The pictures can be saved.
  case finished(GeneratedImages)
}

extension ImageEvent: CustomStringConvertible {
  /// The event as a line for people; the text may change.
  public var description: String {
    switch self {
    case .warning(let warning): "warning: \(warning)"
    case .uploading(let sent):
      sent.totalBytes.map { "\(sent.completedBytes) of \($0) bytes sent" } ?? "\(sent.completedBytes) bytes sent"
    case .submitted(let task): "submitted to \(task.service.name) as \(task.id)"
    case .postponed(let error, let wait): "sent again in \(wait): \(error.message)"
    case .queued: "queued"
    case .running: "running"
    case .unknownState(let state): "in the undocumented state \(state)"
    case .retrying(let error): "will be polled again: \(error.message)"
    case .finished(let images): images.count == 1 ? "1 picture is ready" : "\(images.count) pictures are ready"
    }
  }
}

/// The events of one request, in order, ending with `.finished` or an error.
///
/// Leaving the loop cancels the request.
public struct ImageEvents: AsyncSequence, Sendable {
  /// An event.
  public typealias Element = ImageEvent

  private let start: @Sendable (@escaping @Sendable (ImageEvent) -> Void) async throws -> GeneratedImages

  init(_ start: @escaping @Sendable (@escaping @Sendable (ImageEvent) -> Void) async throws -> GeneratedImages) {
    self.start = start
  }

  /// Starts the work; each iterator submits the request again, and pays for it again, so iterate once.
  public func makeAsyncIterator() -> AsyncIterator {
    let start = start
    // Events are few: uploads report at most every hundredth of the body.
    let (stream, continuation) = AsyncThrowingStream.makeStream(of: ImageEvent.self)
    let work = Task {
      do {
        let images = try await start { event in continuation.yield(event) }
        continuation.yield(.finished(images))
        continuation.finish()
      } catch {
        continuation.finish(throwing: error)
        throw error
      }
    }
    continuation.onTermination = { reason in
      if case .cancelled = reason { work.cancel() }
    }
    return AsyncIterator(events: stream.makeAsyncIterator(), work: work)
  }

  /// Iterates over the events.
  public struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate var events: AsyncThrowingStream<ImageEvent, any Error>.Iterator
    fileprivate let work: Task<Void, any Error>

    /// The next event; nil after the last one.
    ///
    /// - Throws: `SeedreamError`; also when the caller's task is cancelled, with the task that can be resumed.
    public mutating func next() async throws -> ImageEvent? {
      if let event = try await events.next() { return event }
      // When its reader is cancelled, a stream ends without an error; the work has it.
      try await work.value
      return nil
    }
  }
}

/// Passes the first and the last report of a transfer, and one for each hundredth or each 64 KiB between them.
struct ProgressFilter: Sendable {
  private let last = Locked<Int64>(-1)

  func passes(_ progress: TransferProgress) -> Bool {
    let step = max((progress.totalBytes ?? 0) / 100, 65_536)
    return last.withLock { last in
      let isEnd = progress.completedBytes == progress.totalBytes && last != progress.completedBytes
      guard last < 0 || isEnd || progress.completedBytes - last >= step else { return false }
      last = progress.completedBytes
      return true
    }
  }
}
