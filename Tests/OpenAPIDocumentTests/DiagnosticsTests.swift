import OpenAPIDocument
import Testing

@Suite struct DiagnosticsTests {
  @Test func `a diagnostic prints as editors read it`() throws {
    var diagnostics = Diagnostics()
    let root = try #require(parse("{\n  \"a\": [0]\n}").root)
    diagnostics.warning("some-code", "Something is odd.", at: try #require(root["a"]), hint: "change it")
    diagnostics.note("other-code", "Look", at: try #require(root["a"]?[0]))
    #expect(
      diagnostics.all.map(\.description) == [
        "a.json:2:3: warning: Something is odd; change it (#/a) [some-code]",
        "a.json:2:9: note: Look (#/a/0) [other-code]",
      ])
    #expect(!diagnostics.hasErrors)
    diagnostics.error("third-code", "No", at: root)
    #expect(diagnostics.hasErrors)
  }

  @Test func `a code is reported once at a location`() throws {
    var diagnostics = Diagnostics()
    let root = try #require(parse("[0,1]").root)
    diagnostics.warning("code", "one", at: root)
    diagnostics.warning("code", "two", at: root)
    diagnostics.warning("other", "three", at: root)
    diagnostics.warning("code", "four", at: try #require(root[1]))
    #expect(diagnostics.all.map(\.message) == ["one", "three", "four"])
  }

  @Test func `people see a mistake as one line with a count, however often a document repeats it`() throws {
    var diagnostics = Diagnostics()
    let root = try #require(parse("[0,\n1,\n2,3,\n4,\n5,6]").root)
    for index in 0..<6 { diagnostics.warning("often", "Odd", at: try #require(root[index]), hint: "change it") }
    diagnostics.warning("often", "Another", at: try #require(root[6]))
    diagnostics.note("twice", "Look", at: try #require(root[0]))
    diagnostics.note("twice", "Look", at: try #require(root[1]))
    diagnostics.error("fatal", "No", at: try #require(root[0]))
    diagnostics.error("fatal", "No", at: try #require(root[1]))
    #expect(
      diagnostics.byCause.map(\.description) == [
        "a.json:1:2: warning: Odd, here and at 5 more locations (lines 2, 3, 4, …); change it (#/0) [often]",
        "a.json:5:3: warning: Another (#/6) [often]",
        "a.json:1:2: note: Look, here and at 1 more location (line 2) (#/0) [twice]",
        "a.json:1:2: error: No (#/0) [fatal]",
        "a.json:2:1: error: No (#/1) [fatal]",
      ])
    #expect(diagnostics.all.count == 11)
  }

  @Test func `text from the document can't break the line`() {
    let diagnostic = Diagnostic(
      severity: .error, code: "c", message: "a\nb\u{1B}[31m\u{2028}",
      location: FileLocation(file: "f", line: 1, column: 1),
      pointer: "#/\r")
    #expect(diagnostic.description == #"f:1:1: error: a\u{A}b\u{1B}[31m\u{2028} (#/\u{D}) [c]"#)
  }
}
