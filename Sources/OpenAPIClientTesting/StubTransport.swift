// Tests that import the stub name the runtime's types (`ClientError`, `HTTPResponse`); Swift has no public spelling for
// it.
@_exported import OpenAPIClientRuntime

/// A transport for tests that responds by operation, typed by the generated client.
///
/// An operation is named by its function in the client's namespace, which isn't called:
///
///     let stub = StubTransport()
///     stub.on(Shop.createOrder) { body in .init(id: 7, total: body.total) }
///     stub.on(Shop.cancelOrder, .failing(409, Shop.Problem(title: "Shipped already")))
///
///     let client = Shop.Client(token: "any", server: "https://shop.test", transport: stub)
///     …
///     #expect(stub.requests(of: Shop.createOrder).map(\.arguments.total) == [5])
///
/// Everything between the client and its transport runs: the request is built, given its credentials and sent through
/// the middlewares; the response is written as a service sends it and read again. Nothing waits: see ``StubResponse/delayed(_:)``.
public final class StubTransport: Transport {
  private struct State: Sendable {
    /// Responses for one operation with its arguments; the last one counts.
    var exact: [Responder] = []
    /// Responses for all calls of an operation's function; the last one counts.
    var general: [Responder] = []
    /// Responses for URLs; the last one counts.
    var addresses: [AddressResponder] = []
    var requests: [RecordedCall] = []
  }

  private let state = Locked(State())
  private let examples: StubDocument?
  private let clock: (any Clock<Duration>)?
  private let onMissingResponse: (@Sendable (String) -> Void)?

  /// Creates a stub without responses.
  ///
  /// - Parameters:
  ///   - examples: The document whose examples are the responses of operations that have no other one; without it, calls
  ///     of these operations fail.
  ///   - clock: The clock for delays; without one the stub doesn't wait, and only time limits notice a delay.
  ///   - onMissingResponse: Called with each request that fails because it has no response, such as `{ Issue.record("\($0)") }`,
  ///     for code that drops errors.
  public init(
    examples: StubDocument? = nil, clock: (any Clock<Duration>)? = nil,
    onMissingResponse: (@Sendable (String) -> Void)? = nil
  ) {
    self.examples = examples
    self.clock = clock
    self.onMissingResponse = onMissingResponse
  }

  // MARK: Responses

  /// Gives an operation the output that a closure makes of its arguments.
  ///
  ///     stub.on(Shop.order) { id in .init(id: id, total: 5) }
  ///
  /// - Parameters:
  ///   - operation: The operation's function, such as `Shop.order`.
  ///   - output: Takes the arguments as the call had them; an error it throws is the call's. Where a closure
  ///     that is one expression uses an optional argument as if it were none, it must be given its types:
  ///     `{ (limit: Int?, after: String?) in … }`.
  public func on<each Argument: Sendable, Output: Sendable>(
    _ operation: @escaping @Sendable (repeat each Argument) -> APIOperation<Output>,
    _ output: @escaping @Sendable (repeat each Argument) async throws -> Output
  ) {
    respond(to: operation) { (arguments: repeat each Argument) in
      .returning(try await output(repeat each arguments))
    }
  }

  /// Gives an operation the response that a closure makes of its arguments.
  ///
  ///     stub.on(Shop.order) { id in id == 1 ? .returning(order) : .failing(404) }
  ///
  /// - Parameters:
  ///   - operation: The operation's function, such as `Shop.order`.
  ///   - response: Takes the arguments as the call had them; an error it throws is the call's.
  @_disfavoredOverload  // Without it `{ _ in throw … }` is ambiguous: it fits both closures.
  public func on<each Argument: Sendable, Output: Sendable>(
    _ operation: @escaping @Sendable (repeat each Argument) -> APIOperation<Output>,
    _ response: @escaping @Sendable (repeat each Argument) async throws -> StubResponse<Output>
  ) {
    respond(to: operation, response)
  }

  /// Gives an operation one response after the other; the last one stays.
  ///
  ///     stub.on(Shop.order, .returning(queued), .failing(503), .returning(shipped))
  ///
  /// - Parameters:
  ///   - operation: The operation's function, such as `Shop.order`.
  ///   - first: The response to the first call.
  ///   - others: The responses to the calls that follow.
  public func on<each Argument: Sendable, Output: Sendable>(
    _ operation: @escaping @Sendable (repeat each Argument) -> APIOperation<Output>,
    _ first: StubResponse<Output>, _ others: StubResponse<Output>...
  ) {
    let next = Self.inTurn([first] + others)
    respond(to: operation) { (_: repeat each Argument) in next() }
  }

