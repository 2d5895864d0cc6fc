import ChildProcesses
import Foundation

/// The result of a process that has ended.
struct Finished {
  var status: Int32
  var output: String
  var errors: String

  var text: String { output + errors }
}

/// Runs programs.
enum Processes {
  /// Runs a program until it ends, or the test does.
  static func run(_ executable: URL, _ arguments: [String], in folder: URL? = nil) async throws -> Finished {
    var environment = ProcessInfo.processInfo.environment
    // The environment has paths of the outer `swift test`.
    for key in environment.keys where key.hasPrefix("SWIFTPM_") || key.hasPrefix("SWIFT_TESTING") {
      environment[key] = nil
    }
    let process = try ChildProcess(
      executable.path(percentEncoded: false), arguments, in: folder?.path(percentEncoded: false),
      environment: environment)
    let status = await process.end()
    return Finished(status: status, output: process.output, errors: process.errors)
  }

  /// Compiles sources together, as a module that stands on the runtime that was built with these tests, warnings as
  /// errors: in Swift 6 language mode, unless the options say otherwise.
  ///
  /// Not only type-checked: flow analysis finds more, such as members that an initializer forgets.
  static func compile(_ sources: [String], options: [String] = swift6) async throws -> Finished {
    let products = try Places.tool().deletingLastPathComponent().path(percentEncoded: false)
    return try await run(
      URL(filePath: "/usr/bin/env"),
      ["swiftc"] + options + [
        "-wmo", "-parse-as-library", "-warnings-as-errors", "-module-name", "Generated", "-package-name", "generated",
        "-I", "\(products)Modules", "-Xcc", "-fmodule-map-file=\(products)CurlLibrary.build/module.modulemap",
      ] + sources)
  }

  /// Makes a program of sources that stand on the runtime in a folder of products.
  static func link(_ sources: [String], to program: String, with products: URL, options: [String]) async throws
    -> Finished
  {
    let modules = ["OpenAPISyntax", "CurlLibrary", "HTTPTransport", "OpenAPIClientRuntime"]
    let objects = modules.flatMap { module -> [String] in
      let folder = products.appending(path: "\(module).build")
      let names = try? FileManager.default.subpathsOfDirectory(atPath: folder.path)
      return (names ?? []).filter { $0.hasSuffix(".o") }.map { folder.appending(path: $0).path }
    }
    let map = products.appending(path: "CurlLibrary.build/module.modulemap").path
    return try await run(
      URL(filePath: "/usr/bin/env"),
      ["swiftc", "-swift-version", "6", "-parse-as-library", "-module-name", "Generated", "-o", program]
        + options + ["-I", products.appending(path: "Modules").path, "-Xcc", "-fmodule-map-file=\(map)"] + sources
        + objects + ["-ldl"])
  }

  static let swift6 = ["-emit-sil", "-o", "/dev/null", "-swift-version", "6"]
}

/// Where things are.
enum Places {
  /// The folder of this package.
  static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The tool that was built with these tests.
  static func tool() throws -> URL {
    let bundles = Bundle.allBundles.map(\.bundleURL) + [Bundle.main.bundleURL]
    let folders =
      bundles.map { $0.deletingLastPathComponent() } + bundles
      + CommandLine.arguments.prefix(1).map { URL(filePath: $0).deletingLastPathComponent() }
    for folder in folders {
      let tool = folder.appending(path: "openapi-client")
      if FileManager.default.isExecutableFile(atPath: tool.path(percentEncoded: false)) { return tool }
    }
    throw Missing(description: "The tool openapi-client is not beside these tests.")
  }

  struct Missing: Error, CustomStringConvertible {
    var description: String
  }
}

/// A folder that is removed when the test is over.
///
/// Its name has a space, as people's folders may have.
final class TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "openapi client \(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path(percentEncoded: false) }

  func write(_ text: String, to name: String) throws {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: url.appending(path: name)), as: UTF8.self)
  }

  func names(in name: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(name)).sorted()
  }
}
