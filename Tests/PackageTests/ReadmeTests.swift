import Foundation
import Testing

@Suite struct ReadmeTests {
  @Test func `every example stands word for word in code that is compiled and run by a test`() throws {
    let examples = try Self.lines(
      of: String(
        contentsOf: Places.package.appending(path: "Tests/SeedreamTests/ReadmeExamples.swift"), encoding: .utf8))
    let blocks = try Readme.blocks().filter { $0.language == "swift" && !ConsumerTests.uses($0.text) }
    #expect(blocks.count == 7)
    for block in blocks {
      let lines = Self.lines(of: block.text)
      let isThere = examples.indices.contains { examples[$0...].starts(with: lines) }
      #expect(isThere, "not in ReadmeExamples.swift: \(block.text)")
    }
  }

  @Test func `the commands are those that run`() throws {
    let ci = try String(contentsOf: Places.package.appending(path: ".ci/run"), encoding: .utf8)
    let readme = try String(contentsOf: Places.package.appending(path: "README.md"), encoding: .utf8)
    #expect(readme.contains("\n    swift test\n"))
    #expect(ci.contains("\nswift test "))
  }

  /// The lines without indentation and blank lines.
  private static func lines(of text: String) -> [String] {
    text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }
}
