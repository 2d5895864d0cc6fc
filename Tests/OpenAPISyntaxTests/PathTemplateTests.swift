import OpenAPISyntax
import Testing

@Suite struct PathTemplateTests {
  @Test(
    arguments: [
      ("/users/{id}", [.text("/users/"), .parameter("id")]),
      ("{a}-{b}.json", [.parameter("a"), .text("-"), .parameter("b"), .text(".json")]),
      ("/plain", [.text("/plain")]), ("", []), ("/{}/x", [.text("/{}/x")]), ("/a}b", [.text("/a}b")]),
      ("/{a{b}", [.text("/{a"), .parameter("b")]), ("/{open", [.text("/{open")]),
    ] as [(String, [PathTemplate.Piece])])
  func `names in braces are parameters`(_ template: String, _ pieces: [PathTemplate.Piece]) {
    #expect(PathTemplate(template).pieces == pieces)
  }

  @Test func `each name is listed once, in order`() {
    #expect(PathTemplate("/{b}/{a}/{b}").names == ["b", "a"])
  }

  @Test func `templates that differ in names only have the same shape`() {
    #expect(PathTemplate("/a/{b}").shape == PathTemplate("/a/{c}").shape)
    #expect(PathTemplate("/a/{b}").shape != PathTemplate("/a/b").shape)
  }
}
