import Foundation
import OpenAPIClientRuntime
import OpenAPISyntax

/// The status of a task; cases may be added.
public enum ImageTaskStatus: Sendable {
  /// It waits for its turn.
  case queued
  /// It is being drawn.
  case running
  /// It is in a state that no document names, which counts as running.
  case unknownState(String)
  /// The pictures are there to be saved.
  case finished(GeneratedImages)
}

extension SeedreamClient {
  /// How long one poll may take.
  private static let pollTimeout: Duration = .seconds(30)
  /// How often a service may say that it doesn't know a task before that counts as a failure.
  private static let toleratedUnknowns = 3

  /// Requests the status of a task once.
  ///
  /// - Throws: `SeedreamError`, also if the service has failed the task.
  public func status(of task: ImageTask) async throws(SeedreamError) -> ImageTaskStatus {
    if let results = task.knownResults { return .finished(try await images(results, of: task)) }
    switch try await ask(task, timeout: Self.pollTimeout) {
    case .queued: return .queued
    case .running: return .running
    case .unknown(let state): return .unknownState(state)
    case .finished(let results): return .finished(try await images(results, of: task))
    case .failed(let reason): throw await failed(task, reason)
    }
  }

  /// Asks the service to delete a task with its pictures, and removes it from the journal.
  ///
  /// Only TensorsLab documents a way to do it: see ``ServiceCapabilities/deletesTasks``. Can't be undone.
  /// - Throws: `SeedreamError`; of kind `unsupportedRequest` where the service can't.
  public func delete(_ task: ImageTask) async throws(SeedreamError) {
    try await call(task, timeout: Self.pollTimeout) { adapter, options in
      try await adapter.delete(task, options)
    }
    try await journal?.close(task)
  }

  /// Polls until the task has ended or the deadline has passed.
  func wait(
    for task: ImageTask, until deadline: ContinuousClock.Instant?, immediately: Bool,
    _ report: @escaping @Sendable (ImageEvent) -> Void
  ) async throws(SeedreamError) -> GeneratedImages {
    let deadline = deadline ?? time.now() + waitTimeout
    let results: TaskResults
    if let known = task.knownResults {
      results = known
    } else {
      let polling = TaskPolling()
      do {
        results = try await poll(task, until: deadline, immediately: immediately, polling, report)
      } catch let error as SeedreamError {
        throw error.with(task: task)
      } catch Poller.Failure.deadline(let last, let polls) {
        throw late(task, last, polls, polling)
      } catch {
        throw SeedreamError(
          .cancelled, "Interrupted; task \(task.id) lives on and can be resumed.", service: task.service, task: task)
      }
    }
    let images = try await images(results, of: task)
    for warning in images.warnings { warn(warning, report) }
    return images
  }

  /// The state kept from one poll to the next.
  private final class TaskPolling {
    var unknownResponses = 0
    /// The state that no document names, if the last response gave one.
    var oddState: String?
  }

  private func poll(
    _ task: ImageTask, until deadline: ContinuousClock.Instant, immediately: Bool, _ state: TaskPolling,
    _ report: @escaping @Sendable (ImageEvent) -> Void
  ) async throws -> TaskResults {
    let poller = Poller(schedule: polling, time: time)
    return try await poller.ask(until: deadline, immediately: immediately) {
      // Other requests may have learned meanwhile that the service has too many.
      if let blocked = pacer.blockedUntil(now: time.now()) { try await time.sleep(min(blocked, deadline)) }
      let left = time.now().duration(to: deadline)
      let status: ServiceTaskStatus
      do throws(SeedreamError) {
        status = try await ask(task, timeout: max(min(Self.pollTimeout, left), .seconds(1)))
      } catch {
        if error.kind == .rateLimited, let wait = error.retryAfter { pacer.refused(wait: wait, now: time.now()) }
        // What was submitted a moment ago need not be known to each of the service's machines yet.
        state.unknownResponses += error.status == 404 ? 1 : 0
        let isToleratedUnknown = error.status == 404 && state.unknownResponses <= Self.toleratedUnknowns
        guard error.isTransient || isToleratedUnknown else { throw error }
        report(.retrying(error))
        return .transient(error)
      }
      state.oddState = nil
      switch status {
      case .queued:
        report(.queued)
        return .pending
      case .running:
        report(.running)
        return .pending
      case .unknown(let word):
        state.oddState = word
        report(.unknownState(word))
        return .pending
      case .finished(let results): return .done(results)
      case .failed(let reason): throw await failed(task, reason)
      }
    }
  }

