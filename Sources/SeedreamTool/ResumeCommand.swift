import Foundation
import OpenAPISyntax
import Seedream

/// `seedream resume`.
enum ResumeCommand {
  static func run(_ arguments: ParsedArguments) async throws -> Never {
    let name = arguments.arguments.first ?? ""
    let services = Services()
    var journal = TaskJournal.standard()
    let folder = try OutputFolder(path: arguments.value("--output").map(ParsedArguments.path) ?? ".")
    let job = try Job(arguments, folder: folder)
    journal.lockTimeout = job.timeout
    var task = try await task(named: name, arguments, services, journal, job)
    if !task.isFinished { choosePlace(of: &task, services, job) }
    let configuration = services.configuration(task.service, server: task.server)
    var client = SeedreamClient(configuration, journal: journal)
    client.userAgent = "seedream/\(SeedreamVersion.current)"
    client.waitTimeout = job.timeout
    job.progress.phase("asking \(task.service.name) for task \(task.id)")
    await job.run(client.events(for: task), task.service, sending: nil)
  }

  /// Where to ask: at the address that is set now, else where the task was submitted, which is said if it is not the
  /// service's own, for the key goes there.
  private static func choosePlace(of task: inout ImageTask, _ services: Services, _ job: Job) {
    let variable = task.service.serverVariable
    if let server = services.server(task.service) {
      guard server != task.server else { return }
      job.progress.note("Asking \(server), as \(variable) says; the task was submitted to \(task.server).")
      task.server = server
    } else if task.server != task.service.defaultServer {
      job.progress.note("Asking \(task.server), where the task was submitted; \(variable) would name another place.")
    }
  }

  /// The task of a name: from the journal, else as the service may know it.
  private static func task(
    named name: String, _ arguments: ParsedArguments, _ services: Services, _ journal: TaskJournal, _ job: Job
  ) async throws -> ImageTask {
    if let entry = try journal.entry(named: name) {
      switch entry.state {
      case .submitted: return entry.task
      case .sending:
        throw SeedreamError(.refused, "'\(name)' is being sent by another process right now. Wait for that one.")
      case .unknown:
        throw SeedreamError(
          .submissionUnknown,
          "'\(name)' was sent to \(entry.task.service.name), but its answer never came, so there is no task to ask "
            + "for. Look at the service's console for it; then: seedream tasks --forget \(name)")
      }
    }
    let known = try journal.entries().filter { $0.state == .submitted }.map(\.task.id)
    let near = NearestName.nearest(to: name, among: known).map { " Did you mean \($0)?" } ?? ""
    let missing = "Task '\(name)' is not in the journal.\(near)"
    guard arguments.value("--service") != nil || !services.withKeys.isEmpty else {
      throw UsageError(
        "\(missing) `seedream tasks` lists what is. To ask a service for it, set its key and name it with --service.")
    }
    let choice = try services.choose(arguments.value("--service"), model: nil)
    guard choice.service != .novita else { throw UsageError("\(missing) Novita has no tasks to ask for.") }
    let configuration = services.configuration(choice.service)
    let task = ImageTask(id: name, service: choice.service, server: configuration.server)
    job.progress.note("\(missing) Asking \(choice.service.name).")
    // A name that nobody knows should fail now, not after five minutes of asking.
    _ = try await SeedreamClient(configuration).status(of: task)
    try journal.remember(task)
    return task
  }
}
