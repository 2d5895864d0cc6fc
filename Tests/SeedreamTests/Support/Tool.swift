import Foundation
import HTTPTransport

/// The built `seedream`, run as its users run it, in a world of its own: no keys, no journal but what a test gives.
final class Tool: Sendable {
  /// The executable beside the test bundle; nil where it was not built.
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

  /// How a run ended.
  struct Outcome: Sendable {
    /// The exit status, or 128 and the signal's number.
    var status: Int32
    var output: String
    var errors: String
    /// When it ended, told by no thread that tests keep busy.
    var ended: ContinuousClock.Instant

    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  private let folder: TemporaryFolder
  private let process: Process
  private let ended = Locked<(end: ContinuousClock.Instant?, waiting: [CheckedContinuation<Void, Never>])>((nil, []))

  /// Starts it.
  init(_ arguments: [String], in home: TemporaryFolder, _ environment: [String: String] = [:]) throws {
    folder = try TemporaryFolder()
    process = Process()
    process.executableURL = URL(fileURLWithPath: Self.path ?? "/nowhere")
    process.arguments = arguments
    process.currentDirectoryURL = home.url
    var all = ["HOME": home.path, "XDG_STATE_HOME": home.path + "/state", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]
    for name in ["LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FRAMEWORK_PATH"] {
      all[name] = ProcessInfo.processInfo.environment[name]
    }
    process.environment = all.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try handle("output")
    process.standardError = try handle("errors")
    let ended = ended
    process.terminationHandler = { _ in
      let waiting = ended.withLock { state in
        state.end = .now
        defer { state.waiting = [] }
        return state.waiting
      }
      for continuation in waiting { continuation.resume() }
    }
    try process.run()
  }

  deinit { if ended.current.end == nil { kill(process.processIdentifier, SIGKILL) } }

  /// Runs it to its end.
  static func run(
    _ arguments: [String], in home: TemporaryFolder, _ environment: [String: String] = [:]
  ) async throws -> Outcome {
    try await Tool(arguments, in: home, environment).outcome()
  }

  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  func outcome() async -> Outcome {
    await withCheckedContinuation { continuation in
      let isOver = ended.withLock { state in
        if state.end == nil { state.waiting.append(continuation) }
        return state.end != nil
      }
      if isOver { continuation.resume() }
    }
    let status = process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
    return Outcome(
      status: status, output: text("output"), errors: text("errors"), ended: ended.current.end ?? .now)
  }

  /// What it has said so far on standard output.
  var output: String { text("output") }

  private func text(_ name: String) -> String { String(decoding: folder.bytes(name), as: UTF8.self) }

  private func handle(_ name: String) throws -> FileHandle {
    try FileHandle(forWritingTo: URL(fileURLWithPath: folder.write([], to: name)))
  }
}

/// Waits for the moment when a sandbox has been asked something.
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
