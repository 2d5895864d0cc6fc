import OpenAPIClientGenerator
import Testing

@Suite struct OutputNamesTests {
  private static func plan(_ models: [String]) -> ClientPlan {
    let schemas = models.map { #""\#($0)": {"type": "object", "properties": {"id": {"type": "integer"}}}"# }
    return PlanSketch(schemas: "{\(schemas.joined(separator: ", "))}").plan
  }

  @Test func `one file of each kind has no number, several are numbered from 1`() {
    #expect(
      OutputNames(namespace: "Pets", files: 1).all == [
        "Pets+Client.swift", "Pets+Operations.swift", "Pets+Models.swift",
      ])
    #expect(
      OutputNames(namespace: "Pets", files: 2).all == [
        "Pets+Client.swift", "Pets+Operations1.swift", "Pets+Operations2.swift", "Pets+Models1.swift",
        "Pets+Models2.swift",
      ])
  }

  @Test(arguments: 1...5)
  func `exactly the files that were promised are printed, empty ones with their header`(count: Int) {
    let files = Generator.print(Self.plan(["Pet"]), files: count)
    #expect(files.map(\.name) == OutputNames(namespace: "API", files: count).all)
    #expect(files.filter { $0.text.split(separator: "\n").count > 2 }.count == 2)
  }

  @Test func `an edit to one schema touches one file`() {
    let models = (1...40).map { "Model\($0)" }
    let before = Generator.print(Self.plan(models), files: 8)
    let after = Generator.print(Self.plan(["Another"] + models), files: 8)
    #expect(zip(before, after).filter { $0 != $1 }.count == 1)
  }

  @Test func `the same plan gives the same bytes`() {
    let plan = Self.plan((1...20).map { "Model\($0)" } + ["Date", "String", "Data"])
    #expect(Generator.print(plan, files: 4) == Generator.print(plan, files: 4))
  }

  private static func shop(version: String = "1", petOwner: String = "string") -> ClientPlan {
    PlanSketch(
      document: """
        {"openapi": "3.1.0", "info": {"title": "Shop \(version)", "version": "\(version)"},
         "servers": [{"url": "https://example.com"}],
         "paths": {
           "/a": {"get": {"operationId": "a", "tags": ["pet store", "other"], "responses": {"200": {"description": "",
             "content": {"application/json": {"schema": {"type": "object", "properties": {"x": {"type": "string"}}}}}}}}},
           "/b": {"get": {"operationId": "b", "responses": {"204": {"description": ""}}}},
           "/c": {"get": {"operationId": "c", "tags": ["Pet Store"], "responses": {"204": {"description": ""}}}}},
         "components": {"schemas": {
           "Pet": {"type": "object", "properties": {"owner": {"type": "\(petOwner)"}}},
           "price": {"type": "object", "properties": {"n": {"type": "number"}}},
           "名前": {"type": "object", "properties": {"n": {"type": "number"}}}}}}
        """
    ).plan
  }

  @Test func `the layout for people has operations by tag with their types, and models by letter`() throws {
    let files = Generator.print(Self.shop(), .tags)
    #expect(
      files.map(\.name) == [
        "API+Client.swift", "API+Operations.swift", "API+Operations+PetStore.swift", "API+Models+Other.swift",
        "API+Models+P.swift",
      ])
    #expect(files[1].text.contains("func b()") && !files[1].text.contains("func a()"))
    #expect(files[2].text.contains("func a()") && files[2].text.contains("func c()"))
    #expect(files[2].text.contains("public struct Output"))
    #expect(files[4].text.contains("struct Pet") && files[4].text.contains("struct Price"))
  }

  @Test(arguments: [FileLayout.tags, .numbered(1), .numbered(8)])
  func `a title, a version and a schema each change one file`(_ layout: FileLayout) {
    let before = Generator.print(Self.shop(), layout)
    func changed(_ plan: ClientPlan) -> [String] {
      zip(before, Generator.print(plan, layout)).filter { $0 != $1 }.map(\.1.name)
    }
    #expect(changed(Self.shop(version: "2")) == ["API+Client.swift"])
    let model = changed(Self.shop(petOwner: "integer"))
    #expect(model.count == 1 && model[0].hasPrefix("API+Models"), "\(model)")
  }

  @Test func `spaces and line ends don't count in a document's size`() {
    let loose = Array("{ \"a\":\t[1,\r\n 2] }".utf8)
    #expect(OutputNames.size(of: loose) == OutputNames.size(of: Array(#"{"a":[1,2]}"#.utf8)))
  }

  @Test func `larger documents get more files`() {
    let sizes = [0, 63 << 10, 64 << 10, 191 << 10, 192 << 10, 2 << 20]
    #expect(sizes.map { OutputNames.defaultFiles(documentBytes: $0) } == [1, 1, 4, 4, 16, 32])
  }
}
