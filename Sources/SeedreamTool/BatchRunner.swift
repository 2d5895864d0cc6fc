import CommandLineSupport
import Foundation
import HTTPTransport
import Seedream

/// Runs many requests or tasks, several at once: saves their pictures, prints the result of each when it is finished, and
/// ends the process with a summary, also when interrupted.
final class BatchRunner: Sendable {
  /// The saved pictures of one item.
  private struct Saved: Sendable {
    var task: ImageTask
    var images: [SavedImage]
    var provenance: [ImageProvenance]
  }

  private struct State: Sendable {
    var tally: BatchTally
    /// The numbers of the items that were started.
    var started: Set<Int> = []
    /// The numbers of the requests to which the service has not responded yet.
    var sending: Set<Int> = []
    /// How many items are running.
    var active = 0
    var warnings: [Int: [ImageWarning]] = [:]
    var isOver = false
    var work: Task<Void, Never>?
  }

  private let options: RunOptions
  private let output: OutputTemplate
  /// What the items are: "request" or "task".
  private let noun: String
  private let preview: PicturePreview
  private let progress: Progress
  private let start = ContinuousClock.now
  private let state: Locked<State>

  init(_ options: RunOptions, output: OutputTemplate, noun: String, preview: PicturePreview) {
    self.options = options
    self.output = output
    self.noun = noun
    self.preview = preview
    progress = Progress(isQuiet: options.isQuiet)
    state = Locked(State(tally: BatchTally(noun: noun)))
    preview.announce(to: progress)
  }

  func note(_ text: String) { progress.note(text) }

  /// Reports a request whose pictures an earlier run has saved.
  func savedBefore(_ number: Int, _ saved: BatchState.Saved) {
    state.withLock { state in
      state.tally.total += 1
      state.tally.savedBefore += 1
    }
    var report = report(number, saved.task)
    report.images = saved.images
    print(report)
  }

  /// Reports a request that an earlier run has submitted, if this run doesn't wait for pictures.
  func submittedBefore(_ number: Int, _ task: ImageTask) {
    state.withLock { $0.tally.total += 1 }
    submitted(number, task)
  }

  /// Reports a request that can't be sent.
  func failedBefore(_ number: Int, _ error: SeedreamError) {
    state.withLock { $0.tally.total += 1 }
    failed(number, nil, error)
  }

