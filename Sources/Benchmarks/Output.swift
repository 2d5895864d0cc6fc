import Foundation

/// Bytes and lines of generated sources, against the strongest competitor's for the same documents.
enum Output {
  @Sendable static func run(_ options: Options, _ report: inout Report) async throws {
    if options.documents.isEmpty { report.note("output", "no corpus: give --corpus") }
    for (name, path) in options.documents {
      let generated = try Generated(path: path)
      defer { generated.folder.remove() }
      let document = Double(try Data(contentsOf: URL(fileURLWithPath: path)).count)
      var figures = [
        ("bytes", Double(generated.bytes), ""), ("lines", Double(generated.lines), ""),
        ("out/in", Double(generated.bytes) / document, "x"),
        ("bytes an operation", Double(generated.bytes) / Double(max(1, generated.operations)), ""),
      ]
      if let other = Competitor.documents[name] {
        figures.append(("bytes/competitor's", Double(generated.bytes) / other.bytes, "x"))
        figures.append(("lines/competitor's", Double(generated.lines) / other.lines, "x"))
      }
      report.add("output", name, figures)
    }
    // Each kind by itself: the same schemas without operations and with them.
    let models = try Generated(Array(MadeDocument.json(schemas: 300, operations: 0).utf8))
    defer { models.folder.remove() }
    let all = try Generated(Array(MadeDocument.json(schemas: 300, operations: 300).utf8))
    defer { all.folder.remove() }
    report.add(
      "output", "made, a schema of ten properties",
      [("bytes", Double(models.bytes) / 300, ""), ("lines", Double(models.lines) / 300, "")])
    report.add(
      "output", "made, an operation",
      [("bytes", Double(all.bytes - models.bytes) / 300, ""), ("lines", Double(all.lines - models.lines) / 300, "")])
  }
}
