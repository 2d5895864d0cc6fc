import CommandLineSupport
import Foundation
import HTTPTransport
import Seedream
import SeedreamSandbox

/// One run of `generate` or `resume`: follows the events, saves the pictures, and ends the process with the right
/// words and status, also when interrupted.
final class Job: Sendable {
  private struct State: Sendable {
    var isSending = false
    var task: ImageTask?
    /// When the task and its pictures are given up: counted from the moment the service has the request.
    var deadline: ContinuousClock.Instant?
    var report = Report()
    var work: Task<Void, Never>?
    var isInterrupted = false
    var isOver = false
  }

  let output: OutputTemplate
  let timeout: Duration
  let isJSON: Bool
  let isQuiet: Bool
  private let isEvents: Bool
  private let writesSidecars: Bool
  /// Whether all is done as soon as the service has the task.
  private let isSubmissionOnly: Bool
  /// The sandbox inside this process, if there is one: its tasks end with the process.
  private let sandbox: SandboxServer?
  private let preview: PicturePreview
  let progress: Progress
  private let began = ContinuousClock.now
  private let state = Locked(State())

  init(_ arguments: CommandArguments, output: OutputTemplate, sandbox: SandboxServer? = nil) throws(CommandError) {
    self.output = output
    self.sandbox = sandbox
    timeout = .seconds(try arguments.number("--timeout", in: 1...86_400) ?? 300)
    isJSON = arguments.has("--json")
    isEvents = arguments.has("--events")
    // The events say it all.
    isQuiet = arguments.has("--quiet") || isEvents
    writesSidecars = arguments.has("--sidecar")
    isSubmissionOnly = arguments.has("--no-wait")
    // Before the live line is there, which the terminal's response would run into.
    preview = PicturePreview(arguments)
    progress = Progress(isQuiet: isQuiet)
    preview.announce(to: progress)
  }

  /// Follows events to their end and never returns.
  func run(_ events: ImageEvents, _ service: ImageService, sending: String?) async -> Never {
    state.withLock { state in
      state.report.service = service
      state.isSending = sending != nil
      if sending == nil { state.deadline = .now + timeout }
    }
    if let sending { progress.phase(sending) }
    Interrupts.handle(first: { self.interrupt() }, late: { self.finish(nil) })
    let work = Task { await self.follow(events) }
    let isAlreadyInterrupted = state.withLock { state in
      state.work = work
      return state.isInterrupted
    }
    if isAlreadyInterrupted { work.cancel() }
    await work.value
    // `follow` ends the process; only a lost race with an interruption comes here.
    while true { try? await Task.sleep(for: .seconds(1)) }
  }

  private func follow(_ events: ImageEvents) async {
    do {
      for try await event in events {
        if isEvents { EventLine(event).map(Report.print) }
        switch event {
        case .warning(let warning): warn(warning)
        case .uploading(let amount): progress.sent(amount)
        case .submitted(let task):
          submitted(task)
          if isSubmissionOnly { finish(nil) }
        case .postponed(let error, let wait):
          progress.trouble("sending it again in \(Console.time(max(wait, .seconds(1)))): \(error.message)")
        case .queued, .running, .unknownState:
          progress.polled()
          switch event {
          case .queued: progress.phase("queued")
          case .unknownState(let state): progress.phase("in the state '\(state)'")
          default: progress.phase("drawing")
          }
        case .retrying(let error):
          progress.polled()
          progress.trouble("asking again: \(error.message)")
        case .finished(let images): try await save(images)
        }
      }
      finish(nil)
    } catch let error as SeedreamError {
      finish(error)
    } catch {
      finish(SeedreamError(.cancelled, "Interrupted."))
    }
  }

  private func submitted(_ task: ImageTask) {
    state.withLock { state in
      state.isSending = false
      state.deadline = .now + timeout
      state.task = task
      state.report.task = task.id
      state.report.model = task.model
    }
    if !task.isFinished && sandbox == nil && !isSubmissionOnly {
      progress.note("Task \(task.id) at \(task.service.name). Should this end early: \(resumption(of: task))")
    }
    if !task.isFinished { progress.phase("submitted") }
  }

