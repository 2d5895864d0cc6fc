import Foundation
import Testing

@Suite struct ReadmeTests {
  /// Where README's examples and those of the catalogues stand in code that tests run.
  private static let compiled = ["Tests/DocumentationTests", "Tests/SeedreamTests/ReadmeExamples.swift"]

  @Test func `every example stands word for word in code that is compiled and run by a test`() throws {
    let sources = try Self.compiledSources()
    #expect(sources.count > 3)
    let pages = [try MarkdownFile.readme()] + (try MarkdownFile.articles())
    for page in pages {
      for block in page.blocks where Self.isCompiled(block.language) && !ConsumerTests.uses(block.text) {
        let lines = Self.lines(of: block.text)
        let isThere = sources.contains { source in source.indices.contains { source[$0...].starts(with: lines) } }
        #expect(isThere, "\(page.path) shows what no test compiles: \(block.text)")
      }
    }
    #expect(pages[0].blocks.count { $0.language == "swift" } > 15)
  }

  @Test func `the commands are those that run`() throws {
    let ci = try String(contentsOf: Places.package.appending(path: ".ci/run"), encoding: .utf8)
    let readme = try MarkdownFile.readme().text
    #expect(readme.contains("\n    swift test\n"))
    #expect(ci.contains("\nswift test "))
  }

  /// Swift, and the configurations that the plugin reads.
  private static func isCompiled(_ language: String) -> Bool { ["swift", "json"].contains(language) }

  private static func compiledSources() throws -> [[String]] {
    try compiled.flatMap { path in
      let url = Places.package.appending(path: path)
      if url.pathExtension == "swift" { return [url] }
      return try FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: nil)
        .filter { ["swift", "json"].contains($0.pathExtension) }
    }.map { lines(of: try String(contentsOf: $0, encoding: .utf8)) }
  }

  /// The lines without indentation and blank lines.
  private static func lines(of text: String) -> [String] {
    text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }
}
