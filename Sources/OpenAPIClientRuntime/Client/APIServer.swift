@_exported import HTTPTransport

/// The servers of a document; any other address can be given as a string.
public protocol APIServer: Sendable, Hashable, ExpressibleByStringLiteral where StringLiteralType == String {
  /// The address that paths are appended to.
  var url: String { get set }
  /// A server at any address.
  init(url: String)
}

extension APIServer {
  /// A server at any address.
  public init(stringLiteral value: String) { self.init(url: value) }
}
