import Foundation
import OpenAPIClientRuntime
import Testing

@Suite struct RetryTests {
  /// A clock that only moves when somebody waits on it.
  final class VirtualClock: @unchecked Sendable {
    // Unchecked, because every use holds the lock.
    private let lock = NSLock()
    private var elapsed = Duration.zero
    private var waits: [Duration] = []
    let start = ContinuousClock.now

    var slept: [Duration] { lock.withLock { waits } }

    func timing(random: Double = 0) -> RetryMiddleware.Timing {
      RetryMiddleware.Timing(
        now: { self.start + self.lock.withLock { self.elapsed } },
        sleep: { duration in
          try Task.checkCancellation()
          self.lock.withLock {
            self.elapsed += duration
            self.waits.append(duration)
          }
        }, random: { random })
    }
  }

  private func run(
    _ method: HTTPMethod, random: Double = 0, attempts: Int = 4, timeout: Duration? = nil, body: RequestBody? = nil,
    _ response: @escaping @Sendable (Int) throws -> HTTPResponse
  ) async -> (error: ClientError?, waits: [Duration], count: Int) {
    let clock = VirtualClock()
    let transport = MockTransport { try response($0.number) }
    let retry = RetryMiddleware(attempts: attempts, timing: clock.timing(random: random))
    let client = PlainClient(transport, middleware: [retry]).with { $0.timeout = timeout }
    var operation = APIOperation<JSONValue>("x", method, "/")
    operation.binary(body)
    let sending = operation
    let error = await failure { () async throws(ClientError) in try await client.send(sending) }
    return (error, clock.slept, transport.sent.count)
  }

  @Test func `waits double, and half of each is random`() async {
    let low = await run(.get) { _ in .text(503, "") }
    #expect(low.waits == [.milliseconds(250), .milliseconds(500), .milliseconds(1000)])
    #expect(low.error?.status == 503)
    #expect(low.count == 4)
    let high = await run(.get, random: 1) { _ in .text(503, "") }
    #expect(high.waits == [.milliseconds(500), .milliseconds(1000), .milliseconds(2000)])
  }

  @Test func `retrying ends with the first success`() async {
    let result = await run(.get) { $0 < 2 ? .text(502, "") : .text(200, "{}") }
    #expect(result.error == nil)
    #expect(result.count == 3)
  }

  @Test(arguments: [200, 400, 401, 404, 409, 501]) func `other statuses are not repeated`(_ status: Int) async {
    #expect(await run(.get) { _ in .text(status, "{}") }.count == 1)
  }

  @Test(arguments: [408, 425, 429, 500, 502, 503, 504]) func `a POST is not repeated by status`(_ status: Int) async {
    #expect(await run(.post) { _ in .text(status, "", [("Retry-After", "1")]) }.count == 1)
  }

  @Test func `a request that was not sent is repeated, whatever its method`() async {
    for method in [HTTPMethod.get, .post, .patch] {
      let result = await run(method) { number in
        if number < 2 { throw TransportFailure.lost(false) }
        return .text(200, "{}")
      }
      #expect(result.error == nil)
      #expect(result.count == 3)
    }
  }

  @Test func `a request that may have been processed is repeated only if it is repeatable`() async {
    let post = await run(.post) { _ in throw TransportFailure.lost(true) }
    #expect(post.count == 1)
    #expect(post.error?.kind == .connection && post.error?.mayHaveBeenProcessed == true)
    for method in [HTTPMethod.get, .put, .delete, .head] {
      #expect(await run(method) { _ in throw TransportFailure.lost(true) }.count == 4)
    }
  }

  @Test(arguments: [TransportFailure.Kind.tls, .cancelled, .invalidRequest, .bodyFailed, .unavailable])
  func `permanent failures are not retried`(_ kind: TransportFailure.Kind) async {
    let result = await run(.get) { _ in throw TransportFailure(kind: kind, message: "", mayHaveBeenProcessed: false) }
    #expect(result.count == 1)
  }

