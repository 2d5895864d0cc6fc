/// The ways to send a credential.
public enum CredentialKind: Equatable, Sendable {
  /// A value in a parameter of the request; the location is `header`, `query` or `cookie`.
  case apiKey(location: String, name: String)
  case bearer
  case basic
  /// Another HTTP scheme; the credential is sent as `Scheme value`.
  case http(scheme: String)
  /// OAuth 2 or OpenID Connect: an access token, sent as a bearer token.
  case accessToken
}
