import Testing

@testable import OpenAPIClientGenerator

/// How the document's Markdown stands in comments.
@Suite struct `Text in comments` {
  private static func lines(_ text: String, width: Int = 60) -> [String] { CommentText(text, width: width).lines }

  private static let long = "a line that is much longer than sixty characters stays one line where it is code"

  @Test(
    "a code block is closed by its own mark, at least as long, with nothing behind it",
    arguments: [
      "~~~\nlet a = 1\n~~~", "```swift\nlet a = 1\n```", "````\n```\n\(long)\n````", "```\n~~~\n\(long)\n```",
      "~~~\n```\n\(long)\n~~~", "```\n``` no end\n\(long)\n`````", "- item\n\n  ```\n  \(long)\n  ```",
      "10. item\n\n    ~~~\n    ```\n    ~~~", "- ```\n  \(long)\n  ```\n- next", "   ```\n\(long)\n ```",
    ])
  func closed(_ text: String) {
    #expect(Self.lines(text) == text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
  }

  @Test(
    "a code block that is not closed is closed by what opened it",
    arguments: [
      ("~~~\na", ["~~~", "a", "~~~"]), ("````json\n{}\n```", ["````json", "{}", "```", "````"]),
      ("```\na\n~~~", ["```", "a", "~~~", "```"]), ("- a\n  ```\n  b", ["- a", "  ```", "  b", "  ```"]),
    ])
  func open(_ text: String, _ expected: [String]) {
    #expect(Self.lines(text) == expected)
  }

  @Test(
    "what looks like a code block is none",
    arguments: [
      // Code within a line, indented code, and a list item that ends with its block.
      "```a``` is code within a line", "text\n\n    ```\n\nmore", "- a\n\n  ```\n  b\n\nmore",
    ])
  func none(_ text: String) {
    #expect(Self.lines(text) == text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    // What follows is no code, so it is wrapped.
    #expect(Self.lines("\(text)\n\n\(Self.long)").allSatisfy { $0.count <= 60 })
  }

  @Test func `lines are as long as their characters, not as their bytes`() {
    let words = Array(repeating: "größer", count: 8).joined(separator: " ")
    #expect(words.count == 55 && words.utf8.count == 71)
    #expect(Self.lines(words) == [words])
    let two = Self.lines("\(words) \(words)")
    #expect(two == [words, words])
  }
}
