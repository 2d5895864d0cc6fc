import CommandLineSupport
import Foundation
import HTTPTransport
import Seedream
import SeedreamSandbox

/// `seedream batch`.
enum BatchCommand {
  static func run(_ arguments: CommandArguments) async throws -> Never {
    try OptionConflicts.check(arguments)
    let options = try RunOptions(arguments)
    let source = arguments.positional.first.map { $0 == "-" ? $0 : CommandArguments.path($0) } ?? "-"
    let services = Services()
    let isSandbox = arguments.has("--sandbox")
    let output = try OutputTemplate(arguments.value("--output").map(CommandArguments.path) ?? ".")
    let lines = try lines(try PromptInput.text(of: source), arguments, services, isSandbox: isSandbox)
    if arguments.has("--dry-run") { try await DryRun.run(lines, arguments, services) }
    try output.prepare()
    let runner = BatchRunner(options, output: output, noun: "request", preview: PicturePreview(arguments))
    let sandbox = isSandbox ? try SandboxServer() : nil
    if isSandbox { runner.note("Using the sandbox: nothing leaves this machine, nothing is charged.") }
    var clients: [ImageService: SeedreamClient] = [:]
    for service in Set(lines.map(\.service)) {
      clients[service] = try services.client(service, timeout: options.timeout, sandbox: sandbox)
    }
    // Nothing is recorded of tasks in the sandbox, which end with the process and cost nothing.
    guard sandbox == nil else {
      await runner.run(
        lines.map { BatchItem(number: $0.number, service: $0.service, job: .request($0.request)) }, clients)
    }
    let name = source == "-" ? "stdin" : source.split(separator: "/").last.map(String.init) ?? "stdin"
    let state = try BatchState(folder: output.folder, name: name)
    let items = try items(lines, state, services, runner, waits: !options.isSubmissionOnly)
    await runner.run(items, clients)
  }

  /// The requests, all of which are checked before any is paid for.
  private static func lines(
    _ text: String, _ arguments: CommandArguments, _ services: Services, isSandbox: Bool
  ) throws -> [BatchLine] {
    let named = try arguments.value("--service").map(Services.named)
    let reader = BatchLines(
      defaults: try RequestOptions.request(arguments), defaultReferences: arguments.all("--image")
    ) { model throws(CommandError) in
      if let named { return named }
      let isFree = isSandbox || arguments.has("--dry-run") && services.withKeys.isEmpty
      return isFree ? .tensorsLab : try services.choose(nil, model: model).service
    }
    let (lines, problems) = reader.read(text)
    guard problems.isEmpty else {
      for problem in problems.dropFirst() { Console.error(problem) }
      let others = problems.count == 1 ? "" : " \(problems.count) lines are wrong."
      throw CommandError.usage("\(problems[0])\(others) Nothing was sent.")
    }
    guard !lines.isEmpty else {
      throw CommandError.usage("The file has no requests: write a prompt or a JSON object on each line.")
    }
    return lines
  }

  /// The work that is left for each request, according to the journal and the batch's own file.
  private static func items(
    _ lines: [BatchLine], _ state: BatchState, _ services: Services, _ runner: BatchRunner, waits: Bool
  ) throws -> [BatchItem] {
    let ids = try state.plan(lines.map(\.content))
    let journal = TaskJournal.standard()
    var submitted: [String: JournalEntry] = [:]
    for entry in try journal.entries() {
      if let label = entry.task.label { submitted[BatchState.request(of: label)] = entry }
    }
    var items: [BatchItem] = []
    for (line, id) in zip(lines, ids) {
      if let saved = state.saved(id) {
        // A crash may have prevented the journal's record that it is done.
        if let entry = submitted[state.request(id)] { try journal.forget(entry.id) }
        runner.savedBefore(line.number, saved)
        continue
      }
      var request = line.request
      request.label = state.label(id)
      let entry = submitted[state.request(id)]
      var job = ImageJob.request(request)
      if let entry {
        guard entry.state == .submitted else {
          runner.failedBefore(line.number, unresolved(entry))
          continue
        }
        guard waits else {
          runner.submittedBefore(line.number, entry.task)
          continue
        }
        var task = entry.task
        if let note = services.chooseServer(of: &task) { runner.note(note) }
        job = .task(task)
      }
      items.append(
        BatchItem(number: line.number, service: line.service, job: job) { task, images throws(SeedreamError) in
          // A picture that was cut off may be complete when it is fetched again.
          if !images.contains(where: \.isCutOff) { try state.recordSaved(id, task, images) }
        })
    }
    return items
  }

  private static func unresolved(_ entry: JournalEntry) -> SeedreamError {
    if entry.state == .sending {
      return SeedreamError(.refused, "Another process is sending it right now. Wait until that one has ended.")
    }
    var error = SeedreamError(
      .submissionUnknown,
      "It was sent to \(entry.task.service.name) earlier, but no response came, so it may have been drawn and charged; "
        + "it is not sent again. Look at the service's console. If it has the task: seedream resume TASK --for "
        + "\(entry.id); to have it sent again: seedream tasks --forget \(entry.id)", service: entry.task.service)
    error.mayBeCharged = true
    return error
  }
}
