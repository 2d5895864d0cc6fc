import Foundation

/// Rows of figures, printed as a table and kept for JSON.
struct Report {
  struct Row: Codable {
    var benchmark: String
    var subject: String
    var figures: [Figure]
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
      figures: figures.map { Figure(name: $0.0, value: $0.1, unit: $0.2) })
    rows.append(row)
    var line = row.subject.padding(toLength: max(46, row.subject.count + 1), withPad: " ", startingAt: 0)
    for figure in row.figures {
      line += "  \(figure.name) \(Self.text(figure.value)) \(figure.unit)"
    }
    print(line)
    fflush(stdout)
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
