import Foundation

/// Bytes and lines of what is generated, against the strongest competitor's on the same documents.
enum Output {
  /// Emitted bytes of the competitor for documents of the corpus, measured with its version 1.13.0.
  static let competitor = ["comms/resend.json": 1_590_000.0, "apisguru/giteaio.json": 4_160_000.0]

  static func run(_ options: Options, _ report: inout Report) async throws {
    for name in ["comms/resend.json", "apisguru/giteaio.json"] {
      guard let path = options.document(name) else {
        print("  \(name): not here; give --corpus")
        continue
      }
      let folder = try Generated(document: path, options: options, files: 1)
      defer { folder.remove() }
      let bytes = Double(try folder.bytes())
      var figures = [("bytes", bytes, "B"), ("lines", Double(try folder.lines()), "")]
      if let other = competitor[name] { figures.append(("of the competitor's", bytes / other, "x")) }
      report.add("output", name, figures)
    }
    let made = FileManager.default.temporaryDirectory.appendingPathComponent("benchmarks-output.json")
    defer { try? FileManager.default.removeItem(at: made) }
    for schemas in [300, 600] {
      try Data(MadeDocument.json(schemas: schemas).utf8).write(to: made)
      let folder = try Generated(document: made.path, options: options, files: 1)
      defer { folder.remove() }
      let bytes = Double(try folder.bytes())
      report.add(
        "output", "made, \(schemas) schemas, \(schemas / 3) operations",
        [("bytes", bytes, "B"), ("a schema and a third of an operation", bytes / Double(schemas), "B")])
    }
  }
}

/// A folder of generated sources.
struct Generated {
  let folder: URL

  /// Runs `openapi-client generate` of this package's debug build.
  init(document: String, options: Options, files: Int) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("benchmarks-generated-\(UInt32.random(in: 0 ..< .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let tool = "\(options.package)/.build/debug/openapi-client"
    _ = try Child.run([
      tool, "generate", document, "--output", folder.path, "--namespace", "API", "--files", String(files),
    ])
  }

  func paths() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }.sorted()
      .map { folder.appendingPathComponent($0).path }
  }

  func bytes() throws -> Int {
    try paths().reduce(0) { try $0 + Data(contentsOf: URL(fileURLWithPath: $1)).count }
  }

  func lines() throws -> Int {
    try paths().reduce(0) { sum, path in
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      return sum + data.reduce(0) { $1 == 10 ? $0 + 1 : $0 }
    }
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}
