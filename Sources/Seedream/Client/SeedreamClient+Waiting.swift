import Foundation
import OpenAPIClientRuntime
import OpenAPISyntax

/// The status of a task; cases may be added.
public enum ImageTaskStatus: Sendable {
  /// It waits for its turn.
  case queued
  /// It is being drawn.
  case running
  /// It is in an undocumented state, which counts as running.
  case unknownState(String)
  /// The pictures can be saved.
  case finished(GeneratedImages)
}

extension SeedreamClient {
  /// How long one poll may take.
  private static let pollTimeout: Duration = .seconds(30)
  /// How many polls may not find a task (404) before that counts as a failure.
  private static let toleratedUnknowns = 3

  /// Requests the status of a task once.
  ///
  /// - Throws: `SeedreamError`; of kind `taskFailed` if the task has failed.
  public func status(of task: ImageTask) async throws(SeedreamError) -> ImageTaskStatus {
    if let results = task.knownResults { return .finished(try await images(results, of: task)) }
    switch try await requestStatus(of: task, timeout: Self.pollTimeout) {
    case .queued: return .queued
    case .running: return .running
    case .unknown(let state): return .unknownState(state)
    case .finished(let results): return .finished(try await images(results, of: task))
    case .failed(let reason): throw await failed(task, reason)
    }
  }

