import OpenAPIClientRuntime

/// How a stub responds to an operation whose output is of a type.
public struct StubResponse<Output: Sendable>: Sendable {
  private var delay: Duration?
  private let make: @Sendable (APIOperation<Output>, SentOperation) async throws -> HTTPResponse

  private init(_ make: @escaping @Sendable (APIOperation<Output>, SentOperation) async throws -> HTTPResponse) {
    self.make = make
  }

  func prepared(for operation: APIOperation<Output>, _ sent: SentOperation) -> PreparedResponse {
    PreparedResponse(delay: delay) { [make] in try await make(operation, sent) }
  }

  // MARK: Successes

  /// A success, written as a service sends it.
  ///
  /// - Parameters:
  ///   - output: What the call returns.
  ///   - status: The status; nil for the documented one of such an output, or if the document doesn't name one, for 200,
  ///     or 204 without content.
  ///   - fields: Header fields of the response.
  /// - Returns: The response.
  public static func returning(_ output: Output, status: Int? = nil, fields: HTTPFields = [:]) -> StubResponse {
    StubResponse { operation, _ in try await operation.httpResponse(giving: output, status: status, fields: fields) }
  }

  /// A success made from the document: from the examples of the response, else from its schema.
  ///
  /// The call fails if no example is valid and no valid value can be made.
  public static func example(from document: StubDocument) -> StubResponse {
    StubResponse { _, sent in try document.example(for: sent) }
  }

  // MARK: Failures

  /// A failure with a body that the document describes: the call throws a `ClientError`, whose `body(as:)` returns it.
  ///
  /// - Parameters:
  ///   - status: The status.
  ///   - body: The body, sent as JSON.
  ///   - fields: Header fields of the response, such as `Retry-After`.
  /// - Returns: The response.
  public static func failing(
    _ status: Int, _ body: some JSONCodable, fields: HTTPFields = [:]
  ) -> StubResponse {
    StubResponse { _, _ in
      var fields = fields
      if fields["Content-Type"] == nil { fields["Content-Type"] = "application/json" }
      return HTTPResponse(status: status, fields: fields, body: .bytes(try body.jsonBytes()))
    }
  }

  /// A failure without a body.
  ///
  /// - Parameters:
  ///   - status: The status.
  ///   - fields: Header fields of the response, such as `Retry-After`.
  /// - Returns: The response.
  public static func failing(_ status: Int, fields: HTTPFields = [:]) -> StubResponse {
    StubResponse { _, _ in HTTPResponse(status: status, fields: fields) }
  }

  /// No response at all: the transport fails.
  public static func failing(_ failure: TransportFailure) -> StubResponse {
    StubResponse { _, _ in throw failure }
  }

  /// No response in time; the service may have seen the request.
  public static var timedOut: StubResponse {
    .failing(
      TransportFailure(kind: .timedOut, message: "the stub lets the request time out", mayHaveBeenProcessed: true))
  }

  /// No connection, so the service has not seen the request.
  public static var cannotConnect: StubResponse {
    .failing(
      TransportFailure(kind: .cannotConnect, message: "the stub refuses the connection", mayHaveBeenProcessed: false))
  }

  /// A connection that ends before the response; the service may have seen the request.
  public static var connectionLost: StubResponse {
    .failing(
      TransportFailure(kind: .connectionLost, message: "the stub drops the connection", mayHaveBeenProcessed: true))
  }

  // MARK: Anything

  /// A response as it is sent over HTTP, which the document need not have.
  public static func response(_ response: HTTPResponse) -> StubResponse {
    StubResponse { _, _ in response }
  }

  /// The same response, later.
  ///
  /// Without a clock the stub doesn't wait; but if a time limit of the client ends before the delay, the call times out.
  /// With a clock it waits on that.
  public func delayed(_ delay: Duration) -> StubResponse {
    var response = self
    response.delay = (self.delay ?? .zero) + delay
    return response
  }
}

extension StubResponse where Output == Void {
  /// A success without content.
  public static var empty: StubResponse { .returning(()) }
}

extension StubResponse {
  /// A stream of events.
  ///
  /// - Parameters:
  ///   - events: The events.
  ///   - failure: What the stream fails with after the last one; nil to end it.
  ///   - fields: Header fields of the response.
  /// - Returns: The response.
  public static func events<Event: JSONCodable>(
    _ events: [Event], failure: TransportFailure? = nil, fields: HTTPFields = [:]
  ) -> StubResponse where Output == EventStream<Event> {
    broken(.returning(EventStream(events), fields: fields), by: failure)
  }

  /// A stream of values, one per line.
  ///
  /// - Parameters:
  ///   - values: The values.
  ///   - failure: What the stream fails with after the last one; nil to end it.
  ///   - fields: Header fields of the response.
  /// - Returns: The response.
  public static func lines<Value: JSONCodable>(
    _ values: [Value], failure: TransportFailure? = nil, fields: HTTPFields = [:]
  ) -> StubResponse where Output == JSONLines<Value> {
    broken(.returning(JSONLines(values), fields: fields), by: failure)
  }

  /// A response whose body fails at its end.
  private static func broken(_ response: StubResponse, by failure: TransportFailure?) -> StubResponse {
    guard let failure else { return response }
    return StubResponse { operation, sent in
      var http = try await response.make(operation, sent)
      http.body = ResponseBody(BrokenBody(body: http.body, failure: failure))
      return http
    }
  }
}

/// The chunks of a body, and then a failure.
private struct BrokenBody: AsyncSequence, Sendable {
  typealias Element = [UInt8]

  let body: ResponseBody
  let failure: TransportFailure

  func makeAsyncIterator() -> Iterator { Iterator(chunks: body.makeAsyncIterator(), failure: failure) }

  struct Iterator: AsyncIteratorProtocol {
    var chunks: ResponseBody.AsyncIterator
    let failure: TransportFailure

    mutating func next() async throws -> [UInt8]? {
      guard let chunk = try await chunks.next() else { throw failure }
      return chunk
    }
  }
}
