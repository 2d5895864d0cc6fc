/// The settings of a client for all of its calls.
public struct ClientConfiguration: Sendable {
  /// The address that paths are appended to.
  public var server: String
  /// The transport that sends the requests.
  public var transport: any Transport
  /// The middlewares around each call, the outermost first.
  public var middleware: [any Middleware]
  /// Credentials by the name of their security scheme.
  public var credentials: [String: SchemeCredential] = [:]
  /// The security alternatives of operations that don't name their own.
  public var defaultSecurity: [[String]] = []
  /// Whether the servers that a document gives for single paths and operations are used; on by default.
  public var usesOperationServers = true
  /// How long a call may take in all, body included; nil for no limit.
  public var timeout: Duration?
  /// How long a transfer may stall in both directions; 60 seconds by default.
  public var idleTimeout: Duration? = .seconds(60)
  /// Whether the document's rules are checked before sending; off by default.
  public var validatesRequests = false
  /// How many redirects are followed; 5 by default.
  public var maximumRedirects = 5
  /// How many bytes a response may have that is read as a whole; 256 MiB by default.
  public var maximumResponseSize = 256 << 20
  /// Header fields that every request gets unless it has them, such as `User-Agent`.
  public var fields = HTTPFields()
  /// More strings that must never appear in errors and logs.
  public var secrets: [String] = []
  /// Called while a body is sent.
  public var onUploadProgress: (@Sendable (TransferProgress) -> Void)?
  /// Makes the boundaries of multipart bodies; random by default.
  public var makeBoundary: @Sendable () -> String = { Multipart.randomBoundary() }

  /// Creates a configuration.
  public init(
    server: String, transport: any Transport = DefaultTransport.shared, middleware: [any Middleware] = []
  ) {
    self.server = server
    self.transport = transport
    self.middleware = middleware
  }
}

extension ClientConfiguration: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The server's address without what can hold a secret.
  public var description: String { "ClientConfiguration(server: \(Redaction(secrets: secrets).redact(url: server)))" }

  /// As ``description``.
  public var debugDescription: String { description }

  /// Everything but secrets; of credentials only the names of their schemes.
  public var customMirror: Mirror {
    Mirror(
      self,
      children: [
        "server": Redaction(secrets: secrets).redact(url: server), "credentials": credentials.keys.sorted(),
        "defaultSecurity": defaultSecurity, "usesOperationServers": usesOperationServers, "timeout": timeout as Any,
        "idleTimeout": idleTimeout as Any, "validatesRequests": validatesRequests,
        "maximumRedirects": maximumRedirects, "maximumResponseSize": maximumResponseSize, "fields": fields,
      ], displayStyle: .struct)
  }
}