  private func ask(_ task: ImageTask, timeout: Duration) async throws(SeedreamError) -> ServiceTaskStatus {
    try await call(task, timeout: timeout) { adapter, options in try await adapter.status(of: task, options) }
  }

  /// Makes a free call about a task, at the address it was submitted to.
  private func call<Value: Sendable>(
    _ task: ImageTask, timeout: Duration, _ body: (any ServiceAdapter, CallOptions) async throws -> Value
  ) async throws(SeedreamError) -> Value {
    var asked = configuration
    asked.server = task.server
    try asked.check()
    let failure = CallFailure(configuration: asked)
    do {
      return try await body(
        asked.adapter(transport: transport, middleware: middleware),
        CallOptions(timeout: timeout, idleTimeout: timeout, userAgent: userAgent))
    } catch let error as SeedreamError {
      throw error.with(task: task)
    } catch let error as ClientError {
      throw failure.asking(error).with(task: task)
    } catch {
      throw SeedreamError(.cancelled, "Interrupted; task \(task.id) lives on.", service: task.service, task: task)
    }
  }

  private func images(_ results: TaskResults, of task: ImageTask) async throws(SeedreamError) -> GeneratedImages {
    guard results.sources.contains(where: { !$0.isMissing }) else {
      let missing = SeedreamError.missing(in: results.sources)
      let reasons = missing.isEmpty ? results.reason.map { [$0] } ?? [] : missing.map(\.reason)
      let service = task.service.name
      let said =
        reasons.isEmpty
        ? ""
        : " It says: \(ServiceErrorBody.oneLine(configuration.key.redact(reasons.uniqued().joined(separator: "; "))))."
      var error: SeedreamError
      if task.isFinished {
        // The response was the result: there is nothing left to poll.
        try? await journal?.close(task)
        error = SeedreamError(
          .noImages,
          "\(service) responded without pictures.\(said) Look at \(task.service.console) whether it charged for them; "
            + "change the prompt, or try again.", service: task.service)
      } else {
        error = SeedreamError(
          .noImages,
          "\(service) says that task \(task.id) is finished, but gave no pictures.\(said) "
            + (reasons.isEmpty ? "Ask again later, or show" : "Change the prompt and try again, or show")
            + " the task's name to \(service)'s support.", service: task.service, task: task)
      }
      error.missing = missing
      throw error
    }
    return GeneratedImages(
      task: task, sources: results.sources, reported: results.reported,
      downloader: Downloader(
        transport: transport, time: time, userAgent: userAgent, linksMayBeRenewed: !task.isFinished),
      waitTimeout: waitTimeout, journal: journal)
  }

  /// The service has failed the task; there is nothing left to resume.
  private func failed(_ task: ImageTask, _ reason: String) async -> SeedreamError {
    try? await journal?.close(task)
    let words = ServiceErrorBody.oneLine(configuration.key.redact(reason))
    return SeedreamError(
      .taskFailed,
      "\(task.service.name) failed task \(task.id): \(words.isEmpty ? "no reason given" : words). Change the prompt or "
        + "the reference pictures, or try again.", service: task.service, task: task)
  }

  private func late(_ task: ImageTask, _ last: SeedreamError?, _ polls: Int, _ polling: TaskPolling)
    -> SeedreamError
  {
    var trouble = last.map { " The last response was no help: \($0.message)" } ?? ""
    if last == nil, let state = polling.oddState {
      trouble = " Its state is '\(ServiceErrorBody.oneLine(state))', which no document of \(task.service.name) names."
    }
    return SeedreamError(
      .deadlineExceeded,
      "Time is up after \(polls) \(polls == 1 ? "poll" : "polls"), but task \(task.id) at "
        + "\(task.service.name) lives on; resume it later.\(trouble)", service: task.service, task: task)
  }
}

extension ImageTask {
  /// The results that came with the task itself.
  var knownResults: TaskResults? { results.map { TaskResults(sources: $0, reported: reported) } }
}

extension SeedreamError {
  /// The pictures that a service says it didn't draw.
  static func missing(in sources: [ImageSource]) -> [MissingImage] {
    sources.enumerated().compactMap { index, source in
      guard case .missing(let reason) = source else { return nil }
      return MissingImage(index: index + 1, reason: reason)
    }
  }
}
