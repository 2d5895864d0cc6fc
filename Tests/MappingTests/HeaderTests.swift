import Foundation
import LoopbackHTTP
import OpenAPIClientRuntime
import Testing

/// What a server writes into its sockets, read as the types that the document's header fields have.
@Suite("Header fields over a connection", .timeLimit(.minutes(1))) struct HeaderTests {
  private func withServer<Value>(
    _ status: Int, _ fields: [(String, String)], _ text: String, _ body: (Exchange.Client) async throws -> Value
  ) async throws -> Value {
    let server = try LoopbackServer { exchange in
      try await exchange.respond(status, [("Content-Type", "application/json")] + fields, text: text)
    }
    defer { server.stop() }
    return try await body(Exchange.Client(server: .init(url: server.url)))
  }

  @Test func `those of a success have a type`() async throws {
    let fields = [
      ("x-left", "41"), ("X-UNTIL", "2026-01-02T03:04:05Z"), ("X-Tags", "a, b"), ("X-Tags", "c"), ("X-Phase", "paused"),
    ]
    let response = try await withServer(202, fields, #"{"id":7}"#) { try await $0.response(of: Exchange.startJob()) }
    let headers = try response.headers(as: Exchange.StartJob.Headers.self)
    #expect(response.output.id == 7)
    #expect(headers.xLeft == 41 && headers.xTags == ["a", "b", "c"])
    #expect(headers.xUntil == Date(timeIntervalSince1970: 1_767_323_045))
    #expect(headers.xPhase != .queued && headers.xPhase?.rawValue == "paused")
  }

  @Test func `one that must be there and isn't is named`() async throws {
    let response = try await withServer(202, [("X-Tags", "a")], "{}") {
      try await $0.response(of: Exchange.startJob())
    }
    let error = #expect(throws: ClientError.self) { try response.headers(as: Exchange.StartJob.Headers.self) }
    #expect(error?.kind == .decoding && error?.description.lowercased().contains("x-left") == true)
  }

  @Test func `those of failures have a type, beside the body and the status`() async throws {
    let fields = [("Retry-After", "30"), ("X-Reset", "2026-01-02T03:04:05Z")]
    let error = await #expect(throws: ClientError.self) {
      try await withServer(429, fields, #"{"limit":5}"#) { try await $0.startJob() }
    }
    let headers = try #require(try error?.headers(as: Exchange.StartJob.FailureHeaders.self))
    #expect(headers.retryAfter == 30 && headers.xReset == Date(timeIntervalSince1970: 1_767_323_045))
    // Of several failures each has its own, so none is required.
    #expect(headers.xBack == nil)
    #expect(error?.status == 429 && error?.body(as: Exchange.StartJob.TooManyRequests.self)?.limit == 5)
  }

  @Test func `a failure without a body has header fields all the same`() async throws {
    let error = await #expect(throws: ClientError.self) {
      try await withServer(503, [("X-Back", "true")], "") { try await $0.startJob() }
    }
    #expect(try error?.headers(as: Exchange.StartJob.FailureHeaders.self).xBack == true)
    #expect(error?.status == 503)
  }
}
