import OpenAPIDocument
import Testing

/// Common mistakes: each is reported once, at its location, and the document is read all the same.
@Suite struct MistakeTests {
  private func locations(_ members: String, version: String = "3.0.3") -> [String] {
    let reading = read(
      #"{"openapi":"\#(version)","info":{"title":"T","version":"1"},"# + "\n" + members + "\n}")
    #expect(reading.document != nil)
    for diagnostic in reading.diagnostics {
      #expect(diagnostic.severity != .error)
      #expect(!diagnostic.message.isEmpty && diagnostic.message.last != ".")
    }
    return reading.locations
  }

  @Test(
    arguments: [
      (#""paths":{"/a":{"get":{}}}"#, "2:16 missing-field"), (#""paths":{"/a":null}"#, "2:10 wrong-value-kind"),
      (#""paths":{"a":{}}"#, "2:10 path-without-slash"), (#""paths":{"/{a}":{},"/{b}":{}}"#, "2:20 ambiguous-path"),
      (#""paths":{"/a":{"get":{"responses":{"20":{"description":""}}}}}"#, "2:36 invalid-status"),
      (
        #""paths":{"/a":{"get":{"responses":{"4xx":{"description":""},"4XX":{"description":""}}}}}"#,
        "2:61 invalid-status"
      ),
      (#""paths":{"/a":{"get":{"operationId":"","responses":{}}}}"#, "2:23 empty-name"),
      (
        #""paths":{"/a":{"get":{"operationId":"x","responses":{}},"put":{"operationId":"x","responses":{}}}}"#,
        "2:64 duplicate-operation-id"
      ),
      (#""paths":{"/a":{"get":{"responses":{"200":null}}}}"#, "2:36 wrong-value-kind"),
      (
        #""paths":{"/a":{"get":{"responses":{},"parameters":[{"name":"a","in":"query","schema":{}},{"name":"a","in":"query","schema":{}}]}}}"#,
        "2:90 duplicate-parameter"
      ),
      (
        #""paths":{"/{a}":{"get":{"responses":{},"parameters":[{"name":"a","in":"path","schema":{}}]}}}"#,
        "2:54 optional-path-parameter"
      ),
      (#""paths":{"/{a}":{"get":{"responses":{}}}}"#, "2:10 undeclared-path-parameter"),
      (#""paths":{"/a":{"get":{"responses":{},"requestBody":{}}}}"#, "2:38 missing-field"),
      (#""paths":{},"servers":[{"url":"/{v}"}]"#, "2:24 undefined-server-variable"),
      (#""paths":{},"servers":[{}]"#, "2:23 missing-field"), (#""paths":{},"servers":{}"#, "2:12 wrong-value-kind"),
      (#""paths":{},"tags":[{"name":"a"},{"name":"a"}]"#, "2:33 duplicate-tag"),
      (#""paths":{},"components":{"schemas":{"a b":{}}}"#, "2:37 invalid-component-name"),
      (#""paths":{},"components":{"examples":{"a":7}}"#, "2:38 wrong-value-kind"),
    ])
  func `a mistake in paths and their parts is a warning`(_ members: String, _ location: String) {
    #expect(locations(members) == [location])
  }

  @Test(
    arguments: [
      ("null", "9 wrong-value-kind"), ("[]", "9 wrong-value-kind"), (#"{"type":7}"#, "14 wrong-value-kind"),
      (#"{"type":"file"}"#, "14 unknown-type"), (#"{"type":"String"}"#, "14 unknown-type"),
      (#"{"type":"any"}"#, "14 unknown-type"), (#"{"enum":"a"}"#, "14 wrong-value-kind"),
      (#"{"enum":[]}"#, "14 empty-enum"), (#"{"type":"integer","enum":[1,"a"]}"#, "41 wrong-enum-value"),
      (#"{"type":"integer","enum":[1.5]}"#, "39 wrong-enum-value"), (#"{"required":true}"#, "14 misplaced-required"),
      (#"{"required":"a"}"#, "14 wrong-value-kind"), (#"{"required":[1]}"#, "26 wrong-value-kind"),
      (#"{"properties":{"a":{}},"required":["a","b"]}"#, "52 undefined-required-property"),
      (#"{"properties":[]}"#, "14 wrong-value-kind"), (#"{"properties":{"":{}}}"#, "28 empty-name"),
      (#"{"properties":{"a":null}}"#, "28 wrong-value-kind"), (#"{"type":"array"}"#, "9 missing-items"),
      (#"{"allOf":{}}"#, "14 wrong-value-kind"), (#"{"oneOf":[]}"#, "14 empty-alternatives"),
      (#"{"anyOf":[null]}"#, "23 wrong-value-kind"),
      (#"{"items":7}"#, "14 wrong-value-kind"), (#"{"additionalProperties":"no"}"#, "14 wrong-value-kind"),
      (#"{"nullable":"true"}"#, "14 wrong-value-kind"), (#"{"format":7}"#, "14 wrong-value-kind"),
      (#"{"minimum":"1"}"#, "14 wrong-value-kind"), (#"{"minItems":1.5}"#, "14 invalid-limit"),
      (#"{"maxLength":-1}"#, "14 invalid-limit"),
      (#"{"exclusiveMinimum":1}"#, "14 version-mismatch"), (#"{"discriminator":"kind"}"#, "14 wrong-value-kind"),
      (#"{"discriminator":{}}"#, "14 missing-field"), (#"{"discriminator":7}"#, "14 wrong-value-kind"),
      (#"{"$ref":true}"#, "14 wrong-value-kind"),
    ])
  func `a mistake in a schema is a warning`(_ text: String, _ location: String) {
    let members = #""paths":{},"components":{"schemas":{"# + "\n        \"S\":" + text + "}}"
    #expect(locations(members) == ["3:\(location)"])
  }

  @Test(
    arguments: [
      (#"{"exclusiveMinimum":true,"minimum":1}"#, ["version-mismatch"]), (#"{"exclusiveMaximum":7}"#, []),
      (#"{"type":"array"}"#, []),
      (#"{"maximum":9223372036854776000,"minimum":-1e400}"#, []), (#"{"maxLength":18446744073709551616}"#, []),
      (#"{"own":null,"x-a":{"$ref":7}}"#, []), (#"{"required":["a"]}"#, []),
      (#"{"allOf":[{"required":["a"],"properties":{}}]}"#, []),
      (#"{"properties":{},"required":["a"],"patternProperties":{"a":{}}}"#, []), (#"{"items":false}"#, []),
      (#"{"type":"string","enum":["a",null]}"#, []), (#"{"type":"number","enum":[1,1.5]}"#, []),
      (#"{"type":"integer","enum":[1.0]}"#, []),
    ] as [(String, [String])])
  func `correct schemas of 3.1 give no warnings, unlike those of another version`(_ text: String, _ codes: [String]) {
    #expect(readSchemas(#""S":\#(text)"#).codes == codes)
  }

  @Test(arguments: [
    (#"{"type":"any"}"#, "anything is accepted"), (#"{"type":"any","title":"T"}"#, "anything is accepted"),
    (#"{"type":"any","properties":{"a":{}}}"#, "it is ignored"), (#"{"type":["any","string"]}"#, "it is ignored"),
    (#"{"type":"Integer"}"#, "integer is used"),
  ])
  func `the warning about an unknown type names the type that is used`(_ schema: String, _ ending: String) {
    #expect(readSchemas(#""S":\#(schema)"#).diagnostics.map { $0.message.hasSuffix("; " + ending) } == [true])
  }

  @Test func `forms of another version are reported`() {
    let new = readSchemas(#""A":{"type":"string","nullable":true},"B":{"nullable":true},"C":{"nullable":false}"#)
    #expect(new.codes == ["version-mismatch", "version-mismatch"])
    #expect(new.diagnostics.first?.pointer == "#/components/schemas/A/nullable")
    let old = readSchemas(#""A":{"type":["string","null"]}"#, version: "3.0.3")
    #expect(old.codes == ["version-mismatch"])
    #expect(old.diagnostics.first?.message.hasSuffix("as in 3.1") == true)
    #expect(readSchemas(#""A":{"type":["string",null]}"#).codes == ["wrong-value-kind"])
  }

  @Test(
    "a schema may require what another one defines that is combined with it",
    arguments: [
      // A base, completed by a schema that includes it.
      ##""Base":{"properties":{"a":{}},"required":["a","b"]},"S":{"allOf":[{"$ref":"#/components/schemas/Base"},{"properties":{"b":{}}}]}"##,
      // Alternatives beside properties, inline and referred to.
      ##""S":{"properties":{"a":{},"b":{}},"oneOf":[{"properties":{"a":{}},"required":["b"]},{"$ref":"#/components/schemas/T"}]},"T":{"properties":{"a":{}},"required":["b"]}"##,
      // The alternatives define what the schema requires.
      ##""S":{"properties":{"a":{}},"required":["b"],"anyOf":[{"properties":{"b":{}}},{"properties":{"c":{}}}]}"##,
      // A base whose alternatives are in a schema that includes it.
      ##""Base":{"properties":{"a":{}},"required":["b"]},"S":{"allOf":[{"$ref":"#/components/schemas/Base"}],"oneOf":[{"properties":{"b":{}}}]}"##,
      ##""S":{"properties":{"a":{}},"required":["b"],"if":{"required":["a"]},"then":{"properties":{"b":{}}}}"##,
      ##""S":{"properties":{"a":{}},"not":{"allOf":[{"properties":{"c":{}},"required":["d"]}]}}"##,
      // Two bases of the same type, and references to themselves.
      ##""A":{"properties":{"a":{}},"required":["b"]},"B":{"properties":{"b":{}},"allOf":[{"$ref":"#/components/schemas/S"}]},"S":{"allOf":[{"$ref":"#/components/schemas/A"},{"$ref":"#/components/schemas/B"}]}"##,
      // Additional properties may have the name.
      ##""S":{"properties":{"a":{}},"required":["b"],"additionalProperties":{"type":"string"}}"##,
    ])
  func requiredOfOthers(_ schemas: String) {
    #expect(readSchemas(schemas).codes.isEmpty)
  }

  @Test(
    "a required name that no schema defines is a mistake",
    arguments: [
      ##""S":{"allOf":[{"properties":{"a":{}},"required":["b"]},{"properties":{"c":{}}}]}"##,
      // The properties of another alternative don't count.
      ##""S":{"properties":{"a":{}},"oneOf":[{"properties":{"b":{}}},{"properties":{"c":{}},"required":["b"]}]}"##,
      ##""S":{"properties":{"c":{"properties":{"b":{}}}},"required":["b"]}"##,
    ])
  func requiredOfNobody(_ schemas: String) {
    #expect(readSchemas(schemas).codes == ["undefined-required-property"])
  }

  @Test func `keywords beside a reference that repeat its target give no warning in 3.0`() {
    let target =
      ##""A":{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]},"B":{"allOf":[{"$ref":"#/components/schemas/A"}]},"##
    func codes(_ siblings: String, of name: String = "A") -> [String] {
      readSchemas(target + ##""S":{"$ref":"#/components/schemas/\##(name)",\##(siblings)}"##, version: "3.0.3").codes
    }
    #expect(codes(##""type":"object""##).isEmpty)
    #expect(codes(##""required":["a"],"properties":{"a":{"type":"string"}}"##).isEmpty)
    #expect(codes(##""type":"object""##, of: "B").isEmpty)
    #expect(codes(##""required":["b"]"##) == ["ignored-reference-siblings"])
    #expect(codes(##""type":"array""##, of: "B") == ["ignored-reference-siblings"])
  }

  @Test func `missing members of info are reported together`() {
    #expect(read(#"{"openapi":"3.1.0","paths":{}}"#).locations == ["1:1 missing-field"])
    let reading = read(#"{"openapi":"3.1.0","info":{},"paths":{}}"#)
    #expect(reading.locations == ["1:20 missing-field"])
    #expect(reading.diagnostics.first?.message.contains("`version`") == true)
    #expect(reading.document?.info.title == "" && reading.document?.info.version == "")
    #expect(read(#"{"openapi":"3.1.0","info":{"title":"T","version":1.0},"paths":{}}"#).document?.info.version == "1.0")
  }

  @Test func `responses are optional from 3.1 on`() {
    #expect(locations(#""paths":{"/a":{"get":{}}}"#, version: "3.1.0").isEmpty)
  }

  @Test func `diagnostics are in the order of the text`() {
    let reading = read(
      """
      {"openapi":"3.0.0","info":{"title":"T","version":"1"},
       "components":{"schemas":{"A":{"type":"x"}}},
       "paths":{"a":{"get":{"parameters":[{"$ref":"#/no"}],"responses":{"1":{}}}}},
       "tags":7}
      """)
    #expect(
      reading.locations == [
        "2:32 unknown-type", "3:11 path-without-slash", "3:38 unresolved-reference", "3:67 invalid-status",
        "4:2 wrong-value-kind",
      ])
  }
}
