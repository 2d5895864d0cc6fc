import OpenAPIClientRuntime
import OpenAPIConformance
import Testing

@Suite("What conformance checks leave out is told")
struct ConformanceReportTests {
  private let nothing = ConformanceOperation("POST", "/x") { _, _ in }

  @Test func `an operation without values is named with the argument that lacks one`() throws {
    let conformance = try Sample.conformance(
      Sample.document(#""application/json": {"schema": {"type": "string", "pattern": "^(?=.*7)[0-9]+$"}}"#),
      operations: [nothing])
    #expect(conformance.operationChecks.isEmpty)
    #expect(
      conformance.operationsWithoutExample == [
        "POST /x is not checked, for no valid value could be made up for the application/json body; "
          + "an example in the document mends that"
      ])
  }

  @Test func `an example in the document makes an operation checked`() throws {
    let conformance = try Sample.conformance(
      Sample.document(
        #""application/json": {"example": "17", "schema": {"type": "string", "pattern": "^(?=.*7)[0-9]+$"}}"#),
      operations: [nothing])
    #expect(conformance.operationChecks.map(\.description) == ["POST /x"])
    #expect(conformance.operationsWithoutExample == [])
  }

  @Test func `an operation that the client leaves out on purpose is not missed`() throws {
    let document = Sample.document(#""application/json": {}"#)
    #expect(try Sample.conformance(document).uncheckedOperations == ["POST /x"])
    #expect(try Sample.conformance(document, omitted: ["POST /x"]).uncheckedOperations == [])
  }

  @Test func `an example of a multipart body is sent, and not read as what is answered`() async throws {
    let pet = """
      "schema": {"$ref": "#/components/schemas/Pet"}
      """
    let document = """
      {"openapi": "3.1.0", "info": {"title": "T", "version": "1"},
       "paths": {"/x": {"post": {
         "requestBody": {"required": true, "content": {"multipart/form-data": {\(pet), "example": {"name": "Rex"}}}},
         "responses": {"200": {"description": "", "content": {"application/json": {
           \(pet), "example": {"id": 1, "name": "Rex"}}}}}}}},
       "components": {"schemas": {"Pet": {"type": "object", "required": ["id", "name"],
         "properties": {"id": {"type": "integer", "readOnly": true}, "name": {"type": "string"}}}}}}
      """
    let operation = ConformanceOperation("POST", "/x") { input, client in
      var operation = APIOperation<Void>("x", .post, "/x")
      let form: JSONValue = try input.body("multipart/form-data")
      #expect(form == ["name": "Rex"])
      operation.multipart(json: form)
      try await client.send(operation)
    }
    let conformance = try Sample.conformance(
      document, types: ["#/components/schemas/Pet": Answered.self], operations: [operation])
    #expect(try await conformance.operationChecks.first?.findings() == [])
    #expect(conformance.validExamples.map(\.description).filter { $0.contains("requestBody") } == [])
    #expect(conformance.validExamples.map { $0.differences() } == [[]])
  }
}

/// What a response holds, where every property must be there.
private struct Answered: JSONCodable {
  var id: Int
  var name: String

  init(json: JSONReader) throws {
    id = try json.value("id")
    name = try json.value("name")
  }

  func write(to json: inout JSONWriter) {
    json.write("id", id)
    json.write("name", name)
  }
}
