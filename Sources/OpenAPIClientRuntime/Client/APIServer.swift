// Users of a client need its types (`HTTPFields`, `RequestBody`), but generated code imports only the runtime; Swift has
// no public attribute for exporting an import.
@_exported import HTTPTransport

/// The servers of a document; any other address can be given as a string.
public protocol APIServer: Sendable, Hashable, ExpressibleByStringLiteral where StringLiteralType == String {
  /// The address that paths are appended to.
  var url: String { get set }
  /// Creates a server at any address.
  init(url: String)
}

extension APIServer {
  /// Creates a server at any address.
  public init(stringLiteral value: String) { self.init(url: value) }
}
