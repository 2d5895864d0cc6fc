import Foundation
import LoopbackHTTP

#if os(Linux)
  internal import SpawnActions
#endif
#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A program that runs beside the tests; what it says is kept.
///
/// Foundation's `Process` isn't used: on Linux it reads beyond its buffer when very many files are open
/// (swift-corelibs-foundation #5472), as they are while all tests run at the same time.
package final class ChildProcess: Sendable {
  /// Why there is no process.
  package struct Problem: Error, CustomStringConvertible {
    package let description: String
  }

  private struct Text: Sendable {
    var bytes: [UInt8] = []
    var isOver = false
  }

  private let identifier: pid_t
  private let ended = Watched<Int32?>(nil)
  private let texts = [Watched(Text()), Watched(Text())]

  /// Starts a program, with nothing on its standard input and no file but its standard ones.
  ///
  /// - Parameters:
  ///   - path: the program.
  ///   - arguments: what stands behind it on its line.
  ///   - folder: where it works; otherwise where this process does.
  ///   - environment: all of its variables.
  ///   - terminal: what its standard error is; ``errors`` then stays empty.
  /// - Throws: `Problem` if it can't be started.
  package init(
    _ path: String, _ arguments: [String], in folder: String? = nil, environment: [String: String],
    terminal: PseudoTerminal? = nil
  ) throws {
    var pipes: [(read: Int32, write: Int32)] = []
    for _ in texts {
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else { throw Problem(description: "There is no pipe for \(path).") }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      pipes.append((ends[0], ends[1]))
    }
    defer { for pipe in pipes { close(pipe.write) } }
    let variables = environment.map { "\($0.key)=\($0.value)" }
    identifier = try Self.spawn(path, [path] + arguments, variables, folder, pipes.map(\.write), terminal?.path)
    for (text, pipe) in zip(texts, pipes) {
      Thread.detachNewThread { Self.read(pipe.read, into: text) }
    }
    let (identifier, ended) = (identifier, ended)
    Thread.detachNewThread { Self.waitForEnd(of: identifier, ended) }
  }

  deinit { send(SIGKILL) }

  /// Suspends until it has ended and all that it said is there; a cancelled task ends it.
  ///
  /// - Returns: The exit status, or 128 and the number of the signal that ended it.
  package func end() async -> Int32 {
    await withTaskCancellationHandler {
      // In a task of its own, which isn't cancelled.
      await Task {
        try? await ended.wait { $0 != nil }
        for text in texts { try? await text.wait { $0.isOver } }
        return ended.current ?? -1
      }.value
    } onCancel: {
      send(SIGKILL)
    }
  }

  /// Sends a signal, unless it has ended.
  package func send(_ signal: Int32) {
    // While nobody has asked for its status the number is nobody else's.
    ended.withLock { if $0 == nil { _ = kill(identifier, signal) } }
  }

  /// What it has said so far on standard output.
  package var output: String { String(decoding: texts[0].current.bytes, as: UTF8.self) }

  /// What it has said so far on standard error.
  package var errors: String { String(decoding: texts[1].current.bytes, as: UTF8.self) }

  /// Suspends until what it has said on standard output is as it should be, or all is said.
  package func waitForOutput(_ condition: @escaping @Sendable (String) -> Bool) async throws {
    try await texts[0].wait { $0.isOver || condition(String(decoding: $0.bytes, as: UTF8.self)) }
  }

  // MARK: Threads

  private static func read(_ descriptor: Int32, into text: Watched<Text>) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      #if canImport(Darwin)
        let count = Darwin.read(descriptor, &buffer, buffer.count)
      #elseif canImport(Glibc)
        let count = Glibc.read(descriptor, &buffer, buffer.count)
      #else
        let count = Musl.read(descriptor, &buffer, buffer.count)
      #endif
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      text.withLock { $0.bytes += buffer[..<count] }
    }
    close(descriptor)
    text.withLock { $0.isOver = true }
  }

  private static func waitForEnd(of identifier: pid_t, _ ended: Watched<Int32?>) {
    var information = siginfo_t()
    while waitid(P_PID, id_t(identifier), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    ended.withLock { ended in
      var status: Int32 = 0
      while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
      let signal = status & 0x7f
      ended = signal == 0 ? status >> 8 & 0xff : 128 + signal
    }
  }

  // MARK: Spawning

  private static func spawn(
    _ path: String, _ arguments: [String], _ variables: [String], _ folder: String?, _ outputs: [Int32],
    _ terminal: String?
  ) throws -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    for (index, output) in outputs.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, output, Int32(index + 1))
    }
    if let terminal { posix_spawn_file_actions_addopen(&actions, 2, terminal, O_RDWR | O_NOCTTY, 0) }
    #if os(Linux)
      if let folder { _ = spawn_actions_add_folder(&actions, folder) }
    #else
      if let folder { _ = posix_spawn_file_actions_addchdir_np(&actions, folder) }
    #endif
    // A socket that a child holds would stay open when the tests close it.
    var flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
    #if canImport(Darwin)
      flags |= Int32(POSIX_SPAWN_CLOEXEC_DEFAULT)
    #elseif os(Linux)
      _ = spawn_actions_add_closing(&actions, 3)
    #endif
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(truncatingIfNeeded: flags))
    var argumentPointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    var variablePointers: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) }
    defer { for pointer in argumentPointers + variablePointers { free(pointer) } }
    argumentPointers.append(nil)
    variablePointers.append(nil)
    var identifier: pid_t = 0
    let code = posix_spawn(&identifier, path, &actions, &attributes, argumentPointers, variablePointers)
    guard code == 0 else { throw Problem(description: "\(path) can't be started: \(String(cString: strerror(code))).") }
    return identifier
  }
}