  /// Runs all items, and ends the process.
  func run(_ items: [BatchItem], _ clients: [ImageService: SeedreamClient]) async -> Never {
    state.withLock { $0.tally.total += items.count }
    showProgress()
    Interrupts.handle(onSignal: { self.interrupt() }, onTimeout: { self.finish() })
    let groups = Dictionary(grouping: items, by: \.service)
    let work = Task {
      await withTaskGroup(of: Void.self) { group in
        for (service, items) in groups {
          guard let client = clients[service] else { continue }
          group.addTask {
            if self.options.isSubmissionOnly {
              await self.submit(items, client)
            } else {
              await self.draw(items, client)
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

  /// Draws the pictures of requests, or waits for those of tasks, and saves them.
  private func draw(_ items: [BatchItem], _ client: SeedreamClient) async {
    let jobs = BatchJobs(items: items) { item in self.start(item) }
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

  /// Submits requests, several at once, without waiting for their pictures.
  private func submit(_ items: [BatchItem], _ client: SeedreamClient) async {
    let rest = Locked(items[...])
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<options.jobs {
        group.addTask {
          while let item = rest.withLock({ $0.popFirst() }), self.start(item) { await self.submit(item, client) }
        }
      }
    }
  }

  private func submit(_ item: BatchItem, _ client: SeedreamClient) async {
    guard case .request(let request) = item.job else { return }
    do {
      for try await event in client.events(for: request) {
        follow(item, event)
        // Leaving the loop doesn't end the task at the service.
        if case .submitted(let task) = event { return submitted(item.number, task) }
      }
      throw SeedreamError(.cancelled, "Interrupted.")
    } catch let error as SeedreamError {
      failed(item.number, error.task, error)
    } catch {
      failed(item.number, nil, SeedreamError(.cancelled, "Interrupted."))
    }
  }

  /// Marks an item as started; false if no more may be started.
  private func start(_ item: BatchItem) -> Bool {
    let isAllowed = state.withLock { state in
      guard state.tally.stopReason == nil && !state.tally.isInterrupted else { return false }
      state.active += 1
      state.started.insert(item.number)
      if case .request = item.job { state.sending.insert(item.number) }
      return true
    }
    showProgress()
    return isAllowed
  }

  private func follow(_ item: BatchItem, _ event: ImageEvent) {
    if options.isEvents { Report.print(EventLine(event, number: item.number)) }
    switch event {
    case .warning(let warning):
      state.withLock { $0.warnings[item.number, default: []].append(warning) }
      progress.note(
        "\(noun) \(item.number): warning: \(warning)", evenIfQuiet: warning.unrecordedTask != nil)
    case .submitted: state.withLock { _ = $0.sending.remove(item.number) }
    case .postponed(let error, let wait):
      progress.problem("sending it again in \(Console.time(max(wait, .seconds(1)))): \(error.message)")
    case .retrying(let error): progress.problem("polling again: \(error.message)")
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
        let details = saved.map { images.provenance(of: $0, warnings: warnings) }
        if self.options.writesSidecars { try ImageProvenance.save(details, beside: saved) }
        provenance.withLock { $0 = details }
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
    // Its task is in the journal, or nothing was sent: it is not a failure, and the next run continues it.
    if isOnlyInterrupted { return }
    var report = report(number, task)
    report.images = error.saved
    report.error = Report.Failure(error)
    report.exitStatus = ExitStatus(error).rawValue
    state.withLock { state in
      state.tally.failed.append(error)
      end(number, &state)
      if Self.wouldFailAll.contains(error.kind) && state.tally.stopReason == nil { state.tally.stopReason = error }
    }
    if options.isJSON || options.isEvents { print(report) }
    progress.note("\(noun) \(number): \(error.message)", evenIfQuiet: true)
    for missing in error.missing {
      if let link = missing.link { progress.note("  picture \(missing.number) is at \(link)", evenIfQuiet: true) }
    }
    showProgress()
  }

  private func end(_ number: Int, _ state: inout State) {
    state.sending.remove(number)
    if state.started.contains(number) { state.active -= 1 }
    state.warnings[number] = nil
  }

  /// The kinds of failures that all other items would have, too.
  private static let wouldFailAll: Set<SeedreamError.Kind> = [
    .missingKey, .keyRefused, .insufficientCredits, .notWritable, .diskFull, .journal,
  ]

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
    Interrupts.wait { state.withLock { !$0.sending.isEmpty && !$0.isOver } }
    state.withLock { $0.work }?.cancel()
  }

  /// Prints the summary, once, and ends the process.
  private func finish() -> Never {
    let (isFirst, tally) = state.withLock { state in
      defer { state.isOver = true }
      return (!state.isOver, state.tally)
    }
    if !isFirst { Interrupts.exitAfterOtherThread() }
    progress.end()
    if !options.isQuiet || !tally.failed.isEmpty || tally.remaining > 0 {
      for line in tally.summary(took: ContinuousClock.now - start) { Console.error(line) }
    }
    if options.isEvents { Report.print(EventLine(summary: BatchSummary(tally))) }
    exit(tally.status.rawValue)
  }
}

/// The jobs of items, one by one, until `start` returns false.
private struct BatchJobs: Sequence, Sendable {
  let items: [BatchItem]
  let start: @Sendable (BatchItem) -> Bool

  func makeIterator() -> AnyIterator<ImageJob> {
    var rest = items[...]
    return AnyIterator {
      guard let item = rest.first, start(item) else { return nil }
      rest.removeFirst()
      return item.job
    }
  }
}
