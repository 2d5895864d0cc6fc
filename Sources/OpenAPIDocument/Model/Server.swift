import OpenAPISyntax

/// A server of an API: OpenAPI, section Server Object.
public struct Server: Sendable {
  /// The value in the document.
  public let node: JSONNode
  /// The URL; it may be relative and contain variables in braces.
  public let url: String
  /// The server's name (OpenAPI 3.2).
  public let name: String?
  /// What the server is for, in CommonMark.
  public let description: String?
  /// The variables in document order, followed by those that only the URL names, with an empty default.
  public let variables: [ServerVariable]
}

/// A variable in a server's URL: OpenAPI, section Server Variable Object.
public struct ServerVariable: Sendable {
  /// The value in the document; the server, if the variable is not described.
  public let node: JSONNode
  /// The name in the braces.
  public let name: String
  /// The value that is used if no other is chosen.
  public let defaultValue: String
  /// The values to choose from; empty if any is allowed.
  public let enumValues: [String]
  /// What the variable is for, in CommonMark.
  public let description: String?
}

extension DocumentBuilder {
  /// The servers that an object lists; nil if it lists none.
  func servers(of owner: JSONNode) -> [Server]? {
    guard let list = list(owner, .servers) else { return nil }
    var result: [Server] = []
    for node in list.elements {
      guard node.isObject else {
        wrongKind(node, "A server must be an object")
        continue
      }
      guard let url = text(node, .url) else {
        missing(.url, of: "The server", at: node)
        continue
      }
      result.append(
        Server(
          node: node, url: url, name: text(node, .name), description: text(node, .description),
          variables: variables(of: node, url: url)))
    }
    return result.isEmpty ? nil : result
  }

  private func variables(of server: JSONNode, url: String) -> [ServerVariable] {
    var result: [ServerVariable] = []
    var undefined = PathTemplate(url).names
    if let map = map(server, .variables) {
      for member in map.members {
        guard member.value.isObject else {
          wrongKind(member.value, "A server variable must be an object")
          continue
        }
        undefined.removeAll { $0 == member.key }
        let values = texts(member.value, .enum)
        let defaultValue = text(member.value, .default)
        if defaultValue == nil {
          missing(.default, of: "The server variable \"\(member.key)\"", at: member.value)
        }
        result.append(
          ServerVariable(
            node: member.value, name: member.key, defaultValue: defaultValue ?? values.first ?? "", enumValues: values,
            description: text(member.value, .description)))
      }
    }
    result += undefined.map {
      ServerVariable(node: server, name: $0, defaultValue: "", enumValues: [], description: nil)
    }
    if !undefined.isEmpty {
      diagnostics.warning(
        "undefined-server-variable",
        "The URL names \(quoted(undefined)), which `variables` does not describe",
        at: server[.url] ?? server, hint: "describe it in `variables` with a default")
    }
    return result
  }
}
