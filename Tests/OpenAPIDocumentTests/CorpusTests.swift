import Foundation
import OpenAPIDocument
import Testing

/// Public documents, which lie beside the checkout and are not part of it.
enum Corpus {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/corpus/json")

  static var isThere: Bool { FileManager.default.fileExists(atPath: folder.path(percentEncoded: false)) }

  /// Every fifth document, in the order of their names.
  static func sample() -> [String] {
    let all =
      FileManager.default.enumerator(atPath: folder.path(percentEncoded: false))?.compactMap { $0 as? String } ?? []
    let documents = all.filter { $0.hasSuffix(".json") }.sorted()
    return documents.enumerated().filter { $0.offset % 5 == 0 }.map(\.element)
  }
}

@Suite struct CorpusTests {
  @Test(.enabled(if: Corpus.isThere, "The corpus is not beside the checkout (../shared/corpus)."))
  func `public documents are read without an error`() throws {
    let sample = Corpus.sample()
    #expect(sample.count > 50)
    for name in sample {
      var diagnostics = Diagnostics()
      let document = Document.read(
        root: name,
        load: { path in (try? Data(contentsOf: Corpus.folder.appending(path: path))).map { [UInt8]($0) } },
        diagnostics: &diagnostics)
      #expect(document != nil, "\(name): \(diagnostics.all.first?.description ?? "")")
      for diagnostic in diagnostics.all {
        #expect(diagnostic.location.line > 0 && diagnostic.location.column > 0 && diagnostic.pointer.hasPrefix("#"))
      }
    }
  }
}
