/// A credential and how its security scheme sends it.
///
/// Never shows what it holds.
public struct SchemeCredential: Sendable, CustomStringConvertible, CustomReflectable {
  /// Where an API key is sent.
  public enum Location: Hashable, Sendable {
    /// In a header.
    case header
    /// In the query.
    case query
    /// In a cookie.
    case cookie
  }

  enum Form: Sendable {
    case apiKey(Location, String)
    case http(String)
    case transport
  }

  let form: Form
  let credential: any Credential

  /// A key in a header, the query or a cookie.
  public static func apiKey(_ key: some Credential, in location: Location, name: String) -> SchemeCredential {
    SchemeCredential(form: .apiKey(location, name), credential: key)
  }

  /// A bearer token (RFC 6750); `Bearer` is not put twice.
  ///
  /// Also for OAuth 2 and OpenID Connect.
  public static func bearer(_ token: some Credential) -> SchemeCredential {
    SchemeCredential(form: .http("Bearer"), credential: token)
  }

  /// `user:password` (RFC 7617).
  public static func basic(_ credential: some Credential) -> SchemeCredential {
    SchemeCredential(form: .http("Basic"), credential: credential)
  }

  /// Any other scheme of HTTP authentication: `Authorization: scheme credential`.
  public static func http(_ scheme: String, _ credential: some Credential) -> SchemeCredential {
    SchemeCredential(form: .http(scheme), credential: credential)
  }

  /// A scheme that the transport takes care of, such as mutual TLS.
  public static let transport = SchemeCredential(form: .transport, credential: "")

  /// Shows nothing.
  public var description: String { "<redacted>" }

  /// Shows nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