  private func save(_ images: GeneratedImages) async throws(SeedreamError) {
    state.withLock { state in
      state.isSending = false
      state.task = images.task
      state.report.task = images.task.id
      state.report.model = images.task.model
    }
    progress.expect(images.count)
    progress.phase(images.count == 1 ? "fetching the picture" : "fetching \(images.count) pictures")
    let deadline = state.withLock { $0.deadline }
    let warnings = state.withLock { $0.report.warnings }
    let saved = try await images.save(to: output, until: deadline) { number, amount in
      if self.isEvents { Report.print(EventLine(picture: number, amount)) }
      self.progress.received(number, amount)
    } onSaved: { saved throws(SeedreamError) in
      let made = saved.map { images.provenance(of: $0, warnings: warnings) }
      if self.writesSidecars {
        for (image, made) in zip(saved, made) { try made.save(beside: image) }
      }
      try BatchState.noteSaved(images.task, saved)
      self.state.withLock { $0.report.provenance = made }
    }
    state.withLock { $0.report.images = saved }
    for image in saved {
      // A picture without its end is no small matter: it is said despite --quiet.
      for warning in image.warnings { warn(warning, evenIfQuiet: image.isCutOff) }
    }
    if saved.contains(where: \.isCutOff), sandbox == nil {
      progress.note("To fetch what ends early again: \(resumption(of: images.task))", evenIfQuiet: true)
    }
    preview.show(saved, beside: progress)
    let pictures = saved.count == 1 ? "1 picture" : "\(saved.count) pictures"
    progress.note("Saved \(pictures) in \(Console.time(ContinuousClock.now - began)).")
  }

  private func warn(_ warning: ImageWarning, evenIfQuiet: Bool = false) {
    state.withLock { $0.report.warnings.append(warning) }
    progress.note("warning: \(warning)", evenIfQuiet: evenIfQuiet || warning.unrecordedTask != nil)
  }

  // MARK: The end

  private func interrupt() {
    // A submission under way may get its response any moment: its task's name is worth a short wait.
    let deadline = ContinuousClock.now + .milliseconds(450)
    while state.withLock({ $0.isSending && $0.task == nil && !$0.isOver }), ContinuousClock.now < deadline {
      Thread.sleep(forTimeInterval: 0.01)
    }
    let work = state.withLock { state in
      state.isInterrupted = true
      return state.work
    }
    work?.cancel()
  }

  /// Says how it ended, once, and ends the process.
  ///
  /// Without an error before the end it was interrupted.
  private func finish(_ error: SeedreamError?) -> Never {
    let isFirst = state.withLock { state in
      defer { state.isOver = true }
      return !state.isOver
    }
    if !isFirst {
      // Whoever comes second leaves the first the time to say what it has to say.
      Thread.sleep(forTimeInterval: 0.5)
      _exit(ExitStatus.interrupted.rawValue)
    }
    progress.end()
    var (report, task, isInterrupted) = state.withLock { ($0.report, $0.task, $0.isInterrupted) }
    var error = error
    let isSubmitted = isSubmissionOnly && task != nil
    if error == nil && report.images.isEmpty && !isSubmitted { error = SeedreamError(.cancelled, "Interrupted.") }
    if isInterrupted, let given = error {
      error = SeedreamError(.cancelled, given.kind == .cancelled && sandbox == nil ? given.message : "Interrupted.")
      error?.saved = given.saved
      error?.mayBeCharged = given.mayBeCharged
    }
    if let error, report.images.isEmpty { report.images = error.saved }
    task = task ?? error?.task
    if let error { fail(error, task, &report) }
    if error == nil, isSubmitted, let task {
      report.resume = resumption(of: task)
      progress.note("\(task.service.name) has the task. To fetch its pictures: \(resumption(of: task))")
    }
    if isEvents {
      Report.print(EventLine(report))
    } else if isJSON {
      Report.print(report)
    } else if error == nil, isSubmitted, let task {
      Console.output(task.id)
    } else {
      for image in report.images { Console.output(image.path) }
    }
    exit(report.exitStatus)
  }

  private func fail(_ error: SeedreamError, _ task: ImageTask?, _ report: inout Report) {
    report.error = Report.Failure(error)
    report.exitStatus = ExitStatus(error).rawValue
    Console.error("seedream: \(error.message)")
    if Set(error.missing.map(\.reason)).count > 1 {
      for missing in error.missing { Console.error("  picture \(missing.index): \(missing.reason)") }
    }
    for missing in error.missing {
      if let link = missing.link { Console.error("  picture \(missing.index) is at \(link)") }
    }
    let isLost = error.kind == .taskFailed || (error.kind == .noImages && task?.isFinished == true)
    guard let task, !isLost else { return }
    report.task = task.id
    if sandbox != nil {
      Console.error("Task \(task.id) was the sandbox's, which ends with this command; nothing was charged.")
    } else {
      report.resume = resumption(of: task)
      Console.error("Task \(task.id) is kept. To fetch its pictures: \(resumption(of: task))")
    }
  }

  private func resumption(of task: ImageTask) -> String { Resumption.command(for: task, output: output) }
}
