import CommandLineSupport
import Foundation
import HTTPTransport
import Seedream
import SeedreamSandbox

/// Runs a single request or task, of `generate` or `resume`: follows the events, saves the pictures, and ends the process
/// with a message and a status, also when interrupted.
final class JobRunner: Sendable {
  private struct State: Sendable {
    /// Whether the service has not responded to the request yet.
    var isSending = false
    var task: ImageTask?
    /// When to give up waiting for the pictures and fetching them: the timeout begins when the service has the request.
    var deadline: ContinuousClock.Instant?
    var report = Report()
    var work: Task<Void, Never>?
    var isInterrupted = false
    var isOver = false
  }

  let options: RunOptions
  private let output: OutputTemplate
  /// The sandbox in this process, if there is one: its tasks end with the process.
  private let sandbox: SandboxServer?
  private let preview: PicturePreview
  let progress: Progress
  private let start = ContinuousClock.now
  private let state = Locked(State())

  init(_ arguments: CommandArguments, output: OutputTemplate, sandbox: SandboxServer? = nil) throws(CommandError) {
    options = try RunOptions(arguments)
    self.output = output
    self.sandbox = sandbox
    // Queries the terminal, whose response would disturb the live line of `Progress`.
    preview = PicturePreview(arguments)
    progress = Progress(isQuiet: options.isQuiet)
    preview.announce(to: progress)
  }

  /// Follows events to their end, and ends the process.
  func run(_ events: ImageEvents, _ service: ImageService, sending: String?) async -> Never {
    state.withLock { state in
      state.report.service = service
      state.isSending = sending != nil
      if sending == nil { state.deadline = .now + options.timeout }
    }
    if let sending { progress.phase(sending) }
    Interrupts.handle(onSignal: { self.interrupt() }, onTimeout: { self.finish(nil) })
    let work = Task { await self.follow(events) }
    let isAlreadyInterrupted = state.withLock { state in
      state.work = work
      return state.isInterrupted
    }
    if isAlreadyInterrupted { work.cancel() }
    await work.value
    // `follow` ends the process, unless an interruption is ending it.
    while true { try? await Task.sleep(for: .seconds(1)) }
  }

  private func follow(_ events: ImageEvents) async {
    do {
      for try await event in events {
        if options.isEvents { Report.print(EventLine(event)) }
        switch event {
        case .warning(let warning): warn(warning)
        case .uploading(let amount): progress.sent(amount)
        case .submitted(let task):
          submitted(task)
          if options.isSubmissionOnly { finish(nil) }
        case .postponed(let error, let wait):
          progress.problem("sending it again in \(Console.time(max(wait, .seconds(1)))): \(error.message)")
        case .queued: progress.polled("queued")
        case .running: progress.polled("drawing")
        case .unknownState(let state): progress.polled("in the state '\(state)'")
        case .retrying(let error):
          progress.polled()
          progress.problem("polling again: \(error.message)")
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
      state.deadline = .now + options.timeout
      state.task = task
      state.report.task = task.id
      state.report.model = task.model
    }
    if !task.isFinished && sandbox == nil && !options.isSubmissionOnly {
      progress.note("Task \(task.id) at \(task.service.name). To resume it if this ends early: \(resumption(of: task))")
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
      if self.options.isEvents { Report.print(EventLine(picture: number, amount)) }
      self.progress.received(number, amount)
    } onSaved: { saved throws(SeedreamError) in
      let details = saved.map { images.provenance(of: $0, warnings: warnings) }
      if self.options.writesSidecars { try ImageProvenance.save(details, beside: saved) }
      try BatchState.recordSaved(images.task, saved)
      self.state.withLock { $0.report.provenance = details }
    }
    state.withLock { $0.report.images = saved }
    for image in saved {
      // That a picture is incomplete is important enough to be printed despite --quiet.
      for warning in image.warnings { warn(warning, evenIfQuiet: image.isCutOff) }
    }
    if saved.contains(where: \.isCutOff), sandbox == nil {
      progress.note("To fetch what ends early again: \(resumption(of: images.task))", evenIfQuiet: true)
    }
    preview.show(saved, beside: progress)
    let pictures = saved.count == 1 ? "1 picture" : "\(saved.count) pictures"
    progress.note("Saved \(pictures) in \(Console.time(ContinuousClock.now - start)).")
  }

  private func warn(_ warning: ImageWarning, evenIfQuiet: Bool = false) {
    state.withLock { $0.report.warnings.append(warning) }
    progress.note("warning: \(warning)", evenIfQuiet: evenIfQuiet || warning.unrecordedTask != nil)
  }

  // MARK: The end

  private func interrupt() {
    Interrupts.wait { state.withLock { $0.isSending && $0.task == nil && !$0.isOver } }
    let work = state.withLock { state in
      state.isInterrupted = true
      return state.work
    }
    work?.cancel()
  }

  /// Prints the result, once, and ends the process.
  ///
  /// If there are neither an error nor pictures, the run was interrupted.
  private func finish(_ error: SeedreamError?) -> Never {
    let isFirst = state.withLock { state in
      defer { state.isOver = true }
      return !state.isOver
    }
    if !isFirst { Interrupts.exitAfterOtherThread() }
    progress.end()
    var (report, task, isInterrupted) = state.withLock { ($0.report, $0.task, $0.isInterrupted) }
    let isSubmitted = options.isSubmissionOnly && task != nil
    var error = error
    if error == nil && report.images.isEmpty && !isSubmitted { error = SeedreamError(.cancelled, "Interrupted.") }
    if isInterrupted { error = error.map(interruption) }
    if let error, report.images.isEmpty { report.images = error.saved }
    task = task ?? error?.task
    if let error { fail(error, task, &report) }
    if error == nil, isSubmitted, let task {
      report.resume = resumption(of: task)
      progress.note("\(task.service.name) has the task. To fetch its pictures: \(resumption(of: task))")
    }
    if options.isEvents {
      Report.print(EventLine(report))
    } else if options.isJSON {
      Report.print(report)
    } else if error == nil, isSubmitted, let task {
      Console.output(task.id)
    } else {
      for image in report.images { Console.output(image.path) }
    }
    exit(report.exitStatus)
  }

  /// The error of an interrupted run, with what is known of its submission and its pictures.
  private func interruption(_ error: SeedreamError) -> SeedreamError {
    let message = error.kind == .cancelled && sandbox == nil ? error.message : "Interrupted."
    var result = SeedreamError(.cancelled, message)
    result.saved = error.saved
    result.mayBeCharged = error.mayBeCharged
    return result
  }

  /// Prints an error and how to resume the task, and adds both to the report.
  private func fail(_ error: SeedreamError, _ task: ImageTask?, _ report: inout Report) {
    report.error = Report.Failure(error)
    report.exitStatus = ExitStatus(error).rawValue
    Console.error("seedream: \(error.message)")
    if Set(error.missing.map(\.reason)).count > 1 {
      for missing in error.missing { Console.error("  picture \(missing.number): \(missing.reason)") }
    }
    for missing in error.missing {
      if let link = missing.link { Console.error("  picture \(missing.number) is at \(link)") }
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
