import OpenAPIDocument
import OpenAPISyntax

/// All files that a reference may lead to, with the URIs and anchors in them.
public struct SchemaLibrary: Sendable {
  let dialect: SchemaDialect
  private var byURI: [String: SchemaResource] = [:]
  private var byRoot: [JSONNode: SchemaResource] = [:]

  /// A library without files.
  /// - Parameter dialect: The dialect of schemas that don't name one with `$schema`.
  public init(dialect: SchemaDialect) {
    self.dialect = dialect
  }

  /// Adds a file that holds one schema.
  /// - Parameters:
  ///   - tree: The file.
  ///   - uri: Where it is from; references in it are relative to this, and those of others lead here by it.
  public mutating func add(_ tree: JSONTree, uri: String) {
    var indexer = SchemaIndexer(tree.root, uri: URIReference(uri).withoutFragment, dialect: dialect)
    indexer.indexSchema()
    take(indexer)
  }

  /// Adds an OpenAPI document, or another file of one, whose schemas stand in many locations.
  ///
  /// Its version decides the dialect; a file without one has the library's.
  /// - Parameters:
  ///   - tree: The file.
  ///   - uri: Where it is from, as in `add(_:uri:)`.
  public mutating func addDocument(_ tree: JSONTree, uri: String) {
    let root = tree.root
    let version = SchemaLibrary.dialect(ofDocument: root)
    var indexer = SchemaIndexer(root, uri: URIReference(uri).withoutFragment, dialect: version ?? dialect)
    if version == nil, root["$id"] != nil || root["$schema"] != nil || root["$defs"] != nil {
      indexer.indexSchema()
    } else {
      indexer.indexDocument()
    }
    take(indexer)
  }

  private mutating func take(_ indexer: SchemaIndexer) {
    let resources = indexer.resources
    for resource in resources { byRoot[resource.root] = resource }
    for entry in indexer.uris { byURI[entry.uri] = resources[entry.number] }
  }

  /// The dialect of an OpenAPI document, nil if it is none.
  static func dialect(ofDocument root: JSONNode) -> SchemaDialect? {
    guard let version = root["openapi"]?.string else { return nil }
    return version.hasPrefix("3.0") ? .openAPI30 : .draft202012
  }

  // MARK: Looking up

  /// Where a reference leads.
  struct Target: Sendable {
    var node: JSONNode
    /// The name, if it is that of a `$dynamicAnchor`.
    var dynamicName: String?
  }

  /// The innermost resource that holds a node.
  func resource(of node: JSONNode) -> SchemaResource? {
    var candidate: JSONNode? = node
    while let current = candidate {
      if let resource = byRoot[current] { return resource }
      candidate = current.parent
    }
    return isBuiltIn ? nil : SchemaLibrary.metaschemas.resource(of: node)
  }

  /// The resource that starts at a node.
  func resource(startingAt node: JSONNode) -> SchemaResource? {
    if let resource = byRoot[node] { return resource }
    return isBuiltIn ? nil : SchemaLibrary.metaschemas.resource(startingAt: node)
  }

  func resource(uri: String) -> SchemaResource? {
    if let resource = byURI[uri] { return resource }
    return isBuiltIn ? nil : SchemaLibrary.metaschemas.resource(uri: uri)
  }

  /// Follows one reference that stands at a node; nil if it leads nowhere.
  func target(of reference: String, at node: JSONNode) -> Target? {
    guard let base = resource(of: node) else { return nil }
    let uri = URIReference(base.uri).resolve(reference)
    let isLocal = reference.isEmpty || reference.hasPrefix("#")
    guard let resource = isLocal ? base : resource(uri: uri.withoutFragment) else { return nil }
    guard let fragment = uri.fragment, !fragment.isEmpty else { return Target(node: resource.root) }
    if fragment.hasPrefix("/") {
      return resource.root.resolve(pointer: "#" + fragment).map { Target(node: $0) }
    }
    let name = PercentEncoding.decode(fragment)
    if let anchor = resource.dynamicAnchors[name] { return Target(node: anchor, dynamicName: name) }
    return resource.anchors[name].map { Target(node: $0) }
  }

  /// The value that a reference at a node leads to, by pointer, anchor or `$id`; nil if nothing of the library is there.
  public func resolve(_ reference: String, at node: JSONNode) -> JSONNode? { target(of: reference, at: node)?.node }

  /// Follows `$ref`s that stand in place of an object, as OpenAPI has them outside of schemas; nil if one leads nowhere.
  func dereference(_ node: JSONNode) -> JSONNode? {
    var current = node
    for _ in 0..<64 {
      guard let reference = current["$ref"]?.string else { return current }
      guard let target = target(of: reference, at: current) else { return nil }
      current = target.node
    }
    return nil
  }

  // MARK: Metaschemas

  private var isBuiltIn = false

  /// The metaschemas of the dialects, under their own URIs.
  static let metaschemas: SchemaLibrary = {
    var library = SchemaLibrary(dialect: .draft202012)
    library.isBuiltIn = true
    for (uri, text) in Metaschemas.all {
      var diagnostics = Diagnostics()
      if let tree = JSONTree.parse(Array(text.utf8), file: uri, diagnostics: &diagnostics) {
        library.add(tree, uri: uri)
      }
    }
    return library
  }()
}
