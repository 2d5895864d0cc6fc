import OpenAPIClientRuntime
import OpenAPIConformance

/// A client without credentials, for operations written by hand.
struct PlainClient: APIClient {
  var configuration: ClientConfiguration

  init(_ transport: any Transport) {
    configuration = ClientConfiguration(server: "https://api.example", transport: transport)
  }
}

/// Documents with one operation, and the findings about a client for them.
enum Sample {
  /// A document whose only operation takes this content.
  static func document(
    _ content: String, version: String = "3.1.0", responses: String = "{}", schemas: String = "{}"
  ) -> String {
    """
    {"openapi": "\(version)", "info": {"title": "T", "version": "1"},
     "paths": {"/x": {"post": {"requestBody": {"required": true, "content": {\(content)}}, "responses": \(responses)}}},
     "components": {"schemas": \(schemas)}}
    """
  }

  static func conformance(
    _ document: String, types: [String: any JSONCodable.Type] = [:], operations: [ConformanceOperation] = [],
    omitted: Set<String> = []
  ) throws -> Conformance {
    try Conformance(
      document: document, fileName: "document.json", types: types, operations: operations, omitted: omitted
    ) { PlainClient($0) }
  }

  /// The body made for a JSON schema; throws if the sent body does not conform to it.
  static func body(_ schema: String, schemas: String = "{}") async throws -> JSONValue {
    let sent = Sent()
    let operation = ConformanceOperation("POST", "/x") { input, client in
      let body: JSONValue = try input.body("application/json")
      await sent.set(body)
      var operation = APIOperation<Void>("x", .post, "/x")
      operation.json(body)
      try await client.send(operation)
    }
    let conformance = try conformance(
      document(#""application/json": {"schema": \#(schema)}"#, schemas: schemas), operations: [operation])
    guard let check = conformance.operationChecks.first else {
      throw Unexpected(description: "\(conformance.operationsWithoutExample)")
    }
    let findings = try await check.findings()
    if !findings.isEmpty { throw Unexpected(description: "\(findings)") }
    return await sent.value
  }

  /// The findings of an operation with this content.
  static func findings(
    _ content: String, version: String = "3.1.0",
    send: @escaping @Sendable (OperationInput, any APIClient) async throws -> Void
  ) async throws -> [String] {
    let conformance = try conformance(
      document(content, version: version), operations: [ConformanceOperation("POST", "/x", send: send)])
    guard let check = conformance.operationChecks.first else { return conformance.operationsWithoutExample }
    return try await check.findings().map(\.description)
  }
}

struct Unexpected: Error, CustomStringConvertible { let description: String }

private actor Sent {
  private(set) var value = JSONValue.null
  func set(_ value: JSONValue) { self.value = value }
}
