import Foundation
import Seedream
import SeedreamSandbox

/// A sandbox in a process of its own, which can be killed and restarted because its tasks are in a file.
final class SandboxProcess {
  let port: UInt16
  var url: String { "http://127.0.0.1:\(port)" }
  /// The file of tasks, which stands for the services' consoles.
  let stateFile: String
  private let faults: [String]
  private let submissionsPerSecond: Int
  private var process: Process
  /// The process lives as long as this end of the pipe is open, so it never outlives the benchmark.
  private var life: Pipe

  init(stateFile: String, submissionsPerSecond: Int = 0, faults: [String] = []) throws {
    self.stateFile = stateFile
    self.faults = faults
    self.submissionsPerSecond = submissionsPerSecond
    (process, life, port) = try Self.start(0, stateFile, submissionsPerSecond, faults)
  }

  /// Kills it as `kill -9` does, and starts it again on the same port after a while.
  func killAndRestart(after pause: Duration) async throws {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try await Task.sleep(for: pause)
    (process, life, _) = try Self.start(port, stateFile, submissionsPerSecond, faults)
  }

  func stop() {
    try? life.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// The ids of accepted tasks by prompt, each of which would have been paid for.
  func paidPrompts() -> [String: [String]] { Self.tasks(stateFile) }

  /// The tasks of each prompt.
  static func tasks(_ stateFile: String) -> [String: [String]] {
    struct Line: Decodable {
      var id: String?
      var prompt: String?
    }
    let data = FileManager.default.contents(atPath: stateFile) ?? Data()
    var tasks: [String: [String]] = [:]
    for line in data.split(separator: UInt8(ascii: "\n")) {
      guard let task = try? JSONDecoder().decode(Line.self, from: Data(line)), let id = task.id,
        let prompt = task.prompt
      else { continue }
      tasks[prompt, default: []].append(id)
    }
    return tasks
  }

  private static func start(
    _ port: UInt16, _ stateFile: String, _ limit: Int, _ faults: [String]
  ) throws -> (Process, Pipe, UInt16) {
    let process = Process()
    let life = Pipe()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: Child.executable).resolvingSymlinksInPath()
    process.arguments = ["sandbox", "--alone", "\(port)", stateFile, "\(limit)"] + faults
    process.standardInput = life
    process.standardOutput = output
    try process.run()
    let first = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard let bound = first.split(separator: "\n").first.flatMap({ UInt16($0) }) else {
      throw Child.Failure("The sandbox did not start: \(first)")
    }
    return (process, life, bound)
  }

  /// Serves until its standard input ends: `PORT STATEFILE LIMIT FAULT…`.
  @Sendable static func serve(_ arguments: [String]) async throws {
    var options = SandboxOptions()
    options.stateFile = arguments[1]
    options.rememberedRequests = 1
    if let limit = Int(arguments[2]), limit > 0 { options.rateLimit = SandboxRateLimit(submissions: limit) }
    let faults = try arguments.dropFirst(3).map { try SandboxFault(argument: $0) }
    let sandbox = try SandboxServer(port: UInt16(arguments[0]) ?? 0, options: options, faults: faults)
    print(sandbox.port)
    fflush(nil)
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      Thread.detachNewThread {
        _ = FileHandle.standardInput.readDataToEndOfFile()
        continuation.resume()
      }
    }
    sandbox.stop()
  }
}
