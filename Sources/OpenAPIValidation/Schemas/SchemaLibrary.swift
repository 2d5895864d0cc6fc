import OpenAPIDocument
import OpenAPISyntax

/// The files that references can point into, with the URIs and anchors in them.
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
  ///   - uri: Its URI: its references are relative to this, and other files refer to it by this.
  public mutating func add(_ tree: JSONTree, uri: String) {
    var indexer = SchemaIndexer(tree.root, uri: URIReference(uri).withoutFragment, dialect: dialect)
    indexer.indexSchema()
    add(indexer)
  }

  /// Adds an OpenAPI document or a file that one refers to, with schemas in many locations.
  ///
  /// Its `openapi` version decides the dialect; a file without one has the library's.
  /// - Parameters:
  ///   - tree: The file.
  ///   - uri: Its URI, as in `add(_:uri:)`.
  public mutating func addDocument(_ tree: JSONTree, uri: String) {
    let root = tree.root
    let version = SchemaLibrary.dialect(ofDocument: root)
    var indexer = SchemaIndexer(root, uri: URIReference(uri).withoutFragment, dialect: version ?? dialect)
    if version == nil, root["$id"] != nil || root["$schema"] != nil || root["$defs"] != nil {
      indexer.indexSchema()
    } else {
      indexer.indexDocument()
    }
    add(indexer)
  }

  private mutating func add(_ indexer: SchemaIndexer) {
    let resources = indexer.resources
    for resource in resources { byRoot[resource.root] = resource }
    for entry in indexer.uris { byURI[entry.uri] = resources[entry.number] }
  }

  /// The dialect of an OpenAPI document, nil for any other file.
  static func dialect(ofDocument root: JSONNode) -> SchemaDialect? {
    guard let version = root["openapi"]?.string else { return nil }
    return version.hasPrefix("3.0") ? .openAPI30 : .draft202012
  }

  // MARK: Looking up

  /// What a reference points to.
  struct Target: Sendable {
    var node: JSONNode
    /// The name of the anchor, if that is a `$dynamicAnchor`.
    var dynamicName: String?
  }

  /// The innermost resource that contains a node.
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

  /// The target of a reference at a node, which may be a reference again; nil if it can't be resolved.
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

  /// The value that a reference points to, by JSON pointer, anchor or `$id`.
  /// - Parameters:
  ///   - reference: The reference, such as `#/components/schemas/Pet`.
  ///   - node: The node with the reference, in a file of the library; its resource gives the base URI.
  /// - Returns: The value, which may be a reference again; nil if the library has none there.
  public func resolve(_ reference: String, at node: JSONNode) -> JSONNode? { target(of: reference, at: node)?.node }

  /// The object itself where it may be replaced by a Reference Object; nil if a reference can't be resolved.
  ///
  /// It gives up after 64 references, so that a circle ends.
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
