import Foundation
import HTTPTransport
import OpenAPIClientRuntime

extension SeedreamClient {
  /// How often a request is sent to a server that has never responded.
  private static let attemptsWithoutResponse = 4
  private static let retrySchedule = PollingSchedule(first: .seconds(1), factor: 2, longest: .seconds(30))

  /// Checks a request, sends it, and records the outcome in the journal before anything else happens.
  ///
  /// Within the deadline the request is sent again, but only if the service certainly did nothing: it had too many requests,
  /// or refused the connection.
  func submit(
    _ request: ImageRequest, _ report: @escaping @Sendable (ImageEvent) -> Void
  ) async throws(SeedreamError) -> ImageTask {
    let prepared = try PreparedRequest(request, service: configuration.service)
    try configuration.check()
    for warning in prepared.warnings { warn(warning, report) }

    let deadline = time.now() + waitTimeout
    var attempt = 0
    while true {
      try await waitForTurn(until: deadline)
      attempt += 1
      let error: SeedreamError
      do throws(SeedreamError) {
        let task = try await submitOnce(prepared, report)
        pacer.accepted()
        return task
      } catch let failure {
        error = failure
      }
      guard error.isUnprocessed else {
        if error.status != nil { pacer.accepted() }
        throw error
      }
      guard let wait = wait(after: error, attempt: attempt, until: deadline) else {
        throw attempt == 1 ? error : error.mentioning(attempts: attempt)
      }
      report(.postponed(error, wait: wait))
      if error.kind == .rateLimited {
        // The pacer makes all requests wait, also this one.
        pacer.refused(wait: wait, now: time.now())
      } else {
        try await sleep(until: time.now() + wait)
      }
    }
  }

  /// How long to wait before a request that was not processed is sent again; nil to give up.
  private func wait(
    after error: SeedreamError, attempt: Int, until deadline: ContinuousClock.Instant
  ) -> Duration? {
    if error.kind == .network && !pacer.hasResponded && attempt >= Self.attemptsWithoutResponse { return nil }
    let wait = Self.retrySchedule.wait(
      before: attempt - 1, random: time.random(), retryAfter: error.retryAfter)
    return time.now() + wait < deadline ? wait : nil
  }

  /// Waits until this request may be sent.
  private func waitForTurn(until deadline: ContinuousClock.Instant) async throws(SeedreamError) {
    while true {
      let now = time.now()
      let sendTime = pacer.reserve(now: now)
      guard sendTime > now else { return }
      guard sendTime <= deadline else {
        let wait = now.duration(to: sendTime)
        var error = SeedreamError(
          .rateLimited,
          "\(configuration.service.name) accepts requests so slowly that this one could be sent only in "
            + "\(max(1, wait.components.seconds)) s, after its deadline. Nothing was sent. Send fewer at once, or allow "
            + "more time.", service: configuration.service)
        error.isTransient = true
        error.retryAfter = wait
        throw error
      }
      try await sleep(until: sendTime)
      // Another request may have been refused in the meantime.
      if pacer.maySend(now: time.now()) { return }
    }
  }

  private func sleep(until instant: ContinuousClock.Instant) async throws(SeedreamError) {
    do {
      try await time.sleep(instant)
    } catch {
      throw SeedreamError(
        .cancelled, "Interrupted before anything was sent.", service: configuration.service)
    }
  }

  private func submitOnce(
    _ prepared: PreparedRequest, _ report: @escaping @Sendable (ImageEvent) -> Void
  ) async throws(SeedreamError) -> ImageTask {
    let entry = Self.newEntryName()
    let request = prepared.request
    var task = ImageTask(
      id: entry, service: configuration.service, server: configuration.server, model: prepared.model,
      prompt: request.prompt, count: request.count)
    task.size = request.size
    task.seed = request.seed
    task.label = request.label
    let onWait: @Sendable () -> Void = { warn(journalIsLocked, report) }
    try await journal?.sending(task, entry: entry, onWait: onWait)
    do {
      switch try await send(prepared, report) {
      case .task(let id): task.id = id
      case .images(let results):
        task.results = results.sources
        task.reported = results.reported
      }
    } catch {
      try? await recordFailure(error, of: entry)
      throw error
    }
    do {
      try await journal?.submitted(task, entry: entry, onWait: onWait)
    } catch {
      // The task exists and is paid for, so go on, but warn that a crash would lose it.
      let text = "Task \(task.id) is not in the journal: \(error.message) Keep its ID."
      warn(ImageWarning(text, unrecordedTask: task.id), report)
    }
    report(.submitted(task))
    return task
  }

