import Testing

@testable import OpenAPIDocument

@Suite struct KeywordTests {
  @Test func `every case has its own name`() {
    #expect(Set(Keyword.allCases.map(\.name)).count == Keyword.allCases.count)
    #expect(Keyword.allCases.prefix(3).map(\.name) == ["$ref", "$dynamicRef", "$recursiveRef"])
    #expect([Keyword.metaId, .metaSchema, .documentSelf, .if].map(\.name) == ["$id", "$schema", "$self", "if"])
    for keyword in Keyword.allCases {
      let name = keyword.name.hasPrefix("$") ? String(keyword.name.dropFirst()) : keyword.name
      let described = "\(keyword)"
      let capitalized = name.prefix(1).uppercased() + name.dropFirst()
      #expect(described == name || described == "meta" + capitalized || described == "document" + capitalized)
    }
  }

  @Test func `keywords of schemas come first`() {
    #expect(Keyword.schemaCount <= 64)
    #expect(Keyword.externalDocs.rawValue == UInt8(Keyword.schemaCount) - 1)
    #expect(Keyword.ref.rawValue == 0)
  }

  @Test func `a tree finds keywords by number`() throws {
    var diagnostics = Diagnostics()
    let tree = try #require(
      JSONTree.parse(Array(#"{"$ref":1,"own":2,"enum":3}"#.utf8), file: "", diagnostics: &diagnostics))
    #expect(tree.root.members.map(\.value.keyword) == [.ref, nil, .enum])
    #expect(tree.root[.enum]?.int == 3)
    #expect(tree.root[.const] == nil)
  }

  @Test func `thousands of keys are found again`() throws {
    var text = "{"
    for index in 0..<5000 { text += "\(index == 0 ? "" : ",")\"key\(index)\":\(index)" }
    text += "}"
    var diagnostics = Diagnostics()
    let root = try #require(JSONTree.parse(Array(text.utf8), file: "", diagnostics: &diagnostics)?.root)
    for index in stride(from: 0, to: 5000, by: 97) { #expect(root["key\(index)"]?.int == index) }
    #expect(root["key5000"] == nil)
    #expect(diagnostics.all.isEmpty)
  }
}
