import OpenAPIClientRuntime
import OpenAPIConformance
import Testing

@Suite("A correct client passes")
struct FairnessTests {
  @Test func `null for a member that is absent is no difference in a response, but one in a request`() throws {
    let example = #""example": {"next": null, "size": 3}"#
    let content = ##""application/json": {"schema": {"$ref": "#/components/schemas/Page"}, \##(example)}"##
    let conformance = try Sample.conformance(
      Sample.document(
        content, responses: #"{"200": {"description": "", "content": {\#(content)}}}"#,
        schemas: """
          {"Page": {"type": "object", "properties": {"next": {"type": ["string", "null"]}, "size": {"type": "integer"}}}}
          """), types: ["#/components/schemas/Page": Page.self])
    let found = conformance.validExamples.map { ($0.description.contains("requestBody"), $0.differences()) }
    #expect(
      found.filter { $0.0 }.map(\.1) == [
        ["#/paths/~1x/post/requestBody/content/application~1json/example/next is lost"]
      ])
    #expect(found.filter { !$0.0 }.map(\.1) == [[]])
  }

  @Test(arguments: [
    ("0.1", #""format": "float""#, true), ("16777217.0", #""format": "float""#, true),
    ("0.12345678901234567890", "", true), ("0.5", #""format": "float""#, true),
    // Whole numbers are exact.
    ("9007199254740993", "", false),
  ])
  func `floats compare as floats`(_ number: String, _ format: String, _ isSame: Bool) throws {
    let rule = format.isEmpty ? "" : ", \(format)"
    let conformance = try Sample.conformance(
      Sample.document(
        "", responses: "{}",
        schemas: """
          {"Weight": {"type": "object", "properties": {"kilos": {"type": "number"\(rule)}}, "example": {"kilos": \(number)}}}
          """),
      types: ["#/components/schemas/Weight": format.isEmpty ? Weight<Double>.self : Weight<Float>.self])
    #expect(conformance.validExamples.map { $0.differences().isEmpty } == [isSame])
  }

  @Test func `a member of an example that no schema describes is a warning`() throws {
    let conformance = try Sample.conformance(
      Sample.document(
        "",
        schemas: """
          {"Page": {"type": "object", "properties": {"size": {"type": "integer"}, "next": {"type": "string"}},
            "example": {"size": 3, "total": 7}},
           "Open": {"type": "object", "properties": {"size": {"type": "integer"}}, "additionalProperties": {"type": "integer"},
            "example": {"size": 3, "total": 7}}}
          """), types: ["#/components/schemas/Page": Page.self, "#/components/schemas/Open": Page.self])
    #expect(
      conformance.validExamples.map { $0.differences() } == [[], ["#/components/schemas/Open/example/total is lost"]])
    #expect(
      conformance.validExamples.map { $0.undescribedMembers() } == [
        ["#/components/schemas/Page/example/total is lost, because no schema describes it"], [],
      ])
  }

  @Test(arguments: ["/users/{name}", "/users/{name}#more", "/users/{name}#more/{other}", "/users/{name}?kind=a"])
  func `a request is checked as its own operation, even if it matches another path`(_ path: String) async throws {
    let document = """
      {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {
        "/users/me": {"get": {"parameters": [{"name": "size", "in": "query", "required": true, "schema": {"enum": ["me"]}}], "responses": {}}},
        "\(path)": {"get": {"parameters": [{"name": "name", "in": "path", "required": true, "schema": {"enum": ["me"]}}], "responses": {}}}}}
      """
    let operation = ConformanceOperation("GET", path) { input, client in
      let name: String = try input.path("name")
      let url = path.replacing("{name}", with: name)
      try await client.send(APIOperation<Void>("x", .get, url))
    }
    let conformance = try Sample.conformance(document, operations: [operation])
    #expect(try await conformance.operationChecks.first?.findings().map(\.description) == [])
  }

  @Test func `objects in a list of the query are sent as JSON`() async throws {
    let document = """
      {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {"/x": {"get": {"parameters": [
        {"name": "sort", "in": "query", "schema": {"type": "array", "items": {"type": "object", "required": ["by"],
          "properties": {"by": {"type": "string"}, "deep": {"type": "array", "items": {"type": "integer"}}}}}}],
        "responses": {}}}}}
      """
    for explode in [true, false] {
      let operation = ConformanceOperation("GET", "/x") { input, client in
        var operation = APIOperation<Void>("x", .get, "/x")
        let sort: JSONValue = try input.query("sort")
        operation.query("sort", sort, .form(explode: explode))
        try await client.send(operation)
      }
      let conformance = try Sample.conformance(
        explode ? document : document.replacing(#""in": "query","#, with: #""in": "query", "explode": false,"#),
        operations: [operation])
      #expect(try await conformance.operationChecks.first?.findings().map(\.description) == [])
    }
  }

  @Test(arguments: [true, false])
  func `a part whose schema allows files and text may be either`(_ isFile: Bool) async throws {
    let content = """
      "multipart/form-data": {"schema": {"type": "object", "properties": {"picture": {"oneOf": [
        {"type": "string", "format": "binary"}, {"type": "string", "format": "uri"}, {"type": "object"}]}}}}
      """
    let findings = try await Sample.findings(content) { _, client in
      var operation = APIOperation<Void>("x", .post, "/x")
      operation.multipart(Picture(isFile: isFile))
      try await client.send(operation)
    }
    #expect(findings == [])
  }
}

private struct Page: JSONCodable {
  var size: Int?
  var next: String?

  init(json: JSONReader) throws {
    size = try json.value("size")
    next = try json.value("next")
  }

  func write(to json: inout JSONWriter) {
    json.write("size", size)
    json.write("next", next)
  }
}

private struct Weight<Number: JSONCodable>: JSONCodable {
  var kilos: Number

  init(json: JSONReader) throws { kilos = try json.value("kilos") }
  func write(to json: inout JSONWriter) { json.write("kilos", kilos) }
}

private struct Picture: MultipartForm {
  var isFile: Bool

  func write(to form: inout MultipartWriter) {
    if isFile {
      form.write("picture", FilePart.bytes([1], filename: "a.png"))
    } else {
      form.write("picture", "https://pictures.example.com/a.png")
    }
  }
}
