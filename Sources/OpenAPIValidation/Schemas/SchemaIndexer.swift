import OpenAPIDocument
import OpenAPISyntax

/// A file, or a schema in it with a URI of its own, and the anchors in it: a schema resource of JSON Schema.
final class SchemaResource: Sendable {
  let root: JSONNode
  /// Its URI without a fragment.
  let uri: String
  let dialect: SchemaDialect
  /// The value of `$schema`, if that is a dialect that isn't supported.
  let foreignDialect: String?
  let anchors: [String: JSONNode]
  let dynamicAnchors: [String: JSONNode]

  fileprivate init(_ draft: SchemaIndexer.Draft) {
    root = draft.root
    uri = draft.uri
    dialect = draft.dialect
    foreignDialect = draft.foreignDialect
    anchors = draft.anchors
    dynamicAnchors = draft.dynamicAnchors
  }
}

/// Finds the identifiers and anchors of the schemas in a file.
///
/// It searches only where schemas can be: an `$id` inside an `enum` or an unknown keyword identifies nothing.
struct SchemaIndexer {
  fileprivate struct Draft {
    var root: JSONNode
    var uri: String
    var dialect: SchemaDialect
    var foreignDialect: String?
    var anchors: [String: JSONNode] = [:]
    var dynamicAnchors: [String: JSONNode] = [:]
  }

  /// How deep the search goes, so that no file can exhaust the stack; identifiers further down are not found.
  static let maximumDepth = 64

  private var drafts: [Draft] = []
  private var depth = 0
  /// Each URI with the number of its resource.
  private(set) var uris: [(uri: String, number: Int)] = []

  /// The resources found, the file itself first.
  var resources: [SchemaResource] { drafts.map { SchemaResource($0) } }

  init(_ root: JSONNode, uri: String, dialect: SchemaDialect) {
    _ = open(root, uri: uri, dialect: dialect)
  }

  /// Searches a file that is one schema.
  mutating func indexSchema() {
    index(drafts[0].root, in: 0)
  }

  /// Searches an OpenAPI document, which has schemas in many locations.
  mutating func indexDocument() {
    let root = drafts[0].root
    if let ownURI = root["$self"]?.string {
      drafts[0].uri = URIReference(drafts[0].uri).resolve(ownURI).withoutFragment
      uris.append((drafts[0].uri, 0))
    }
    if let name = root["jsonSchemaDialect"]?.string { apply(schemaURI: name, to: 0) }
    // Schemas of OpenAPI 3.0 have no identifiers, so there is nothing to find.
    if drafts[0].dialect != .openAPI30 { indexParts(of: root) }
  }

  private mutating func open(_ root: JSONNode, uri: String, dialect: SchemaDialect) -> Int {
    drafts.append(Draft(root: root, uri: uri, dialect: dialect))
    let number = drafts.count - 1
    uris.append((uri, number))
    if let name = root["$schema"]?.string { apply(schemaURI: name, to: number) }
    return number
  }

  private mutating func apply(schemaURI: String, to number: Int) {
    if let named = SchemaDialect(schemaURI: schemaURI) {
      drafts[number].dialect = named
    } else {
      drafts[number].foreignDialect = URIReference(schemaURI).withoutFragment
    }
  }

  /// Finds the schemas that parameters, headers, media types and components hold.
  private mutating func indexParts(of node: JSONNode) {
    guard depth < SchemaIndexer.maximumDepth else { return }
    depth += 1
    defer { depth -= 1 }
    for element in node.elements { indexParts(of: element) }
    for member in node.members {
      switch member.key {
      case "schema", "itemSchema": index(member.value, in: 0)
      case "schemas": for schema in member.value.members { index(schema.value, in: 0) }
      case "example", "examples", "default", "enum", "const", "value", "dataValue", "mapping": break
      default:
        if !member.key.hasPrefix("x-") { indexParts(of: member.value) }
      }
    }
  }

  private mutating func index(_ schema: JSONNode, in outer: Int) {
    guard schema.kind == .object, depth < SchemaIndexer.maximumDepth else { return }
    depth += 1
    defer { depth -= 1 }
    let resource = identify(schema, in: outer)
    if drafts[resource].dialect == .draft202012 {
      if let name = schema["$anchor"]?.string { drafts[resource].anchors[name] = schema }
      if let name = schema["$dynamicAnchor"]?.string { drafts[resource].dynamicAnchors[name] = schema }
    }
    for member in schema.members {
      if member.key == "$defs" || member.key == "definitions" {
        for definition in member.value.members { index(definition.value, in: resource) }
      } else if let keyword = SchemaKeyword.table[member.key], let content = keyword.content {
        index(member.value, as: content, in: resource)
      }
    }
  }

  /// The resource that a schema belongs to: a new one if the schema has an identifier of its own.
  private mutating func identify(_ schema: JSONNode, in outer: Int) -> Int {
    let dialect = drafts[outer].dialect
    let isReferenceOnly = dialect.ignoresSiblingsOfReferences && schema["$ref"]?.string != nil
    guard let keyword = dialect.identifierKeyword, !isReferenceOnly, let identifier = schema[keyword]?.string else {
      return outer
    }
    let uri = URIReference(drafts[outer].uri).resolve(identifier)
    if identifier.hasPrefix("#") {
      if let name = uri.fragment, !name.isEmpty { drafts[outer].anchors[name] = schema }
      return outer
    }
    if schema == drafts[outer].root {
      drafts[outer].uri = uri.withoutFragment
      uris.append((uri.withoutFragment, outer))
      return outer
    }
    return open(schema, uri: uri.withoutFragment, dialect: dialect)
  }

  private mutating func index(_ value: JSONNode, as content: SchemaKeyword.Content, in resource: Int) {
    switch content {
    case .schema: index(value, in: resource)
    case .list: for element in value.elements { index(element, in: resource) }
    case .map: for member in value.members { index(member.value, in: resource) }
    case .schemaOrList:
      index(value, in: resource)
      for element in value.elements { index(element, in: resource) }
    }
  }
}
