import Foundation

/// Runs the benchmarks named on the command line.
@main
enum Benchmarks {
  /// One benchmark: what it measures, and how it measures a subject in a process of its own.
  struct Benchmark: Sendable {
    let name: String
    let summary: String
    let run: @Sendable (_ options: Options, _ report: inout Report) async throws -> Void
    let alone: @Sendable (_ arguments: [String]) async throws -> Void
  }

  static let all = [
    Benchmark(
      name: "reading", summary: "the JSON reader, and read + plan + print, by size of document",
      run: Reading.run, alone: Reading.alone),
    Benchmark(name: "output", summary: "bytes and lines of what is generated", run: Output.run, alone: nothing),
    Benchmark(
      name: "compiling", summary: "swiftc on what is generated; builds after an edit", run: Compiling.run,
      alone: nothing),
    Benchmark(name: "tool", summary: "openapi-client built from clean", run: ToolBuild.run, alone: nothing),
    Benchmark(
      name: "calls", summary: "small JSON calls against URLSession by hand, curl and httpx", run: Calls.run,
      alone: CallSubjects.run),
    Benchmark(
      name: "bodies", summary: "1 GB up and down against curl; a base64 picture", run: Bodies.run,
      alone: Bodies.alone),
    Benchmark(
      name: "decoding", summary: "generated types against JSONDecoder and JSONEncoder", run: Decoding.run,
      alone: Decoding.alone),
    Benchmark(
      name: "pictures", summary: "500 pictures from a service that refuses, breaks off and dies; a reference of 200 MB",
      run: Pictures.run, alone: Pictures.alone),
    Benchmark(name: "kills", summary: "a batch killed 200 times", run: Kills.run, alone: nothing),
    Benchmark(name: "sandbox", summary: "", run: { _, _ in }, alone: SandboxProcess.serve),
    Benchmark(name: "serve", summary: "", run: { _, _ in }, alone: BenchmarkServer.serve),
  ]

  static func main() async {
    do {
      let options = try Options(Array(CommandLine.arguments.dropFirst()))
      if options.wantsHelp { return usage() }
      if let alone = options.alone {
        guard let name = options.names.first, let benchmark = all.first(where: { $0.name == name }) else { return }
        return try await benchmark.alone(alone)
      }
      var report = Report()
      for benchmark in all where options.runs(benchmark) {
        print("\n\(benchmark.name): \(benchmark.summary)")
        do {
          try await benchmark.run(options, &report)
        } catch {
          report.note(benchmark.name, "stopped: \(error)")
        }
      }
      if let path = options.json { try report.write(to: path) }
    } catch {
      FileHandle.standardError.write(Data("benchmarks: \(error)\n".utf8))
      exit(2)
    }
  }

  private static func usage() {
    print("usage: Benchmarks [NAME]… [--runs N] [--package DIR] [--corpus DIR] [--tool FILE] [--json FILE]")
    for benchmark in all where !benchmark.summary.isEmpty { print("  \(benchmark.name): \(benchmark.summary)") }
  }

  private static func nothing(_ arguments: [String]) async throws {}
}

/// The arguments of the command line.
struct Options {
  var names: [String] = []
  /// How many rounds are run; figures are medians over them.
  var runs = 5
  /// The root of this package.
  var package = FileManager.default.currentDirectoryPath
  /// The folder of the corpus, `../shared/corpus` beside the checkout if not given.
  var corpus: String?
  /// The built `seedream`, for `kills` and `pictures`.
  var tool: String?
  var json: String?
  var wantsHelp = false
  /// Internal: a measurement made in a process of its own, so that its time and peak memory are its own.
  var alone: [String]?

  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    func value(_ option: String) throws -> String {
      guard let value = rest.popFirst() else { throw Child.Failure("\(option) needs a value.") }
      return value
    }
    while let argument = rest.popFirst() {
      switch argument {
      case "--runs":
        let text = try value(argument)
        guard let number = Int(text), number > 0 else { throw Child.Failure("--runs needs a number, not '\(text)'.") }
        runs = number
      case "--package": package = URL(fileURLWithPath: try value(argument)).path
      case "--corpus": corpus = try value(argument)
      case "--tool": tool = URL(fileURLWithPath: try value(argument)).path
      case "--json": json = try value(argument)
      case "--help", "-h": wantsHelp = true
      case "--alone":
        alone = Array(rest)
        rest = []
      case let name where Benchmarks.all.contains { $0.name == name }: names.append(name)
      default: throw Child.Failure("\(argument) is neither a benchmark nor an option; see --help.")
      }
    }
  }

  /// Whether a benchmark runs: if none is named, all of them do.
  func runs(_ benchmark: Benchmarks.Benchmark) -> Bool {
    names.isEmpty ? !benchmark.summary.isEmpty : names.contains(benchmark.name)
  }

  /// The documents of the corpus that the competitor was measured with, as far as they exist.
  var documents: [(name: String, path: String)] {
    let folder = corpus ?? "\(package)/../shared/corpus"
    return Competitor.documents.keys.sorted().compactMap { name in
      let path = "\(folder)/json/\(name)"
      return FileManager.default.fileExists(atPath: path) ? (name, path) : nil
    }
  }
}
