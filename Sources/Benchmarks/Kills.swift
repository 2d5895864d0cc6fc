import Foundation
import Seedream

/// A batch that is killed (`kill -9`) at random moments, again and again, and then runs to its end: the pictures of every
/// accepted task are saved, and none is paid for twice.
///
/// By default it kills a script over the library; with `--tool PATH` it kills `seedream batch`.
enum Kills {
  private static let kills = 200
  private static let count = 400

  @Sendable static func run(_ options: Options, _ report: inout Report) async throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let sandbox = try SandboxProcess(stateFile: folder.path("console"), faults: ["download.drop-in-body/5"])
    defer { sandbox.stop() }
    let subject = try Subject(options.tool, sandbox, folder)
    var done = 0
    for number in 1...kills {
      let process = try subject.start()
      // Some are killed before they send anything, some almost finish.
      try await Task.sleep(for: .milliseconds(number % 4 == 0 ? .random(in: 300...1200) : .random(in: 5...300)))
      if process.isRunning {
        kill(process.processIdentifier, SIGKILL)
        done += 1
      }
      process.waitUntilExit()
    }
    var last = try subject.start()
    last.waitUntilExit()
    let unknown = subject.unknown()
    if unknown > 0 {
      // Its user looks up submissions of unknown outcome.
      try subject.resolveUnknown()
      last = try subject.start()
      last.waitUntilExit()
    }
    let paid = sandbox.paidPrompts()
    let accepted = paid.values.reduce(0) { $0 + $1.count }
    let saved = subject.saved()
    report.add(
      "kills", options.tool == nil ? "a batch over the library" : "seedream batch",
      [
        ("killed", Double(done), "times"), ("paid for", Double(accepted), ""), ("saved", Double(saved), ""),
        ("paid twice", Double(paid.values.filter { $0.count > 1 }.count), ""),
        ("unknown, looked up", Double(unknown), ""), ("last status", Double(last.terminationStatus), ""),
      ])
    if saved != count || accepted != count || accepted != paid.count {
      report.note("kills", "the pictures of every task must be saved, and none be paid for twice")
    }
  }

  /// The program that is killed.
  private struct Subject {
    let tool: String?
    let sandbox: SandboxProcess
    let folder: ScratchFolder
    private let batch: ToolBatch?

    init(_ tool: String?, _ sandbox: SandboxProcess, _ folder: ScratchFolder) throws {
      self.tool = tool
      self.sandbox = sandbox
      self.folder = folder
      batch = try tool.map { tool in
        try ToolBatch(tool, sandbox.url, folder, count: Kills.count, atOnce: 8)
      }
    }

    private var output: String { folder.path("pictures") }

    func start() throws -> Process {
      let process = Process()
      if let batch {
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = batch.command
      } else {
        process.executableURL = URL(fileURLWithPath: Child.executable).resolvingSymlinksInPath()
        process.arguments =
          ["pictures", "--alone", "batch", sandbox.url, output, sandbox.stateFile, "\(Kills.count)", "8"]
      }
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      return process
    }

    /// How many pictures were saved.
    func saved() -> Int {
      batch?.saved() ?? PictureBatch.look(in: output, count: Kills.count).saved
    }

    /// How many submissions of unknown outcome the tool reports; a script over the library looks them up by itself.
    func unknown() -> Int { batch?.unknown().count ?? 0 }

    /// Looks them up at the console.
    func resolveUnknown() throws { _ = try batch?.resolveUnknown(console: SandboxProcess.tasks(sandbox.stateFile)) }
  }
}
