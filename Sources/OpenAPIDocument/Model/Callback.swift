/// Requests that a service makes after an operation: OpenAPI, section Callback Object.
public struct Callback: Sendable {
  /// The value in the document.
  public let node: JSONNode
  /// Where it is used: a reference, or the same as `node`.
  public let usage: JSONNode
  /// The name among the callbacks.
  public let name: String
  /// What is called, by expression.
  public let items: [PathItem]
}

/// A callback as it was built before: the deeper it stands, the less of the callbacks in it is read.
struct BuiltCallback: Hashable {
  var node: JSONNode
  var depth: Int
}

extension DocumentBuilder {
  mutating func callback(_ usage: JSONNode, name: String) -> Callback? {
    guard let node = object(usage, "a callback"), node.isObject else { return nil }
    let place = BuiltCallback(node: node, depth: callbackDepth)
    if let items = builtCallbacks[place] { return Callback(node: node, usage: usage, name: name, items: items) }
    var items: [PathItem] = []
    for member in node.members where !isExtension(member.key) {
      if let item = pathItem(member.value, path: member.key, use: .callback) { items.append(item) }
    }
    builtCallbacks[place] = items
    return Callback(node: node, usage: usage, name: name, items: items)
  }
}
