import Foundation
import HTTPTransport
import OpenAPIClientRuntime

extension SeedreamClient {
  /// How often a server that never responded is tried.
  private static let attemptsWithoutResponse = 4
  private static let retrySchedule = PollingSchedule(first: .seconds(1), factor: 2, longest: .seconds(30))

  /// Checks a request, sends it, and records the outcome in the journal before anything else happens.
  ///
  /// It is sent again, within the time limit, only where the service certainly did nothing with it: it had too many
  /// requests, or refused the connection.
  func submit(
    _ request: ImageRequest, _ report: @escaping @Sendable (ImageEvent) -> Void
  ) async throws(SeedreamError) -> ImageTask {
    let prepared = try PreparedRequest(request, service: configuration.service)
    try configuration.check()
    for warning in prepared.warnings { warn(warning, report) }

    let deadline = time.now() + waitTimeout
    var attempt = 0
    while true {
      try await takeTurn(until: deadline)
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
        throw attempt == 1 ? error : error.after(attempts: attempt)
      }
      if error.kind == .rateLimited {
        pacer.refused(wait: wait, now: time.now())
        report(.postponed(error, wait: wait))
      } else {
        report(.postponed(error, wait: wait))
        try await sleep(until: time.now() + wait)
      }
    }
  }

  /// How long to wait before a request that was not processed is sent again; nil if it is not.
  private func wait(
    after error: SeedreamError, attempt: Int, until deadline: ContinuousClock.Instant
  ) -> Duration? {
    if error.kind == .network && !pacer.hasResponded && attempt >= Self.attemptsWithoutResponse { return nil }
    let wait = Self.retrySchedule.wait(
      before: attempt - 1, random: time.random(), retryAfter: error.retryAfter)
    return time.now() + wait < deadline ? wait : nil
  }

  /// Waits until this request may be sent.
  private func takeTurn(until deadline: ContinuousClock.Instant) async throws(SeedreamError) {
    while true {
      let now = time.now()
      let leave = pacer.reserve(now: now)
      guard leave > now else { return }
      guard leave <= deadline else {
        var error = SeedreamError(
          .rateLimited,
          "\(configuration.service.name) takes requests so slowly that this one's turn would come only in "
            + "\(max(1, now.duration(to: leave).components.seconds)) s, after its time is up. Nothing was sent. Send "
            + "fewer at once, or wait longer.", service: configuration.service)
        error.isTransient = true
        error.retryAfter = now.duration(to: leave)
        throw error
      }
      try await sleep(until: leave)
      // A refusal may have come meanwhile, which holds for this one, too.
      if pacer.mayLeave(now: time.now()) { return }
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
    let entry = Self.newName()
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
      try? await settle(entry, error)
      throw error
    }
    do {
      try await journal?.submitted(task, entry: entry, onWait: onWait)
    } catch {
      // The task exists and is paid for: go on, but say what would be lost by a crash now.
      let text = "Task \(task.id) is not in the journal: \(error.message) Keep its name."
      warn(ImageWarning(text, unrecordedTask: task.id), report)
    }
    report(.submitted(task))
    return task
  }

  private var journalIsLocked: ImageWarning {
    ImageWarning("Another process keeps the lock of the journal, \(journal?.path ?? "").lock; waiting for it.")
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
    let connection = ConnectionNotes()
    do {
      try Task.checkCancellation()
      let transport = NotingTransport(transport: transport, notes: connection)
      return try await configuration.adapter(transport: transport, middleware: middleware).submit(prepared, options)
    } catch let error as SeedreamError {
      throw error.unprocessedIfRateLimited()
    } catch let error as ClientError {
      var result = failure.submitting(error)
      result.isUnprocessed = result.kind == .network && !result.mayBeCharged && connection.isRefused
      throw result.unprocessedIfRateLimited()
    } catch is CancellationError {
      throw SeedreamError(.cancelled, "Interrupted before anything was sent.", service: configuration.service)
    } catch {
      throw failure.unknown("could not be understood")
    }
  }

  /// Records that a submission failed, or that its outcome is unknown.
  private func settle(_ entry: String, _ error: SeedreamError) async throws(SeedreamError) {
    if error.mayBeCharged {
      try await journal?.unknown(entry: entry, response: error.response)
    } else {
      try await journal?.refused(entry: entry)
    }
  }

  /// A name for a submission: its time and a random part.
  private static func newName() -> String {
    let parts = Calendar(identifier: .gregorian).dateComponents(
      [.year, .month, .day, .hour, .minute, .second], from: Date())
    func two(_ number: Int?) -> String { (number ?? 0) < 10 ? "0\(number ?? 0)" : "\(number ?? 0)" }
    let day = "\(parts.year ?? 0)\(two(parts.month))\(two(parts.day))"
    let time = two(parts.hour) + two(parts.minute) + two(parts.second)
    let chance = String(UInt64.random(in: 78_364_164_096..<2_821_109_907_456), radix: 36)
    return "\(day)-\(time)-\(chance)"
  }
}

extension SeedreamError {
  /// Too many requests is said before anything is done.
  fileprivate func unprocessedIfRateLimited() -> SeedreamError {
    var error = self
    if kind == .rateLimited && !mayBeCharged { error.isUnprocessed = true }
    return error
  }

  fileprivate func after(attempts: Int) -> SeedreamError {
    var error = self
    error.message += " It was tried \(attempts) times in vain."
    return error
  }
}

/// Whether the last request of a call got no connection.
private final class ConnectionNotes: Sendable {
  private let refused = Locked(false)

  var isRefused: Bool {
    get { refused.withLock { $0 } }
    set { refused.withLock { $0 = newValue } }
  }
}

/// Notes why a request got no response, which the errors of calls don't tell apart.
private struct NotingTransport: Transport {
  let transport: any Transport
  let notes: ConnectionNotes

  func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
    notes.isRefused = false
    do {
      return try await transport.send(request)
    } catch {
      notes.isRefused = error.kind == .cannotConnect && !error.mayHaveBeenProcessed
      throw error
    }
  }
}