  /// Gives an operation with these arguments, and no others, one response after the other; the last one stays.
  ///
  /// It comes before what is given for all calls of the operation's function.
  ///
  ///     stub.on(Shop.order(id: 7), .returning(order))
  ///
  /// - Parameters:
  ///   - operation: The operation as a value.
  ///   - first: The response to the first call.
  ///   - others: The responses to the calls that follow.
  public func on<Output: Sendable>(
    _ operation: APIOperation<Output>, _ first: StubResponse<Output>, _ others: StubResponse<Output>...
  ) {
    let next = Self.inTurn([first] + others)
    state.withLock { state in
      state.exact.append { sent in
        guard sent.isEqual(to: operation) else { return .other }
        return .response { next().prepared(for: operation, sent) }
      }
    }
  }

  /// Gives a URL one response after the other; the last one stays.
  ///
  /// For what isn't an operation of a client: downloads of links, and where redirects lead to. It comes before what is
  /// given for operations.
  ///
  ///     stub.on(.get, "https://cdn.shop.test/7.pdf", HTTPResponse(status: 200, body: .bytes(pdf)))
  ///
  /// - Parameters:
  ///   - method: The method.
  ///   - url: The whole URL, query included.
  ///   - first: The response to the first request.
  ///   - others: The responses to the requests that follow.
  public func on(_ method: HTTPMethod, _ url: String, _ first: HTTPResponse, _ others: HTTPResponse...) {
    let next = Self.inTurn([first] + others)
    state.withLock { $0.addresses.append(AddressResponder(method: method, url: url, next: next)) }
  }

  private func respond<each Argument: Sendable, Output: Sendable>(
    to operation: @escaping @Sendable (repeat each Argument) -> APIOperation<Output>,
    _ response: @escaping @Sendable (repeat each Argument) async throws -> StubResponse<Output>
  ) {
    state.withLock { state in
      state.general.append { sent in
        guard let match = sent.match(operation) else {
          return sent.labelWithoutNil(operation).map { .takesNoNil($0) } ?? .other
        }
        let (arguments, operation) = match
        return .response { try await response(repeat each arguments).prepared(for: operation, sent) }
      }
    }
  }

  private static func inTurn<Response: Sendable>(_ responses: [Response]) -> @Sendable () -> Response {
    let calls = Locked(0)
    return {
      calls.withLock { calls in
        defer { calls += 1 }
        return responses[min(calls, responses.count - 1)]
      }
    }
  }

  // MARK: Requests

  /// The requests of an operation in their order, those that failed among them.
  ///
  ///     #expect(stub.requests(of: Shop.order).map(\.arguments) == [7])
  ///
  /// - Parameter operation: The operation's function, such as `Shop.order`.
  /// - Returns: The requests with the operation's arguments.
  public func requests<each Argument: Sendable, Output: Sendable>(
    of operation: @Sendable (repeat each Argument) -> APIOperation<Output>
  ) -> [StubRequest<(repeat each Argument)>] {
    var found: [StubRequest<(repeat each Argument)>] = []
    for call in recorded {
      guard let match = call.operation?.match(operation) else { continue }
      found.append(StubRequest(arguments: match.arguments, call))
    }
    return found
  }

  /// All requests in their order, those that failed among them.
  public var requests: [StubRequest<Void>] { recorded.map { StubRequest(arguments: (), $0) } }

  var recorded: [RecordedCall] { state.withLock { $0.requests } }

  // MARK: Sending

