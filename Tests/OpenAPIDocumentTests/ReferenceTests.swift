import OpenAPIDocument
import Testing

@Suite struct ReferenceTests {
  @Test(
    arguments: [
      ("#/components/schemas/A~1b%20%7Bc%7D", "#/components/schemas/A~1b {c}"),
      ("#anchored", "#/components/schemas/Anchored"),
      ("#dynamic", "#/components/schemas/Anchored/properties/d"),
      ("#/components/schemas/Anchored/$defs/In", "#/components/schemas/Anchored/$defs/In"),
      (
        "#/paths/~1p/get/responses/200/content/application~1json/schema",
        "#/paths/~1p/get/responses/200/content/application~1json/schema"
      ),
      ("#/components/schemas/Anchored/properties/list/items", "#/components/schemas/Anchored/properties/list/items"),
      ("#/components/schemas/Alias/properties/d", "#/components/schemas/Anchored/properties/d"),
      ("#/components/schemas/50%25", "#/components/schemas/50%"),
      ("#/components/schemas/50%", "#/components/schemas/50%"),
      ("openapi.json#/components/schemas/Anchored", "#/components/schemas/Anchored"),
      ("./openapi.json#anchored", "#/components/schemas/Anchored"),
      ("#/components/schemas/Yes", "#/components/schemas/Yes"),
    ])
  func `a reference may lead anywhere in the document`(_ text: String, _ pointer: String) throws {
    let reading = read(
      document(
        #"""
        "paths":{"/p":{"get":{"responses":{"200":{"description":"","content":{"application/json":{"schema":{"type":"string"}}}}}}}},
        "components":{"schemas":{"A/b {c}":{},"Anchored":{"$anchor":"anchored","properties":{"d":{"$dynamicAnchor":"dynamic"},
          "list":{"items":{"type":"integer"}}},"$defs":{"In":{}}},"Alias":{"$ref":"#/components/schemas/Anchored"},"50%":{},"Yes":true,
          "S":{"$ref":"\#(text)"}}}
        """#))
    let reference = try #require(try schema("S", in: reading).reference)
    #expect(reference.text == text)
    #expect(reference.target?.pointer == pointer)
    #expect(reading.codes.filter { $0 != "invalid-component-name" } == [])
    #expect(reading.loaded == ["openapi.json"])
  }

  @Test func `an $id gives schemas a URI of their own`() throws {
    let reading = readSchemas(
      #"""
      "Pet":{"$id":"https://x.y/schemas/pet","properties":{"owner":{"$ref":"owner"},"self":{"$ref":"#"},"in":{"$ref":"#/$defs/In"},"a":{"$ref":"#name"}},
        "$defs":{"In":{"$anchor":"name"}}},
      "Owner":{"$id":"https://x.y/schemas/owner","type":"object"},"Other":{"$ref":"https://x.y/schemas/pet#/$defs/In"}
      """#)
    let pet = try schema("Pet", in: reading)
    #expect(pet.property("owner")?.resolved.componentName == "Owner")
    #expect(pet.property("self")?.resolved == pet)
    #expect(pet.property("in")?.resolved.pointer == "#/components/schemas/Pet/$defs/In")
    #expect(pet.property("a")?.resolved.pointer == "#/components/schemas/Pet/$defs/In")
    #expect(try schema("Other", in: reading).resolved.pointer == "#/components/schemas/Pet/$defs/In")
    #expect(reading.diagnostics.isEmpty)
  }

  @Test func `dynamic and recursive references are resolved at their own locations`() throws {
    let reading = readSchemas(
      ##""T":{"$dynamicAnchor":"node","properties":{"c":{"$dynamicRef":"#node"}}},"R":{"$id":"r","properties":{"c":{"$recursiveRef":"#"}}}"##
    )
    let reference = try #require(try schema("T", in: reading).property("c")?.reference)
    #expect(reference.isDynamic && reference.target?.componentName == "T")
    #expect(try schema("R", in: reading).property("c")?.reference?.target?.componentName == "R")
  }

  @Test(arguments: [
    ##""A":{"$dynamicAnchor":"item","type":"string"}"##,
    ##""A":{"$dynamicAnchor":"item","type":"string"},"B":{"$dynamicAnchor":"item"}"##,
  ])
  func `a dynamic reference that depends on where it is used has no target`(_ items: String) throws {
    let reading = readSchemas(##""Page":{"properties":{"item":{"$dynamicRef":"#item"}}},"## + items)
    #expect(try schema("Page", in: reading).property("item")?.reference?.target == nil)
    #expect(reading.codes == ["ambiguous-dynamic-reference"])
  }

  @Test func `a dynamic reference leads to the schema around it, even if others have its name`() throws {
    let reading = readSchemas(
      ##""T":{"$dynamicAnchor":"node","properties":{"c":{"$dynamicRef":"#node"}}},"X":{"$dynamicAnchor":"node"}"##)
    #expect(try schema("T", in: reading).property("c")?.reference?.target?.componentName == "T")
    #expect(reading.codes.isEmpty)
  }

  @Test func `chains of references are followed, and cycles without anything else are cut`() throws {
    let reading = readSchemas(
      ##""A":{"$ref":"#/components/schemas/B"},"B":{"$ref":"#/components/schemas/C"},"C":{"type":"string"},"X":{"$ref":"#/components/schemas/Y"},"Y":{"$ref":"#/components/schemas/Z"},"Z":{"$ref":"#/components/schemas/Y"},"Me":{"$ref":"#/components/schemas/Me"}"##
    )
    #expect(try schema("A", in: reading).reference?.target?.componentName == "B")
    #expect(try schema("A", in: reading).resolved.componentName == "C")
    #expect(try schema("X", in: reading).resolved.reference?.target == nil)
    #expect(try schema("Me", in: reading).reference?.target == nil)
    #expect(reading.codes == ["reference-cycle", "reference-cycle"])
  }

  @Test func `recursion through properties is not such a cycle`() throws {
    let reading = readSchemas(##""T":{"properties":{"next":{"$ref":"#/components/schemas/T"}}}"##)
    let tree = try schema("T", in: reading)
    #expect(tree.property("next")?.resolved == tree)
    #expect(reading.diagnostics.isEmpty)
  }

  @Test func `siblings count from 3.1 on, in 3.0 only annotations and nullable do`() throws {
    let schemas =
      ##""A":{"type":"object","properties":{"a":{}}},"S":{"$ref":"#/components/schemas/A","description":"d","nullable":true,"required":["a"],"properties":{"b":{}}}"##
    let new = readSchemas(schemas)
    let added = try schema("S", in: new)
    #expect(added.hasSiblings && added.required == ["a"] && added.properties.map(\.name) == ["b"])
    #expect(added.description == "d" && added.isNullable)
    #expect(new.codes == ["version-mismatch"])
    let old = readSchemas(schemas, version: "3.0.3")
    let ignored = try schema("S", in: old)
    #expect(ignored.required.isEmpty && ignored.properties.isEmpty && ignored.description == "d" && ignored.isNullable)
    #expect(old.codes == ["ignored-reference-siblings"])
    #expect(
      try !schema("S", in: readSchemas(##""A":{},"S":{"$ref":"#/components/schemas/A","title":"t"}"##)).hasSiblings)
  }

  @Test func `a broken reference is reported once, at its location`() throws {
    let reading = read(
      """
      {"openapi":"3.1.0","info":{"title":"T","version":"1"},"components":{"schemas":{
        "A": {"$ref": "#/components/schemas/pet"},
        "B": {"$ref": "https://example.com/a.json"},
        "C": {"$ref": 7},
        "D": {"$ref": "Gone"},
        "E": {"$ref": "#gone"},
        "Pet": {}
      }}}
      """)
    #expect(
      reading.locations == [
        "2:9 unresolved-reference", "3:9 unresolved-reference", "4:9 wrong-value-kind", "5:9 unresolved-reference",
        "6:9 unresolved-reference",
      ])
    #expect(reading.diagnostics[0].hint?.contains("\"Pet\" is there") == true)
    for name in ["A", "B", "D", "E"] { #expect(try schema(name, in: reading).reference?.target == nil) }
  }

  @Test(arguments: [
    "Pet", "#Pet", "components/schemas/Pet", "/components/schemas/Pet", "#components/schemas/Pet", "#/definitions/Pet",
    "#/schemas/Pet",
  ])
  func `a reference that is nearly right is understood`(_ text: String) throws {
    let reading = readSchemas(#""Pet":{"type":"string"},"S":{"$ref":"\#(text)"}"#)
    #expect(try schema("S", in: reading).resolved.componentName == "Pet")
    #expect(reading.codes == ["imprecise-reference"])
  }

  @Test func `every kind of component is used by reference`() throws {
    let reading = read(
      document(
        #"""
        "paths":{"/a":{"$ref":"#/components/pathItems/I"}},
        "components":{"pathItems":{"I":{"post":{"parameters":[{"$ref":"#/components/parameters/P"}],
            "requestBody":{"$ref":"#/components/requestBodies/B","description":"own"},"responses":{"200":{"$ref":"#/components/responses/R"}},
            "callbacks":{"c":{"$ref":"#/components/callbacks/C"}},"security":[{"s":[]}]}}},
          "parameters":{"P":{"$ref":"#/components/parameters/Q"},"Q":{"name":"q","in":"query","schema":{"$ref":"#/components/schemas/S"},
            "examples":{"e":{"$ref":"#/components/examples/E"}}}},
          "requestBodies":{"B":{"description":"B","content":{"a/b":{}}}},
          "responses":{"R":{"description":"R","headers":{"X-H":{"$ref":"#/components/headers/H"}},"links":{"l":{"$ref":"#/components/links/L"}}}},
          "headers":{"H":{"schema":{"type":"integer"}}},"links":{"L":{"operationId":"o"}},"callbacks":{"C":{"u":{"get":{}}}},
          "schemas":{"S":{"type":"string"}},"examples":{"E":{"value":7}},
          "securitySchemes":{"s":{"$ref":"#/components/securitySchemes/t"},"t":{"type":"http","scheme":"basic"}}}
        """#))
    #expect(reading.diagnostics.isEmpty)
    let operation = try #require(reading.document?.operations.first)
    #expect(operation.path == "/a" && operation.method == "POST")
    let parameter = try #require(operation.parameters.first)
    #expect(
      parameter.name == "q" && parameter.schema?.resolved.types == .string && parameter.examples.first?.value?.int == 7)
    #expect(parameter.node.pointer == "#/components/parameters/Q")
    #expect(parameter.usage.pointer == "#/components/pathItems/I/post/parameters/0")
    #expect(operation.requestBody?.componentName == "B" && operation.requestBody?.description == "own")
    let response = try #require(operation.responses.first)
    #expect(response.componentName == "R" && response.status == .code(200))
    #expect(response.headers.first?.schema?.types == .integer && response.links.first?.operationId == "o")
    #expect(operation.callbacks.first?.items.first?.path == "u")
    guard case .http("basic", nil)? = operation.security?.first?.schemes.first?.scheme?.kind else {
      Issue.record("the reference to the scheme is not followed")
      return
    }
    let components = try #require(reading.document?.components)
    #expect(components.parameters.map(\.name) == ["P", "Q"] && components.parameters.map(\.value.name) == ["q", "q"])
    #expect(components.responses.count == 1 && components.examples.count == 1 && components.headers.count == 1)
    #expect(components.links.count == 1 && components.callbacks.count == 1 && components.pathItems.count == 1)
    #expect(components.requestBodies.count == 1 && components.securitySchemes.map(\.name) == ["s", "t"])
  }

  @Test func `members beside a path item's reference win`() throws {
    let operations = try operations(
      ##""/a":{"$ref":"#/components/pathItems/I","summary":"own","get":{"operationId":"own"}}"##,
      more:
        #","components":{"pathItems":{"I":{"summary":"its","get":{"operationId":"its"},"put":{"operationId":"put"}}}}"#)
    #expect(operations.map(\.operationId) == ["own", "put"])
  }

  @Test func `a reference to the wrong kind is used where it can be`() throws {
    let reading = read(
      document(
        #"""
        "paths":{"/a":{"get":{"parameters":[{"$ref":"#/components/schemas/S"}],"requestBody":{"$ref":"#/components/schemas/S"},
          "responses":{"200":{"$ref":"#/components/schemas/S"},"201":{"$ref":"#/components/requestBodies/B"},
          "202":{"description":"","headers":{"A":{"$ref":"#/components/parameters/P"},"B":{"$ref":"#/components/schemas/S"}}},
          "203":{"$ref":"#/components/parameters/P"}}}}},
        "components":{"schemas":{"S":{"type":"string"},"FromResponse":{"$ref":"#/components/responses/R"},"FromParameter":{"$ref":"#/components/parameters/P"}},
          "requestBodies":{"B":{"content":{"a/b":{}}}},"parameters":{"P":{"name":"p","in":"header","schema":{"type":"integer"}}},
          "responses":{"R":{"description":"","content":{"application/json":{"schema":{"type":"boolean"}}}}}}
        """#))
    #expect(reading.codes == [String](repeating: "wrong-reference-kind", count: 9))
    let operation = try #require(reading.document?.operations.first)
    #expect(operation.parameters.isEmpty)
    #expect(operation.requestBody?.content.first?.schema?.componentName == "S")
    #expect(operation.responses.map(\.status) == [.code(200), .code(201), .code(202), .code(203)])
    #expect(operation.responses[0].content.map(\.name) == ["application/json"])
    #expect(operation.responses[0].content.first?.schema?.types == .string)
    #expect(operation.responses[1].content.map(\.name) == ["a/b"])
    #expect(operation.responses[2].headers.map { $0.schema?.types } == [.integer, .string])
    #expect(operation.responses[3].content.isEmpty)
    #expect(try schema("FromResponse", in: reading).resolved.types == .boolean)
    #expect(try schema("FromParameter", in: reading).resolved.types == .integer)
  }

  @Test func `discriminators map by reference, name and file`() throws {
    let reading = read(
      document(
        #"""
        "components":{"schemas":{"Cat":{},"Dog.v1":{},"P":{"discriminator":{"propertyName":"kind","mapping":{
          "c":"#/components/schemas/Cat","d":"Dog.v1","f":"other.json#/Fox","w":"other.json","none":"Gone"},"defaultMapping":"Cat"},"oneOf":[]}}}
        """#, version: "3.2.0"), files: ["other.json": #"{"Fox":{"type":"object"}}"#])
    let discriminator = try #require(try schema("P", in: reading).discriminator)
    #expect(discriminator.propertyName == "kind")
    #expect(discriminator.mapping.map(\.value) == ["c", "d", "f", "w", "none"])
    #expect(
      discriminator.mapping.map(\.text) == [
        "#/components/schemas/Cat", "Dog.v1", "#/components/schemas/other/Fox", "#/components/schemas/other", "Gone",
      ])
    #expect(
      discriminator.mapping.map { $0.target?.pointer } == [
        "#/components/schemas/Cat", "#/components/schemas/Dog.v1", "#/components/schemas/other/Fox",
        "#/components/schemas/other", nil,
      ])
    #expect(
      discriminator.mapping.map { $0.target?.node.location.file } == [
        "openapi.json", "openapi.json", "other.json", "other.json", nil,
      ])
    #expect(discriminator.defaultMapping?.target?.componentName == "Cat")
    #expect(reading.codes == ["unresolved-reference", "empty-alternatives"])
    #expect(reading.loaded == ["openapi.json", "other.json"])
  }

  @Test func `references in examples and other data are ignored`() {
    let reading = readSchemas(
      ##""S":{"type":"object","example":{"$ref":"nowhere.json"},"default":{"$ref":"#/x"},"enum":[{"$ref":"y"}],"const":{"$id":"a","$anchor":"b"},"properties":{"$ref":{"type":"string"}},"x-a":{"$ref":"z"}}"##
    )
    #expect(reading.diagnostics.isEmpty)
    #expect(reading.loaded == ["openapi.json"])
  }
}
