/// A request body: OpenAPI, section Request Body Object.
public struct RequestBody: Sendable {
  /// The value in the document.
  public let node: JSONNode
  /// Where it is used: a reference, or the same as `node`.
  public let usage: JSONNode
  /// The description, in CommonMark.
  public let description: String?
  /// Whether a request must have it.
  public let isRequired: Bool
  /// The media types to choose from, in document order.
  public let content: [MediaType]
  /// The name of the component that it is, if it is one.
  public let componentName: String?
}

extension DocumentBuilder {
  func requestBody(_ usage: JSONNode) -> RequestBody? {
    if let schema = table.substituteSchema(of: usage) {
      return RequestBody(
        node: usage, usage: usage, description: usage[.description]?.string, isRequired: false,
        content: [jsonContent(schema, at: usage)], componentName: nil)
    }
    guard let node = object(usage, "A request body"), node.isObject else { return nil }
    if node[.content] == nil { missing(.content, of: "The request body", at: node) }
    return RequestBody(
      node: node, usage: usage, description: override(.description, usage: usage, node: node),
      isRequired: flag(node, .required) ?? false, content: content(of: node),
      componentName: componentName(of: node, .requestBody))
  }

  /// The content for a schema in place of a body: JSON of that schema.
  func jsonContent(_ schema: JSONNode, at usage: JSONNode) -> MediaType {
    MediaType(
      node: usage, usage: usage, name: "application/json", essence: "application/json", schema: Schema(schema, table),
      itemSchema: nil, encoding: [], prefixEncoding: [], itemEncoding: nil, examples: [])
  }

  /// The name of the component that a node is, if it is one of the given kind.
  func componentName(of node: JSONNode, _ kind: ObjectKind) -> String? {
    ObjectKind(component: node) == kind ? node.key : nil
  }
}