  /// Records the request and gives the response for its operation.
  public func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
    let operation = request.operation as? SentOperation
    let body = try await Self.body(of: request)
    let (responders, address) = state.withLock { state in
      state.requests.append(RecordedCall(operation: operation, request: request, body: body))
      let address = state.addresses.last { $0.method == request.method && $0.url == request.url }
      let responders: [Responder] = state.exact.reversed() + state.general.reversed()
      return (responders, address)
    }
    do {
      if let address { return address.next() }
      guard let operation else {
        let problem =
          "\(request) is not an operation of a client and has no response in this stub. "
          + "Give it one: stub.on(.\(request.method.rawValue.lowercased()), \"…\", HTTPResponse(status: 200))"
        onMissingResponse?(problem)
        throw Self.missing(problem)
      }
      var hint = ""
      for responder in responders {
        let match = responder(operation)
        if case .takesNoNil(let label) = match {
          hint =
            ", or if it has one, its closure takes no nil for `\(label)`: write the types of the closure's arguments"
        }
        guard case .response(let prepare) = match else { continue }
        let prepared = try await prepare()
        if let delay = prepared.delay { try await wait(delay, request) }
        if Task.isCancelled { throw TransportFailure.cancelled(mayHaveBeenProcessed: true) }
        return try await prepared.make()
      }
      if let examples { return try examples.example(for: operation) }
      let problem =
        "\(operation.functionName) has no response in this stub. Give it one: \(Self.suggestion(for: operation))\(hint)"
      onMissingResponse?(problem)
      throw Self.missing(problem)
    } catch let error as ClientError where error.status != nil {
      return HTTPResponse(stubbed: error)
    } catch {
      throw TransportFailure(stubbed: error)
    }
  }

  private static func body(of request: HTTPRequest) async throws(TransportFailure) -> [UInt8] {
    do {
      let bytes = try await request.body.collect(upTo: 256 << 20)
      let count = Int64(bytes.count)
      request.onUploadProgress?(TransferProgress(completedBytes: count, totalBytes: count))
      return bytes
    } catch let failure as TransportFailure {
      throw failure
    } catch {
      throw TransportFailure(
        kind: .bodyFailed, message: "the request's body can't be read: \(error)", mayHaveBeenProcessed: false)
    }
  }

  /// Waits on the clock, if there is one; a time limit that ends earlier ends the request.
  private func wait(_ delay: Duration, _ request: HTTPRequest) async throws {
    let remaining = request.deadline.map { ContinuousClock.now.duration(to: $0) }
    let limit = [request.idleTimeout, remaining].compactMap { $0 }.min()
    let isLate = limit.map { $0 <= delay } ?? false
    if let clock { try await Self.sleep(isLate ? limit ?? delay : delay, clock) }
    if isLate {
      throw TransportFailure(
        kind: .timedOut,
        message: "the stub's response comes after \(delay), which is later than the request's time limit",
        mayHaveBeenProcessed: true)
    }
  }

  private static func sleep(_ duration: Duration, _ clock: some Clock<Duration>) async throws {
    try await clock.sleep(until: clock.now.advanced(by: duration), tolerance: nil)
  }

  /// A failure that no retry changes.
  private static func missing(_ message: String) -> TransportFailure {
    TransportFailure(kind: .invalidRequest, message: message, mayHaveBeenProcessed: false)
  }

  /// The line that gives an operation a response.
  private static func suggestion(for operation: SentOperation) -> String {
    let labels = operation.argumentLabels
    if labels.isEmpty || labels.count > 4 { return "stub.on(\(operation.functionName), .returning(…))" }
    let names = labels.map { $0 == "_" ? "_" : $0 }.joined(separator: ", ")
    return "stub.on(\(operation.functionName)) { \(names) in … }"
  }
}

/// The responses of a URL.
struct AddressResponder: Sendable {
  var method: HTTPMethod
  var url: String
  var next: @Sendable () -> HTTPResponse
}

/// Responds to an operation, or to none but its own.
typealias Responder = @Sendable (SentOperation) -> ResponderMatch

/// Whether a responder is an operation's.
enum ResponderMatch: Sendable {
  case response(@Sendable () async throws -> PreparedResponse)
  /// It may be the operation's, but its closure doesn't take nil for an argument that is nil.
  case takesNoNil(String)
  case other
}

/// A response to send after a delay.
struct PreparedResponse: Sendable {
  var delay: Duration?
  var make: @Sendable () async throws -> HTTPResponse
}

extension TransportFailure {
  /// The failure for an error that a stub's response threw.
  init(stubbed error: any Error) {
    switch error {
    case let error as TransportFailure: self = error
    case let error as ClientError where Self.kinds[error.kind] != nil:
      self.init(
        kind: Self.kinds[error.kind] ?? .connectionLost, message: error.message,
        mayHaveBeenProcessed: error.mayHaveBeenProcessed)
    case is CancellationError: self = .cancelled(mayHaveBeenProcessed: true)
    default:
      self.init(
        kind: .invalidRequest, message: "the stub's response can't be given: \(error)", mayHaveBeenProcessed: false)
    }
  }

  private static let kinds: [ClientError.Kind: Kind] = [
    .connection: .connectionLost, .timedOut: .timedOut, .cancelled: .cancelled,
  ]
}

extension HTTPResponse {
  /// The response for which a client throws this error.
  init(stubbed error: ClientError) {
    var fields = error.fields
    if fields["Content-Type"] == nil, !error.body.isEmpty { fields["Content-Type"] = "application/json" }
    self.init(status: error.status ?? 500, fields: fields, body: .bytes(error.body))
  }
}
