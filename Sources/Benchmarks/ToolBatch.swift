import Foundation
import Seedream

/// `seedream batch` over many prompts, as its user runs it.
struct ToolBatch: Sendable {
  private let tool: String
  private let prompts: String
  private let output: String
  private let journal: TaskJournal
  private let atOnce: Int
  private let environment: [String]

  init(_ tool: String, _ url: String, _ folder: ScratchFolder, count: Int, atOnce: Int) throws {
    self.tool = tool
    self.atOnce = atOnce
    prompts = try folder.write(
      "prompts.jsonl",
      (1...count).map { #"{"prompt":"picture \#($0)","model":"zimage","size":"256x256"}"# + "\n" }.joined())
    output = folder.path("pictures")
    journal = TaskJournal(path: folder.path("state") + "/seedream/tasks.jsonl")
    environment = [
      "HOME=\(folder.url.path)", "XDG_STATE_HOME=\(folder.path("state"))", "PATH=/usr/bin:/bin",
      "TENSORSLAB_API_KEY=sk-benchmark-key", "TENSORSLAB_BASE_URL=\(url)",
    ]
  }

  private var arguments: [String] {
    ["batch", prompts, "--service", "tensorslab", "--jobs", "\(atOnce)", "--output", output, "--quiet"]
  }

  /// The arguments with which `env` runs it.
  var command: [String] { ["-i"] + environment + [tool] + arguments }

  /// Runs it to its end; the figure `status` is its exit status.
  func run() throws -> Child.Cost { try call(arguments) }

  /// Looks up submissions of unknown outcome at the console: tasks there are resumed, all others may be sent again.
  ///
  /// - Returns: how many there were.
  func resolveUnknown(console: [String: [String]]) throws -> Int {
    let unknown = unknown()
    for entry in unknown {
      if let task = console[entry.task.prompt]?.first {
        _ = try call(["resume", task, "--for", entry.id, "--output", output, "--quiet"])
      } else {
        _ = try call(["tasks", "--forget", entry.id])
      }
    }
    return unknown.count
  }

  /// Submissions of unknown outcome, because their response never came.
  func unknown() -> [JournalEntry] { ((try? journal.entries()) ?? []).filter { $0.state == .unknown } }

  /// How many pictures were saved.
  func saved() -> Int {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: output)) ?? []
    return names.filter { $0.hasSuffix(".png") && !$0.hasPrefix(".") }.count
  }

  private func call(_ arguments: [String]) throws -> Child.Cost {
    // A status other than 0 is a result here, not a failure.
    try Child.run(
      ["sh", "-c", "\"$@\"; echo status $?", "sh", "env", "-i"] + environment + [tool] + arguments)
  }
}
