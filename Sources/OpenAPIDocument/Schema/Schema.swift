/// A schema: a view of a node, with the keywords of JSON Schema 2020-12 for all versions of OpenAPI.
///
/// OpenAPI 3.0 and 3.1, section Schema Object; JSON Schema 2020-12, Core and Validation.
///
/// Creating one is a single pass over the node's members. Reading an absent keyword costs nothing, a present one is
/// searched among the members. Two schemas are equal if they are the same node.
public struct Schema: Sendable, Hashable {
  /// The value in the document.
  public let node: JSONNode
  /// The types named, null among them.
  ///
  /// Declared here because a byte fits into the padding of `node`: memory holds as many schemas as the document.
  private let declared: UInt8
  let table: ReferenceTable
  /// A bit for each of the first `Keyword.schemaCount` keywords that is present and not ignored.
  private let present: UInt64

  init(_ node: JSONNode, _ table: ReferenceTable) {
    self.node = node
    self.table = table
    var present: UInt64 = 0
    var declared: UInt8 = 0
    if node.isObject {
      // With the numbers of nodes rather than nodes, because nothing is created more often than a schema.
      let tree = node.tree
      let end = node.cell.end
      var member = node.index + 1
      while member < end {
        let cell = tree.cells[Int(member)]
        let id = cell.keyID
        if id < Keyword.schemaCount, !cell.isDuplicate {
          present |= 1 &<< UInt64(truncatingIfNeeded: id)
          if id == Keyword.type.id { declared = Schema.types(in: JSONNode(tree: tree, index: member)) }
        }
        member = cell.next(after: member)
      }
      if present & Schema.bit(.ref) != 0, table.ignoresSiblings(in: node.tree) {
        present &= Schema.besideReference
        declared = 0
      }
    }
    self.present = present
    self.declared = declared
  }

  /// Whether both are the same node.
  public static func == (left: Schema, right: Schema) -> Bool { left.node == right.node }

  /// Hashes the node.
  public func hash(into hasher: inout Hasher) { hasher.combine(node) }

  private static func bit(_ keyword: Keyword) -> UInt64 { 1 &<< UInt64(truncatingIfNeeded: keyword.rawValue) }

  private static func bits(_ keywords: [Keyword]) -> UInt64 {
    keywords.reduce(0) { $0 | bit($1) }
  }

  /// What is read beside a `$ref` in OpenAPI 3.0, which ignores siblings: annotations, and `nullable`, because many
  /// documents rely on it.
  private static let besideReference = bits(
    [.ref, .nullable, .default, .example, .examples, .readOnly, .writeOnly, .deprecated, .title, .description])

  /// The keywords that don't decide which values are valid.
  private static let annotations = bits(
    [
      .defs, .definitions, .default, .example, .examples, .readOnly, .writeOnly, .deprecated, .title, .description,
      .externalDocs, .xml,
    ])

  /// The keywords other than types, annotations and limits: those that combine schemas or list values.
  private static let composing =
    ~(annotations
    | bits([
      .type, .nullable, .format, .contentEncoding, .contentMediaType, .properties, .required, .additionalProperties,
      .minProperties, .maxProperties, .items, .minItems, .maxItems, .uniqueItems, .minimum, .maximum,
      .exclusiveMinimum, .exclusiveMaximum, .multipleOf, .minLength, .maxLength, .pattern,
    ]))

  private static let anyReference = bits([.ref, .dynamicRef, .recursiveRef])

  private static func types(in node: JSONNode) -> UInt8 {
    let names = node.isArray ? Array(node.children) : [node]
    return names.reduce(0) { bits, name in
      SchemaType.read(name).map { bits | 1 &<< $0.type.rawValue } ?? bits
    }
  }

  /// Whether a keyword is present and not ignored.
  func has(_ keyword: Keyword) -> Bool { present & Schema.bit(keyword) != 0 }

  /// The value of a keyword that is present and not ignored.
  func value(_ keyword: Keyword) -> JSONNode? {
    present & Schema.bit(keyword) == 0 ? nil : node.member(keyword.id)
  }

  func schema(_ keyword: Keyword) -> Schema? {
    guard let value = value(keyword), value.isObject || value.isBool else { return nil }
    return Schema(value, table)
  }

  func schemas(_ keyword: Keyword) -> [Schema] {
    guard let value = value(keyword), value.isArray else { return [] }
    return value.children.map { Schema($0, table) }
  }

