import Foundation

/// A target of 300 schemas built by the plugin: whole, unchanged, and after one schema changed.
enum Incremental {
  static func run(_ sample: SamplePackage, _ runs: Int, _ report: inout Report) throws {
    let document = MadeDocument.json(schemas: 300, operations: 100)
    let mark = "\"description\":\"Model number 150 of the document.\""
    let property = "\"tags\":{\"type\":\"array\""
    guard let description = document.range(of: mark),
      let properties = document.range(of: property, range: description.upperBound..<document.endIndex)
    else { throw Child.Failure("The made document has changed.") }
    let described = document.replacingCharacters(in: description, with: "\"description\":\"Number 150, edited.\"")
    let extended = document.replacingCharacters(in: properties, with: "\"extra\":{\"type\":\"string\"}," + property)

    var compiled: [String: [Double]] = [:]
    func build(_ subject: String, _ text: String?) throws -> Child.Cost {
      if let text { try Data(text.utf8).write(to: URL(fileURLWithPath: sample.document)) }
      let before = try sample.objects()
      let cost = try sample.build()
      let after = try sample.objects()
      compiled[subject, default: []].append(Double(after.filter { before[$0.key] != $0.value }.count))
      return cost
    }
    // The second build after a clean one still updates SwiftPM's own records.
    _ = try build("preparation", document)
    _ = try build("preparation", nil)
    let rounds = try Rounds(
      runs,
      [
        (
          "whole",
          {
            try sample.clean()
            return try build("whole", document)
          }
        ),
        ("unchanged", { try build("unchanged", nil) }),
        ("a description changed", { try build("a description changed", described) }),
        ("back", { try build("back", document) }),
        ("a property added", { try build("a property added", extended) }),
      ])
    let idle = rounds.median("unchanged") { $0.processorSeconds }
    let whole = rounds.median("whole") { $0.processorSeconds }
    for subject in ["whole", "unchanged", "a description changed", "a property added"] {
      let seconds = rounds.median(subject) { $0.processorSeconds }
      report.add(
        "compiling", "incremental, 300 schemas: \(subject)",
        [
          ("processor", seconds, "s"), ("wall", rounds.median(subject) { $0.wallSeconds }, "s"),
          ("files compiled", Rounds.middle(compiled[subject] ?? []), ""),
          ("of the whole", rounds.ratio(subject, to: "whole") { $0.processorSeconds }, "x"),
          ("without SwiftPM's own", (seconds - idle) / (whole - idle), "x"),
        ])
    }
    try plugin(sample, document, runs, &report)
  }

  /// A build when nothing changed, with the plugin and with the same sources committed.
  private static func plugin(
    _ sample: SamplePackage, _ document: String, _ runs: Int, _ report: inout Report
  ) throws {
    let generated = try Generated(Array(document.utf8))
    defer { generated.folder.remove() }
    let committed = try SamplePackage(sample.options, document: nil, sources: generated)
    defer { committed.folder.remove() }
    _ = try committed.build()
    _ = try committed.build()
    _ = try sample.build()
    _ = try sample.build()
    let rounds = try Rounds(
      runs + 2, [("plugin", { try sample.build() }), ("committed", { try committed.build() })])
    report.add(
      "compiling", "nothing changed, plugin against committed sources",
      [
        ("plugin", rounds.median("plugin") { $0.processorSeconds }, "s"),
        ("committed", rounds.median("committed") { $0.processorSeconds }, "s"),
        ("plugin/committed", rounds.ratio("plugin", to: "committed") { $0.processorSeconds }, "x"),
        ("wall", rounds.ratio("plugin", to: "committed") { $0.wallSeconds }, "x"),
      ])
  }
}
