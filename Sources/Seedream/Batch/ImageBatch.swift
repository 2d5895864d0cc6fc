import HTTPTransport

/// The results of many jobs, several of which run at once.
///
/// A job starts only when there is room for its result: a slow reader slows the batch down, and neither requests nor
/// results pile up. A job that fails has an error as its result, and the others continue.
///
/// Leaving the loop cancels the running jobs. If the task of the loop is cancelled, their results still come, because a
/// submitted task can be resumed, and its result names it.
public struct ImageBatch<Value: Sendable>: AsyncSequence, Sendable {
  /// The result of a job.
  public typealias Element = ImageJobResult<Value>
  typealias Work = @Sendable (_ number: Int, _ job: ImageJob) async -> Result<Value, SeedreamError>

  let atOnce: Int
  let order: ImageBatchOrder
  let jobs: JobSource
  let work: Work

  /// Starts the work; each iterator does all of it again, and pays for it again, so iterate once.
  public func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(run: BatchRun(atOnce: atOnce, order: order, jobs: jobs, work: work))
  }

  /// Iterates over the results.
  public struct AsyncIterator: AsyncIteratorProtocol {
    /// Cancels the running jobs when the iterator is gone.
    private final class Owner: Sendable {
      let run: BatchRun<Value>
      init(_ run: BatchRun<Value>) { self.run = run }
      deinit { run.cancel() }
    }

    private let owner: Owner

    fileprivate init(run: BatchRun<Value>) { owner = Owner(run) }

    /// The next result; nil after the last one.
    public mutating func next() async -> Element? {
      let run = owner.run
      return await withTaskCancellationHandler {
        await run.next()
      } onCancel: {
        run.cancel()
      }
    }
  }
}

/// The source of a batch's jobs: returns them one by one, and nil after the last one.
typealias JobSource = @Sendable () -> (@Sendable () async -> ImageJob?)

extension SeedreamClient {
  /// Draws the pictures of many requests, several at once.
  ///
  ///     for await image in seedream.images(for: requests, atOnce: 8) {
  ///       do { try await image.value.save(to: folder) } catch { print(image.number, error.message) }
  ///     }
  ///
  /// While the loop saves pictures, the next ones are drawn. Links expire: save the pictures in the loop, or in a closure
  /// that you pass to `images(for:atOnce:order:onEvent:finish:)`.
  ///
  /// - Parameters:
  ///   - requests: what to draw; requests are taken one by one when there is room.
  ///   - atOnce: how many may run or wait to be taken, at least 1. When the service responds that there are too many (429),
  ///     all of them slow down.
  ///   - order: the order of the results.
  /// - Returns: a result for each request, with its number.
  public func images(
    for requests: some Sequence<ImageRequest> & Sendable, atOnce: Int = 4, order: ImageBatchOrder = .asCompleted
  ) -> ImageBatch<GeneratedImages> {
    images(for: RequestJobs(requests: requests), atOnce: atOnce, order: order) { _, images in images }
  }

  /// Runs many jobs, several at once, and passes the pictures of each to a closure, for example to save them.
  ///
  /// - Parameters:
  ///   - jobs: what to do; jobs are taken one by one when there is room.
  ///   - atOnce: how many may run or wait to be taken, at least 1.
  ///   - order: the order of the results.
  ///   - onEvent: called with the number of a job and each of its events, from any thread.
  ///   - finish: called with the number and the pictures of each finished job, for several jobs at once; returns the value
  ///     of its result.
  /// - Returns: a result for each job, with its number.
  public func images<Value: Sendable>(
    for jobs: some Sequence<ImageJob> & Sendable, atOnce: Int = 4, order: ImageBatchOrder = .asCompleted,
    onEvent: (@Sendable (_ number: Int, _ event: ImageEvent) -> Void)? = nil,
    finish: @escaping @Sendable (_ number: Int, _ images: GeneratedImages) async throws(SeedreamError) -> Value
  ) -> ImageBatch<Value> {
    batch(atOnce, order, onEvent, finish) {
      let iterator = Locked(UncheckedIterator(jobs))
      return { iterator.withLock { $0.next() } }
    }
  }

  /// Runs the jobs of a stream as they arrive: see ``images(for:atOnce:order:onEvent:finish:)``.
  public func images<Value: Sendable>(
    for jobs: AsyncStream<ImageJob>, atOnce: Int = 4, order: ImageBatchOrder = .asCompleted,
    onEvent: (@Sendable (_ number: Int, _ event: ImageEvent) -> Void)? = nil,
    finish: @escaping @Sendable (_ number: Int, _ images: GeneratedImages) async throws(SeedreamError) -> Value
  ) -> ImageBatch<Value> {
    batch(atOnce, order, onEvent, finish) {
      {
        // Iterators of a stream share its elements, so a new one continues where the last one stopped.
        var iterator = jobs.makeAsyncIterator()
        return await iterator.next()
      }
    }
  }

  private func batch<Value: Sendable>(
    _ atOnce: Int, _ order: ImageBatchOrder, _ onEvent: (@Sendable (Int, ImageEvent) -> Void)?,
    _ finish: @escaping @Sendable (Int, GeneratedImages) async throws(SeedreamError) -> Value,
    jobs: @escaping JobSource
  ) -> ImageBatch<Value> {
    ImageBatch(atOnce: max(1, atOnce), order: order, jobs: jobs) { number, job in
      let report: @Sendable (ImageEvent) -> Void = { event in onEvent?(number, event) }
      do throws(SeedreamError) {
        let images: GeneratedImages
        switch job {
        case .request(let request): images = try await generate(request, report)
        case .task(let task): images = try await wait(for: task, until: nil, immediately: true, report)
        }
        report(.finished(images))
        return .success(try await finish(number, images))
      } catch {
        return .failure(error)
      }
    }
  }
}

/// Requests as jobs.
private struct RequestJobs<Requests: Sequence<ImageRequest> & Sendable>: Sequence, Sendable {
  let requests: Requests

  func makeIterator() -> AnyIterator<ImageJob> {
    var iterator = requests.makeIterator()
    return AnyIterator { iterator.next().map { .request($0) } }
  }
}

/// The iterator of a sequence, to be used by several tasks in turn.
///
/// `@unchecked Sendable`: the sequence is `Sendable`, its iterator is private and made here, and the lock around this value
/// keeps tasks from using it at the same time.
private struct UncheckedIterator<Jobs: Sequence<ImageJob> & Sendable>: @unchecked Sendable {
  private var iterator: Jobs.Iterator

  init(_ jobs: Jobs) { iterator = jobs.makeIterator() }

  mutating func next() -> ImageJob? { iterator.next() }
}
