import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A program run to its end, with what it cost.
enum Child {
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// Runs a program found in `PATH` with its output thrown away, or written to a file.
  static func run(_ arguments: [String], output: String = "/dev/null") throws -> Measurement {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var child: pid_t = 0
    let start = ContinuousClock.now
    let status = posix_spawnp(&child, arguments[0], &actions, nil, words, environ)
    guard status == 0 else { throw Failure(description: "\(arguments[0]) can't be started (error \(status)).") }
    var exit: Int32 = 0
    var usage = rusage()
    guard wait4(child, &exit, 0, &usage) == child else {
      throw Failure(description: "\(arguments[0]) was lost.")
    }
    let wall = Measurement.seconds(start.duration(to: .now))
    guard exit == 0 else {
      throw Failure(description: "\(arguments.joined(separator: " ")) ended with status \(exit >> 8).")
    }
    return Measurement(
      processorSeconds: Measurement.processorSeconds(usage), wallSeconds: wall, peakBytes: Measurement.peakBytes(usage))
  }

  /// Whether a program can be started.
  static func exists(_ program: String) -> Bool {
    (try? run(["sh", "-c", "command -v \(program)"])) != nil
  }
}
