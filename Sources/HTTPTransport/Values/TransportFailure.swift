/// Why a request got no response, or a body broke off.
public struct TransportFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of failure it is; kinds can be added, so a `switch` needs a `default`.
  public struct Kind: Hashable, Sendable, CustomStringConvertible {
    /// The kind's name.
    public let description: String

    private init(_ description: String) { self.description = description }

    /// No connection: the name isn't known, the service refuses, no network.
    public static let cannotConnect = Kind("cannotConnect")
    /// No trusted connection: the certificate or the handshake.
    public static let tls = Kind("tls")
    /// The connection ended before the response did.
    public static let connectionLost = Kind("connectionLost")
    /// Nothing moved for the idle timeout, or the deadline has passed.
    public static let timedOut = Kind("timedOut")
    /// The task was cancelled.
    public static let cancelled = Kind("cancelled")
    /// The request can't be sent as it is; nothing was sent.
    public static let invalidRequest = Kind("invalidRequest")
    /// The response isn't HTTP, or contradicts itself.
    public static let invalidResponse = Kind("invalidResponse")
    /// The request's body couldn't be read, or wasn't as long as announced.
    public static let bodyFailed = Kind("bodyFailed")
    /// The response's body is longer than the caller wants.
    public static let tooLarge = Kind("tooLarge")
    /// The system lacks what the transport needs; the message says what to install.
    public static let unavailable = Kind("unavailable")
  }

  /// What kind of failure it is.
  public var kind: Kind
  /// What happened and what to do; without URLs' queries, header values or bodies.
  public var message: String
  /// Whether the service may have seen the request.
  public var mayHaveBeenProcessed: Bool

  /// Makes a failure.
  public init(kind: Kind, message: String, mayHaveBeenProcessed: Bool) {
    self.kind = kind
    self.message = message
    self.mayHaveBeenProcessed = mayHaveBeenProcessed
  }

  /// The kind, the message and, if so, that the service may have seen the request.
  public var description: String {
    let end = mayHaveBeenProcessed && kind != .tooLarge ? " (the service may have seen the request)" : ""
    return "\(kind): \(message)\(end)"
  }

  package static func tooLarge(_ limit: Int) -> TransportFailure {
    TransportFailure(
      kind: .tooLarge, message: "the response's body is longer than the \(limit) bytes allowed",
      mayHaveBeenProcessed: true)
  }

  package static func invalidRequest(_ message: String) -> TransportFailure {
    TransportFailure(kind: .invalidRequest, message: message, mayHaveBeenProcessed: false)
  }

  /// A second task reads a body while the first one still does.
  package static let concurrentRead = invalidRequest("a response's body can be read by one task at a time only")

  package static func bodyFailed(_ message: String, mayHaveBeenProcessed: Bool = false) -> TransportFailure {
    TransportFailure(kind: .bodyFailed, message: message, mayHaveBeenProcessed: mayHaveBeenProcessed)
  }

  package static func cancelled(mayHaveBeenProcessed: Bool) -> TransportFailure {
    TransportFailure(
      kind: .cancelled, message: "the request was cancelled", mayHaveBeenProcessed: mayHaveBeenProcessed)
  }
}
