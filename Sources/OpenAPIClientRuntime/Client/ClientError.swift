/// The error of a failed call: what went wrong, in which operation, and how the service responded.
///
/// It never holds credentials: configured secrets are redacted wherever they appear.
public struct ClientError: Error, Sendable {
  /// What went wrong; kinds can be added, so a `switch` needs a `default`.
  public struct Kind: Hashable, Sendable, CustomStringConvertible {
    let name: String

    /// No response came: see `mayHaveBeenProcessed`.
    public static let connection = Kind(name: "connection")
    /// The timeout has passed: see `mayHaveBeenProcessed`.
    public static let timedOut = Kind(name: "timedOut")
    /// The task was cancelled.
    public static let cancelled = Kind(name: "cancelled")
    /// The service responded with a failure, documented (see `body(as:)`) or not.
    public static let status = Kind(name: "status")
    /// The response is not what the document says: see `jsonPath` and `body`.
    public static let decoding = Kind(name: "decoding")
    /// The request can't be sent as it is, and was not.
    public static let invalidInput = Kind(name: "invalidInput")
    /// A redirect that is not followed.
    public static let redirect = Kind(name: "redirect")
    /// A credential could not be obtained.
    public static let credential = Kind(name: "credential")
    /// The body of the request could not be read.
    public static let body = Kind(name: "body")
    /// A file could not be written, or there is one already.
    public static let file = Kind(name: "file")
    /// A middleware threw an error of its own: see `underlying`.
    public static let other = Kind(name: "other")

    /// The kind's name.
    public var description: String { name }
  }

  /// The parts of an error behind a reference, so that throwing it copies one word.
  private final class Storage: Sendable {
    let parts: Parts
    init(_ parts: Parts) { self.parts = parts }
  }

  struct Parts: Sendable {
    var kind: Kind
    var message: String
    var operationID = ""
    var method = HTTPMethod.get
    var path = ""
    var mayHaveBeenProcessed = false
    var status: Int?
    var fields = HTTPFields()
    var body: [UInt8] = []
    var jsonPath: String?
    var retryAfter: Duration?
    /// The body as the type that the document gives it.
    var documentedBody: (any JSONCodable)?
    var underlying: (any Error)?
  }

  private let storage: Storage

  init(_ parts: Parts) { storage = Storage(parts) }

  /// Creates an error, for tests and for code on top of the client.
  public init(
    _ kind: Kind, _ message: String, operationID: String = "", method: HTTPMethod = .get, path: String = "",
    mayHaveBeenProcessed: Bool = false, status: Int? = nil, underlying: (any Error)? = nil
  ) {
    var parts = Parts(kind: kind, message: message)
    parts.operationID = operationID
    parts.method = method
    parts.path = path
    parts.mayHaveBeenProcessed = mayHaveBeenProcessed
    parts.status = status
    parts.underlying = underlying
    self.init(parts)
  }

  /// Creates the error of a failure response, as a service sends it; for tests.
  ///
  /// - Parameters:
  ///   - status: The status.
  ///   - body: The documented body, which `body(as:)` gives; `body` is its JSON.
  ///   - fields: The header fields; `Retry-After` becomes `retryAfter`.
  ///   - operationID: The operation's name in the document.
  ///   - method: The request's method.
  ///   - path: The request's path.
  public init(
    status: Int, body: some JSONCodable, fields: HTTPFields = HTTPFields(), operationID: String = "",
    method: HTTPMethod = .get, path: String = ""
  ) {
    var parts = Parts(status: status, bytes: (try? body.jsonBytes()) ?? [], fields: fields)
    parts.documentedBody = body
    parts.operationID = operationID
    parts.method = method
    parts.path = path
    self.init(parts)
  }

  /// Creates the error of a failure response that the document doesn't describe; for tests.
  ///
  /// - Parameters:
  ///   - status: The status.
  ///   - bytes: The body; `body(as:)` reads it as JSON.
  ///   - fields: The header fields; `Retry-After` becomes `retryAfter`.
  ///   - operationID: The operation's name in the document.
  ///   - method: The request's method.
  ///   - path: The request's path.
  public init(
    status: Int, bytes: [UInt8] = [], fields: HTTPFields = HTTPFields(), operationID: String = "",
    method: HTTPMethod = .get, path: String = ""
  ) {
    var parts = Parts(status: status, bytes: bytes, fields: fields)
    parts.operationID = operationID
    parts.method = method
    parts.path = path
    self.init(parts)
  }

