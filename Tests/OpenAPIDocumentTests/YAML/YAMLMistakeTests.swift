import OpenAPIDocument
import Testing

@Suite struct YAMLMistakeTests {
  @Test(arguments: [
    ("a:\n\tb: 1", "2:1 This line is indented by a tab, where only spaces are allowed"),
    ("a:\n  b: 1\n\tc: 2", "3:1 This line is indented by a tab, where only spaces are allowed"),
    ("-\ta: 1", "1:2 This line is indented by a tab, where only spaces are allowed"),
    ("a: |\n\tx", "2:1 This line is indented by a tab, where only spaces are allowed"),
    ("a:\n  b: 1\n c: 2", "3:2 This line's indentation matches no line above it"),
    ("a: 1\n  b: 2", "2:3 This looks like a key, but its line continues the text above"),
    ("a: 'x'\n  b: 2", "2:3 This line is indented deeper than the keys before it, which have 0 spaces"),
    ("- 'a'\n  - b", "2:3 This line is indented deeper than the items before it, which have 0 spaces"),
    ("a: b: c", "1:4 This key must start on a new line"),
    ("a: - b", "1:4 A list or object can't start on the line of its key"),
    ("a: 1\n- b", "2:1 A list item can't be among the keys of an object"),
    ("a: 1\nb\nc: 2", "2:1 Expected a key, but no colon follows"),
    ("a: 1\nb:2", "2:1 Expected a key, but no colon follows"),
    (
      "a: \"x\nb: 1",
      "2:1 The double quotes opened on line 1 are still open here, but this line is not indented deeper than their key"
    ),
    ("a: \"x", "1:4 These double quotes are never closed"),
    ("a: 'x", "1:4 These single quotes are never closed"),
    ("a: 'x' y", "1:8 Unexpected 'y' after the end of the value"),
    ("a: \"x\"#c", "1:7 There must be a space before a comment"),
    (#"a: "\d""#, "1:5 YAML has no such escape in double quotes"),
    (#"a: "\x4""#, "1:5 The escape 'x' must be followed by 2 hexadecimal digits"),
    (#"a: "\U00110000""#, "1:5 There is no character with this number"),
    (
      "a: [1, 2\nb: 3",
      "2:1 The [ opened on line 1 is still open here, but this line is not indented deeper than its key"
    ),
    (
      "a: 1\nb: { c: 2\nd: 3",
      "3:1 The { opened on line 2 is still open here, but this line is not indented deeper than its key"
    ),
    ("a: [1, 2", "1:4 This [ is never closed"),
    ("a: {b: 1]", "1:9 Expected a comma or the object's end, found ']'"),
    ("a: [1 2, , 3]", "1:10 A value is missing before this comma"),
    ("a: [x\n y: 1]", "1:5 A key in a list must be on one line with its colon"),
    ("a: @b", "1:4 Text without quotes can't start with '@'"),
    ("a: `b`", "1:4 Text without quotes can't start with '`'"),
    ("a: %b", "1:4 Text without quotes can't start with '%'"),
    ("a: ]", "1:4 Text without quotes can't start with ']'"),
    ("[-]", "1:2 Unexpected '-'"),
    (
      "a: |x\n  y",
      "1:5 Only a digit from 1 to 9 for the indentation and + or - for the last line breaks may follow | or >"
    ),
    ("a: | x\n", "1:6 The text of | or > must start on the next line"),
    ("a: |\n    \n  x", "2:1 An empty line at the start of this text has more spaces than its first line"),
    ("{a: 1}: 2", "1:1 A list or object can't be a key: keys are strings"),
    ("? - a\n: b", "1:3 A list or object can't be a key: keys are strings"),
    (": a", "1:1 A key is missing here"),
    ("k: !!int x", "1:4 This value doesn't fit its tag !!int"),
    ("k: !a!b c", "1:4 No %TAG directive defines the tag handle !a!"),
    ("!!map [1]", "1:1 The tag !!map doesn't fit a list"),
    ("%YAML 2.0\n---\na", "1:1 Expected a directive of the form %YAML 1.2"),
    ("%YAML 1.2\na: 1", "1:1 A directive must be followed by a document that starts with ---"),
    ("--- a: 1", "1:5 This key must start on a new line"),
    ("a: 1\n... x", "2:5 Unexpected 'x' after the end of the value"),
    ("a: \u{1}", "1:4 A control character is not allowed in YAML: the byte 0x1"),
  ]) func `a mistake is reported in a sentence at its location`(text: String, expected: String) {
    let reading = yaml(text)
    #expect(reading.result == expected)
    #expect(reading.diagnostics.map(\.code) == ["invalid-yaml"])
    #expect(reading.diagnostics.first?.severity == .error)
  }

  @Test func `a repeated key is reported and the first one is used, as in JSON`() {
    let reading = yaml("a: 1\nb: {c: 2, c: 3}\na: 4")
    #expect(reading.json == #"{"a":1,"b":{"c":2}}"#)
    #expect(
      reading.diagnostics.map { "\($0.location.line):\($0.location.column) \($0.code)" } == [
        "2:11 duplicate-key", "3:1 duplicate-key",
      ])
  }

  @Test func `values in flow collections and block scalars have locations too`() throws {
    let root = try #require(
      yaml("a:\n  - {b: [1, 'x']}\n  - |\n    text\n  - >-\n   x\nc: !!str\n  &a d\n'e f': g").root)
    func location(_ pointer: String) throws -> String {
      let node = try #require(root.resolve(pointer: pointer))
      return "\(node.location.line):\(node.location.column) \(node.valueLocation.line):\(node.valueLocation.column)"
    }
    #expect(try location("#/a") == "1:1 2:3")
    #expect(try location("#/a/0/b") == "2:6 2:9")
    #expect(try location("#/a/0/b/1") == "2:13 2:13")
    #expect(try location("#/a/1") == "3:5 3:5")
    #expect(try location("#/a/2") == "5:5 5:5")
    #expect(try location("#/c") == "7:1 8:6")
    #expect(try location("#/e f") == "9:1 9:8")
  }
}
