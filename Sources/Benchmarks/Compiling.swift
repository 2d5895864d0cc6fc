import Foundation

/// The time and memory that `swiftc` needs for generated sources.
enum Compiling {
  @Sendable static func run(_ options: Options, _ report: inout Report) async throws {
    let sample = try SamplePackage(options, document: MadeDocument.json(schemas: 300, operations: 100))
    defer { sample.folder.remove() }
    // Builds the tool and the runtime in debug; the runtime's module is what generated code is compiled with here.
    _ = try sample.build()
    let runs = min(options.runs, 3)
    for (name, path) in options.documents {
      try measure(name, try Generated(path: path), sample, runs, Competitor.documents[name], &report)
    }
    if options.documents.isEmpty { report.note("compiling", "no corpus: give --corpus") }
    try Incremental.run(sample, runs, &report)
    let models = try Generated(Array(MadeDocument.json(schemas: 300, operations: 0).utf8))
    let all = try Generated(Array(MadeDocument.json(schemas: 300, operations: 300).utf8))
    let ofModels = try measure("made, 300 schemas", models, sample, runs, nil, &report)
    let ofAll = try measure("made, 300 schemas, 300 operations", all, sample, runs, nil, &report)
    for configuration in ["debug", "release"] {
      guard let models = ofModels[configuration], let all = ofAll[configuration] else { continue }
      report.add(
        "compiling", "\(configuration), a hundred schemas",
        [("processor", models.seconds / 3, "s"), ("object", models.object / 3e6, "MB")])
      report.add(
        "compiling", "\(configuration), a hundred operations",
        [
          ("processor", (all.seconds - models.seconds) / 3, "s"),
          ("object", (all.object - models.object) / 3e6, "MB"),
        ])
    }
    for files in [1, 8] {
      let spread = try Generated(Array(MadeDocument.json(schemas: 300, operations: 300).utf8), files: files)
      try measure("made, 300 and 300, --files \(files)", spread, sample, 1, nil, &report, configurations: ["debug"])
    }
  }

  private struct Result {
    var seconds: Double
    var object: Double
  }

  /// Compiles a client as a build system would, in rounds with the yardstick.
  @discardableResult
  private static func measure(
    _ name: String, _ generated: Generated, _ sample: SamplePackage, _ runs: Int, _ other: Competitor.Figures?,
    _ report: inout Report, configurations: [String] = ["debug", "release"]
  ) throws -> [String: Result] {
    defer { generated.folder.remove() }
    var results: [String: Result] = [:]
    for configuration in configurations {
      let command = command(configuration, generated, sample)
      let rounds = try Rounds(
        configuration == "debug" ? runs : 1,
        [
          ("yardstick", { try Yardstick.compile(in: generated.folder) }),
          ("generated", { try Child.run(command, in: generated.folder.url.path) }),
        ])
      let seconds = rounds.median("generated") { $0.processorSeconds }
      let peak = rounds.median("generated") { $0.peakBytes }
      let object = try objects(generated)
      var figures = [
        ("processor", seconds, "s"),
        ("in yardsticks", rounds.ratio("generated", to: "yardstick") { $0.processorSeconds }, "x"),
        ("peak", peak / 1e6, "MB"), ("object", object / 1e6, "MB"),
      ]
      if configuration == "debug", let other {
        let theirs = other.debugSeconds / Competitor.yardstickSeconds
        let ours = rounds.ratio("generated", to: "yardstick") { $0.processorSeconds }
        figures.append(("processor/competitor's", ours / theirs, "x"))
        figures.append(("peak/competitor's", peak / other.debugPeak, "x"))
      }
      report.add("compiling", "\(configuration), \(name)", figures)
      results[configuration] = Result(seconds: seconds, object: object)
    }
    return results
  }

  private static func command(_ configuration: String, _ generated: Generated, _ sample: SamplePackage) -> [String] {
    var command = [
      "swiftc", "-swift-version", "6", "-parse-as-library", "-module-name", "Generated", "-I", sample.modules, "-Xcc",
      "-fmodule-map-file=\(sample.moduleMap)", "-g", "-emit-module", "-emit-module-path",
      "Generated.swiftmodule", "-j2", "-c",
    ]
    if configuration == "debug" {
      command += ["-Onone", "-enable-testing", "-enable-batch-mode"]
    } else {
      command += ["-O", "-whole-module-optimization", "-num-threads", "2"]
    }
    return command + generated.names
  }

  /// The size of the object files in bytes, without debug information; the files are removed.
  private static func objects(_ generated: Generated) throws -> Double {
    var bytes = 0.0
    for name in try FileManager.default.contentsOfDirectory(atPath: generated.folder.url.path)
    where name.hasSuffix(".o") {
      let path = generated.folder.path(name)
      _ = try? Child.run(["strip", "-S", path])
      bytes += Double(try Data(contentsOf: URL(fileURLWithPath: path)).count)
      try FileManager.default.removeItem(atPath: path)
    }
    return bytes
  }
}
