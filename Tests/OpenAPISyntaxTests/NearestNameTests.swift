import OpenAPISyntax
import Testing

@Suite struct NearestNameTests {
  private let names = ["generate", "check", "diff", "resume", "tasks", "models"]

  @Test(
    arguments: [
      ("genrate", "generate"), ("GENERATE", "generate"), ("gen", "generate"), ("chekc", "check"), ("dif", "diff"),
      ("task", "tasks"), ("something", nil), ("x", nil),
    ] as [(String, String?)])
  func `a misspelled or incomplete name finds the known one`(_ text: String, _ name: String?) {
    #expect(NearestName.nearest(to: text, among: names) == name)
  }

  @Test func `the suggestion is a question, or nothing`() {
    #expect(NearestName.suggestion(for: "chek", among: names) == "; did you mean 'check'?")
    #expect(NearestName.suggestion(for: "something", among: names) == "")
    #expect(NearestName.ending(for: "chek", among: names) == "; did you mean 'check'?")
    #expect(NearestName.ending(for: "something", among: names) == ".")
  }

  @Test func `the first of equally near names is chosen`() {
    #expect(NearestName.closest(to: "ac", among: ["ab", "ad"]) == "ab")
    #expect(NearestName.closest(to: "far away", among: ["near"]) == "near")
    #expect(NearestName.closest(to: "a", among: []) == nil)
  }

  @Test(arguments: [("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("abc", "xbc", 1), ("abc", "", 3)])
  func `letters added, removed, replaced or swapped are counted`(_ left: String, _ right: String, _ edits: Int) {
    #expect(EditDistance.between(Array(left.utf8), Array(right.utf8), limit: 10) == edits)
  }

  @Test func `more edits than the limit are any number beyond it`() {
    #expect(EditDistance.between(Array("abcdef".utf8), Array("uvwxyz".utf8), limit: 2) > 2)
  }
}
