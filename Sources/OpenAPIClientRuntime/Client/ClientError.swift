/// Why a call failed: what, where, and what the service said.
///
/// Never holds credentials: whatever a configured secret may have got into is redacted.
public struct ClientError: Error, Sendable {
  /// What went wrong; more kinds may come.
  public struct Kind: Hashable, Sendable, CustomStringConvertible {
    let name: String

    /// No answer came: see `mayHaveBeenProcessed`.
    public static let connection = Kind(name: "connection")
    /// Time is up: see `mayHaveBeenProcessed`.
    public static let timedOut = Kind(name: "timedOut")
    /// The task was cancelled.
    public static let cancelled = Kind(name: "cancelled")
    /// The service answered with a failure, documented (see `answer(as:)`) or not.
    public static let status = Kind(name: "status")
    /// The answer is not what the document says: see `jsonPath` and `body`.
    public static let decoding = Kind(name: "decoding")
    /// The request can't be sent as it is, and was not.
    public static let invalidInput = Kind(name: "invalidInput")
    /// A redirect that is not followed.
    public static let redirect = Kind(name: "redirect")
    /// A credential could not be had.
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

  /// What an error is made of; a class, so that throwing it costs one word.
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
    var answer: (any Sendable)?
    var underlying: (any Error)?
  }

  private let storage: Storage

  init(_ parts: Parts) { storage = Storage(parts) }

  /// An error of one's own, for tests and for layers above.
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

  /// What went wrong.
  public var kind: Kind { storage.parts.kind }
  /// A sentence that says it.
  public var message: String { storage.parts.message }
  /// The operation's name in the document.
  public var operationID: String { storage.parts.operationID }
  /// The request's method.
  public var method: HTTPMethod { storage.parts.method }
  /// The request's path, without its query.
  public var path: String { storage.parts.path }
  /// Whether the service may have seen the request and acted on it.
  public var mayHaveBeenProcessed: Bool { storage.parts.mayHaveBeenProcessed }
  /// The answer's status, if there was an answer.
  public var status: Int? { storage.parts.status }
  /// The answer's header fields.
  public var fields: HTTPFields { storage.parts.fields }
  /// The first bytes of the answer, at most 64 KiB.
  public var body: [UInt8] { storage.parts.body }
  /// The first bytes of the answer as text.
  public var bodyText: String { String(decoding: body, as: UTF8.self) }
  /// Where in the answer decoding failed, as `$.data[2].url`.
  public var jsonPath: String? { storage.parts.jsonPath }
  /// How long the service asks to wait (RFC 9110, section 10.2.3).
  public var retryAfter: Duration? { storage.parts.retryAfter }
  /// The error of a middleware, a credential or a body.
  public var underlying: (any Error)? { storage.parts.underlying }

  /// The answer of a documented failure, if it is of this type.
  public func answer<T>(as type: T.Type = T.self) -> T? { storage.parts.answer as? T }

  /// The same error with something changed.
  func with(_ change: (inout Parts) -> Void) -> ClientError {
    var parts = storage.parts
    change(&parts)
    return ClientError(parts)
  }
}

extension ClientError: CustomStringConvertible, CustomDebugStringConvertible {
  /// `seeDreamV4 (POST /v1/images/seedreamv4): the service answered 401 …`.
  public var description: String {
    operationID.isEmpty ? message : "\(operationID) (\(method.rawValue) \(path)): \(message)"
  }

  /// The same as the description.
  public var debugDescription: String { description }
}
