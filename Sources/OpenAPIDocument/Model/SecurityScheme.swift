/// A way to be let in: OpenAPI, section Security Scheme Object.
public struct SecurityScheme: Sendable {
  /// The kinds of schemes, with what each needs.
  public enum Kind: Sendable {
    /// A key in a header, the query or a cookie.
    case apiKey(name: String, location: Parameter.Location)
    /// An HTTP authentication scheme, such as `bearer` or `basic`, in lower case.
    case http(scheme: String, bearerFormat: String?)
    /// OAuth 2.
    case oauth2([OAuthFlow])
    /// OpenID Connect, by the address of its discovery document.
    case openIdConnect(url: String)
    /// A certificate of the client.
    case mutualTLS
    /// A kind that the specification does not have, or that lacks what it needs.
    case unknown(String)
  }

  /// The value in the document.
  public let node: JSONNode
  /// Where it is used: a reference, or the same as `node`.
  public let usage: JSONNode
  /// The name among the components.
  public let name: String
  /// The description, in CommonMark.
  public let description: String?
  /// Whether it should no longer be used (OpenAPI 3.2).
  public let deprecated: Bool
  /// The kind.
  public let kind: Kind
}

/// A way to get a token: OpenAPI, section OAuth Flow Object.
public struct OAuthFlow: Sendable {
  /// The flows of OAuth 2.
  public enum Kind: String, Sendable {
    /// Implicit.
    case implicit
    /// By the owner's password.
    case password
    /// By the client's own credentials.
    case clientCredentials
    /// By a code that the owner's consent gives.
    case authorizationCode
    /// By a code entered on another device (OpenAPI 3.2).
    case deviceAuthorization
  }

  /// What a token may be for.
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
  /// The page of consent.
  public let authorizationURL: String?
  /// Where tokens are got.
  public let tokenURL: String?
  /// Where tokens are renewed.
  public let refreshURL: String?
  /// Where a device asks for its code (OpenAPI 3.2).
  public let deviceAuthorizationURL: String?
  /// The scopes in document order.
  public let scopes: [Scope]
}

extension DocumentBuilder {
  func securityScheme(_ usage: JSONNode, name: String) -> SecurityScheme? {
    guard let node = object(usage, "a security scheme"), node.isObject else { return nil }
    return SecurityScheme(
      node: node, usage: usage, name: name, description: override(.description, usage: usage, node: node),
      deprecated: flag(node, .deprecated) ?? false, kind: kind(of: node))
  }

  private func kind(of node: JSONNode) -> SecurityScheme.Kind {
    guard let type = text(node, .type) else {
      missing(.type, of: "The security scheme", at: node)
      return .unknown("")
    }
    switch type {
    case "apiKey":
      guard let name = text(node, .name), !name.isEmpty else {
        missing(.name, of: "The security scheme", at: node)
        return .unknown(type)
      }
      switch text(node, .in)?.lowercased() {
      case "header": return .apiKey(name: name, location: .header)
      case "query": return .apiKey(name: name, location: .query)
      case "cookie": return .apiKey(name: name, location: .cookie)
      default:
        missing(.in, of: "The security scheme", at: node, hint: "write header, query or cookie; a header is taken")
        return .apiKey(name: name, location: .header)
      }
    case "http":
      guard let scheme = text(node, .scheme) else {
        missing(.scheme, of: "The security scheme", at: node, hint: "write `\"scheme\": \"bearer\"` or another")
        return .unknown(type)
      }
      return .http(scheme: scheme.lowercased(), bearerFormat: text(node, .bearerFormat))
    case "oauth2":
      return .oauth2(flows(of: node))
    case "openIdConnect":
      return .openIdConnect(url: text(node, .openIdConnectUrl) ?? "")
    case "mutualTLS":
      return .mutualTLS
    default:
      diagnostics.warning(
        "unknown-security-scheme", joined("There is no kind \"", type, "\" of security schemes"),
        at: node[.type] ?? node, hint: "the kinds are apiKey, http, oauth2, openIdConnect and mutualTLS")
      // Swagger 2.0 had these as kinds.
      let lowercase = type.lowercased()
      if lowercase.isOne(of: "basic", "bearer") { return .http(scheme: lowercase, bearerFormat: nil) }
      return .unknown(type)
    }
  }

  private func flows(of node: JSONNode) -> [OAuthFlow] {
    guard let map = map(node, .flows) else {
      missing(.flows, of: "The security scheme", at: node)
      return []
    }
    var result: [OAuthFlow] = []
    for member in map.members {
      guard let kind = OAuthFlow.Kind(rawValue: member.key) else { continue }
      guard member.value.isObject else {
        wrongKind(member.value, "a flow must be an object")
        continue
      }
      var scopes: [OAuthFlow.Scope] = []
      if let map = self.map(member.value, .scopes) {
        for scope in map.members {
          scopes.append(OAuthFlow.Scope(name: scope.key, description: scope.value.string ?? ""))
        }
      }
      result.append(
        OAuthFlow(
          node: member.value, kind: kind, authorizationURL: text(member.value, .authorizationUrl),
          tokenURL: text(member.value, .tokenUrl), refreshURL: text(member.value, .refreshUrl),
          deviceAuthorizationURL: text(member.value, .deviceAuthorizationUrl), scopes: scopes))
    }
    return result
  }
}
