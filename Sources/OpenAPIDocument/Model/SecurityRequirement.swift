/// Schemes that let in together: OpenAPI, section Security Requirement Object.
public struct SecurityRequirement: Sendable {
  /// A scheme that is needed.
  public struct Use: Sendable {
    /// The name of the scheme.
    public let name: String
    /// The scopes or roles needed.
    public let scopes: [String]
    /// The scheme, nil if there is none of that name, which has been reported.
    public let scheme: SecurityScheme?
  }

  /// The value in the document.
  public let node: JSONNode
  /// The schemes, all of which are needed; empty if none is.
  public let schemes: [Use]
}

extension DocumentBuilder {
  /// The requirements that an object lists.
  func security(of owner: JSONNode) -> [SecurityRequirement] {
    guard let list = list(owner, .security) else { return [] }
    var result: [SecurityRequirement] = []
    for node in list.elements {
      guard node.isObject else {
        wrongKind(node, "a security requirement must be an object")
        continue
      }
      var uses: [SecurityRequirement.Use] = []
      for member in node.members {
        var scopes: [String] = []
        for element in member.value.elements {
          if let scope = element.string { scopes.append(scope) }
        }
        uses.append(
          SecurityRequirement.Use(name: member.key, scopes: scopes, scheme: scheme(member.key, at: member.value)))
      }
      result.append(SecurityRequirement(node: node, schemes: uses))
    }
    return result
  }

  private func scheme(_ name: String, at node: JSONNode) -> SecurityScheme? {
    if let scheme = scheme(named: name) { return scheme }
    // OpenAPI 3.2 lets a requirement name a scheme by its address.
    if let last = name.split(separator: "/").last, let scheme = scheme(named: String(last)) { return scheme }
    diagnostics.warning(
      "undefined-security-scheme", joined("There is no security scheme \"", name, "\""), at: node,
      hint: "describe it in components/securitySchemes")
    return nil
  }

  private func scheme(named name: String) -> SecurityScheme? {
    for scheme in securitySchemes {
      if scheme.name == name { return scheme }
    }
    return nil
  }
}
