import Foundation

/// What `swiftc` spends on what is generated.
enum Compiling {
  /// Processor seconds and peak memory of the competitor's debug build for documents of the corpus, over its build of
  /// an almost empty target (15 s, 0.4 GB); measured with its version 1.13.0.
  static let competitor = ["comms/resend.json": (36.0, 0.9e9), "apisguru/giteaio.json": (76.0, 1.5e9)]

  static func run(_ options: Options, _ report: inout Report) async throws {
    var documents: [(String, String)] = []
    for name in ["comms/resend.json", "apisguru/giteaio.json"] {
      if let path = options.document(name) { documents.append((name, path)) }
    }
    let made = FileManager.default.temporaryDirectory.appendingPathComponent("benchmarks-compiling.json")
    defer { try? FileManager.default.removeItem(at: made) }
    try Data(MadeDocument.json(schemas: 300).utf8).write(to: made)
    documents.append(("made, 300 schemas, 100 operations", made.path))
    let modules = "\(options.package)/.build/debug/Modules"
    for (name, path) in documents {
      for (files, optimized) in [(1, false), (8, false), (8, true)] {
        let folder = try Generated(document: path, options: options, files: files)
        defer { folder.remove() }
        let object = folder.folder.appendingPathComponent("Generated.o").path
        var command = [
          "swiftc", "-swift-version", "6", "-parse-as-library", "-module-name", "Generated", "-I", modules,
          "-emit-module", "-emit-module-path", folder.folder.appendingPathComponent("Generated.swiftmodule").path,
        ]
        command += optimized ? ["-O", "-wmo", "-c", "-o", object] : ["-Onone", "-enable-batch-mode", "-emit-library"]
        if !optimized { command += ["-o", object, "-Xlinker", "--unresolved-symbols=ignore-all"] }
        command += try folder.paths()
        var seconds: [Double] = []
        var peaks: [Double] = []
        for _ in 0..<min(options.runs, 3) {
          let cost = try Child.run(command)
          seconds.append(cost.processorSeconds)
          peaks.append(Double(cost.peakBytes))
        }
        let size = (try? Data(contentsOf: URL(fileURLWithPath: object)).count) ?? 0
        var figures = [
          ("processor", median(seconds), "s"), ("peak", median(peaks) / 1e6, "MB"), ("object", Double(size) / 1e6, "MB"),
        ]
        if !optimized, let other = competitor[name] {
          figures.append(("of the competitor's time", median(seconds) / other.0, "x"))
          figures.append(("of its memory", median(peaks) / other.1, "x"))
        }
        report.add("compiling", "\(name), \(optimized ? "release" : "debug"), \(files) files", figures)
      }
    }
    try incremental(options, &report)
  }

  /// A package whose target uses the plugin on 300 schemas: whole, unchanged, and after one schema changed.
  private static func incremental(_ options: Options, _ report: inout Report) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("benchmarks-incremental")
    try? FileManager.default.removeItem(at: folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    let sources = folder.appendingPathComponent("Sources/Sample")
    try FileManager.default.createDirectory(at: sources, withIntermediateDirectories: true)
    let manifest = """
      // swift-tools-version: 6.3
      import PackageDescription
      let package = Package(
        name: "Sample", platforms: [.macOS(.v13)], dependencies: [.package(name: "seedream", path: "\(options.package)")],
        targets: [
          .target(
            name: "Sample", dependencies: [.product(name: "OpenAPIClientRuntime", package: "seedream")],
            plugins: [.plugin(name: "OpenAPIClientPlugin", package: "seedream")])
        ])
      """
    try Data(manifest.utf8).write(to: folder.appendingPathComponent("Package.swift"))
    let document = MadeDocument.json(schemas: 300)
    let path = sources.appendingPathComponent("openapi.json")
    try Data(document.utf8).write(to: path)
    try Data("// The client is generated.\n".utf8).write(to: sources.appendingPathComponent("Sample.swift"))
    let build = ["swift", "build", "--package-path", folder.path, "--target", "Sample"]
    // Once, so that the tool and the runtime are built; then the target alone from clean.
    _ = try Child.run(build)
    _ = try Child.run(build)
    let products = folder.appendingPathComponent(".build/debug/Sample.build")
    try? FileManager.default.removeItem(at: products)
    let whole = try Child.run(build)
    let unchanged = try Child.run(build)
    let edited = document.replacingOccurrences(
      of: "\"description\":\"Model number 150 of the document.\",",
      with: "\"description\":\"Model number 150, edited.\",\"x-edited\":true,"
    ).replacingOccurrences(of: "\"Model150\":{\"type\":\"object\",", with: "\"Model150\":{\"type\":\"object\",\"minProperties\":1,")
    try Data(edited.utf8).write(to: path)
    let afterText = try Child.run(build)
    let property = edited.replacingOccurrences(
      of: "Model number 150, edited.\",\"x-edited\":true,\"required\":[\"id\",\"created\",\"active\",\"name\"],\"properties\":{",
      with:
        "Model number 150, edited.\",\"x-edited\":true,\"required\":[\"id\",\"created\",\"active\",\"name\"],\"properties\":{\"extra\":{\"type\":\"string\"},"
    )
    try Data(property.utf8).write(to: path)
    let afterProperty = try Child.run(build)
    for (subject, cost) in [
      ("target whole", whole), ("nothing changed", unchanged), ("a description changed", afterText),
      ("a property added", afterProperty),
    ] {
      report.add(
        "compiling", "incremental, 300 schemas: \(subject)",
        [
          ("processor", cost.processorSeconds, "s"), ("wall", cost.wallSeconds, "s"),
          ("of the whole", cost.processorSeconds / whole.processorSeconds, "x"),
        ])
    }
  }
}
