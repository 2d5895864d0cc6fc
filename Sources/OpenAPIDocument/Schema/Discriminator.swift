/// The property that tells the alternatives of a schema apart: OpenAPI, section Discriminator Object.
public struct Discriminator: Sendable {
  /// A value of the property, and the schema that it selects.
  public struct Mapping: Sendable {
    /// The string in the document that refers to the schema.
    public let node: JSONNode
    /// The property's value.
    public let value: String
    /// The string as written: a reference, a component's name, or a file.
    public let text: String
    /// The schema; nil if there is none, which is reported.
    public let target: Schema?
  }

  /// The value in the document.
  public let node: JSONNode
  /// The name of the property whose value selects the schema.
  public let propertyName: String
  /// The values that are mapped explicitly, in document order.
  public let mapping: [Mapping]
  /// The schema for an absent or unknown value (OpenAPI 3.2).
  public let defaultMapping: Mapping?

  init?(_ node: JSONNode?, _ table: ReferenceTable) {
    // In Swagger 2.0 it is just the property's name.
    guard let node, let name = node.string ?? node[.propertyName]?.string else { return nil }
    self.node = node
    propertyName = name
    mapping =
      (node[.mapping]?.members).map { members in
        members.compactMap { Discriminator.mapping($0.value, value: $0.key, table) }
      } ?? []
    defaultMapping = Discriminator.mapping(node[.defaultMapping], value: "", table)
  }

  private static func mapping(_ node: JSONNode?, value: String, _ table: ReferenceTable) -> Mapping? {
    guard let node, let text = node.string else { return nil }
    return Mapping(node: node, value: value, text: text, target: table.targetSchema(of: node))
  }
}
