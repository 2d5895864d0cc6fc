import Foundation
import OpenAPIClientGenerator
import OpenAPIDocument

/// Bytes a second of the reader, and of read + plan + print.
enum Reading {
  static func run(_ options: Options, _ report: inout Report) async throws {
    if !options.alone.isEmpty { return try alone(options.alone) }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("benchmarks-reading")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var documents: [(String, String)] = []
    for bytes in [1_000, 100_000, 1_000_000, 4_000_000, 10_000_000, 50_000_000] {
      let path = folder.appendingPathComponent("\(bytes).json").path
      try Data(MadeDocument.json(bytes: bytes).utf8).write(to: URL(fileURLWithPath: path))
      documents.append(("made, \(bytes / 1000) KB", path))
    }
    for name in ["comms/resend.json", "apisguru/giteaio.json"] {
      if let path = options.document(name) { documents.append((name, path)) }
    }
    for (name, path) in documents {
      let size = try Data(contentsOf: URL(fileURLWithPath: path)).count
      let runs = size > 5_000_000 ? min(options.runs, 3) : options.runs
      for subject in ["nothing", "tree", "generate", "JSONSerialization", "python"] {
        var seconds: [Double] = []
        var peaks: [Double] = []
        for _ in 0..<runs {
          let cost: Measurement
          if subject == "python" {
            guard Child.exists("python3") else { break }
            cost = try Child.run(["python3", "-c", "import json,sys; json.load(open(sys.argv[1],'rb'))", path])
          } else {
            cost = try Child.run([options.executable, "reading", "--alone", subject, path])
          }
          seconds.append(cost.processorSeconds)
          peaks.append(Double(cost.peakBytes))
        }
        guard !seconds.isEmpty else { continue }
        report.add(
          "reading", "\(name): \(subject)",
          [
            ("processor", median(seconds), "s"), ("rate", Double(size) / median(seconds) / 1e6, "MB/s"),
            ("peak", median(peaks) / 1e6, "MB"), ("peak/document", median(peaks) / Double(size), "x"),
          ])
      }
    }
  }

  /// One measurement in a process of its own; `nothing` is what the process itself costs.
  private static func alone(_ arguments: [String]) throws {
    guard arguments.count == 2 else { return }
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: arguments[1])))
    var diagnostics = Diagnostics()
    switch arguments[0] {
    case "tree":
      guard JSONTree.parse(bytes, file: "made.json", diagnostics: &diagnostics) != nil else {
        throw Child.Failure(description: "not JSON")
      }
    case "generate":
      let result = Generator.generate(
        root: "made.json", load: { _ in bytes }, configuration: GeneratorConfiguration(namespace: "API"))
      guard !result.files.isEmpty else { throw Child.Failure(description: "nothing generated") }
    case "JSONSerialization":
      _ = try JSONSerialization.jsonObject(with: Data(bytes))
    default: break
    }
  }
}
