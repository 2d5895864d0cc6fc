/// How to tell the alternatives of a schema apart: OpenAPI, section Discriminator Object.
public final class Discriminator: Sendable {
  /// A value of the property, and the schema that it stands for.
  public struct Mapping: Sendable {
    /// The string in the document that names the schema.
    public let node: JSONNode
    /// The property's value.
    public let value: String
    /// The name of the schema as written: a reference, a component's name, or a file.
    public let text: String
    /// The schema, nil if nothing stands there, which has been reported.
    public let target: Schema?
  }

  /// The value in the document.
  public let node: JSONNode
  /// The property whose value tells.
  public let propertyName: String
  /// The values that are not simply the names of components, in document order.
  public let mapping: [Mapping]
  /// The schema for a value that is absent or not known (OpenAPI 3.2).
  public let defaultMapping: Mapping?

  init?(_ node: JSONNode?, _ table: ReferenceTable) {
    // Swagger 2.0 wrote the property's name alone.
    guard let node, let name = node.string ?? node[.propertyName]?.string else { return nil }
    self.node = node
    propertyName = name
    var mapping: [Mapping] = []
    if let map = node[.mapping] {
      for member in map.members {
        if let entry = Discriminator.mapping(member.value, value: member.key, table) { mapping.append(entry) }
      }
    }
    self.mapping = mapping
    defaultMapping = Discriminator.mapping(node[.defaultMapping], value: "", table)
  }

  private static func mapping(_ node: JSONNode?, value: String, _ table: ReferenceTable) -> Mapping? {
    guard let node, let text = node.string else { return nil }
    return Mapping(node: node, value: value, text: text, target: table.targetSchema(of: node))
  }
}
