import Foundation

/// Rows of figures, printed as a table and kept for JSON.
struct Report {
  struct Row: Codable {
    var benchmark: String
    var subject: String
    var figures: [Figure]
    var note: String?
  }

  struct Figure: Codable {
    var name: String
    var value: Double
    var unit: String
  }

  private(set) var rows: [Row] = []

  /// Adds a row and prints it.
  mutating func add(_ benchmark: String, _ subject: String, _ figures: [(String, Double, String)]) {
    let row = Row(
      benchmark: benchmark, subject: subject,
      figures: figures.filter { $0.1.isFinite }.map { Figure(name: $0.0, value: $0.1, unit: $0.2) })
    rows.append(row)
    var line = "  " + row.subject.padding(toLength: max(46, row.subject.count + 1), withPad: " ", startingAt: 0)
    for figure in row.figures {
      line += "  \(figure.name) \(Self.text(figure.value))\(figure.unit.isEmpty ? "" : " " + figure.unit)"
    }
    print(line)
    fflush(nil)
  }

  /// Adds a note about something that could not be measured.
  mutating func note(_ benchmark: String, _ text: String) {
    rows.append(Row(benchmark: benchmark, subject: "", figures: [], note: text))
    print("  (\(text))")
    fflush(nil)
  }

  func write(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try encoder.encode(rows).write(to: URL(fileURLWithPath: path))
  }

  private static func text(_ value: Double) -> String {
    value.magnitude >= 100 ? String(format: "%.0f", value) : String(format: "%.3g", value)
  }
}

/// A folder for a benchmark's files, removed at its end.
struct ScratchFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("benchmarks-\(UInt32.random(in: 0 ..< .max))")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  /// The path of a file in the folder.
  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  /// Writes a file into the folder and returns its path.
  func write(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: url.appendingPathComponent(name))
    return path(name)
  }

  func remove() { try? FileManager.default.removeItem(at: url) }
}
