import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Runs programs to their end, and measures what they cost.
enum Child {
  struct Failure: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) { self.description = description }
  }

  /// The cost of a program with its children.
  struct Cost {
    var processorSeconds: Double
    var wallSeconds: Double
    /// The largest resident memory of a single process, in bytes.
    ///
    /// The system counts at least the memory of the parent for a child; a figure that the program prints itself is exact.
    var peakBytes: Double
    /// The figures that the program printed as lines of `name value`.
    var figures: [String: Double]
    var output: String

    /// A figure that the program printed.
    func figure(_ name: String) throws -> Double {
      guard let value = figures[name] else { throw Failure("The figure '\(name)' was not printed.") }
      return value
    }
  }

  /// The executable of this run, to measure something in a process of its own.
  static var executable: String {
    #if os(Linux)
      "/proc/self/exe"
    #else
      Bundle.main.executablePath ?? CommandLine.arguments[0]
    #endif
  }

  /// Runs a subject of a benchmark in a process of its own.
  static func alone(_ benchmark: String, _ arguments: [String]) throws -> Cost {
    try run([executable, benchmark, "--alone"] + arguments)
  }

  /// Runs a program found in `PATH`, in a folder if one is given.
  ///
  /// - Throws: `Failure` when it can't be started or doesn't end with status 0.
  static func run(_ command: [String], in folder: String? = nil) throws -> Cost {
    var arguments = command
    if let folder { arguments = ["sh", "-c", "cd \"$1\" && shift && exec \"$@\"", "sh", folder] + command }
    let output = FileManager.default.temporaryDirectory
      .appendingPathComponent("benchmarks-output-\(UInt32.random(in: 0 ..< .max))").path
    defer { try? FileManager.default.removeItem(atPath: output) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    // With this variable, a child that builds a package depending on this one would build the benchmarks too.
    unsetenv("SEEDREAM_BENCHMARKS")
    var child: pid_t = 0
    let start = ContinuousClock.now
    let status = posix_spawnp(&child, arguments[0], &actions, nil, words, environ)
    guard status == 0 else { throw Failure("\(arguments[0]) can't be started (error \(status)).") }
    var exit: Int32 = 0
    var usage = rusage()
    guard wait4(child, &exit, 0, &usage) == child else { throw Failure("\(arguments[0]) was lost.") }
    let wall = Measurement.seconds(start.duration(to: .now))
    let text = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
    guard exit == 0 else {
      throw Failure("\(command.prefix(4).joined(separator: " ")) … ended with status \(exit >> 8): \(text.suffix(600))")
    }
    var figures: [String: Double] = [:]
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: " ")
      if fields.count == 2, let value = Double(fields[1]) { figures[String(fields[0])] = value }
    }
    return Cost(
      processorSeconds: Measurement.processorSeconds(usage), wallSeconds: wall,
      peakBytes: figures["peak"] ?? Double(Measurement.peakBytes(usage)), figures: figures, output: text)
  }

  /// Whether a command succeeds, such as one that looks for a program.
  static func succeeds(_ command: [String]) -> Bool { (try? run(command)) != nil }

  /// Whether a program can be started.
  static func exists(_ program: String) -> Bool { succeeds(["sh", "-c", "command -v \(program)"]) }
}