  /// Asks the service to delete a task with its pictures, and removes it from the journal.
  ///
  /// This can't be undone. Only TensorsLab documents a way to do it: see ``ServiceCapabilities/deletesTasks``.
  /// - Throws: `SeedreamError`; of kind `unsupportedRequest` if the service can't delete tasks.
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
        throw deadlineExceeded(task, last, polls, polling)
      } catch {
        throw SeedreamError(
          .cancelled, "Interrupted; task \(task.id) continues and can be resumed.", service: task.service, task: task)
      }
    }
    let images = try await images(results, of: task)
    for warning in images.warnings { warn(warning, report) }
    return images
  }

  /// What is kept from one poll to the next.
  private final class TaskPolling {
    /// How many polls have not found the task.
    var unknownResponses = 0
    /// The state in the last response, if it is undocumented.
    var undocumentedState: String?
  }

  private func poll(
    _ task: ImageTask, until deadline: ContinuousClock.Instant, immediately: Bool, _ state: TaskPolling,
    _ report: @escaping @Sendable (ImageEvent) -> Void
  ) async throws -> TaskResults {
    let poller = Poller(schedule: polling, time: time)
    return try await poller.poll(until: deadline, immediately: immediately) {
      // Another request may have been refused in the meantime because there are too many.
      if let blocked = pacer.blockedUntil(now: time.now()) { try await time.sleep(min(blocked, deadline)) }
      let left = time.now().duration(to: deadline)
      let status: ServiceTaskStatus
      do throws(SeedreamError) {
        status = try await requestStatus(of: task, timeout: max(min(Self.pollTimeout, left), .seconds(1)))
      } catch {
        if error.kind == .rateLimited, let wait = error.retryAfter { pacer.refused(wait: wait, now: time.now()) }
        // A new task may not be known to all machines of the service yet.
        state.unknownResponses += error.status == 404 ? 1 : 0
        let isToleratedUnknown = error.status == 404 && state.unknownResponses <= Self.toleratedUnknowns
        guard error.isTransient || isToleratedUnknown else { throw error }
        report(.retrying(error))
        return .transient(error)
      }
      state.undocumentedState = nil
      switch status {
      case .queued:
        report(.queued)
        return .pending
      case .running:
        report(.running)
        return .pending
      case .unknown(let word):
        state.undocumentedState = word
        report(.unknownState(word))
        return .pending
      case .finished(let results): return .done(results)
      case .failed(let reason): throw await failed(task, reason)
      }
    }
  }

  private func requestStatus(
    of task: ImageTask, timeout: Duration
  ) async throws(SeedreamError) -> ServiceTaskStatus {
    try await call(task, timeout: timeout) { adapter, options in try await adapter.status(of: task, options) }
  }

  /// Makes a call about a task, which is free, to the server to which the task was submitted.
  private func call<Value: Sendable>(
    _ task: ImageTask, timeout: Duration, _ body: (any ServiceAdapter, CallOptions) async throws -> Value
  ) async throws(SeedreamError) -> Value {
    var configuration = configuration
    configuration.server = task.server
    try configuration.check()
    do {
      return try await body(
        configuration.adapter(transport: transport, middleware: middleware),
        CallOptions(timeout: timeout, idleTimeout: timeout, userAgent: userAgent))
    } catch let error as SeedreamError {
      throw error.with(task: task)
    } catch let error as ClientError {
      throw CallFailure(configuration: configuration).pollError(error).with(task: task)
    } catch {
      throw SeedreamError(
        .cancelled, "Interrupted; task \(task.id) continues and can be resumed.", service: task.service, task: task)
    }
  }

  private func images(_ results: TaskResults, of task: ImageTask) async throws(SeedreamError) -> GeneratedImages {
    guard results.sources.contains(where: { !$0.isMissing }) else { throw await noImages(in: results, of: task) }
    return GeneratedImages(
      task: task, sources: results.sources, reported: results.reported,
      downloader: Downloader(
        transport: transport, time: time, userAgent: userAgent, linksMayBeRenewed: !task.isFinished),
      waitTimeout: waitTimeout, journal: journal)
  }

  /// The error of a task that is finished without any picture.
  private func noImages(in results: TaskResults, of task: ImageTask) async -> SeedreamError {
    let missing = SeedreamError.missing(in: results.sources)
    let reasons = missing.isEmpty ? results.reason.map { [$0] } ?? [] : missing.map(\.reason)
    let service = task.service.name
    let reason = ServiceErrorBody.oneLine(configuration.key.redact(reasons.uniqued().joined(separator: "; ")))
    let quotation = reasons.isEmpty ? "" : " It says: \(reason)."
    var error: SeedreamError
    if task.isFinished {
      // The response was the result: there is nothing left to poll.
      try? await journal?.close(task)
      error = SeedreamError(
        .noImages,
        "\(service) responded without pictures.\(quotation) Check at \(task.service.console) whether it charged for "
          + "them; change the prompt, or try again.", service: task.service)
    } else {
      error = SeedreamError(
        .noImages,
        "\(service) says that task \(task.id) is finished, but gave no pictures.\(quotation) "
          + (reasons.isEmpty ? "Resume it later, or give" : "Change the prompt and try again, or give")
          + " the task's ID to \(service)'s support.", service: task.service, task: task)
    }
    error.missing = missing
    return error
  }

  /// The error of a task that has failed; it is removed from the journal, because it can't be resumed.
  private func failed(_ task: ImageTask, _ reason: String) async -> SeedreamError {
    try? await journal?.close(task)
    let reason = ServiceErrorBody.oneLine(configuration.key.redact(reason))
    return SeedreamError(
      .taskFailed,
      "Task \(task.id) failed at \(task.service.name): \(reason.isEmpty ? "no reason given" : reason). Change the prompt "
        + "or the reference pictures, or try again.", service: task.service, task: task)
  }

  private func deadlineExceeded(
    _ task: ImageTask, _ last: SeedreamError?, _ polls: Int, _ polling: TaskPolling
  ) -> SeedreamError {
    var details = last.map { " The last poll failed: \($0.message)" } ?? ""
    if last == nil, let state = polling.undocumentedState {
      details = " Its state is '\(ServiceErrorBody.oneLine(state))', which \(task.service.name) doesn't document."
    }
    return SeedreamError(
      .deadlineExceeded,
      "Time is up after \(polls) \(polls == 1 ? "poll" : "polls"), but task \(task.id) continues at "
        + "\(task.service.name); resume it later.\(details)", service: task.service, task: task)
  }
}

extension ImageTask {
  /// The results, if the task has them.
  var knownResults: TaskResults? { results.map { TaskResults(sources: $0, reported: reported) } }
}

extension SeedreamError {
  /// The pictures that the service failed to draw.
  static func missing(in sources: [ImageSource]) -> [MissingImage] {
    sources.enumerated().compactMap { index, source in
      guard case .missing(let reason) = source else { return nil }
      return MissingImage(number: index + 1, reason: reason)
    }
  }
}
