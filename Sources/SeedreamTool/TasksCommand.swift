import CommandLineSupport
import Foundation
import OpenAPISyntax
import Seedream

/// `seedream tasks`.
enum TasksCommand {
  static func run(_ arguments: CommandArguments) async throws {
    let journal = TaskJournal.standard()
    for name in arguments.all("--delete") {
      try await delete(name, arguments, journal)
      Console.error("Task \(name) is deleted at its service and removed from the list.")
    }
    for name in arguments.all("--forget") {
      try forget(name, journal)
      Console.error("Task \(name) is removed from the list.")
    }
    let entries = try journal.entries()
    let others = try journal.entriesOfUnknownServices()
    if arguments.has("--json") {
      Report.print(Listing(tasks: entries, tasksOfUnknownServices: others))
      return
    }
    guard !entries.isEmpty || !others.isEmpty else {
      if !arguments.has("--forget") && !arguments.has("--delete") { Console.error("No tasks: all pictures are saved.") }
      return
    }
    printTable(entries.map(row) + others.map(row))
    if entries.contains(where: { $0.state == .submitted }) { Console.error("To fetch one: seedream resume TASK") }
    if !others.isEmpty {
      Console.error(
        "other version: submitted by a later version to a service that this one doesn't know. Use that version.")
    }
    if entries.contains(where: { $0.state == .unknown }) {
      Console.error(
        "unknown: sent, but no response came. Look at the service's console: if it has the task, seedream resume TASK "
          + "--for UNKNOWN; if not, seedream tasks --forget UNKNOWN")
    }
  }

  /// Prints rows with their columns aligned.
  private static func printTable(_ rows: [[String]]) {
    let widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
    for row in rows {
      let cells = zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count + 2)
      }
      Console.output(cells.joined() + row[4])
    }
  }

  private static func forget(_ name: String, _ journal: TaskJournal) throws {
    guard try !journal.forget(name) else { return }
    let known = try journal.entries().map(\.task.id)
    let hint = NearestName.nearest(to: name, among: known).map { " Did you mean \($0)?" } ?? ""
    throw CommandError.usage("There is no task '\(name)' in the journal.\(hint)")
  }

  /// Asks the service to delete a task, which is in the journal, or at the service of `--service`.
  private static func delete(_ name: String, _ arguments: CommandArguments, _ journal: TaskJournal) async throws {
    let services = Services()
    var task: ImageTask
    if let entry = try journal.entry(named: name) {
      guard entry.state == .submitted else {
        throw CommandError.usage(
          "The service can't be asked to delete '\(name)', because the ID of its task is unknown. To remove it from the "
            + "list: seedream tasks --forget \(name)")
      }
      task = entry.task
    } else {
      guard let service = arguments.value("--service") else {
        let near = NearestName.nearest(to: name, among: try journal.entries().map(\.task.id))
        let hint = near.map { "Did you mean \($0)?" } ?? "To delete a task of another machine, add --service."
        throw CommandError.usage("There is no task '\(name)' in the journal. \(hint)")
      }
      let configuration = try services.configuration(try Services.named(service))
      task = ImageTask(id: name, service: configuration.service, server: configuration.server)
    }
    if let note = services.chooseServer(of: &task) { Console.error(note) }
    let client = try services.client(task.service, server: task.server, timeout: .seconds(300))
    try await client.delete(task)
  }

  /// The object that `--json` prints.
  private struct Listing: Encodable {
    var tasks: [JournalEntry]
    var tasksOfUnknownServices: [UnknownServiceEntry]
  }

  private static func row(_ entry: UnknownServiceEntry) -> [String] {
    [entry.task, entry.service, "other version", entry.submitted.map(age) ?? "", line(of: entry.prompt)]
  }

  private static func row(_ entry: JournalEntry) -> [String] {
    let task = entry.task
    let state =
      switch entry.state {
      case .submitted: task.isFinished ? "drawn" : "submitted"
      case .sending: "sending"
      case .unknown: "unknown"
      }
    return [task.id, task.service.rawValue, state, age(of: task.submitted), line(of: task.prompt)]
  }

  private static func age(of date: Date) -> String { "\(Console.time(.seconds(Date().timeIntervalSince(date)))) ago" }

  /// The beginning of a prompt, on one line.
  private static func line(of prompt: String) -> String {
    let beginning = prompt.count > 60 ? prompt.prefix(59) + "…" : prompt
    return String(beginning.map { $0.isNewline ? " " : $0 })
  }
}
