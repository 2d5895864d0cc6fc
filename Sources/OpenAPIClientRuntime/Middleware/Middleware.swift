/// Wraps every call of a client: sees the request, may change it, send it again, or respond itself.
public protocol Middleware: Sendable {
  /// Handles a call.
  ///
  /// - Parameters:
  ///   - request: the request, credentials included.
  ///   - context: which operation it is, and how to redact what is shown.
  ///   - next: sends the request on; throws `TransportFailure` where no response came.
  /// - Returns: the response.
  /// - Throws: what `next` throws, or anything else, which the caller gets as `ClientError.underlying`.
  func intercept(
    _ request: HTTPRequest, context: CallContext,
    next: @Sendable (HTTPRequest) async throws -> HTTPResponse
  ) async throws -> HTTPResponse
}

/// What a middleware knows about a call besides its request.
public struct CallContext: Sendable {
  /// The operation's name in the document.
  public let operationID: String
  /// The path with its `{names}`.
  public let pathTemplate: String
  /// Redacts the call's secrets.
  public let redaction: Redaction
  /// The call's deadline; nil for none.
  public let deadline: ContinuousClock.Instant?

  /// Creates a context.
  public init(
    operationID: String, pathTemplate: String, redaction: Redaction = Redaction(secrets: []),
    deadline: ContinuousClock.Instant? = nil
  ) {
    self.operationID = operationID
    self.pathTemplate = pathTemplate
    self.redaction = redaction
    self.deadline = deadline
  }
}
