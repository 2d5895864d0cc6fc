/// An operation that can follow a response: OpenAPI, section Link Object.
public struct Link: Sendable {
  /// The value in the document.
  public let node: JSONNode
  /// Where it is used: a reference, or the same as `node`.
  public let usage: JSONNode
  /// The name among the links.
  public let name: String
  /// The id of the operation.
  public let operationId: String?
  /// The reference to the operation.
  public let operationRef: String?
  /// The description, in CommonMark.
  public let description: String?
}

extension DocumentBuilder {
  func links(of owner: JSONNode) -> [Link] {
    read(map(owner, .links), link)
  }

  func link(_ usage: JSONNode, name: String) -> Link? {
    guard let node = object(usage, "A link"), node.isObject else { return nil }
    return Link(
      node: node, usage: usage, name: name, operationId: text(node, .operationId),
      operationRef: text(node, .operationRef), description: override(.description, usage: usage, node: node))
  }
}
