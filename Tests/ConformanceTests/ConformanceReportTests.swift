import OpenAPIClientRuntime
import OpenAPIConformance
import Testing

@Suite("What conformance checks leave out is told")
struct ConformanceReportTests {
  private let nothing = ConformanceOperation("POST", "/x") { _, _ in }

  @Test func `an operation without values is named with the argument that lacks one`() throws {
    let conformance = try Sample.conformance(
      Sample.document(#""application/json": {"schema": {"type": "string", "pattern": "^[0-9]{4}-[A-F]$"}}"#),
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
        #""application/json": {"example": "2026-A", "schema": {"type": "string", "pattern": "^[0-9]{4}-[A-F]$"}}"#),
      operations: [nothing])
    #expect(conformance.operationChecks.map(\.description) == ["POST /x"])
    #expect(conformance.operationsWithoutExample == [])
  }
}
