import Foundation
import OpenAPIClientGenerator
import OpenAPIDocument

/// Bytes a second of the reader, and of read + plan + print.
enum Reading {
  /// The subjects: the generator's reader on JSON and on the same document as YAML, the whole generator, Foundation's
  /// reader, and Python's.
  private static let subjects = ["tree", "yaml", "generate", "JSONSerialization", "python", "PyYAML"]

  #if DEBUG
    private static let configuration = "debug"
    private static let sizes = [1_000, 100_000, 1_000_000]
  #else
    private static let configuration = "release"
    private static let sizes = [1_000, 100_000, 1_000_000, 10_000_000, 50_000_000]
  #endif

  @Sendable static func run(_ options: Options, _ report: inout Report) async throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    var documents = try sizes.map { size in
      (name: "\(size / 1000) KB", path: try folder.write("\(size).json", MadeDocument.json(bytes: size)))
    }
    let large = MadeDocument.json(bytes: 4_000_000, operations: 900)
    documents.append(("4 MB, 900 operations", try folder.write("large.json", large)))
    documents += options.documents
    let hasPython = Child.exists("python3")
    if !hasPython { report.note("reading", "no python3") }
    let hasPyYAML = hasPython && (try? Child.run(["python3", "-c", "import yaml; yaml.CSafeLoader"])) != nil
    if !hasPyYAML { report.note("reading", "no PyYAML with its C loader") }
    var perByte: [String: [String: Double]] = [:]
    for (name, path) in documents {
      let size = Double(try Data(contentsOf: URL(fileURLWithPath: path)).count)
      let idle = try Child.alone("reading", ["idle", path]).peakBytes
      let yaml = try folder.write("\(report.rows.count).yaml", MadeDocument.yaml(of: path))
      // Python's YAML reader needs minutes for large documents.
      let present = subjects.filter { subject in
        subject == "PyYAML" ? hasPyYAML && size < 2_000_000 : hasPython || subject != "python"
      }
      let rounds = try Rounds(
        size > 5_000_000 ? min(options.runs, 3) : options.runs,
        present.map { subject in
          (
            subject,
            {
              switch subject {
              case "python": try Child.run(["python3", "-c", python, path])
              case "PyYAML": try Child.run(["python3", "-c", pyYAML, yaml])
              default: try Child.alone("reading", [subject, subject == "yaml" ? yaml : path])
              }
            }
          )
        })
      for subject in present {
        let seconds = try rounds.median(subject) { try $0.figure("processor") }
        var figures = [("processor", seconds * 1e3, "ms"), ("rate", size / seconds / 1e6, "MB/s")]
        if subject == "tree" {
          for other in ["JSONSerialization", "python"] where present.contains(other) {
            figures.append(("\(other)/it", try rounds.ratio(other, to: subject) { try $0.figure("processor") }, "x"))
          }
        }
        if subject == "yaml" {
          figures.append(("it/tree", try rounds.ratio("yaml", to: "tree") { try $0.figure("processor") }, "x"))
          if present.contains("PyYAML") {
            figures.append(("PyYAML/it", try rounds.ratio("PyYAML", to: "yaml") { try $0.figure("processor") }, "x"))
          }
        }
        if !["python", "PyYAML"].contains(subject) {
          figures.append(("peak/document", (rounds.median(subject) { $0.peakBytes } - idle) / size, "x"))
        }
        report.add("reading", "\(configuration), \(name): \(subject)", figures)
        perByte[subject, default: [:]][name] = seconds / size
      }
    }
    for subject in ["tree", "yaml", "generate"] {
      let figures = sizes.dropFirst().compactMap { size -> (String, Double, String)? in
        guard let small = perByte[subject]?["100 KB"], let this = perByte[subject]?["\(size / 1000) KB"] else {
          return nil
        }
        return ("\(size / 1000) KB", this / small, "x")
      }
      report.add("reading", "\(configuration), time a byte against 100 KB: \(subject)", figures)
    }
  }

  private static let python = repeated("json.loads(text)", importing: "json")
  private static let pyYAML = repeated("yaml.load(text, Loader=yaml.CSafeLoader)", importing: "yaml")

  /// A script that repeats a reader of Python's as often as ours is repeated.
  private static func repeated(_ call: String, importing module: String) -> String {
    """
    import \(module), sys, time
    text = open(sys.argv[1], 'rb').read()
    times = []
    while sum(times) < 0.3:
        start = time.process_time()
        \(call)
        times.append(time.process_time() - start)
    print('processor', sorted(times)[len(times) // 2])
    """
  }

  /// One subject in a process of its own: repeated until it can be timed; the peak is that of the first time.
  @Sendable static func alone(_ arguments: [String]) async throws {
    guard arguments.count == 2 else { throw Child.Failure("A subject and a document are needed.") }
    if arguments[0] == "idle" { return print("peak", Measurement.peakMemory()) }
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: arguments[1])))
    var times: [Double] = []
    var peak = 0
    while times.reduce(0, +) < 0.3 {
      times.append(try Measurement.processorSeconds(of: { try once(arguments[0], bytes) }))
      if peak == 0 { peak = Measurement.peakMemory() }
    }
    print("processor", Rounds.middle(times))
    print("peak", peak)
  }

  private static func once(_ subject: String, _ bytes: [UInt8]) throws {
    var diagnostics = Diagnostics()
    switch subject {
    case "tree":
      guard JSONTree.parse(bytes, file: "openapi.json", diagnostics: &diagnostics) != nil else {
        throw Child.Failure("The document is not JSON.")
      }
    case "yaml":
      guard JSONTree.parseYAML(bytes, file: "openapi.yaml", diagnostics: &diagnostics) != nil else {
        throw Child.Failure("The document is not YAML.")
      }
    case "generate":
      let files = try Generated.files(bytes, &diagnostics)
      guard !files.isEmpty else { throw Child.Failure("Nothing was generated.") }
    case "JSONSerialization": _ = try JSONSerialization.jsonObject(with: Data(bytes))
    default: throw Child.Failure("'\(subject)' is not a subject.")
    }
  }
}
