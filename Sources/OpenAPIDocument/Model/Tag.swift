/// A tag and what it means: OpenAPI, section Tag Object.
public struct Tag: Sendable {
  /// The value in the document.
  public let node: JSONNode
  /// The name that operations use.
  public let name: String
  /// A short summary (OpenAPI 3.2).
  public let summary: String?
  /// The description, in CommonMark.
  public let description: String?
  /// The name of the parent tag (OpenAPI 3.2).
  public let parent: String?
  /// The kind of tag, such as `nav` (OpenAPI 3.2).
  public let kind: String?
  /// A page with more documentation.
  public let externalDocs: ExternalDocumentation?
}

extension DocumentBuilder {
  func tags() -> [Tag] {
    guard let list = list(root, .tags) else { return [] }
    var result: [Tag] = []
    var names: Set<String> = []
    for node in list.elements {
      guard node.isObject else {
        wrongKind(node, "A tag must be an object")
        continue
      }
      guard let name = text(node, .name) else {
        missing(.name, of: "The tag", at: node)
        continue
      }
      if !names.insert(name).inserted {
        diagnostics.warning(
          "duplicate-tag", "The tag \"\(name)\" is described twice; the first is used", at: node)
        continue
      }
      result.append(
        Tag(
          node: node, name: name, summary: text(node, .summary), description: text(node, .description),
          parent: text(node, .parent), kind: text(node, .kind),
          externalDocs: ExternalDocumentation(node[.externalDocs])))
    }
    return result
  }
}
