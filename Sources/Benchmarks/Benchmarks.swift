import Foundation

/// Runs the benchmarks named on the command line.
@main
enum Benchmarks {
  typealias Benchmark = (_ options: Options, _ report: inout Report) async throws -> Void

  static let all: [(name: String, summary: String, run: Benchmark)] = [
    ("reading", "the JSON reader, and read + plan + print, by size of document", Reading.run),
    ("output", "bytes and lines of what is generated", Output.run),
    ("compiling", "swiftc on what is generated, whole and incremental", Compiling.run),
    ("tool", "openapi-client built from clean", ToolBuild.run),
    ("calls", "small JSON calls against URLSession, curl and httpx", Calls.run),
    ("bodies", "1 GB up and down against curl; base64 pictures", Bodies.run),
    ("decoding", "generated types against JSONDecoder and JSONEncoder", Decoding.run),
  ]

  static func main() async {
    do {
      let options = try Options(Array(CommandLine.arguments.dropFirst()))
      let chosen = all.filter { options.names.isEmpty || options.names.contains($0.name) }
      guard !chosen.isEmpty, !options.wantsHelp else {
        print("usage: benchmarks [NAME]… [--runs N] [--package DIR] [--corpus DIR] [--json FILE]")
        for benchmark in all { print("  \(benchmark.name): \(benchmark.summary)") }
        return
      }
      var report = Report()
      for benchmark in chosen {
        print("\n\(benchmark.name): \(benchmark.summary)")
        do {
          try await benchmark.run(options, &report)
        } catch {
          print("  stopped: \(error)")
        }
      }
      if let path = options.json { try report.write(to: path) }
    } catch {
      print("benchmarks: \(error)")
      exit(2)
    }
  }
}

/// What the command line says.
struct Options {
  var names: [String] = []
  var runs = 5
  /// The root of this package.
  var package = FileManager.default.currentDirectoryPath
  /// The folder of the corpus, `../shared/corpus` beside the checkout if not given.
  var corpus: String?
  var json: String?
  var wantsHelp = false
  /// Internal: a measurement made in a process of its own, so that its peak memory is its own.
  var alone: [String] = []

  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    func value(_ option: String) throws -> String {
      guard let value = rest.popFirst() else { throw Child.Failure(description: "\(option) needs a value.") }
      return value
    }
    while let argument = rest.popFirst() {
      switch argument {
      case "--runs": runs = max(1, Int(try value(argument)) ?? runs)
      case "--package": package = try value(argument)
      case "--corpus": corpus = try value(argument)
      case "--json": json = try value(argument)
      case "--help", "-h": wantsHelp = true
      case "--alone":
        alone = Array(rest)
        rest = []
      case let name where Benchmarks.all.contains { $0.name == name }: names.append(name)
      default: throw Child.Failure(description: "\(argument) is neither a benchmark nor an option; see --help.")
      }
    }
  }

  /// A document of the corpus, if the corpus is there.
  func document(_ name: String) -> String? {
    let folder = corpus ?? "\(package)/../shared/corpus"
    let path = "\(folder)/json/\(name)"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  /// The executable of this run, to measure something in a process of its own.
  var executable: String { CommandLine.arguments[0] }
}
