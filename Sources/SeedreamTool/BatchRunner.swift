import CommandLineSupport
import Foundation
import HTTPTransport
import Seedream

/// Works through many requests or tasks, some at once: saves their pictures, prints a result for each as it comes, and
/// ends the process with a summary, also when interrupted.
final class BatchRunner: Sendable {
  /// What came of one of them.
  private struct Saved: Sendable {
    var task: ImageTask
    var images: [SavedImage]
    var provenance: [ImageProvenance]
  }

  private struct State: Sendable {
    var tally: BatchTally
    var begun: Set<Int> = []
    /// Those of which the service's response is awaited.
    var sending: Set<Int> = []
    var active = 0
    var warnings: [Int: [ImageWarning]] = [:]
    var isOver = false
    var work: Task<Void, Never>?
  }

  private let options: BatchOptions
  private let output: OutputTemplate
  /// What they are called: request or task.
  private let noun: String
  private let preview: PicturePreview
  private let progress: Progress
  private let start = ContinuousClock.now
  private let state: Locked<State>

  init(_ options: BatchOptions, output: OutputTemplate, noun: String, preview: PicturePreview) {
    self.options = options
    self.output = output
    self.noun = noun
    self.preview = preview
    progress = Progress(isQuiet: options.isQuiet)
    state = Locked(State(tally: BatchTally(noun: noun)))
    preview.announce(to: progress)
  }

  func note(_ text: String) { progress.note(text) }

  /// One whose pictures an earlier run saved.
  func savedBefore(_ number: Int, _ saved: BatchState.Saved) {
    state.withLock { state in
      state.tally.total += 1
      state.tally.savedBefore += 1
    }
    var report = report(number, saved.task)
    report.images = saved.images
    print(report)
  }

  /// One that an earlier run submitted, and that is not to be waited for.
  func submittedBefore(_ number: Int, _ task: ImageTask) {
    state.withLock { $0.tally.total += 1 }
    submitted(number, task)
  }

  /// One that can't be tried.
  func failedBefore(_ number: Int, _ error: SeedreamError) {
    state.withLock { $0.tally.total += 1 }
    failed(number, nil, error)
  }

  /// Works through all of them, and ends the process.
  func run(_ items: [BatchItem], _ clients: [ImageService: SeedreamClient]) async -> Never {
    state.withLock { $0.tally.total += items.count }
    showProgress()
    Interrupts.handle(first: { self.interrupt() }, late: { self.finish() })
    let groups = Dictionary(grouping: items, by: \.service)
    let work = Task {
      await withTaskGroup(of: Void.self) { group in
        for (service, items) in groups {
          guard let client = clients[service] else { continue }
          group.addTask {
            if self.options.isSubmissionOnly {
              await self.submit(items, client)
            } else {
              await self.work(items, client)
            }
          }
        }
      }
    }
    let isAlreadyInterrupted = state.withLock { state in
      state.work = work
      return state.tally.isInterrupted
    }
    if isAlreadyInterrupted { work.cancel() }
    await work.value
    finish()
  }

  private func work(_ items: [BatchItem], _ client: SeedreamClient) async {
    let jobs = BatchJobs(items: items) { item in self.begins(item) }
    let batch = client.images(for: jobs, atOnce: options.jobs) { index, event in
      self.follow(items[index - 1], event)
    } finish: { index, images throws(SeedreamError) in
      try await self.save(items[index - 1], images)
    }
    for await result in batch {
      let number = items[result.number - 1].number
      switch result.result {
      case .success(let saved): succeeded(number, saved)
      case .failure(let error):
        var task = error.task
        if case .task(let known) = result.job, task == nil { task = known }
        failed(number, task, error)
      }
    }
  }

