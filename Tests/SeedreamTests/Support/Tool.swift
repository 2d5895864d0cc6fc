import ChildProcesses
import Foundation
import HTTPTransport

/// The built `seedream`, run as a child process with only the keys and the journal that a test gives it.
final class Tool: Sendable {
  /// The executable beside the test bundle; nil if it was not built.
  static let path: String? = {
    for argument in CommandLine.arguments {
      var folder = URL(fileURLWithPath: argument)
      while folder.pathComponents.count > 1 {
        folder.deleteLastPathComponent()
        let candidate = folder.appendingPathComponent("seedream").path
        if folder.path.contains(".build"), FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
      }
    }
    return nil
  }()

  /// The result of a run.
  struct Outcome: Sendable {
    /// The exit status, or 128 and the signal's number.
    var status: Int32
    var output: String
    var errors: String

    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  private let process: ChildProcess

  /// Starts it.
  convenience init(
    _ arguments: [String], in home: TemporaryFolder, _ environment: [String: String] = [:],
    terminal: PseudoTerminal? = nil
  ) throws {
    try self.init(program: Self.path ?? "/nowhere", arguments, in: home, environment, terminal: terminal)
  }

  private init(
    program: String, _ arguments: [String], in home: TemporaryFolder, _ environment: [String: String],
    terminal: PseudoTerminal? = nil
  ) throws {
    var all = ["HOME": home.path, "XDG_STATE_HOME": home.path + "/state", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]
    for name in ["LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FRAMEWORK_PATH"] {
      all[name] = ProcessInfo.processInfo.environment[name]
    }
    process = try ChildProcess(
      program, arguments, in: home.path, environment: all.merging(environment) { $1 }, terminal: terminal)
  }

  /// Runs it to its end.
  static func run(
    _ arguments: [String], in home: TemporaryFolder, _ environment: [String: String] = [:]
  ) async throws -> Outcome {
    try await Tool(arguments, in: home, environment).outcome()
  }

  /// Runs a shell's script, whose first argument is the executable.
  static func shell(
    _ script: String, in home: TemporaryFolder, _ environment: [String: String], shell: String = "/bin/sh"
  ) async throws -> Outcome {
    try await Tool(program: shell, [script, path ?? "/nowhere"], in: home, environment).outcome()
  }

  func send(_ signal: Int32) { process.send(signal) }

  func outcome() async -> Outcome {
    let status = await process.end()
    return Outcome(status: status, output: process.output, errors: process.errors)
  }

  /// Suspends until standard output fulfils a condition or ends, and returns it.
  func output(until condition: @escaping @Sendable (String) -> Bool) async throws -> String {
    try await process.waitForOutput(condition)
    return process.output
  }
}

/// Waits for a request to a sandbox.
final class Moment: Sendable {
  private let state = Locked<(isHere: Bool, waiting: CheckedContinuation<Void, Never>?)>((false, nil))

  func come() {
    state.withLock { state -> CheckedContinuation<Void, Never>? in
      state.isHere = true
      return state.waiting.take()
    }?.resume()
  }

  func wait() async {
    await withCheckedContinuation { continuation in
      let isHere = state.withLock { state in
        if !state.isHere { state.waiting = continuation }
        return state.isHere
      }
      if isHere { continuation.resume() }
    }
  }
}
