import Foundation

/// A page of this package in Markdown, with the code in it.
struct MarkdownFile {
  /// A fenced block: its language, and its lines without those before and after.
  struct Block {
    var language: String
    var text: String
  }

  /// Its path in the package.
  let path: String
  let text: String

  init(_ path: String) throws {
    self.path = path
    text = try String(contentsOf: Places.package.appending(path: path), encoding: .utf8)
  }

  static func readme() throws -> MarkdownFile { try MarkdownFile("README.md") }

  /// The pages of all catalogues.
  static func articles() throws -> [MarkdownFile] {
    let sources = Places.package.appending(path: "Sources")
    let paths = FileManager.default.enumerator(atPath: sources.path(percentEncoded: false))
    let pages = (paths?.compactMap { $0 as? String } ?? []).filter { $0.contains(".docc/") && $0.hasSuffix(".md") }
    return try pages.sorted().map { try MarkdownFile("Sources/\($0)") }
  }

  /// All fenced blocks, in order.
  var blocks: [Block] {
    // Between two fences is code, between one block's end and the next one's beginning is prose.
    text.components(separatedBy: "```").enumerated().filter { $0.offset % 2 == 1 }.map { _, part in
      let language = part.prefix { !$0.isNewline }
      return Block(language: String(language), text: String(part.dropFirst(language.count + 1)))
    }
  }

  /// The only block that holds some words.
  func block(with words: String) throws -> String {
    let found = blocks.filter { $0.text.contains(words) }
    guard found.count == 1 else {
      throw Places.Missing(description: "\(path) has \(found.count) blocks with \(words), not one.")
    }
    return found[0].text
  }
}
