import Foundation
import OpenAPIDocument
import Testing

/// The official suite, and pairs of documents in YAML and JSON, which lie beside the checkout.
@Suite(.enabled(if: Corpus.isThere, "The corpus is not beside the checkout (../shared/corpus)."))
struct YAMLCorpusTests {
  private let folder = Corpus.folder.deletingLastPathComponent()

  private func bytes(_ path: String) -> [UInt8]? {
    (try? Data(contentsOf: folder.appending(path: path))).map { [UInt8]($0) }
  }

  @Test func `every case of the official suite is read as it says`() throws {
    let suite = folder.appending(path: "yaml-test-suite").path(percentEncoded: false)
    let files = FileManager.default.enumerator(atPath: suite)?.compactMap { $0 as? String } ?? []
    let cases = files.filter { $0.hasSuffix("in.yaml") }.map { "yaml-test-suite/" + $0.dropLast("/in.yaml".count) }
      .sorted()
    #expect(cases.count > 350)
    for name in cases {
      var diagnostics = Diagnostics()
      let text = try #require(bytes(name + "/in.yaml"))
      let trees = JSONTree.parseYAMLStream(text, file: name, diagnostics: &diagnostics)
      if bytes(name + "/error") != nil {
        #expect(trees == nil, "\(name) must be refused")
      } else if let json = bytes(name + "/in.json") {
        let expected = Self.texts(json)
        #expect(trees?.count == expected.count, "\(name): \(diagnostics.all.first?.description ?? "")")
        for (tree, text) in zip(trees ?? [], expected) {
          var others = Diagnostics()
          let value = try #require(JSONTree.parse(text, file: name, diagnostics: &others))
          #expect(tree.root.isEqual(to: value.root), "\(name): \(tree.root.compactText)")
        }
      } else {
        // These have no form in JSON, except for two whose values are null or empty.
        let isRead = name.hasSuffix("/4ABK") || name.hasSuffix("/UKK6/02")
        #expect((trees != nil) == isRead, "\(name): \(diagnostics.all)")
      }
    }
  }

  @Test func `documents are the same in YAML and in JSON`() throws {
    let pairs = String(decoding: try #require(bytes("yaml/pairs.tsv")), as: UTF8.self)
    let rows = pairs.split(separator: "\n").dropFirst().map { $0.split(separator: "\t").map(String.init) }
    #expect(rows.count > 150)
    for row in rows {
      var diagnostics = Diagnostics()
      let yaml = JSONTree.read(try #require(bytes("yaml/" + row[0])), file: row[0], diagnostics: &diagnostics)
      let json = JSONTree.read(try #require(bytes(row[1])), file: row[1], diagnostics: &diagnostics)
      #expect(yaml?.root.compactText == json?.root.compactText, "\(row[0])")
      #expect(!diagnostics.hasErrors)
    }
  }

  /// The JSON texts in a file, one after the other.
  private static func texts(_ json: [UInt8]) -> [[UInt8]] {
    var texts: [[UInt8]] = []
    var text: [UInt8] = []
    var depth = 0
    var isInString = false
    var isEscaped = false
    for byte in json + [UInt8(ascii: " ")] {
      let isSpace = " \n\r\t".utf8.contains(byte)
      if depth == 0, !isInString, !text.isEmpty,
        isSpace || text.last == UInt8(ascii: "]") || text.last == UInt8(ascii: "}")
      {
        texts.append(text)
        text = []
      }
      if isSpace, !isInString { continue }
      text.append(byte)
      if isInString {
        if byte == UInt8(ascii: "\""), !isEscaped { isInString = false }
        isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
      } else {
        if byte == UInt8(ascii: "\"") { isInString = true }
        if "[{".utf8.contains(byte) { depth += 1 }
        if "]}".utf8.contains(byte) { depth -= 1 }
      }
    }
    return texts
  }
}
