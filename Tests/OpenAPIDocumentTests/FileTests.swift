import OpenAPIDocument
import Testing

@Suite struct FileTests {
  private let files = [
    "api/schemas/pet.json": #"""
    {"type":"object","properties":{"owner":{"$ref":"people.json#/$defs/Owner"},"kind":{"$ref":"../../shared/kinds.json#kind"},
    "up":{"$ref":"../openapi.json#/components/schemas/Local"},"own":{"$ref":"#/properties/kind"}}}
    """#,
    "api/schemas/people.json": #"{"$defs":{"Owner":{"type":"object","properties":{"pet":{"$ref":"pet.json"}}}}}"#,
    "shared/kinds.json": #"{"definitions":{"K":{"$anchor":"kind","enum":["cat"]}}}"#,
    "api/paths/pets.json": #"""
    {"get":{"parameters":[{"$ref":"../common.json#/components/parameters/Page"}],"responses":{"200":{"description":"",
    "content":{"application/json":{"schema":{"$ref":"../schemas/pet.json"}}}}}}}
    """#,
    "api/common.json": #"""
    {"openapi":"3.0.3","components":{"parameters":{"Page":{"name":"page","in":"query","schema":{"$ref":"#/components/schemas/N"}}},
    "schemas":{"N":{"type":"integer"},"Old":{"$ref":"#/components/schemas/N","minimum":1},"Unused":{"$ref":"never.json"}}}}
    """#,
  ]

  private let root = document(
    #"""
    "paths":{"/pets":{"$ref":"./paths/pets.json"}},"components":{"schemas":{"Local":{"type":"string"},
    "Pet":{"$ref":"schemas/pet.json"},"Old":{"$ref":"common.json#/components/schemas/Old"}}}
    """#)

  @Test func `references lead through files, each of which is loaded once`() throws {
    let reading = read(root, root: "api/openapi.json", files: files)
    let document = try #require(reading.document)
    #expect(Set(reading.loaded).count == reading.loaded.count)
    #expect(Set(reading.loaded) == Set(files.keys).union(["api/openapi.json"]))
    #expect(document.files == reading.loaded)
    let pet = try schema("Pet", in: reading).resolved
    #expect(pet.file == "api/schemas/pet.json" && pet.pointer == "#" && pet.componentName == nil)
    let owner = try #require(pet.property("owner")?.resolved)
    #expect(owner.file == "api/schemas/people.json" && owner.property("pet")?.resolved == pet)
    #expect(pet.property("kind")?.resolved.enumValues?.map(\.string) == ["cat"])
    #expect(pet.property("own")?.resolved == pet.property("kind")?.resolved)
    #expect(pet.property("up")?.resolved.componentName == "Local")
    let operation = try #require(document.operations.first)
    #expect(operation.path == "/pets" && operation.node.tree.file == "api/paths/pets.json")
    #expect(operation.parameters.first?.schema?.resolved.types == .integer)
    #expect(operation.responses.first?.content.first?.schema?.resolved == pet)
  }

  @Test func `files of one version become one tree in which each value keeps its location`() throws {
    var same = files
    same["api/common.json"] = files["api/common.json"]?.replacing("3.0.3", with: "3.1.0")
    let reading = read(root, root: "api/openapi.json", files: same)
    #expect(reading.codes.isEmpty)
    let document = try #require(reading.document)
    #expect(document.files == reading.loaded)
    let pet = try schema("Pet", in: reading)
    #expect(pet.pointer == "#/components/schemas/Pet" && pet.file == "api/openapi.json")
    #expect(pet.property("owner")?.node.location.file == "api/schemas/pet.json")
    let owner = try #require(pet.property("owner")?.resolved)
    #expect(owner.componentName == "Owner" && owner.node.location.description == "api/schemas/people.json:1:11")
    #expect(owner.property("pet")?.resolved == pet)
    #expect(pet.property("kind")?.resolved.enumValues?.map(\.string) == ["cat"])
    #expect(pet.property("kind")?.resolved.componentName == "K")
    #expect(pet.property("own")?.resolved == pet.property("kind")?.resolved)
    #expect(pet.property("up")?.resolved.componentName == "Local")
    let operation = try #require(document.operations.first)
    #expect(operation.path == "/pets" && operation.node.location.file == "api/paths/pets.json")
    #expect(operation.parameters.first?.schema?.resolved.componentName == "N")
    #expect(operation.responses.first?.content.first?.schema?.resolved == pet)
    #expect(document.components.schemas.map(\.name) == ["Local", "Pet", "Old", "N", "Owner", "K"])
  }

  @Test func `each file has the rules of its own version`() throws {
    let reading = read(root, root: "api/openapi.json", files: files)
    let old = try #require(try schema("Old", in: reading).reference?.target)
    #expect(old.minimum == nil)
    #expect(reading.diagnostics.map(\.location.file) == ["api/common.json"])
    #expect(reading.codes == ["ignored-reference-siblings"])
  }

  @Test func `a missing or broken file is reported once`() throws {
    let text = document(
      #"""
      "components":{"schemas":{"A":{"$ref":"gone.json"},"B":{"$ref":"gone.json#/x"},"C":{"$ref":"b.yaml#/C"},"D":{"$ref":"b.yaml"},
      "E":{"$ref":"/etc/x.json"}}}
      """#)
    let reading = read(text, files: ["b.yaml": "a: [1"])
    #expect(reading.codes == ["unresolved-reference", "unresolved-reference", "unresolved-reference"])
    #expect(reading.diagnostics.map(\.severity) == [.warning, .warning, .warning])
    #expect(reading.diagnostics[1].message.contains("b.yaml:1:4"))
    #expect(reading.loaded == ["openapi.json", "gone.json", "b.yaml"])
    for name in ["A", "B", "C", "D", "E"] { #expect(try schema(name, in: reading).reference?.target == nil) }
  }

  @Test func `whole maps may be in other files`() throws {
    let reading = read(
      document(#""paths":{"$ref":"paths.json"},"components":{"schemas":{"$ref":"schemas.json#/all"}}"#),
      files: [
        "paths.json": #"{"/a":{"get":{"operationId":"a","responses":{"200":{"description":""}}}}}"#,
        "schemas.json": #"{"all":{"S":{"type":"string"}}}"#,
      ])
    #expect(reading.document?.operations.map(\.operationId) == ["a"])
    #expect(reading.document?.components.schemas.map(\.name) == ["S"])
    #expect(reading.diagnostics.isEmpty)
  }

  @Test(
    arguments: [
      ("a/b/root.json", "../c.json", "a/c.json"), ("root.json", "../up.json", "../up.json"),
      ("root.json", "./x//y/../z.json", "x/z.json"),
      ("a/root.json", "b%20c/d.json", "a/b c/d.json"), ("/abs/root.json", "x.json", "/abs/x.json"),
      ("../r/root.json", "../s.json", "../s.json"),
    ])
  func `paths are relative to the folder of the file`(_ root: String, _ reference: String, _ path: String) {
    let reading = read(
      document(#""components":{"schemas":{"A":{"$ref":"\#(reference)"}}}"#), root: root, files: [path: "{}"])
    #expect(reading.loaded == [root, path])
    #expect(reading.diagnostics.isEmpty)
  }
}
