/// Schemes that must all be satisfied: OpenAPI, section Security Requirement Object.
public struct SecurityRequirement: Sendable {
  /// A required scheme.
  public struct Use: Sendable {
    /// The name of the scheme.
    public let name: String
    /// The required scopes or roles.
    public let scopes: [String]
    /// The scheme; nil if the document has none with that name, which is reported.
    public let scheme: SecurityScheme?
  }

  /// The value in the document.
  public let node: JSONNode
  /// The schemes, all of which are needed; empty if none is needed.
  public let schemes: [Use]
}

extension DocumentBuilder {
  /// The requirements that an object lists.
  func security(of owner: JSONNode) -> [SecurityRequirement] {
    guard let list = list(owner, .security) else { return [] }
    return list.elements.compactMap { node in
      guard node.isObject else {
        wrongKind(node, "A security requirement must be an object")
        return nil
      }
      let schemes = node.members.map { member in
        SecurityRequirement.Use(
          name: member.key, scopes: member.value.elements.compactMap(\.string),
          scheme: scheme(member.key, at: member.value))
      }
      return SecurityRequirement(node: node, schemes: schemes)
    }
  }

  private func scheme(_ name: String, at node: JSONNode) -> SecurityScheme? {
    if let scheme = scheme(named: name) { return scheme }
    // OpenAPI 3.2 lets a requirement name a scheme by its URI.
    if let last = name.split(separator: "/").last, let scheme = scheme(named: String(last)) { return scheme }
    diagnostics.warning(
      "undefined-security-scheme", "There is no security scheme \"\(name)\"", at: node,
      hint: "describe it in components/securitySchemes")
    return nil
  }

  private func scheme(named name: String) -> SecurityScheme? {
    securitySchemes.first { $0.name == name }
  }
}
