/// A header of a response or part: OpenAPI, section Header Object.
public struct Header: Sendable {
  /// The value in the document.
  public let node: JSONNode
  /// Where it is used: a reference, or the same as `node`.
  public let usage: JSONNode
  /// The header's name as written.
  public let name: String
  /// The description, in CommonMark.
  public let description: String?
  /// Whether it is always present.
  public let isRequired: Bool
  /// Whether it is deprecated.
  public let isDeprecated: Bool
  /// Whether objects are written as `key=value`.
  public let explode: Bool
  /// The schema of the value; nil if the header has `content` or neither.
  public let schema: Schema?
  /// The media type of the value, if the header has `content`; at most one is used.
  public let content: [MediaType]
  /// Examples of the value.
  public let examples: [Example]

  /// The schema of the value, from `schema` or `content`.
  public var valueSchema: Schema? { schema ?? content.first?.schema }
}

extension DocumentBuilder {
  func headers(of owner: JSONNode, withEncoding: Bool = true) -> [Header] {
    guard let map = map(owner, .headers) else { return [] }
    return map.members.compactMap { header($0.value, name: $0.key, withEncoding: withEncoding) }
  }

  func header(_ usage: JSONNode, name: String, withEncoding: Bool = true) -> Header? {
    if let schema = table.substituteSchema(of: usage) {
      return Header(
        node: usage, usage: usage, name: name, description: usage[.description]?.string, isRequired: false,
        isDeprecated: false, explode: false, schema: Schema(schema, table), content: [], examples: [])
    }
    guard let node = object(usage, "A header"), node.isObject else { return nil }
    return Header(
      node: node, usage: usage, name: name, description: override(.description, usage: usage, node: node),
      isRequired: flag(node, .required) ?? false, isDeprecated: flag(node, .deprecated) ?? false,
      explode: flag(node, .explode) ?? false, schema: schema(node, .schema),
      content: content(of: node, withEncoding: withEncoding), examples: examples(of: node))
  }
}
