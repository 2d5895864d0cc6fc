import OpenAPISyntax

/// A path and its operations: OpenAPI, section Path Item Object.
public struct PathItem: Sendable {
  /// The value in the document.
  public let node: JSONNode
  /// Where it is used: a reference, or the same as `node`.
  public let usage: JSONNode
  /// The path with names in braces; for a webhook its name, for a callback its expression.
  public let path: String
  /// A short summary.
  public let summary: String?
  /// The description, in CommonMark.
  public let description: String?
  /// Its own servers; empty if it lists none.
  public let servers: [Server]
  /// Its own parameters.
  public let parameters: [Parameter]
  /// The operations in document order.
  public let operations: [Operation]
  /// The names in braces, in order, each once.
  public let templateNames: [String]
}

extension DocumentBuilder {
  /// Where a path item is used.
  enum PathItemUse { case paths, webhooks, callback, components }

  func paths() -> [PathItem] {
    if root[.paths] == nil, version == .v3_0 { missing(.paths, of: "The document", at: root) }
    guard let map = map(root, .paths) else { return [] }
    var result: [PathItem] = []
    var shapes: [[PathTemplate.Piece]: String] = [:]
    for member in map.members where isEntry(member.key) {
      var path = member.key
      if path.utf8.first != UInt8(ascii: "/") {
        diagnostics.warning(
          "path-without-slash", "A path must start with a slash, so it is read as \"/\(path)\"", at: member.value)
        path = "/" + path
      }
      let shape = PathTemplate(path).shape
      if let other = shapes[shape] {
        diagnostics.warning(
          "ambiguous-path", "This path matches the same requests as \"\(other)\"", at: member.value)
      } else {
        shapes[shape] = path
      }
      if let item = pathItem(member.value, path: path, use: .paths) { result.append(item) }
    }
    return result
  }

  func webhooks() -> [PathItem] {
    read(map(root, .webhooks)) { node, name in isEntry(name) ? pathItem(node, path: name, use: .webhooks) : nil }
  }

  func pathItem(_ usage: JSONNode, path: String, use: PathItemUse) -> PathItem? {
    guard usage.isObject else {
      wrongKind(usage, "A path item must be an object")
      return nil
    }
    // Members beside the reference win over those of its target, so they come first.
    var layers: [JSONNode] = [usage]
    while let last = layers.last, last[.ref]?.isString ?? false, let target = table.target(of: last) {
      layers.append(target)
    }
    guard let node = layers.last, node.isObject else { return nil }
    let templateNames = use == .paths ? PathTemplate(path).names : []
    var servers: [Server] = []
    var parameters: [Parameter] = []
    var summary: String?
    var description: String?
    for layer in layers {
      if servers.isEmpty { servers = self.servers(of: layer) ?? [] }
      merge(self.parameters(of: layer), into: &parameters)
      summary = summary ?? text(layer, .summary)
      description = description ?? text(layer, .description)
    }
    let context = OperationContext(
      path: path, use: use, usage: usage, templateNames: templateNames, parameters: parameters, servers: servers)
    var operations: [Operation] = []
    for layer in layers.reversed() { add(operationsIn: layer, context, to: &operations) }
    reportUndeclared(operations, context)
    return PathItem(
      node: node, usage: usage, path: path, summary: summary, description: description, servers: servers,
      parameters: parameters, operations: operations, templateNames: templateNames)
  }

  private func merge(_ more: [Parameter], into parameters: inout [Parameter]) {
    for parameter in more where parameter.counterpart(in: parameters) == nil { parameters.append(parameter) }
  }

  private func add(
    operationsIn item: JSONNode, _ context: OperationContext, to operations: inout [Operation]
  ) {
    for member in item.members {
      switch member.value.keyword {
      case .get, .put, .post, .delete, .options, .head, .patch, .trace, .query:
        add(member.value, method: member.key.uppercased(), context, to: &operations)
      case .additionalOperations:
        guard let map = map(item, .additionalOperations) else { break }
        for operation in map.members where !isExtension(operation.key) {
          add(operation.value, method: operation.key, context, to: &operations)
        }
      default:
        break
      }
    }
  }

  private func add(
    _ usage: JSONNode, method: String, _ context: OperationContext, to operations: inout [Operation]
  ) {
    guard let operation = operation(usage, method: method, context) else { return }
    if let index = operations.firstIndex(where: { $0.method == method }) {
      operations[index] = operation
    } else {
      operations.append(operation)
    }
  }

  /// Reports the names that no parameter of the operations describes, once for each path.
  private func reportUndeclared(_ operations: [Operation], _ context: OperationContext) {
    var names: [String] = []
    for operation in operations {
      for parameter in operation.parameters where parameter.isImplied && !names.contains(parameter.name) {
        names.append(parameter.name)
      }
    }
    if names.isEmpty { return }
    diagnostics.warning(
      "undeclared-path-parameter",
      "The path names \(quoted(names)), but no parameter describes it; it is read as a string",
      at: context.usage, hint: "add it to `parameters` with `\"in\": \"path\"`")
  }
}
