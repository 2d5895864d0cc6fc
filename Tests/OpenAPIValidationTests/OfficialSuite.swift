import Foundation
import OpenAPIDocument
import OpenAPIValidation

/// The test suite of the JSON Schema organization, in a folder beside the checkout.
struct OfficialSuite {
  /// Nil where the suite is absent.
  static let shared: OfficialSuite? = {
    let checkout = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folder = checkout.deletingLastPathComponent().appendingPathComponent("shared/corpus/json-schema-test-suite")
    return FileManager.default.fileExists(atPath: folder.path) ? OfficialSuite(folder: folder) : nil
  }()

  struct Tally {
    var passed = 0
    /// `file: group: test`, each.
    var failed: [String] = []
  }

  let folder: URL

  /// The files of a draft's folder, sorted.
  func files(_ path: String) -> [URL] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent(path).path)) ?? []
    return names.sorted().filter { $0.hasSuffix(".json") }.map { folder.appendingPathComponent(path + "/" + $0) }
  }

  func tree(_ file: URL) -> JSONTree? {
    guard let data = try? Data(contentsOf: file) else { return nil }
    var diagnostics = Diagnostics()
    return JSONTree.parse([UInt8](data), file: file.lastPathComponent, diagnostics: &diagnostics)
  }

  /// The files that the suite takes to be served at localhost:1234.
  func remotes(of draft: String) -> [(tree: JSONTree, uri: String)] {
    let root = folder.appendingPathComponent("remotes")
    guard let names = FileManager.default.enumerator(atPath: root.path) else { return [] }
    var result: [(tree: JSONTree, uri: String)] = []
    for case let name as String in names where name.hasSuffix(".json") {
      if name.hasPrefix("draft") || name.hasPrefix("v1/"), !name.hasPrefix(draft + "/") { continue }
      guard let tree = tree(root.appendingPathComponent(name)) else { continue }
      result.append((tree, "http://localhost:1234/" + name))
    }
    return result.sorted { $0.uri < $1.uri }
  }

  /// Runs all groups of the files.
  func run(_ files: [URL], draft: String, dialect: SchemaDialect, assertsFormats: Bool = false) -> Tally {
    var tally = Tally()
    var base = SchemaLibrary(dialect: dialect)
    for remote in remotes(of: draft) { base.add(remote.tree, uri: remote.uri) }
    var options = SchemaValidator.Options()
    options.assertsFormats = assertsFormats
    for file in files {
      guard let groups = tree(file)?.root else {
        tally.failed.append(file.lastPathComponent)
        continue
      }
      for group in groups.elements {
        run(group, of: file, base: base, options: options, into: &tally)
      }
    }
    return tally
  }

  private func run(
    _ group: JSONNode, of file: URL, base: SchemaLibrary, options: SchemaValidator.Options, into tally: inout Tally
  ) {
    guard let schema = group["schema"], let tests = group["tests"] else { return }
    // The schema becomes a file of its own, so that `#` in it is the schema and not the whole suite.
    var diagnostics = Diagnostics()
    guard
      let tree = JSONTree.parse(
        Array(schema.compactText.utf8), file: file.lastPathComponent, diagnostics: &diagnostics)
    else { return }
    var library = base
    library.add(tree, uri: "http://test.invalid/schema")
    let validator = SchemaValidator(library: library, options: options)
    for test in tests.elements {
      guard let instance = test["data"] else { continue }
      let findings = validator.validate(instance, against: tree.root)
      if findings.hasViolations == (test["valid"]?.bool == false) {
        tally.passed += 1
      } else {
        let names = [file.lastPathComponent, group["description"]?.string ?? "", test["description"]?.string ?? ""]
        let found = findings.map(\.description).joined(separator: "; ")
        tally.failed.append(names.joined(separator: ": ") + " [" + found + "]")
      }
    }
  }
}
