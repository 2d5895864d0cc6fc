import Foundation
import OpenAPIClientRuntime
import OpenAPIConformance
import Testing

@Suite("Values made for schemas are valid")
struct MadeValueTests {
  @Test(arguments: [
    "date", "date-time", "time", "duration", "uuid", "uri", "uri-reference", "email", "hostname", "ipv4", "ipv6",
    "regex", "json-pointer", "byte",
  ])
  func `a text has the format`(_ format: String) async throws {
    let text = try await Sample.body(#"{"type": "string", "format": "\#(format)", "minLength": 2}"#).string
    #expect(text?.isEmpty == false)
  }

  @Test func `a relative pointer begins with a number`() async throws {
    #expect(try await Sample.body(#"{"type": "string", "format": "relative-json-pointer"}"#) == "1/a")
  }

  @Test func `names that services use for formats are known too`() async throws {
    for format in ["guid", "uuid4"] {
      let text = try await Sample.body(#"{"type": "string", "format": "\#(format)"}"#).string
      #expect(text.flatMap { UUID(uuidString: $0) } != nil)
    }
    for format in ["datetime", "dateTime"] {
      _ = try await Sample.body(#"{"type": "string", "format": "\#(format)"}"#).decode(as: Date.self)
    }
  }

  @Test func `a format implies the type where a schema has none`() async throws {
    _ = try await Sample.body(#"{"format": "date"}"#)
    #expect(try await Sample.body(#"{"format": "int64"}"#) == 1)
  }

  @Test(arguments: [
    #"{"type": "string", "contentEncoding": "base64"}"#, #"{"type": "string", "format": "byte"}"#,
    #"{"type": "string", "contentEncoding": "base64", "minLength": 30}"#,
    #"{"type": "string", "contentEncoding": "base64", "maxLength": 6}"#,
  ])
  func `bytes are valid base64`(_ schema: String) async throws {
    let text = try #require(try await Sample.body(schema).string)
    #expect(Data(base64Encoded: text)?.isEmpty == false)
  }

  @Test(arguments: [
    ("^[0-9]{4}-[A-F]$", ""), ("^(ab|cd)+@", ""), ("^mxc://", ""), (#"^\\d+(\\.\\d+)?$"#, ""), ("^[^a-z]*$", ""),
    ("^prod_[a-z]+$", #", "minLength": 26"#), ("^[a-z]{2,8}$", #", "minLength": 6"#), ("^.*\\\\.png$", ""),
    ("^(?!value)[a-z]+$", ""), (#"^\\p{Lu}{2}$"#, ""),
  ])
  func `a text fits its pattern`(_ pattern: String, _ more: String) async throws {
    _ = try await Sample.body(#"{"type": "string", "pattern": "\#(pattern)"\#(more)}"#)
  }

  @Test func `a required property that no schema describes gets any value`() async throws {
    let value = try await Sample.body(
      #"{"type": "object", "required": ["id", "photoUrls"], "properties": {"id": {"type": "integer"}}}"#)
    #expect(value["id"] == 1)
    #expect(value["photoUrls"] == "value")
  }

  @Test func `one part of an allOf may describe what another one requires`() async throws {
    let value = try await Sample.body(
      #"{"allOf": [{"properties": {"name": {"type": "string", "maxLength": 3}}}, {"type": "object", "required": ["name"]}]}"#
    )
    #expect(value["name"]?.string?.count ?? 9 <= 3)
  }

  @Test func `properties beside allOf and those of its parts win where they are more specific`() async throws {
    let base = #"{"type": "object", "required": ["code"], "properties": {"code": {"type": "string"}}}"#
    let own = #"{"type": "object", "required": ["code"], "properties": {"code": {"type": "string", "enum": ["gone"]}}}"#
    for (own, part) in [(own, base), (base, own)] {
      let value = try await Sample.body("\(own.dropLast()), \"allOf\": [\(part)]}")
      #expect(value["code"] == "gone")
    }
  }

  @Test func `a tuple has an element for each position`() async throws {
    let value = try await Sample.body(
      #"{"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}, {"type": "boolean"}]}"#)
    #expect(value == ["value", 1, true])
  }

  @Test func `a tuple has as many further items as it must`() async throws {
    let value = try await Sample.body(
      #"{"type": "array", "prefixItems": [{"type": "string"}], "items": {"type": "integer"}, "minItems": 3}"#)
    #expect(value == ["value", 1, 1])
  }

  @Test func `elements differ where they must`() async throws {
    let value = try await Sample.body(
      #"{"type": "array", "items": {"type": "string"}, "minItems": 3, "uniqueItems": true}"#)
    #expect(value == ["value", "value1", "value2"])
  }

  @Test func `an object has as many members as it must`() async throws {
    let value = try await Sample.body(
      #"{"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": {"type": "integer"}, "minProperties": 3}"#
    )
    #expect(value == ["a": "value", "more1": 1, "more2": 1])
  }

  @Test(arguments: [
    #"{"type": "number", "minimum": 0, "exclusiveMaximum": 1}"#,
    #"{"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 0.5}"#,
    #"{"type": "integer", "exclusiveMinimum": 1, "maximum": 2}"#, #"{"type": "integer", "maximum": -3}"#,
    #"{"type": "number", "minimum": 0.05, "multipleOf": 0.1}"#, #"{"type": "integer", "minimum": 7, "multipleOf": 5}"#,
  ])
  func `a number keeps to its limits`(_ schema: String) async throws {
    _ = try await Sample.body(schema)
  }

  @Test(arguments: [
    #""schema": {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}"#,
    #""schema": {"type": "array", "items": {"type": "object", "required": ["n"], "properties": {"n": {"type": "integer"}}}}"#,
    #""itemSchema": {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}"#,
  ])
  func `a body of lines is made of items`(_ schema: String) async throws {
    let findings = try await Sample.findings(#""application/x-ndjson": {\#(schema)}"#, version: "3.2.0") {
      input, client in
      var operation = APIOperation<Void>("x", .post, "/x")
      let lines: [[String: Int]] = try input.body("application/x-ndjson")
      #expect(lines == [["n": 1]])
      operation.jsonLines(lines, contentType: "application/x-ndjson")
      try await client.send(operation)
    }
    #expect(findings == [])
  }

  @Test(arguments: [
    ("image/png, image/jpeg", "image/png"), ("image/*", "image/png"), ("application/pdf", "application/pdf"),
    ("*/*", "application/octet-stream"),
  ])
  func `a file has the first type that its encoding allows`(_ types: String, _ first: String) async throws {
    let content = """
      "multipart/form-data": {"encoding": {"pictures": {"contentType": "\(types)"}}, "schema": {"type": "object",
        "properties": {"pictures": {"type": "array", "items": {"type": "string", "format": "binary"}}}}}
      """
    let findings = try await Sample.findings(content, version: "3.0.3") { input, client in
      #expect(input.files("pictures").map(\.contentType) == [first, first])
      var operation = APIOperation<Void>("x", .post, "/x")
      operation.multipart(Pictures(files: input.files("pictures")))
      try await client.send(operation)
    }
    #expect(findings == [])
  }

  @Test func `a union's value has the discriminator value of its variant`() async throws {
    let value = try await Sample.body(
      """
      {"oneOf": [{"$ref": "#/components/schemas/Cat"}],
       "discriminator": {"propertyName": "kind", "mapping": {"a cat": "#/components/schemas/Cat"}}}
      """, schemas: #"{"Cat": {"type": "object", "properties": {"kind": {"type": "string"}}}}"#)
    #expect(value == ["kind": "a cat"])
  }

  @Test func `the value of a base schema is one of a schema that extends it`() async throws {
    let value = try await Sample.body(
      ##"{"$ref": "#/components/schemas/Pet"}"##,
      schemas: """
        {"Pet": {"type": "object", "properties": {"kind": {"type": "string", "enum": ["dog", "cat"]}},
           "discriminator": {"propertyName": "kind", "mapping": {"cat": "Cat"}}},
         "Cat": {"allOf": [{"$ref": "#/components/schemas/Pet"},
           {"type": "object", "required": ["lives"], "properties": {"lives": {"type": "integer"}}}]}}
        """)
    #expect(value == ["kind": "cat", "lives": 1])
  }

  @Test func `without a mapping, the discriminator value is the name of the extending schema`() async throws {
    let schemas = """
      {"Pet": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}},
         "discriminator": {"propertyName": "kind"}},
       "Cat": {"allOf": [{"$ref": "#/components/schemas/Pet"},
         {"type": "object", "required": ["lives"], "properties": {"lives": {"type": "integer"}}}]},
       "Dog": {"allOf": [{"$ref": "#/components/schemas/Pet"}]}}
      """
    #expect(
      try await Sample.body(##"{"$ref": "#/components/schemas/Pet"}"##, schemas: schemas) == [
        "kind": "Cat", "lives": 1,
      ])
  }

  @Test func `variants that fit the same values are told apart by the discriminator`() async throws {
    let value = try await Sample.body(
      """
      {"oneOf": [{"$ref": "#/components/schemas/Foo"}, {"$ref": "#/components/schemas/FooRef"}],
       "discriminator": {"propertyName": "@type"}}
      """,
      schemas: """
        {"Entity": {"type": "object", "required": ["@type"], "properties": {"@type": {"type": "string"}},
           "discriminator": {"propertyName": "@type"}},
         "Foo": {"allOf": [{"$ref": "#/components/schemas/Entity"}], "properties": {"a": {"type": "integer"}}},
         "FooRef": {"allOf": [{"$ref": "#/components/schemas/Entity"}]}}
        """)
    #expect(value == ["@type": "Foo", "a": 1])
  }

  @Test func `a discriminator value has the type of its property`() async throws {
    let value = try await Sample.body(
      """
      {"oneOf": [{"$ref": "#/components/schemas/On"}],
       "discriminator": {"propertyName": "kind", "mapping": {"7": "#/components/schemas/On"}}}
      """, schemas: #"{"On": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "integer"}}}}"#)
    #expect(value == ["kind": 7])
  }

  @Test func `a recursive union comes to an end`() async throws {
    let value = try await Sample.body(
      ##"{"$ref": "#/components/schemas/Type"}"##,
      schemas: """
        {"Type": {"oneOf": [{"$ref": "#/components/schemas/List"}, {"type": "string"}]},
         "List": {"type": "object", "required": ["element"], "properties": {
           "element": {"$ref": "#/components/schemas/Type"}}}}
        """)
    #expect(value == ["element": "value"])
  }

  @Test func `a body of any media type is made from the schema of a range`() async throws {
    let findings = try await Sample.findings(#""*/*": {"schema": {"type": "integer"}}"#) { input, client in
      var operation = APIOperation<Void>("x", .post, "/x")
      let body: Int = try input.body("application/json")
      operation.json(body)
      try await client.send(operation)
    }
    #expect(findings == [])
  }

  @Test func `a number is sent as text where the body is text`() async throws {
    let findings = try await Sample.findings(#""text/plain": {"schema": {"type": "number"}}"#) { input, client in
      var operation = APIOperation<Void>("x", .post, "/x")
      operation.text(input.text("text/plain"))
      try await client.send(operation)
    }
    #expect(findings == [])
  }

  @Test func `a request has no read-only properties`() async throws {
    let value = try await Sample.body(
      """
      {"type": "object", "required": ["id", "name"],
       "properties": {"id": {"type": "integer", "readOnly": true}, "name": {"type": "string"}}}
      """)
    #expect(value == ["name": "value"])
  }
}

private struct Pictures: MultipartForm {
  var files: [FilePart]

  func write(to form: inout MultipartWriter) { form.write("pictures", files) }
}

@Suite struct `Bodies of other kinds` {
  @Test func `bytes for a range of media types have a type in the range`() async throws {
    let findings = try await Sample.findings(#""image/*": {}"#) { input, client in
      var operation = APIOperation<Void>("x", .post, "/x")
      operation.binary(input.bytes("image/*"), contentType: "image/*")
      try await client.send(operation)
    }
    #expect(findings.isEmpty)
  }

  @Test(arguments: ["multipart/form-data", "multipart/mixed", "multipart/related"])
  func `parts come from the body of any multipart type`(type: String) async throws {
    let schema = #"{"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}}"#
    let conformance = try Sample.conformance(
      Sample.document(#""\#(type)": {"schema": \#(schema)}"#),
      operations: [
        ConformanceOperation("POST", "/x") { input, client in
          let value: Int = try input.part("a")
          var operation = APIOperation<Void>("x", .post, "/x")
          operation.multipart(json: ["a": value], contentType: type)
          try await client.send(operation)
        }
      ])
    let check = try #require(conformance.operationChecks.first)
    _ = try await check.findings()
  }
}
