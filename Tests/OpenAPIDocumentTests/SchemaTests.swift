import OpenAPIDocument
import Testing

@Suite struct SchemaTests {
  @Test(
    arguments: [
      (#"{"type":"string"}"#, [SchemaType.string], false), (#"{"type":["string","null"]}"#, [.string], true),
      (#"{"type":["null","integer","string"]}"#, [.integer, .string], true),
      (#"{"type":"object","nullable":true}"#, [.object], true), (#"{"nullable":true}"#, [], true),
      (#"{"type":"null"}"#, [], true), ("{}", [], false), (#"{"enum":["a",null]}"#, [], true),
      (#"{"const":null}"#, [], true),
      (#"{"type":"string","enum":["a",null]}"#, [.string], true),
      (#"{"nullable":false,"type":"number"}"#, [.number], false),
      (#"{"type":[]}"#, [], false), (#"{"type":["boolean","boolean"]}"#, [.boolean], false),
    ])
  func `null is separate from types in the forms of both versions`(
    _ text: String, _ types: [SchemaType], _ isNullable: Bool
  ) throws {
    for version in ["3.0.3", "3.1.0"] {
      let schema = try component(text, version: version)
      #expect(schema.typeList == types)
      #expect(schema.isNullable == isNullable)
      var set: SchemaTypes = []
      for type in types { set.insert(SchemaTypes(type)) }
      #expect(schema.types == set)
    }
  }

  @Test func `a schema of only null is recognized`() throws {
    for text in [#"{"type":"null"}"#, #"{"type":["null"]}"#, #"{"const":null}"#, #"{"enum":[null]}"#] {
      #expect(try component(text).isOnlyNull)
    }
    for text in [#"{"type":["null","string"]}"#, "{}", #"{"enum":[null,1]}"#, #"{"nullable":true}"#] {
      #expect(try !component(text).isOnlyNull)
    }
  }

  @Test func `values are read, those of enum without null`() throws {
    let schema = try component(#"{"enum":["a",1,null,{"b":2}],"default":"a","example":"x","examples":["y","z"]}"#)
    #expect(schema.enumValues?.map(\.compactText) == [#""a""#, "1", #"{"b":2}"#])
    #expect(schema.default?.string == "a")
    #expect(schema.examples.map(\.string) == ["x", "y", "z"])
    #expect(try component("{}").enumValues == nil)
    #expect(try component(#"{"const":7}"#).const?.int == 7)
  }

  @Test(
    arguments: [
      (#"{"minimum":1}"#, "1", false), (#"{"minimum":1,"exclusiveMinimum":true}"#, "1", true),
      (#"{"minimum":1,"exclusiveMinimum":false}"#, "1", false), (#"{"exclusiveMinimum":2}"#, "2", true),
      (#"{"minimum":3,"exclusiveMinimum":2}"#, "3", false), (#"{"minimum":1,"exclusiveMinimum":2}"#, "2", true),
      (#"{"minimum":2,"exclusiveMinimum":2}"#, "2", true),
      (#"{"minimum":-9223372036854776000000}"#, "-9223372036854776000000", false),
      (#"{"minimum":1e400}"#, "1e400", false),
    ])
  func `lower limits of both versions become one`(_ text: String, _ limit: String, _ isExclusive: Bool) throws {
    for version in ["3.0.3", "3.1.0"] {
      let bound = try #require(try component(text, version: version).minimum)
      #expect(bound.text == limit)
      #expect(bound.isExclusive == isExclusive)
    }
  }

  @Test func `upper limits, counts and multiples are read`() throws {
    let schema = try component(
      #"{"maximum":9,"exclusiveMaximum":8,"multipleOf":0.5,"minLength":1,"maxLength":2.0,"minItems":3,"maxItems":4,"minProperties":5,"maxProperties":6,"uniqueItems":true,"pattern":"^a","minContains":7}"#
    )
    #expect(schema.maximum?.int == 8 && schema.maximum?.isExclusive == true)
    #expect(schema.multipleOf?.double == 0.5)
    #expect(schema.minLength == 1 && schema.maxLength == 2 && schema.minItems == 3 && schema.maxItems == 4)
    #expect(schema.minProperties == 5 && schema.maxProperties == 6 && schema.uniqueItems && schema.pattern == "^a")
    #expect(schema.minContains == 7 && schema.minimum == nil)
    #expect(try component(#"{"exclusiveMaximum":true}"#).maximum == nil)
  }

  @Test func `properties keep their order and whether they are required`() throws {
    let schema = try component(
      #"{"properties":{"z":{"type":"string"},"a":{"type":"integer"},"é":true},"required":["a","é","gone","a"]}"#)
    #expect(schema.properties.map(\.name) == ["z", "a", "é"])
    #expect(schema.properties.map(\.isRequired) == [false, true, true])
    #expect(schema.properties.map(\.schema.types) == [.string, .integer, []])
    #expect(schema.required == ["a", "é", "gone"])
    #expect(schema.property("a")?.types == .integer)
    #expect(schema.property("b") == nil)
  }

  @Test func `additional properties have four forms`() throws {
    func form(_ text: String) throws -> String {
      switch try component(text).additionalProperties {
      case .unspecified: return "unspecified"
      case .allowed: return "allowed"
      case .denied: return "denied"
      case .schema(let schema): return schema.types == .string ? "string" : "other"
      }
    }
    #expect(try form("{}") == "unspecified")
    #expect(try form(#"{"additionalProperties":true}"#) == "allowed")
    #expect(try form(#"{"additionalProperties":{}}"#) == "allowed")
    #expect(try form(#"{"additionalProperties":false}"#) == "denied")
    #expect(try form(#"{"additionalProperties":{"type":"string"}}"#) == "string")
  }

  @Test func `arrays are read in new and old forms`() throws {
    let new = try component(#"{"prefixItems":[{"type":"string"},true],"items":{"type":"integer"}}"#)
    #expect(new.prefixItems.map(\.types) == [.string, []] && new.items?.types == .integer)
    let old = try component(#"{"items":[{"type":"string"}],"additionalItems":{"type":"boolean"}}"#)
    #expect(old.prefixItems.map(\.types) == [.string] && old.items?.types == .boolean)
    #expect(try component(#"{"items":false}"#).items?.boolean == false)
    #expect(try component(#"{"items":{"type":"array","items":{"type":"number"}}}"#).items?.items?.types == .number)
  }

  @Test func `boolean and empty schemas are recognized`() throws {
    #expect(try component("true").boolean == true)
    #expect(try component("true").isAnything)
    #expect(try component("false").boolean == false)
    #expect(try !component("false").isAnything)
    #expect(try component("{}").isAnything)
    #expect(try component(#"{"description":"d","default":1,"x-a":2}"#).isAnything)
    #expect(try !component(#"{"minLength":1}"#).isAnything)
    #expect(try component("null").isAnything)
  }

  @Test func `combinations are read`() throws {
    let schema = try component(
      #"""
      {"allOf":[{"type":"string"}],"anyOf":[{},{"type":"null"}],"oneOf":[true],"not":{"type":"array"},"if":{"minLength":1},
      "then":true,"else":false,"contains":{"const":1},"propertyNames":{"pattern":"a"},"unevaluatedProperties":false,
      "dependentRequired":{"a":["b"]},"dependentSchemas":{"c":{"type":"object"}},"dependencies":{"d":["e"],"f":{}},
      "patternProperties":{"^x":{"type":"integer"}},"$defs":{"D":{"type":"boolean"}},"definitions":{"E":{}}}
      """#)
    #expect(schema.allOf.map(\.types) == [.string])
    #expect(schema.anyOf.map(\.isOnlyNull) == [false, true])
    #expect(schema.oneOf.map(\.boolean) == [true])
    #expect(schema.not?.types == .array && schema.then?.boolean == true && schema.else?.boolean == false)
    #expect(schema.if?.minLength == 1 && schema.contains?.const?.int == 1 && schema.propertyNames?.pattern == "a")
    #expect(schema.unevaluatedProperties?.boolean == false)
    #expect(schema.dependentRequired.map(\.name) == ["a", "d"] && schema.dependentRequired.last?.required == ["e"])
    #expect(schema.dependentSchemas.map(\.name) == ["c", "f"])
    #expect(schema.patternProperties.map(\.pattern) == ["^x"])
    #expect(schema.definitions.map(\.name) == ["D", "E"])
    #expect(
      schema.unsupportedKeywords.map(\.key) == [
        "not", "if", "then", "else", "dependentRequired", "dependentSchemas", "dependencies", "contains",
        "propertyNames", "unevaluatedProperties",
      ])
    #expect(try component(#"{"type":"string"}"#).unsupportedKeywords.isEmpty)
  }

  @Test func `annotations are read`() throws {
    let schema = try component(
      #"""
      {"title":"t","description":"d","format":"date","readOnly":true,"writeOnly":true,"deprecated":true,"xml":{"name":"n"},
      "externalDocs":{"url":"u"},"contentEncoding":"base64","contentMediaType":"image/png","contentSchema":{"type":"string"},"x-own":[1]}
      """#)
    #expect(schema.title == "t" && schema.description == "d" && schema.format == "date")
    #expect(schema.readOnly && schema.writeOnly && schema.deprecated)
    #expect(schema.xml?["name"]?.string == "n" && schema.externalDocs?.url == "u")
    #expect(schema.contentEncoding == "base64" && schema.contentMediaType == "image/png")
    #expect(schema.contentSchema?.types == .string && schema.node["x-own"]?[0]?.int == 1)
    #expect(schema.componentName == "S" && schema.pointer == "#/components/schemas/S" && schema.file == "openapi.json")
  }

  @Test func `numbers and booleans are read as strings, and strings as booleans, where those are expected`() throws {
    let reading = readSchemas(
      ##"""
      "S":{"title":1.50,"description":true,"format":7,"pattern":[],"deprecated":"true","readOnly":"false","writeOnly":"yes"},
      "R":{"$ref":"#/components/schemas/S","description":2,"deprecated":"true"}
      """##)
    let loose = try schema("S", in: reading)
    #expect(loose.title == "1.50" && loose.description == "true" && loose.format == "7" && loose.pattern == nil)
    #expect(loose.deprecated && !loose.readOnly && !loose.writeOnly)
    #expect(try schema("R", in: reading).deprecated)
    #expect(reading.codes == Array(repeating: "wrong-value-kind", count: 9))
  }

  @Test func `keywords that count beside a reference of OpenAPI 3.0 are checked too`() throws {
    let reading = readSchemas(
      ##""S":{"type":"string"},"R":{"$ref":"#/components/schemas/S","deprecated":"true","format":7}"##, version: "3.0.3"
    )
    #expect(try schema("R", in: reading).deprecated)
    #expect(reading.codes.sorted() == ["ignored-reference-siblings", "wrong-value-kind"])
  }

  @Test func `the type file of Swagger is a binary string`() throws {
    let schema = try component(#"{"type":"file"}"#)
    #expect(schema.types == .string && schema.format == "binary")
  }

  @Test func `schemas are equal by location`() throws {
    let reading = readSchemas(##""A":{"type":"string"},"B":{"type":"string"},"C":{"$ref":"#/components/schemas/A"}"##)
    let a = try schema("A", in: reading)
    #expect(a != (try schema("B", in: reading)))
    #expect(a == (try schema("C", in: reading)).resolved)
    #expect(Set([a, try schema("C", in: reading).resolved]).count == 1)
  }
}
