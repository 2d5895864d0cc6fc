import OpenAPIClientRuntime
import OpenAPIConformance
import Testing

@Suite("Responses are read as the document describes them")
struct ResponseCheckTests {
  @Test func `responses that are read correctly have no differences`() async throws {
    let checks = try checks(response: Made.self) { operation in operation.failures([400], Failed.self) }
    #expect(checks.map(\.description) == ["POST /x 201 application/json", "POST /x 400 application/json"])
    for check in checks { #expect(await check.differences() == []) }
  }

  @Test func `a key that is read wrongly is found without any example`() async throws {
    let checks = try checks(response: Made.self, failed: Misread.self) { operation in
      operation.failures([400], Misread.self)
    }
    #expect(await checks.first?.differences() == [])
    #expect(await checks.last?.differences() == ["#/error_message is lost"])
  }

  @Test func `a failure that the client expects at another status is found`() async throws {
    let checks = try checks(response: Made.self) { operation in operation.failures([404], Failed.self) }
    #expect(await checks.last?.differences() == ["status 400 has no typed response"])
  }

  @Test func `a success that is not read is found`() async throws {
    let checks = try checks(response: Strict.self) { operation in operation.failures([400], Failed.self) }
    let found = try #require(await checks.first?.differences().first)
    #expect(found.hasPrefix("status 201 is not read: "))
  }

  @Test func `a response for which no valid value can be made is named`() throws {
    let conformance = try Sample.conformance(
      Sample.document(
        #""application/json": {}"#,
        responses: """
          {"200": {"description": "", "content": {"application/json": {
            "schema": {"type": "string", "pattern": "^(?=.*7)[0-9]+$"}}}}}
          """), operations: [ConformanceOperation("POST", "/x") { _, _ in }])
    #expect(conformance.responseChecks.isEmpty)
    #expect(
      conformance.responsesWithoutExample == [
        "POST /x 200 application/json is not checked, because no valid response could be made; "
          + "add an example to its schema"
      ])
  }

  /// The checks of a client whose success is of one type, and its failure of another.
  private func checks<Body: JSONCodable>(
    response: Body.Type, failed: any JSONCodable.Type = Failed.self,
    configure: @escaping @Sendable (inout APIOperation<Body>) -> Void
  ) throws -> [ResponseCheck] {
    let operation = ConformanceOperation("POST", "/x") { input, client in
      var operation = APIOperation<Body>("x", .post, "/x")
      let body: JSONValue = try input.body("application/json")
      operation.json(body)
      configure(&operation)
      _ = try await client.send(operation)
    }
    let document = Sample.document(
      #""application/json": {"schema": {"type": "object"}}"#,
      responses: """
        {"201": {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Made"}}}},
         "400": {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Failed"}}}}}
        """,
      schemas: """
        {"Made": {"type": "object", "required": ["id", "secret"], "properties": {
           "id": {"type": "integer"}, "secret": {"type": "string", "writeOnly": true}}},
         "Failed": {"type": "object", "properties": {"error_message": {"type": "string"}}}}
        """)
    return try Sample.conformance(
      document, types: ["#/components/schemas/Made": Made.self, "#/components/schemas/Failed": failed],
      operations: [operation]
    ).responseChecks
  }
}

private struct Made: JSONCodable {
  var id: Int

  init(json: JSONReader) throws { id = try json.value("id") }
  func write(to json: inout JSONWriter) { json.write("id", id) }
}

/// A type that requires a member that no response has.
private struct Strict: JSONCodable {
  var secret: String

  init(json: JSONReader) throws { secret = try json.value("secret") }
  func write(to json: inout JSONWriter) { json.write("secret", secret) }
}

private struct Failed: JSONCodable {
  var message: String?

  init(json: JSONReader) throws { message = try json.value("error_message") }
  func write(to json: inout JSONWriter) { json.write("error_message", message) }
}

/// A type that reads another member than it writes.
private struct Misread: JSONCodable {
  var message: String?

  init(json: JSONReader) throws { message = try json.value("errorMessage") }
  func write(to json: inout JSONWriter) { json.write("error_message", message) }
}
