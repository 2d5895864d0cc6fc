import Foundation
import OpenAPIClientRuntime
import Testing

@Suite struct FailureResponseTests {
  private func send<T>(
    _ operation: APIOperation<T>, _ response: HTTPResponse
  ) async throws(ClientError) -> T {
    try await PlainClient(MockTransport { _ in response }).send(operation)
  }

  @Test func `documented failures are typed, the most specific status first`() async {
    var operation = APIOperation<JSONValue>("x", .get, "/")
    operation.failure(.default, JSONValue.self)
    operation.failures([.range(4), 503], Images.Problem.self)
    let sending = operation
    func error(_ status: Int, _ body: String) async -> ClientError? {
      await failure { () async throws(ClientError) in try await send(sending, .text(status, body)) }
    }
    #expect(await error(404, #"{"error":"e"}"#)?.body(as: Images.Problem.self)?.error == "e")
    #expect(await error(503, #"{"error":"e"}"#)?.body(as: Images.Problem.self)?.error == "e")
    #expect(await error(500, #"{"error":"e"}"#)?.body(as: Images.Problem.self)?.error == "e")
    #expect(await error(500, #"{"error":"e"}"#)?.body(as: JSONValue.self) == ["error": "e"])
    #expect(await error(404, "<p>")?.body(as: Images.Problem.self) == nil)
    #expect(await error(404, "<p>")?.bodyText == "<p>")
  }

  @Test func `an undocumented failure shows the response`() async {
    let error = await failure { () async throws(ClientError) in
      try await send(
        Images.draw(), .text(429, "slow\ndown", [("Retry-After", "7"), ("X-Id", "3"), ("Set-Cookie", "s=1")]))
    }
    #expect(error?.kind == .status)
    #expect(error?.status == 429)
    #expect(error?.fields["X-Id"] == "3")
    #expect(error?.fields["Set-Cookie"] == "<redacted>")
    #expect(error?.retryAfter == .seconds(7))
    #expect(
      error?.description
        == "draw (POST /v1/draw): The service responded with 429 Too Many Requests. No credential is configured for its"
        + " security scheme 'ApiKeyAuth'. It begins: slow down"
        || error?.description
          == "draw (POST /v1/draw): The service responded with 429 Too Many Requests. It begins: slow down"
    )
    #expect(error?.localizedDescription == error?.description)
  }

  @Test func `a body that breaks off is a connection error of a request that may have been processed`() async {
    let error = await failure { () async throws(ClientError) in
      try await send(APIOperation<Images.Problem>("x", .post, "/"), .pieces(200, ["{\"err"], failure: .lost(false)))
    }
    #expect(error?.kind == .connection)
    #expect(error?.mayHaveBeenProcessed == true)
  }

  @Test func `a failure's body can be read as any type`() async {
    let error = await failure { () async throws(ClientError) in
      var operation = APIOperation<JSONValue>("x", .get, "/")
      operation.failure(402, Images.Problem.self)
      return try await send(operation, .text(402, #"{"error":"e","more":1}"#, [("Retry-After", "3"), ("X-Left", "0")]))
    }
    #expect(error?.body(as: Images.Problem.self) == Images.Problem(error: "e"))
    #expect(error?.body(as: JSONValue.self)?["more"] == 1)
    #expect(error?.body(as: [String: JSONValue].self)?.count == 2)
    #expect(error?.body(as: [Int].self) == nil)
    #expect(error?.status == 402 && error?.retryAfter == .seconds(3) && error?.fields["X-Left"] == "0")
    #expect(error?.body.isEmpty == false)
    let text = await failure { () async throws(ClientError) in
      try await send(APIOperation<JSONValue>("x", .get, "/"), .text(500, "down", [("Content-Type", "text/plain")]))
    }
    #expect(text?.body(as: String.self) == "down")
  }

  @Test func `failures can be made for tests`() {
    let error = ClientError(
      status: 402, body: Images.Problem(error: "no money"), fields: ["Retry-After": "7"], operationID: "buy",
      method: .post, path: "/orders")
    #expect(error.kind == .status && error.status == 402 && error.retryAfter == .seconds(7))
    #expect(error.body(as: Images.Problem.self)?.error == "no money")
    #expect(error.bodyText == #"{"error":"no money"}"#)
    #expect(!error.mayHaveBeenProcessed)
    #expect(error.description == "buy (POST /orders): The service responded with 402 Payment Required.")
    #expect(ClientError(status: 503, bytes: Array("down".utf8)).bodyText == "down")
    let date = ClientError(status: 503, fields: ["Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT"])
    #expect(date.retryAfter == .zero && date.mayHaveBeenProcessed)
  }
}
