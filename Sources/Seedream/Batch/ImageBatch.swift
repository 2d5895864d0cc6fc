import HTTPTransport

/// The results of many jobs, some of them at work at once.
///
/// A job begins only when there is room for its result: a slow reader slows the batch down, and neither requests nor
/// results pile up. A job that fails has an error as its result, and the others go on.
///
/// Leaving the loop cancels the jobs that are at work; where the task of the loop is cancelled their results still come,
/// because a task that was submitted lives on, and its result names it.
public struct ImageBatch<Value: Sendable>: AsyncSequence, Sendable {
  /// The result of a job.
  public typealias Element = ImageJobResult<Value>
  typealias Work = @Sendable (_ number: Int, _ job: ImageJob) async -> Result<Value, SeedreamError>

  let atOnce: Int
  let order: ImageBatchOrder
  let jobs: JobSource
  let work: Work

  /// Starts the work; each iterator does all of it again, so iterate once.
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
  /// Draws the pictures of many requests, some of them at once.
  ///
  ///     for await image in seedream.images(for: requests, atOnce: 8) {
  ///       do { try await image.value.save(to: folder) } catch { print(image.number, error.message) }
  ///     }
  ///
  /// While the loop saves pictures the next ones are drawn. Links expire, so save them in the loop; or pass a closure
  /// that does, as `images(for:atOnce:order:onEvent:finish:)` takes it.
  ///
  /// - Parameters:
  ///   - requests: what to draw; taken one by one when there is room.
  ///   - atOnce: how many are at work or wait to be taken, at least 1. How many are useful depends on the service: where it
  ///     has too many (429), all of them slow down.
  ///   - order: in which order the results come.
  /// - Returns: a result for each request, with its number.
  public func images(
    for requests: some Sequence<ImageRequest> & Sendable, atOnce: Int = 4, order: ImageBatchOrder = .asTheyCome
  ) -> ImageBatch<GeneratedImages> {
    images(for: RequestJobs(requests: requests), atOnce: atOnce, order: order) { _, images in images }
  }

  /// Does many jobs, some of them at once, and finishes each before its result is given, say by saving its pictures.
  ///
  /// - Parameters:
  ///   - jobs: what to do; taken one by one when there is room.
  ///   - atOnce: how many are at work or wait to be taken, at least 1.
  ///   - order: in which order the results come.
  ///   - onEvent: called with the number of a job and what happens to it, from any thread.
  ///   - finish: what is done with the pictures of a job; several at once.
  /// - Returns: a result for each job, with its number.
  public func images<Value: Sendable>(
    for jobs: some Sequence<ImageJob> & Sendable, atOnce: Int = 4, order: ImageBatchOrder = .asTheyCome,
    onEvent: (@Sendable (_ number: Int, _ event: ImageEvent) -> Void)? = nil,
    finish: @escaping @Sendable (_ number: Int, _ images: GeneratedImages) async throws(SeedreamError) -> Value
  ) -> ImageBatch<Value> {
    batch(atOnce, order, onEvent, finish) {
      let iterator = Locked(UncheckedIterator(jobs))
      return { iterator.withLock { $0.next() } }
    }
  }

  /// Does the jobs of a stream, as they come: see ``images(for:atOnce:order:onEvent:finish:)``.
  public func images<Value: Sendable>(
    for jobs: AsyncStream<ImageJob>, atOnce: Int = 4, order: ImageBatchOrder = .asTheyCome,
    onEvent: (@Sendable (_ number: Int, _ event: ImageEvent) -> Void)? = nil,
    finish: @escaping @Sendable (_ number: Int, _ images: GeneratedImages) async throws(SeedreamError) -> Value
  ) -> ImageBatch<Value> {
    batch(atOnce, order, onEvent, finish) {
      {
        // A stream of the standard library may be asked by several iterators in turn.
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

/// The iterator of a sequence that may be handed from one task to another.
///
/// `@unchecked Sendable`: the sequence is `Sendable`, its iterator is private and made here, and it is only ever used
/// within the lock that holds this value.
private struct UncheckedIterator<Jobs: Sequence<ImageJob> & Sendable>: @unchecked Sendable {
  private var iterator: Jobs.Iterator

  init(_ jobs: Jobs) { iterator = jobs.makeIterator() }

  mutating func next() -> ImageJob? { iterator.next() }
}