  func string(_ keyword: Keyword) -> String? { value(keyword)?.lenientString }

  func flag(_ keyword: Keyword) -> Bool { value(keyword)?.lenientBool ?? false }

  func number(_ keyword: Keyword) -> JSONNode? {
    guard let number = value(keyword), number.isNumber else { return nil }
    return number
  }

  /// A count: an integer that is not negative.
  func limit(_ keyword: Keyword) -> Int? {
    guard let count = value(keyword)?.int, count >= 0 else { return nil }
    return count
  }

  // MARK: The whole schema

  /// The value of a schema that is `true` or `false`; true for a value that is not a schema, nil for an object.
  public var boolean: Bool? { node.isObject ? nil : node.bool ?? true }

  /// Whether every value is valid: `true`, `{}`, or nothing but annotations.
  public var isAnything: Bool {
    node.isObject ? present & ~Schema.annotations == 0 : node.bool ?? true
  }

  /// The only type besides null of a schema that neither refers to others nor lists variants or values.
  package var plainType: SchemaType? {
    guard node.isObject, present & Schema.composing == 0 else { return nil }
    let types = declared & ~SchemaTypes.null.rawValue
    return types.nonzeroBitCount == 1 ? SchemaType(rawValue: UInt8(types.trailingZeroBitCount)) : nil
  }

  /// The name of the component that this schema is; nil if it is not directly in `components/schemas`.
  public var componentName: String? {
    guard let map = node.parent, case .schemas? = map.keyword, let components = map.parent,
      case .components? = components.keyword, components.parent?.index == 0
    else { return nil }
    return node.key
  }

  /// The JSON pointer of the schema in its file, in fragment form.
  public var pointer: String { node.pointer }
  /// The file that contains the schema.
  public var file: String { node.tree.file }

  // MARK: References

  /// The `$ref`, `$dynamicRef` or `$recursiveRef`; nil if there is none.
  public var reference: SchemaReference? {
    guard present & Schema.anyReference != 0,
      let node = value(.ref) ?? value(.dynamicRef) ?? value(.recursiveRef)
    else { return nil }
    return SchemaReference(
      node: node, text: node.string ?? "", target: table.targetSchema(of: self.node), isDynamic: !has(.ref))
  }

  /// Whether keywords beside a reference decide which values are valid.
  public var hasSiblings: Bool {
    present & Schema.anyReference != 0 && present & ~(Schema.annotations | Schema.anyReference) != 0
  }

  /// The schema at the end of the references that start here, whatever is beside them; itself without a reference.
  ///
  /// At a broken reference it is the schema that holds that one, whose `reference?.target` is nil.
  public var resolved: Schema {
    var schema = self
    while schema.present & Schema.anyReference != 0, let target = table.targetSchema(of: schema.node) {
      schema = target
    }
    return schema
  }

  // MARK: Types

  /// The types allowed, without null; empty if the schema names none.
  public var types: SchemaTypes { SchemaTypes(rawValue: declared & ~SchemaTypes.null.rawValue) }

  /// The types allowed, as written.
  public var declaredTypes: SchemaTypes { SchemaTypes(rawValue: declared) }

  /// The types allowed, in document order, without null.
  public var typeList: [SchemaType] {
    guard let value = value(.type) else { return [] }
    let names = value.isArray ? Array(value.children) : [value]
    return names.compactMap { SchemaType.read($0)?.type }.reduce(into: []) { types, type in
      if type != .null, !types.contains(type) { types.append(type) }
    }
  }

  /// Whether the schema itself allows null: by `nullable`, the type null, or null as `const` or in `enum`.
  ///
  /// Whether `oneOf`, `anyOf` or a reference allow it is not considered.
  public var isNullable: Bool {
    if declared & SchemaTypes.null.rawValue != 0 { return true }
    if flag(.nullable) { return true }
    if let values = value(.enum), values.children.contains(where: \.isNull) { return true }
    return const?.isNull ?? false
  }

  /// Whether null is the only value allowed.
  public var isOnlyNull: Bool {
    if declared == SchemaTypes.null.rawValue { return true }
    if declared & ~SchemaTypes.null.rawValue != 0 { return false }
    if let constant = const { return constant.isNull }
    guard let values = value(.enum), values.isArray else { return false }
    return values.count == 1 && values[0]?.isNull ?? false
  }
}
