import Foundation
import Testing

/// A folder of `Tests/Golden`: a document for one idea, and what is generated from it.
///
///     Tests/Golden/open-enum/
///       openapi.json            the document
///       openapi-client.json     its configuration, where the idea needs one
///       arguments.txt           further arguments of `openapi-client generate`, one a line, where the idea needs them
///       diagnostics.txt         the diagnostics of the document, where there are any
///       expected/*.swift        what is generated, in a namespace that is named after the folder
struct Golden: CustomTestStringConvertible, Sendable {
  let name: String

  private static let root = Places.package.appending(path: "Tests/Golden")
  private static let diagnostics = "diagnostics.txt"

  /// `RECORD_GOLDENS=1` writes what is generated instead of comparing it.
  static let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1"

  static let all: [Golden] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path(percentEncoded: false))) ?? []
    return names.sorted().filter { isFolder(root.appending(path: $0)) }.map(Golden.init(name:))
  }()

  var testDescription: String { name }

  /// `union-by-fit` has the namespace `UnionByFit`.
  var namespace: String { name.split { "-.".contains($0) }.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined() }

  private var folder: URL { Self.root.appending(path: name) }
  private var expected: URL { folder.appending(path: "expected") }

  /// What the tool makes of the document now, by the names of the files.
  func generate() async throws -> [String: String] {
    let output = try TemporaryFolder()
    var arguments = [
      "generate", "openapi.json", "--output", output.path("expected"), "--namespace", namespace, "--quiet",
    ]
    if try text("openapi-client.json") != nil { arguments += ["--config", "openapi-client.json"] }
    if let more = try text("arguments.txt") { arguments += more.split(separator: "\n").map(String.init) }
    let result = try await Processes.run(Places.tool(), arguments, in: folder)
    var files: [String: String] = [:]
    if !result.errors.isEmpty { files[Self.diagnostics] = result.errors }
    for name in (try? output.names(in: "expected")) ?? [] {
      files["expected/\(name)"] = try output.read("expected/\(name)")
    }
    return files
  }

  /// What was recorded, by the names of the files.
  func recorded() throws -> [String: String] {
    var files: [String: String] = [:]
    files[Self.diagnostics] = try text(Self.diagnostics)
    for name in try sourceNames() { files["expected/\(name)"] = try text("expected/\(name)") }
    return files
  }

  /// The paths of the recorded sources.
  func sources() throws -> [String] {
    try sourceNames().map { expected.appending(path: $0).path(percentEncoded: false) }
  }

  /// Replaces what was recorded.
  func record(_ files: [String: String]) throws {
    try? FileManager.default.removeItem(at: expected)
    try? FileManager.default.removeItem(at: folder.appending(path: Self.diagnostics))
    if files.keys.contains(where: { $0.hasPrefix("expected/") }) {
      try FileManager.default.createDirectory(at: expected, withIntermediateDirectories: true)
    }
    for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
  }

  private func sourceNames() throws -> [String] {
    guard Self.isFolder(expected) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: expected.path(percentEncoded: false)).sorted()
  }

  private func text(_ name: String) throws -> String? {
    let file = folder.appending(path: name)
    guard FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) else { return nil }
    return String(decoding: try Data(contentsOf: file), as: UTF8.self)
  }

  private static func isFolder(_ url: URL) -> Bool {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: url.path(percentEncoded: false), isDirectory: &isFolder)
    return exists && isFolder.boolValue
  }
}
