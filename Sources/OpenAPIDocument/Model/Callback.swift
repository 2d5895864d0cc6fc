/// Requests that a service makes after an operation: OpenAPI, section Callback Object.
public struct Callback: Sendable {
  /// The value in the document.
  public let node: JSONNode
  /// Where it is used: a reference, or the same as `node`.
  public let usage: JSONNode
  /// The name among the callbacks.
  public let name: String
  /// The path items, by runtime expression.
  public let items: [PathItem]
}

/// A callback as it was built before: the deeper it stands, the less of the callbacks in it is read.
struct BuiltCallback: Hashable {
  let node: JSONNode
  let depth: Int
}

extension DocumentBuilder {
  func callback(_ usage: JSONNode, name: String) -> Callback? {
    guard let node = object(usage, "a callback"), node.isObject else { return nil }
    let key = BuiltCallback(node: node, depth: callbackDepth)
    let items = builtCallbacks[key] ?? read(node) { pathItem($0, path: $1, use: .callback) }
    builtCallbacks[key] = items
    return Callback(node: node, usage: usage, name: name, items: items)
  }
}
