import ChildProcesses
import Foundation
import HTTPTransport
import Seedream
import SeedreamSandbox
import Testing

@Suite(
  .serialized, .enabled(if: Tool.path != nil, "The executable seedream is not built beside the tests."),
  .timeLimit(.minutes(10)))
struct `In a terminal` {
  private let home: TemporaryFolder

  /// A sandbox stops when its last reference goes.
  private let sandboxes = Locked<[SandboxServer]>([])

  init() throws { home = try TemporaryFolder() }

  private func sandbox(_ faults: SandboxFault...) throws -> (sandbox: SandboxServer, environment: [String: String]) {
    var options = SandboxOptions()
    (options.queuedPolls, options.runningPolls) = (0, 0)
    let sandbox = try SandboxServer(options: options, faults: faults)
    sandboxes.withLock { $0.append(sandbox) }
    return (
      sandbox, ["TENSORSLAB_BASE_URL": sandbox.url, "TENSORSLAB_API_KEY": Fixture.key, "TERM": "xterm-256color"]
    )
  }

  /// The states of the live line, which carriage returns separate.
  private func liveLines(_ text: String) -> [String] {
    text.components(separatedBy: "\r").filter { $0.hasSuffix("\u{1B}[K") }.map { String($0.dropLast(3)) }
  }

  @Test func `progress is one line that changes, and is removed before anything else is printed`() async throws {
    let (sandbox, environment) = try sandbox(SandboxFault(.noResponse, at: .poll))
    let terminal = try PseudoTerminal()
    let tool = try Tool(["generate", "a fox"], in: home, environment, terminal: terminal)
    try await terminal.wait { $0.contains(" submitted 0 s") || $0.contains(" submitted 1 s") }
    tool.send(SIGINT)
    let outcome = await tool.outcome()
    #expect(outcome.status == 130)
    #expect(sandbox.submissions.count == 1)
    try await terminal.wait { $0.contains("is kept") }
    let lines = liveLines(terminal.text)
    #expect(lines.contains { $0.dropFirst().hasPrefix(" submitted ") && "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏".contains($0.prefix(1)) })
    // Each message begins in place of the live line.
    for message in ["Task ", "seedream: "] {
      let start = try #require(terminal.text.range(of: message))
      let before = terminal.text[..<start.lowerBound]
      // A line ends with `\r\n` here, which is one character.
      #expect(
        before.hasSuffix("\r\n") || before.hasSuffix("\n") || before.hasSuffix("\r\u{1B}[K"),
        "\(before.suffix(40).debugDescription)")
    }
    // There is no line for each change, as without a terminal.
    #expect(!terminal.text.replacingOccurrences(of: "\r\n", with: "\n").contains("\nsubmitted\n"))
  }

  @Test func `the line of a batch counts all of it, and never wraps`() async throws {
    let (_, environment) = try sandbox(SandboxFault(.noResponse, at: .poll))
    try home.write(Array("a fox\nan owl\na hare\n".utf8), to: "prompts.txt")
    for columns in [100, 20] {
      let terminal = try PseudoTerminal(columns: columns)
      let tool = try Tool(
        ["batch", "prompts.txt", "--jobs", "2", "--output", "\(columns)"], in: home, environment, terminal: terminal)
      try await terminal.wait { $0.contains(columns == 100 ? "0 of 3 saved, 2 running" : "0 of 3 saved") }
      tool.send(SIGINT)
      #expect(await tool.outcome().status == 130)
      #expect(liveLines(terminal.text).allSatisfy { $0.count < columns })
    }
  }

  @Test func `pictures are shown as its environment says`() async throws {
    var (_, environment) = try sandbox()
    environment["TERM"] = "xterm-kitty"
    let terminal = try PseudoTerminal()
    let arguments = ["generate", "a fox", "--model", "zimage", "--size", "256x256", "--show", "--output", "out"]
    let outcome = try await Tool(arguments, in: home, environment, terminal: terminal).outcome()
    #expect(outcome.status == 0)
    try await terminal.wait { $0.contains("Saved 1 picture") }
    let start = try #require(terminal.text.firstRange(of: "\u{1B}_Ga=T,q=2,f=100,m=1;"))
    let piece = terminal.text[start.upperBound...].prefix { $0 != "\u{1B}" }
    #expect(Data(base64Encoded: String(piece))?.starts(with: [0x89, 0x50, 0x4E, 0x47]) == true)
    #expect(!terminal.text.contains(GraphicsQuery.attributes))
  }

  @Test func `pictures are shown as it responds, also for a batch, and the response is not shown`() async throws {
    let (_, environment) = try sandbox()
    try home.write(Array("a fox\nan owl\n".utf8), to: "prompts.txt")
    let hasResponded = Locked(false)
    let terminal = try PseudoTerminal { received in
      guard String(decoding: received, as: UTF8.self).contains(GraphicsQuery.attributes) else { return [] }
      let isFirst = hasResponded.withLock { state in
        defer { state = true }
        return !state
      }
      return isFirst ? Array("\u{1B}[?62;4;22c".utf8) : []
    }
    let outcome = try await Tool(
      ["batch", "prompts.txt", "--model", "zimage", "--size", "256x256", "--show", "--output", "out"], in: home,
      environment, terminal: terminal
    ).outcome()
    #expect(outcome.status == 0)
    #expect(outcome.lines.count == 2)
    try await terminal.wait { $0.contains("Saved 2 of 2") }
    #expect(terminal.text.components(separatedBy: "\u{1B}P0;1q\"1;1;256;256").count == 3)
    #expect(!terminal.text.contains("62;4;22"))
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
  func `a signal during a query restores it`(_ signal: Int32) async throws {
    let (_, environment) = try sandbox()
    let terminal = try PseudoTerminal()
    let tool = try Tool(["generate", "a fox", "--show", "--output", "out"], in: home, environment, terminal: terminal)
    try await terminal.wait { $0.contains(GraphicsQuery.attributes) }
    tool.send(signal)
    #expect(await tool.outcome().status != 0)
    #expect(terminal.echoes)
  }

  @Test func `and otherwise a message says that none can be shown`() async throws {
    let (_, environment) = try sandbox()
    let arguments = ["generate", "a fox", "--show", "--output", "out"]
    let piped = try await Tool.run(arguments, in: home, environment)
    #expect(piped.status == 0 && piped.lines.count == 1)
    #expect(piped.errors.contains("No picture can be shown: standard error is not a terminal.\n"))
    #expect(try await Tool.run(arguments + ["--quiet"], in: home, environment).errors.isEmpty)
    var dumb = environment
    dumb["TERM"] = "linux"
    let terminal = try PseudoTerminal()
    #expect(try await Tool(arguments, in: home, dumb, terminal: terminal).outcome().status == 0)
    try await terminal.wait { $0.contains("Saved 1 picture") }
    #expect(terminal.text.contains("No picture can be shown: this terminal supports neither"))
    #expect(!terminal.text.contains(GraphicsQuery.attributes))
  }
}

/// The end of the query to a terminal.
private enum GraphicsQuery {
  static let attributes = "\u{1B}[c"
}
