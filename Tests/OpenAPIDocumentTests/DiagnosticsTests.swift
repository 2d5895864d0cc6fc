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

  @Test func `a cause is reported once`() throws {
    var diagnostics = Diagnostics()
    let root = try #require(parse("[0,1]").root)
    diagnostics.warning("code", "one", at: root)
    diagnostics.warning("code", "two", at: root)
    diagnostics.warning("other", "three", at: root)
    diagnostics.warning("code", "four", at: try #require(root[1]))
    #expect(diagnostics.all.map(\.message) == ["one", "three", "four"])
  }

  @Test func `text from the document can't break the line`() {
    let diagnostic = Diagnostic(
      severity: .error, code: "c", message: "a\nb\u{1B}[31m\u{2028}",
      location: FileLocation(file: "f", line: 1, column: 1),
      pointer: "#/\r")
    #expect(diagnostic.description == #"f:1:1: error: a\u{A}b\u{1B}[31m\u{2028} (#/\u{D}) [c]"#)
  }
}
