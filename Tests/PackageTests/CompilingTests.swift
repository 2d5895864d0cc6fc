import Foundation
import Testing

/// Clients of documents with mistakes, compiled.
///
/// Documents without any are compiled with the tests of the mapping.
@Suite struct CompilingTests {
  @Test(.timeLimit(.minutes(5)))
  func `a document of mistakes is generated, each is reported at its location, and the rest compiles`() async throws {
    let folder = try TemporaryFolder()
    try folder.write(MistakenDocument.text, to: "mistakes.json")
    let result = try await Processes.run(
      Places.tool(), ["generate", "mistakes.json", "--output", "out", "--namespace", "API"], in: folder.url)
    #expect(result.status == 0)
    for code in [
      "conflicting-types", "duplicate-operation-id", "duplicate-parameter", "duplicate-tag", "empty-alternatives",
      "empty-enum", "empty-name", "invalid-component-name", "invalid-limit", "invalid-status", "missing-field",
      "path-without-slash", "reference-cycle", "undeclared-path-parameter", "undefined-required-property",
      "unknown-parameter-location", "unknown-type", "unresolved-reference", "version-mismatch", "wrong-enum-value",
      "wrong-reference-kind", "wrong-value-kind", "undefined-security-scheme", "unknown-security-scheme",
    ] { #expect(result.errors.contains("[\(code)]"), "\(code) in \(result.errors)") }
    for line in result.errors.split(separator: "\n").dropLast() {
      #expect(
        line.firstMatch(of: try Regex(#"^mistakes\.json:\d+:\d+: (warning|note): .+ \(#.*\) \[[a-z0-9-]+\]$"#)) != nil,
        "\(line)")
    }
    let files = try folder.names(in: "out").map { folder.path("out/" + $0) }
    let compiled = try await Processes.compile(files)
    #expect(compiled.status == 0, "\(compiled.text)")
  }
}
