/// Requests that the service sends as a result of an operation: OpenAPI, section Callback Object.
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

/// What a callback's path items depend on: callbacks inside of it are read only up to a depth.
struct BuiltCallback: Hashable {
  let node: JSONNode
  let depth: Int
}

extension DocumentBuilder {
  func callback(_ usage: JSONNode, name: String) -> Callback? {
    guard let node = object(usage, "A callback"), node.isObject else { return nil }
    let key = BuiltCallback(node: node, depth: callbackDepth)
    let items = builtCallbacks[key] ?? read(node) { pathItem($0, path: $1, use: .callback) }
    builtCallbacks[key] = items
    return Callback(node: node, usage: usage, name: name, items: items)
  }
}
