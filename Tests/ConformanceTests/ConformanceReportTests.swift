import OpenAPIClientRuntime
import OpenAPIConformance
import Testing

@Suite("Conformance checks report what they leave out")
struct ConformanceReportTests {
  private let nothing = ConformanceOperation("POST", "/x") { _, _ in }

  @Test func `an operation without a valid value is named, with the argument that lacks it`() throws {
    let conformance = try Sample.conformance(
      Sample.document(#""application/json": {"schema": {"type": "string", "pattern": "^(?=.*7)[0-9]+$"}}"#),
      operations: [nothing])
    #expect(conformance.operationChecks.isEmpty)
    #expect(
      conformance.operationsWithoutExample == [
        "POST /x is not checked, because no valid value could be made for the application/json body; "
          + "add an example to the document"
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

  @Test func `an operation that the client leaves out on purpose is not reported`() throws {
    let document = Sample.document(#""application/json": {}"#)
    #expect(try Sample.conformance(document).uncheckedOperations == ["POST /x"])
    #expect(try Sample.conformance(document, omitted: ["POST /x"]).uncheckedOperations == [])
  }

  @Test func `an example of a multipart body is sent, and not decoded as a response`() async throws {
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
      document, types: ["#/components/schemas/Pet": PetResponse.self], operations: [operation])
    #expect(try await conformance.operationChecks.first?.findings() == [])
    #expect(conformance.validExamples.map(\.description).filter { $0.contains("requestBody") } == [])
    #expect(conformance.validExamples.map { $0.differences() } == [[]])
  }
}

/// A type that requires every property, also those that requests lack.
private struct PetResponse: JSONCodable {
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
