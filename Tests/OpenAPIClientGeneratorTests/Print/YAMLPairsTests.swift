import Foundation
import OpenAPIClientGenerator
import OpenAPIDocument
import Testing

/// Documents as their vendors keep them, and the same in JSON, which lie beside the checkout.
@Suite struct YAMLPairsTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/corpus")

  private static func bytes(_ path: String) -> [UInt8]? {
    (try? Data(contentsOf: folder.appending(path: path))).map { [UInt8]($0) }
  }

  private func generate(_ bytes: [UInt8]) -> (files: [SourceFile], diagnostics: [String]) {
    var diagnostics = Diagnostics()
    let plan = Generator.plan(
      document: "api.txt", configuration: { _ in GeneratorConfiguration(namespace: "API") },
      load: { $0 == "api.txt" ? bytes : nil }, diagnostics: &diagnostics)
    // The location is the one thing that differs.
    let messages = diagnostics.all.map { "\($0.severity) \($0.code) \($0.message) \($0.pointer)" }
    return (plan.map { Generator.print($0, files: 2) } ?? [], messages.sorted())
  }

  @Test(.enabled(if: bytes("yaml/pairs.tsv") != nil, "The corpus is not beside the checkout (../shared/corpus)."))
  func `a document gives the same client in YAML and in JSON`() throws {
    let pairs = String(decoding: try #require(Self.bytes("yaml/pairs.tsv")), as: UTF8.self)
    let rows = pairs.split(separator: "\n").dropFirst().map { $0.split(separator: "\t").map(String.init) }
    // A sample: that all of them are the same values is tested with the reader, in less time.
    for (index, row) in rows.enumerated() where index % 12 == 0 {
      let yaml = generate(try #require(Self.bytes("yaml/" + row[0])))
      let json = generate(try #require(Self.bytes(row[1])))
      #expect(yaml.files == json.files, "\(row[0])")
      #expect(yaml.diagnostics == json.diagnostics, "\(row[0])")
    }
  }
}
