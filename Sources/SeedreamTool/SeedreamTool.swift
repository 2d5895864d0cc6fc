import CommandLineSupport
import Foundation
import HTTPTransport
import OpenAPISyntax
import Seedream

/// `seedream`: pictures from a terminal.
@main
enum SeedreamTool {
  static func main() {
    Console.openClosed()
    Interrupts.block()
    // As bytes, because the name of a file need not be UTF-8.
    let words = (1..<max(1, Int(CommandLine.argc))).compactMap { index in
      CommandLine.unsafeArgv[index].map { argument in
        PathBytes.text(UnsafeRawBufferPointer(start: argument, count: strlen(argument)))
      }
    }
    Task.detached {
      do {
        try await run(words)
        exit(ExitStatus.done.rawValue)
      } catch let error as CommandError {
        fail(error.message, "usage", error.status, words)
      } catch let error as SeedreamError {
        fail(error.message, error.kind.rawValue, ExitStatus(error), words)
      } catch {
        fail("\(error)", "other", .failed, words)
      }
    }
    Interrupts.waitForSignals()
  }

  private static func run(_ words: [String]) async throws {
    guard let name = words.first else {
      Console.error(Commands.page)
      exit(ExitStatus.wrongUsage.rawValue)
    }
    if name == "--help" || name == "-h" || name == "help" {
      try help(words.dropFirst().first)
      return
    }
    if name == "--version" {
      Console.output("seedream \(SeedreamVersion.current)")
      return
    }
    guard let command = Commands.all.first(where: { $0.name == name }) else { throw unknown(name) }
    let arguments = try command.parse(Array(words.dropFirst()))
    if arguments.has("--help") {
      try help(name)
      return
    }
    switch command.name {
    case "generate": try await GenerateCommand.run(arguments)
    case "resume": try await ResumeCommand.run(arguments)
    case "batch": try await BatchCommand.run(arguments)
    case "completion": try Completion.run(arguments)
    case "tasks": try await TasksCommand.run(arguments)
    case "models": try ModelsCommand.run(arguments)
    default: try await SandboxCommand.run(arguments)
    }
  }

  private static func help(_ name: String?) throws(CommandError) {
    guard let name else {
      Console.write(Commands.page, to: 1)
      return
    }
    guard let command = Commands.all.first(where: { $0.name == name }) else { throw unknown(name) }
    Console.write(command.name == "sandbox" ? SandboxCommand.page : command.page, to: 1)
  }

  private static func unknown(_ name: String) -> CommandError {
    let near = NearestName.nearest(to: name, among: Commands.all.map(\.name))
    let hint = near.map { "Did you mean seedream \($0)?" } ?? "See `seedream --help`."
    return CommandError.usage("There is no command '\(name)'. \(hint)")
  }

  private static func fail(_ message: String, _ kind: String, _ status: ExitStatus, _ words: [String]) -> Never {
    Console.error("seedream: \(message)")
    if words.contains("--json") {
      var report = Report()
      report.error = Report.Failure(kind: kind, message: message, mayBeCharged: false)
      report.exitStatus = status.rawValue
      Report.print(report)
    }
    exit(status.rawValue)
  }
}
