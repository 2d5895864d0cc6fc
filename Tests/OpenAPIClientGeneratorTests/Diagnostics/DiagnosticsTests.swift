import Foundation
import OpenAPIClientGenerator
import OpenAPIDocument
import Testing

@Suite struct `Diagnostics and their documentation` {
  @Test func `each code is documented once and has an example here`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(
      contentsOf: folder.appending(path: "Sources/OpenAPIClientGenerator/Diagnostics.md"), encoding: .utf8)
    let documented = page.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { row in
      String(row.dropFirst(3).prefix { $0 != "`" })
    }
    #expect(Set(documented).count == documented.count, "a code stands in two rows")
    let examples = Set(DiagnosticExamples.all.map(\.code)).union(DiagnosticExamples.overlays.map(\.code)).union(
      DiagnosticExamples.elsewhere)
    #expect(Set(documented) == examples)
    for row in page.split(separator: "\n") where row.hasPrefix("| `") {
      let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      #expect(cells.count >= 3 && cells.allSatisfy { !$0.isEmpty } || row.contains("| |"), "\(row)")
    }
  }

  @Test(arguments: DiagnosticExamples.all)
  func `an example is reported once, at its location, and nothing else is`(_ code: String, _ document: String) throws {
    try check(code, in: document, files: [:])
  }

  @Test(arguments: DiagnosticExamples.overlays)
  func `an example of an overlay is reported once, at its location, and nothing else is`(
    _ code: String, _ overlay: String
  ) throws {
    try check(code, in: overlay, files: ["api.json": DiagnosticExamples.overlaid])
  }

  /// Reads a document that is marked, or an overlay to `api.json` that is.
  private func check(_ code: String, in marked: String, files: [String: String]) throws {
    let before = try #require(marked.split(separator: "§", omittingEmptySubsequences: false).first)
    let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
    var bytes: [UInt8] = []
    for character in marked where character != "§" {
      bytes += character == "¤" ? [0xC0, 0xAF] : Array(String(character).utf8)
    }
    let name = files.isEmpty ? "api.json" : "overlay.json"
    var diagnostics = Diagnostics()
    _ = Generator.plan(
      document: "api.json", overlays: files.isEmpty ? [] : [name],
      configuration: { _ in GeneratorConfiguration(namespace: "API") },
      load: { $0 == name ? bytes : files[$0].map { Array($0.utf8) } }, diagnostics: &diagnostics)
    let found = diagnostics.all.filter { $0.severity != .note || $0.code == code }
    #expect(found.map(\.code) == [code], "\(diagnostics.all.map(\.description))")
    #expect(found.first?.location.file == name)
    #expect(found.first?.location.line == lines.count, "\(found.map(\.description))")
    #expect(
      found.first?.location.column == (lines.last?.utf8.count ?? 0) + 1, "\(found.map(\.description)) in \(marked)")
    for diagnostic in diagnostics.all {
      #expect(!diagnostic.message.hasSuffix(".") && diagnostic.hint?.hasSuffix(".") != true)
    }
  }

  @Test func `diagnostics come in the order of the document, whichever stage found them`() {
    let text = """
      {
        "openapi": "3.1.0", "info": { "title": "T", "version": "1" },
        "paths": { "/a": { "post": { "requestBody": { "content": {} } } } },
        "components": { "schemas": { "A": { "type": "any" }, "A": {} } }
      }
      """
    var diagnostics = Diagnostics()
    _ = Generator.plan(
      document: "api.json", configuration: { _ in GeneratorConfiguration(namespace: "API") },
      load: { _ in Array(text.utf8) }, diagnostics: &diagnostics)
    let places = diagnostics.all.map { [$0.location.line, $0.location.column] }
    #expect(places.count >= 4)
    #expect(zip(places, places.dropFirst()).allSatisfy { !$1.lexicographicallyPrecedes($0) }, "\(places)")
  }
}
