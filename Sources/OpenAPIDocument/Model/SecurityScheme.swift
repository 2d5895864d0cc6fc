import OpenAPISyntax

/// A security scheme: OpenAPI, section Security Scheme Object.
public struct SecurityScheme: Sendable {
  /// The types of security schemes, with their values.
  public enum Kind: Sendable {
    /// A key in a header, the query or a cookie.
    case apiKey(name: String, location: Parameter.Location)
    /// An HTTP authentication scheme, such as `bearer` or `basic`, as written: in any case.
    case http(scheme: String, bearerFormat: String?)
    /// OAuth 2.
    case oauth2([OAuthFlow])
    /// OpenID Connect, with the URL of its discovery document.
    case openIdConnect(url: String)
    /// A client certificate.
    case mutualTLS
    /// A type that the specification doesn't have, or a scheme without a member that its type requires.
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
  /// Whether it is deprecated (OpenAPI 3.2).
  public let deprecated: Bool
  /// The kind.
  public let kind: Kind
}

extension DocumentBuilder {
  func securityScheme(_ usage: JSONNode, name: String) -> SecurityScheme? {
    guard let node = object(usage, "A security scheme"), node.isObject else { return nil }
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
        missing(.in, of: "The security scheme", at: node, hint: "write header, query or cookie; a header is used")
        return .apiKey(name: name, location: .header)
      }
    case "http":
      guard let scheme = text(node, .scheme) else {
        missing(.scheme, of: "The security scheme", at: node, hint: "write `\"scheme\": \"bearer\"` or another")
        return .unknown(type)
      }
      return .http(scheme: scheme, bearerFormat: text(node, .bearerFormat))
    case "oauth2":
      return .oauth2(flows(of: node))
    case "openIdConnect":
      return .openIdConnect(url: text(node, .openIdConnectUrl) ?? "")
    case "mutualTLS":
      return .mutualTLS
    default:
      diagnostics.warning(
        "unknown-security-scheme", "There is no security scheme type \"\(type)\"",
        at: node[.type] ?? node, hint: "the types are apiKey, http, oauth2, openIdConnect and mutualTLS")
      // Swagger 2.0 had these as types.
      let lowercase = type.lowercased()
      if lowercase == "basic" || lowercase == "bearer" { return .http(scheme: lowercase, bearerFormat: nil) }
      return .unknown(type)
    }
  }
}
