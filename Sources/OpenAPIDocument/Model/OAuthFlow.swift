/// An OAuth 2 flow: OpenAPI, section OAuth Flow Object.
public struct OAuthFlow: Sendable {
  /// The flows of OAuth 2.
  public enum Kind: String, Sendable {
    /// The implicit flow.
    case implicit
    /// With the resource owner's password.
    case password
    /// With the client's own credentials.
    case clientCredentials
    /// With an authorization code.
    case authorizationCode
    /// With a code that is entered on another device (OpenAPI 3.2).
    case deviceAuthorization
  }

  /// A scope of access.
  public struct Scope: Sendable {
    /// The name that is sent.
    public let name: String
    /// What it allows.
    public let description: String
  }

  /// The value in the document.
  public let node: JSONNode
  /// The flow.
  public let kind: Kind
  /// The authorization URL.
  public let authorizationURL: String?
  /// The token URL.
  public let tokenURL: String?
  /// The URL for refreshing tokens.
  public let refreshURL: String?
  /// The device authorization URL (OpenAPI 3.2).
  public let deviceAuthorizationURL: String?
  /// The scopes in document order.
  public let scopes: [Scope]
}

extension DocumentBuilder {
  /// The OAuth flows of a security scheme.
  func flows(of node: JSONNode) -> [OAuthFlow] {
    guard let map = map(node, .flows) else {
      missing(.flows, of: "The security scheme", at: node)
      return []
    }
    var result: [OAuthFlow] = []
    for member in map.members {
      guard let kind = OAuthFlow.Kind(rawValue: member.key) else { continue }
      guard member.value.isObject else {
        wrongKind(member.value, "A flow must be an object")
        continue
      }
      let scopes = self.map(member.value, .scopes)?.members.map {
        OAuthFlow.Scope(name: $0.key, description: $0.value.string ?? "")
      }
      result.append(
        OAuthFlow(
          node: member.value, kind: kind, authorizationURL: text(member.value, .authorizationUrl),
          tokenURL: text(member.value, .tokenUrl), refreshURL: text(member.value, .refreshUrl),
          deviceAuthorizationURL: text(member.value, .deviceAuthorizationUrl), scopes: scopes ?? []))
    }
    return result
  }
}
