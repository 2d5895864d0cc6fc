import HTTPTransport
import OpenAPIClientRuntime

/// A step of a request on its way to pictures.
///
/// More cases may come: keep a default.
public enum ImageEvent: Sendable {
  /// A warning.
  case warning(ImageWarning)
  /// How much of the request is sent.
  case uploading(TransferProgress)
  /// The service has the task; from here on nothing is lost.
  case submitted(ImageTask)
  /// The service has too many requests, or refuses connections: it is sent again after the wait; nothing was charged.
  case postponed(SeedreamError, wait: Duration)
  /// The task waits for its turn. Comes with every poll.
  case queued
  /// The task is being drawn. Comes with every poll.
  case running
  /// The task is in a state that no document names, which counts as running. Comes with every poll.
  case unknownState(String)
  /// A poll failed and will be repeated.
  case retrying(SeedreamError)
  /// The pictures are there to be saved.
  case finished(GeneratedImages)
}

extension ImageEvent: CustomStringConvertible {
  /// What happens, as a line for people; its words may change.
  public var description: String {
    switch self {
    case .warning(let warning): "warning: \(warning)"
    case .uploading(let sent):
      sent.totalBytes.map { "\(sent.completedBytes) of \($0) bytes sent" } ?? "\(sent.completedBytes) bytes sent"
    case .submitted(let task): "submitted to \(task.service.name) as \(task.id)"
    case .postponed(let error, let wait): "sent again in \(wait): \(error.message)"
    case .queued: "queued"
    case .running: "running"
    case .unknownState(let state): "in the state \(state), which no document names"
    case .retrying(let error): "asked again: \(error.message)"
    case .finished(let images): images.count == 1 ? "1 picture is there" : "\(images.count) pictures are there"
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

  /// Starts the work; each iterator submits a request of its own, so iterate once.
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
    /// - Throws: `SeedreamError`; also when the caller's task is cancelled, as it names the task that lives on.
    public mutating func next() async throws -> ImageEvent? {
      if let event = try await events.next() { return event }
      // A stream ends without an error when its reader is cancelled.
      try await work.value
      return nil
    }
  }
}

/// Lets through the first and the last report, and one for each hundredth between them.
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
