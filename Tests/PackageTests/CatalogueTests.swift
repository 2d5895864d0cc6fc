import Foundation
import Testing

/// The toolchain's documentation compiler.
enum DocC {
  /// `docc` beside `swift`; nil where the toolchain has none.
  static let tool: URL? = {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").map { URL(filePath: String($0)).appending(path: "docc") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path(percentEncoded: false)) }
  }()
}

/// The documentation catalogues, built over the modules that were built with these tests.
struct CatalogueTests {
  @Test(
    .enabled(if: DocC.tool != nil, "The toolchain has no docc."),
    arguments: ["OpenAPIClientRuntime", "OpenAPIClientTesting", "Seedream"])
  func `a catalogue is built without a warning, and its links lead somewhere`(_ module: String) async throws {
    let folder = try TemporaryFolder()
    try await Self.extractSymbols(of: module, to: folder.url)
    let docc = try #require(DocC.tool)
    let catalogue = Places.package.appending(path: "Sources/\(module)/\(module).docc")
    let result = try await Processes.run(
      docc,
      [
        "convert", catalogue.path(percentEncoded: false), "--additional-symbol-graph-dir", folder.path("symbols"),
        "--fallback-display-name", module, "--fallback-bundle-identifier", module, "--output-dir", folder.path("out"),
        "--warnings-as-errors",
      ])
    #expect(result.status == 0, "\(result.text)")
    #expect(!result.text.contains("warning:"), "\(result.text)")
    // The page of the module, with the catalogue's words.
    let page = try folder.read("out/data/documentation/\(module.lowercased()).json")
    #expect(page.contains("\"Topics\"") || page.contains("topicSections"))
  }

  private static func extractSymbols(of module: String, to folder: URL) async throws {
    let symbols = folder.appending(path: "symbols")
    try FileManager.default.createDirectory(at: symbols, withIntermediateDirectories: true)
    let info = try await Processes.run(URL(filePath: "/usr/bin/env"), ["swiftc", "-print-target-info"])
    struct TargetInfo: Decodable {
      struct Target: Decodable { var triple: String }
      var target: Target
    }
    let triple = try JSONDecoder().decode(TargetInfo.self, from: Data(info.output.utf8)).target.triple
    let products = try Places.tool().deletingLastPathComponent().path(percentEncoded: false)
    let result = try await Processes.run(
      URL(filePath: "/usr/bin/env"),
      [
        "swift", "symbolgraph-extract", "-module-name", module, "-target", triple, "-I", "\(products)Modules",
        "-Xcc", "-fmodule-map-file=\(products)CurlLibrary.build/module.modulemap", "-minimum-access-level", "public",
        "-skip-synthesized-members", "-experimental-allowed-reexported-modules=HTTPTransport",
        "-output-dir", symbols.path(percentEncoded: false),
      ])
    try #require(result.status == 0, "\(result.text)")
  }
}
