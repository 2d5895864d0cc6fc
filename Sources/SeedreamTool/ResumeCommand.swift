import CommandLineSupport
import Foundation
import OpenAPISyntax
import Seedream

/// `seedream resume`.
enum ResumeCommand {
  static func run(_ arguments: CommandArguments) async throws -> Never {
    try OptionConflicts.check(arguments)
    if arguments.has("--for") && (arguments.has("--all") || arguments.positional.count > 1) {
      throw CommandError.usage("--for needs exactly one TASK: the one to which the submission led.")
    }
    let services = Services()
    let output = try OutputTemplate(arguments.value("--output").map(CommandArguments.path) ?? ".")
    try output.prepare()
    if arguments.has("--all") || arguments.positional.count > 1 {
      try await resumeMany(try await tasks(arguments, services), arguments, services, output)
    }
    let name = arguments.positional.first ?? ""
    let runner = try JobRunner(arguments, output: output)
    var journal = TaskJournal.standard()
    journal.lockTimeout = runner.options.timeout
    var task = try await task(named: name, arguments, services, journal) { runner.progress.note($0) }
    if let note = services.chooseServer(of: &task) { runner.progress.note(note) }
    let client = try services.client(task.service, server: task.server, timeout: runner.options.timeout)
    runner.progress.phase("asking \(task.service.name) for task \(task.id)")
    await runner.run(client.events(for: task), task.service, sending: nil)
  }

  /// The tasks of several names, or all that can be resumed.
  private static func tasks(_ arguments: CommandArguments, _ services: Services) async throws -> [ImageTask] {
    var journal = TaskJournal.standard()
    journal.lockTimeout = try RunOptions(arguments).timeout
    var tasks: [ImageTask] = []
    if arguments.has("--all") {
      let only = try arguments.value("--service").map(Services.named)
      tasks = try journal.entries().filter { $0.state == .submitted }.map(\.task)
        .filter { only == nil || $0.service == only }
    } else {
      for name in arguments.positional {
        let task = try await task(named: name, arguments, services, journal) { note in
          if !arguments.has("--quiet") { Console.error(note) }
        }
        if !tasks.contains(where: { $0.id == task.id && $0.service == task.service }) { tasks.append(task) }
      }
    }
    return tasks
  }

  private static func resumeMany(
    _ tasks: [ImageTask], _ arguments: CommandArguments, _ services: Services, _ output: OutputTemplate
  ) async throws -> Never {
    let options = try RunOptions(arguments)
    guard !tasks.isEmpty else {
      if !options.isQuiet { Console.error("No tasks: all pictures are saved.") }
      exit(ExitStatus.done.rawValue)
    }
    let runner = BatchRunner(options, output: output, noun: "task", preview: PicturePreview(arguments))
    var items: [BatchItem] = []
    var clients: [ImageService: SeedreamClient] = [:]
    for (index, task) in tasks.enumerated() {
      var task = task
      if let note = services.chooseServer(of: &task) { runner.note(note) }
      items.append(
        BatchItem(number: index + 1, service: task.service, job: .task(task)) { task, images throws(SeedreamError) in
          try BatchState.recordSaved(task, images)
        })
      if clients[task.service] == nil {
        clients[task.service] = try services.client(task.service, timeout: options.timeout)
      }
    }
    await runner.run(items, clients)
  }

  /// The task of a submission whose response never came, by the ID that the user has found in the service's console.
  ///
  /// It replaces the submission in the journal, so that a batch doesn't send it again.
  private static func found(
    _ name: String, for unknown: String, _ services: Services, _ journal: TaskJournal
  ) async throws -> ImageTask {
    guard let entry = try journal.entry(named: unknown), entry.state == .unknown else {
      throw CommandError.usage(
        "'\(unknown)' is not a submission without a response. `seedream tasks` lists those as unknown.")
    }
    var task = entry.task
    task.id = name
    _ = try await SeedreamClient(try services.configuration(task.service, server: task.server)).status(of: task)
    try journal.remember(task)
    try journal.forget(entry.id)
    return task
  }

  /// The task with an ID: from the journal, otherwise from the service.
  private static func task(
    named name: String, _ arguments: CommandArguments, _ services: Services, _ journal: TaskJournal,
    note: (String) -> Void
  ) async throws -> ImageTask {
    if let unknown = arguments.value("--for") {
      return try await found(name, for: unknown, services, journal)
    }
    if let entry = try journal.entry(named: name) {
      switch entry.state {
      case .submitted: return entry.task
      case .sending:
        throw SeedreamError(
          .refused, "Another process is sending '\(name)' right now. Wait until that one has ended.")
      case .unknown:
        throw SeedreamError(
          .submissionUnknown,
          "'\(name)' was sent to \(entry.task.service.name), but no response came, so the ID of its task is unknown. Look "
            + "at the service's console: if it has the task, seedream resume TASK --for \(name); if not, "
            + "seedream tasks --forget \(name)")
      }
    }
    let known = try journal.entries().filter { $0.state == .submitted }.map(\.task.id)
    let near = NearestName.nearest(to: name, among: known).map { " Did you mean \($0)?" } ?? ""
    let missing = "Task '\(name)' is not in the journal.\(near)"
    guard arguments.value("--service") != nil || !services.withKeys.isEmpty else {
      throw CommandError.usage(
        "\(missing) `seedream tasks` lists what is. To ask a service for it, set its key and name it with --service.")
    }
    let choice = try services.choose(arguments.value("--service"), model: nil)
    guard choice.service != .novita else {
      throw CommandError.usage("\(missing) Novita has no tasks. Choose another service with --service.")
    }
    let configuration = try services.configuration(choice.service)
    let task = ImageTask(id: name, service: choice.service, server: configuration.server)
    note("\(missing) Asking \(choice.service.name).")
    // An ID that the service doesn't know should fail now, not after five minutes of polling.
    _ = try await SeedreamClient(configuration).status(of: task)
    try journal.remember(task)
    return task
  }
}