  private var journalIsLocked: ImageWarning {
    ImageWarning("Waiting for another process to release the lock of the journal, \(journal?.path ?? "").lock.")
  }

  func warn(_ warning: ImageWarning, _ report: @Sendable (ImageEvent) -> Void) {
    onWarning?(warning)
    report(.warning(warning))
  }

  private func send(
    _ prepared: PreparedRequest, _ report: @escaping @Sendable (ImageEvent) -> Void
  ) async throws(SeedreamError) -> Submission {
    let filter = ProgressFilter()
    let options = CallOptions(
      timeout: submitTimeout + prepared.uploadTime, idleTimeout: submitTimeout, userAgent: userAgent
    ) { progress in
      if filter.passes(progress) { report(.uploading(progress)) }
    }
    let failure = CallFailure(configuration: configuration, references: prepared.references)
    let connection = ConnectionOutcome()
    do {
      try Task.checkCancellation()
      let transport = OutcomeRecordingTransport(transport: transport, outcome: connection)
      return try await configuration.adapter(transport: transport, middleware: middleware).submit(prepared, options)
    } catch let error as SeedreamError {
      throw error.unprocessedIfRateLimited()
    } catch let error as ClientError {
      var result = failure.submissionError(error)
      result.isUnprocessed = result.kind == .network && !result.mayBeCharged && connection.isRefused
      throw result.unprocessedIfRateLimited()
    } catch is CancellationError {
      throw SeedreamError(.cancelled, "Interrupted before anything was sent.", service: configuration.service)
    } catch {
      throw failure.unknownOutcome("could not be understood")
    }
  }

  /// Records in the journal that a submission failed, or that its outcome is unknown.
  private func recordFailure(_ error: SeedreamError, of entry: String) async throws(SeedreamError) {
    if error.mayBeCharged {
      try await journal?.unknown(entry: entry, response: error.response)
    } else {
      try await journal?.refused(entry: entry)
    }
  }

  /// A name for a submission: its time and eight random characters, as `20260131-235959-k3v9x0q2`.
  private static func newEntryName() -> String {
    let random = String(UInt64.random(in: 78_364_164_096..<2_821_109_907_456), radix: 36)
    return "\(DateText.compact(Date()))-\(random)"
  }
}

extension SeedreamError {
  /// Marks the error as unprocessed if it is a rate limit, which a service checks before anything else.
  fileprivate func unprocessedIfRateLimited() -> SeedreamError {
    var error = self
    if kind == .rateLimited && !mayBeCharged { error.isUnprocessed = true }
    return error
  }

  fileprivate func mentioning(attempts: Int) -> SeedreamError {
    var error = self
    error.message += " It failed \(attempts) times."
    return error
  }
}

/// Whether the last request of a call was refused a connection.
private final class ConnectionOutcome: Sendable {
  private let refused = Locked(false)

  var isRefused: Bool {
    get { refused.withLock { $0 } }
    set { refused.withLock { $0 = newValue } }
  }
}

/// Records whether a connection was refused, which the errors of the generated client don't tell.
private struct OutcomeRecordingTransport: Transport {
  let transport: any Transport
  let outcome: ConnectionOutcome

  func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
    outcome.isRefused = false
    do {
      return try await transport.send(request)
    } catch {
      outcome.isRefused = error.kind == .cannotConnect && !error.mayHaveBeenProcessed
      throw error
    }
  }
}