  @Test func `a body that can't be replayed is not sent again`() async {
    let body = RequestBody.stream(
      length: 1, isReplayable: false,
      makeChunks: {
        AsyncThrowingStream {
          $0.yield([1]); $0.finish()
        }
      })
    #expect(await run(.put, body: body) { _ in .text(503, "") }.count == 1)
  }

  @Test func `the service's Retry-After is followed, within limits`() async {
    #expect(
      await run(.get) { _ in .text(429, "", [("Retry-After", "7")]) }.waits == [.seconds(7), .seconds(7), .seconds(7)])
    #expect(await run(.get) { _ in .text(429, "", [("Retry-After", "31")]) }.count == 1)
    #expect(await run(.get) { _ in .text(429, "", [("Retry-After", "99999999999999999999999")]) }.count == 1)
    #expect(await run(.get) { _ in .text(429, "", [("Retry-After", "-5")]) }.waits.first == .milliseconds(250))
  }

  @Test func `it never waits past the deadline`() async {
    let result = await run(.get, timeout: .seconds(1)) { _ in .text(503, "") }
    #expect(result.error?.status == 503)
    #expect(result.waits == [.milliseconds(250), .milliseconds(500)])
  }

  @Test func `cancellation ends it`() async {
    let task = Task { () async -> (error: ClientError?, waits: [Duration], count: Int) in
      await run(.get) { _ in
        withUnsafeCurrentTask { $0?.cancel() }
        return .text(503, "")
      }
    }
    let result = await task.value
    #expect(result.count == 1)
    #expect(result.waits.isEmpty)
  }

  static let dates: [(String, Duration?)] = [
    ("120", .seconds(120)), ("0", .zero), ("Sun, 06 Nov 1994 08:49:37 GMT", .seconds(37)),
    ("Sun, 06 Nov 1994 08:48:00 GMT", .zero), ("Fri, 06 Nov 2099 08:48:00 GMT", .seconds(86_400)), ("soon", nil),
    ("", nil), ("-1", nil), ("1.5", nil), ("Sun, 31 Feb 1994 08:49:37 GMT", nil), (" 5 ", .seconds(5)),
  ]

  @Test(arguments: dates) func `Retry-After is seconds or a date`(_ text: String, _ duration: Duration?) {
    // 1994-11-06T08:49:00Z
    let now = Date(timeIntervalSince1970: 784_111_740)
    #expect(RetryAfter.parse(text, now: now) == duration)
  }

  @Test func `middlewares nest, the first outermost, and may respond themselves`() async throws {
    struct Mark: Middleware {
      var name: String
      func intercept(
        _ request: HTTPRequest, context: CallContext, next: @Sendable (HTTPRequest) async throws -> HTTPResponse
      ) async throws -> HTTPResponse {
        var request = request
        request.fields["X-Mark"] = (request.fields["X-Mark"] ?? "") + name
        var response = try await next(request)
        response.fields["X-Mark"] = (response.fields["X-Mark"] ?? "") + name
        return response
      }
    }
    struct Own: Middleware {
      struct Problem: Error {}
      func intercept(
        _ request: HTTPRequest, context: CallContext, next: @Sendable (HTTPRequest) async throws -> HTTPResponse
      ) async throws -> HTTPResponse {
        throw Problem()
      }
    }
    let transport = MockTransport(json: "{}")
    let client = PlainClient(transport, middleware: [Mark(name: "a"), Mark(name: "b")])
    let response = try await client.response(of: APIOperation<JSONValue>("x", .get, "/"))
    #expect(transport.sent.first?.fields["X-Mark"] == "ab")
    #expect(response.fields["X-Mark"] == "ba")
    let error = await failure { () async throws(ClientError) in
      try await PlainClient(transport, middleware: [Own()]).send(APIOperation<JSONValue>("x", .get, "/"))
    }
    #expect(error?.kind == .other)
    #expect(error?.underlying is Own.Problem)
  }
}