  /// Submits requests, some at once, and waits for nothing else.
  private func submit(_ items: [BatchItem], _ client: SeedreamClient) async {
    let rest = Locked(items[...])
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<options.jobs {
        group.addTask {
          while let item = rest.withLock({ $0.popFirst() }), self.begins(item) { await self.submit(item, client) }
        }
      }
    }
  }

  private func submit(_ item: BatchItem, _ client: SeedreamClient) async {
    guard case .request(let request) = item.job else { return }
    do {
      for try await event in client.events(for: request) {
        follow(item, event)
        // Leaving the loop leaves the task to whoever fetches it.
        if case .submitted(let task) = event { return submitted(item.number, task) }
      }
      throw SeedreamError(.cancelled, "Interrupted.")
    } catch let error as SeedreamError {
      failed(item.number, error.task, error)
    } catch {
      failed(item.number, nil, SeedreamError(.cancelled, "Interrupted."))
    }
  }

  /// Whether the next one may begin.
  private func begins(_ item: BatchItem) -> Bool {
    let isAllowed = state.withLock { state in
      guard state.tally.stop == nil && !state.tally.isInterrupted else { return false }
      state.active += 1
      state.begun.insert(item.number)
      if case .request = item.job { state.sending.insert(item.number) }
      return true
    }
    showProgress()
    return isAllowed
  }

  private func follow(_ item: BatchItem, _ event: ImageEvent) {
    if options.isEvents, let line = EventLine(event, number: item.number) { Report.print(line) }
    switch event {
    case .warning(let warning):
      state.withLock { $0.warnings[item.number, default: []].append(warning) }
      progress.note(
        "\(noun) \(item.number): warning: \(warning)", evenIfQuiet: warning.unrecordedTask != nil)
    case .submitted: state.withLock { _ = $0.sending.remove(item.number) }
    case .postponed(let error, let wait):
      progress.trouble("sending it again in \(Console.time(max(wait, .seconds(1)))): \(error.message)")
    case .retrying(let error): progress.trouble("asking again: \(error.message)")
    default: break
    }
  }

  private func save(_ item: BatchItem, _ images: GeneratedImages) async throws(SeedreamError) -> Saved {
    let provenance = Locked<[ImageProvenance]>([])
    let warnings = state.withLock { $0.warnings[item.number] ?? [] }
    let saved = try await images.save(
      to: output, requestNumber: item.number,
      onProgress: { picture, amount in
        if self.options.isEvents { Report.print(EventLine(picture: picture, amount, number: item.number)) }
      },
      onSaved: { saved throws(SeedreamError) in
        let made = saved.map { images.provenance(of: $0, warnings: warnings) }
        if self.options.writesSidecars {
          for (image, made) in zip(saved, made) { try made.save(beside: image) }
        }
        provenance.withLock { $0 = made }
        try item.onSaved?(images.task, saved)
      })
    return Saved(task: images.task, images: saved, provenance: provenance.withLock { $0 })
  }

  // MARK: Results

  private func succeeded(_ number: Int, _ saved: Saved) {
    var report = report(number, saved.task)
    report.images = saved.images
    report.provenance = saved.provenance
    for image in saved.images {
      for warning in image.warnings {
        report.warnings.append(warning)
        progress.note("\(noun) \(number): warning: \(warning)", evenIfQuiet: image.isCutOff)
      }
    }
    state.withLock { state in
      state.tally.saved += 1
      state.tally.pictures += saved.images.count
      end(number, &state)
    }
    print(report)
    preview.show(saved.images, beside: progress)
    showProgress()
  }

  private func submitted(_ number: Int, _ task: ImageTask) {
    var report = report(number, task)
    report.resume = Resumption.command(for: task, output: output)
    state.withLock { state in
      state.tally.submitted += 1
      end(number, &state)
    }
    print(report)
    showProgress()
  }

  private func failed(_ number: Int, _ task: ImageTask?, _ error: SeedreamError) {
    let isOnlyInterrupted = state.withLock { state in
      guard state.tally.isInterrupted && error.kind == .cancelled && !error.mayBeCharged else { return false }
      end(number, &state)
      return true
    }
    // Its task is in the journal, or nothing was sent: it counts as not done.
    if isOnlyInterrupted { return }
    var report = report(number, task)
    report.images = error.saved
    report.error = Report.Failure(error)
    report.exitStatus = ExitStatus(error).rawValue
    state.withLock { state in
      state.tally.failed.append(error)
      end(number, &state)
      if Self.concernsAll(error.kind) && state.tally.stop == nil { state.tally.stop = error }
    }
    if options.isJSON || options.isEvents { print(report) }
    progress.note("\(noun) \(number): \(error.message)", evenIfQuiet: true)
    for missing in error.missing {
      if let link = missing.link { progress.note("  picture \(missing.index) is at \(link)", evenIfQuiet: true) }
    }
    showProgress()
  }

  private func end(_ number: Int, _ state: inout State) {
    state.sending.remove(number)
    if state.begun.contains(number) { state.active -= 1 }
    state.warnings[number] = nil
  }

  /// Whether a failure would be that of all others, too.
  private static func concernsAll(_ kind: SeedreamError.Kind) -> Bool {
    let kinds: [SeedreamError.Kind] = [
      .missingKey, .keyRefused, .insufficientCredits, .notWritable, .diskFull, .journal,
    ]
    return kinds.contains(kind)
  }

  private func report(_ number: Int, _ task: ImageTask?) -> Report {
    var report = Report()
    report.number = number
    report.service = task?.service
    report.model = task?.model
    report.task = task?.id
    report.warnings = state.withLock { $0.warnings[number] ?? [] }
    return report
  }

  private func print(_ report: Report) {
    progress.aside {
      if options.isEvents {
        Report.print(EventLine(result: report))
      } else if options.isJSON {
        Report.print(report)
      } else {
        let words = options.isSubmissionOnly && report.images.isEmpty ? [report.task ?? ""] : report.images.map(\.path)
        Console.output("\(report.number ?? 0)\t\(words.joined(separator: "\t"))")
      }
    }
  }

  private func showProgress() {
    progress.overall(state.withLock { $0.tally.progress(active: $0.active) })
  }

  // MARK: The end

  private func interrupt() {
    state.withLock { $0.tally.isInterrupted = true }
    // Submissions under way may get its response any moment: their tasks' names are worth a short wait.
    let deadline = ContinuousClock.now + .milliseconds(450)
    while state.withLock({ !$0.sending.isEmpty && !$0.isOver }), ContinuousClock.now < deadline {
      Thread.sleep(forTimeInterval: 0.01)
    }
    state.withLock { $0.work }?.cancel()
  }

  /// Says how it ended, once, and ends the process.
  private func finish() -> Never {
    let (isFirst, tally) = state.withLock { state in
      defer { state.isOver = true }
      return (!state.isOver, state.tally)
    }
    if !isFirst {
      // Whoever comes second leaves the first the time to say what it has to say.
      Thread.sleep(forTimeInterval: 0.5)
      _exit(ExitStatus.interrupted.rawValue)
    }
    progress.end()
    if !options.isQuiet || !tally.failed.isEmpty || tally.left > 0 {
      for line in tally.summary(took: ContinuousClock.now - start) { Console.error(line) }
    }
    if options.isEvents { Report.print(EventLine(summary: BatchSummary(tally))) }
    exit(tally.status.rawValue)
  }
}

/// The jobs of items, one by one, until no more may begin.
private struct BatchJobs: Sequence, Sendable {
  let items: [BatchItem]
  let begins: @Sendable (BatchItem) -> Bool

  func makeIterator() -> AnyIterator<ImageJob> {
    var rest = items[...]
    return AnyIterator {
      guard let item = rest.first, begins(item) else { return nil }
      rest.removeFirst()
      return item.job
    }
  }
}