  /// What went wrong.
  public var kind: Kind { storage.parts.kind }
  /// A sentence that says what went wrong, and what to do about it.
  public var message: String { storage.parts.message }
  /// The operation's name in the document.
  public var operationID: String { storage.parts.operationID }
  /// The request's method.
  public var method: HTTPMethod { storage.parts.method }
  /// The request's path, without its query.
  public var path: String { storage.parts.path }
  /// Whether the service may have seen the request and acted on it.
  public var mayHaveBeenProcessed: Bool { storage.parts.mayHaveBeenProcessed }
  /// The response's status, if there was a response.
  public var status: Int? { storage.parts.status }
  /// The response's header fields; values that may be secret are redacted.
  public var fields: HTTPFields { storage.parts.fields }
  /// The first bytes of the response, at most 64 KiB.
  public var body: [UInt8] { storage.parts.body }
  /// The first bytes of the response as text, in the character set that its content type names.
  public var bodyText: String {
    (try? CharacterSets.decode(body, contentType: fields["Content-Type"])) ?? String(decoding: body, as: UTF8.self)
  }
  /// Where in the response decoding failed, as `$.data[2].url`.
  public var jsonPath: String? { storage.parts.jsonPath }
  /// How long the service asks to wait (RFC 9110, section 10.2.3): seconds, or until a date; at most a day.
  public var retryAfter: Duration? { storage.parts.retryAfter }
  /// The error of a middleware, a credential or a body.
  public var underlying: (any Error)? { storage.parts.underlying }

  /// The body of the failure as its documented type; nil if the document has none, or the body doesn't fit it.
  package var documentedBody: (any JSONCodable)? { storage.parts.documentedBody }

  /// The body of a failure as a type: the documented one, or any other that it can be read as.
  ///
  /// So one function can handle the failures of all operations that look alike, whatever their types are called.
  ///
  /// - Returns: The value; nil where the service didn't respond with a failure, or its body is something else.
  public func body<T: JSONCodable>(as type: T.Type = T.self) -> T? {
    if let documented = storage.parts.documentedBody as? T { return documented }
    guard kind == .status else { return nil }
    return try? DocumentedBody.read(body, contentType: fields["Content-Type"], as: type)
  }

  /// The body of a failure as a type.
  @available(*, deprecated, renamed: "body(as:)")
  public func answer<T: JSONCodable>(as type: T.Type = T.self) -> T? { body(as: type) }

  /// The same error with something changed.
  func with(_ change: (inout Parts) -> Void) -> ClientError {
    var parts = storage.parts
    change(&parts)
    return ClientError(parts)
  }
}

extension ClientError.Parts {
  /// The parts of a failure response; the caller has redacted what has to be.
  init(status: Int, bytes: [UInt8], fields: HTTPFields) {
    let reason = StatusText.reason(status).map { " " + $0 } ?? ""
    self.init(kind: .status, message: "The service responded with \(status)\(reason).")
    describe(status: status, fields: fields, bytes: bytes)
  }

  /// Records the response.
  mutating func describe(status: Int, fields: HTTPFields, bytes: [UInt8]) {
    self.status = status
    self.fields = fields
    body = Array(bytes.prefix(FailureReport.keptBytes))
    retryAfter = fields["Retry-After"].flatMap { RetryAfter.parse($0) }
    // The service has seen the request; only after a refusal it is certain that it did nothing.
    mayHaveBeenProcessed = !(400..<500).contains(status)
  }
}

extension ClientError: CustomStringConvertible, CustomDebugStringConvertible {
  /// `seeDreamV4 (POST /v1/images/seedreamv4): The service responded with 401 …`.
  public var description: String {
    operationID.isEmpty ? message : "\(operationID) (\(method.rawValue) \(path)): \(message)"
  }

  /// The same as the description.
  public var debugDescription: String { description }
}
