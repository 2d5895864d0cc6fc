import OpenAPISyntax

/// A file of the document, with the names that `$id`, `$anchor` and `$dynamicAnchor` define in it.
struct LoadedFile {
  let tree: JSONTree
  /// The path it was loaded by.
  let path: String
  /// Which objects have been visited, a bit for each `ObjectKind`, by node number.
  var visited: [UInt16]
  /// Schemas with a `$id`, and the root if it has `$self`: their absolute URI or path, by node number.
  private(set) var resources: [UInt32: String] = [:]
  /// The numbers of `resources` in document order.
  private(set) var resourceOrder: [UInt32] = []
  /// The nodes with anchors, by the number of the resource's root and the name.
  private(set) var anchors: [String: JSONNode] = [:]
  /// The schemas that have each name by `$dynamicAnchor`.
  private(set) var dynamicAnchors: [String: [JSONNode]] = [:]

  init(tree: JSONTree, path: String) {
    self.tree = tree
    self.path = path
    visited = [UInt16](repeating: 0, count: tree.cells.count)
    findNames()
  }

  /// Adds the names in document order, so that an inner `$id` is resolved against the one around it.
  private mutating func findNames() {
    // By key numbers, because it checks every value of the file.
    let identifiers = [Keyword.metaId.id, Keyword.documentSelf.id]
    let anchors = [Keyword.anchor.id, Keyword.dynamicAnchor.id]
    for (index, cell) in tree.cells.enumerated() {
      let isAnchor = anchors.contains(cell.keyID)
      if isAnchor || identifiers.contains(cell.keyID) {
        addName(JSONNode(tree: tree, index: UInt32(index)), isAnchor: isAnchor)
      }
    }
  }

  private mutating func addName(_ node: JSONNode, isAnchor: Bool) {
    guard let text = node.string, let owner = node.parent, !LoadedFile.isInstanceData(owner) else { return }
    if isAnchor {
      anchors[anchorKey(text, in: resourceRoot(of: owner))] = owner
      if node.keyword == .dynamicAnchor { dynamicAnchors[text, default: []].append(owner) }
      return
    }
    if node.keyword == .documentSelf, owner.index != 0 { return }
    let reference = ReferenceText(text)
    if reference.resource.isEmpty {
      // Drafts before 2019-09 wrote anchors as "$id": "#name".
      if let name = reference.fragment, !name.isEmpty {
        anchors[anchorKey(name, in: resourceRoot(of: owner))] = owner
      }
      return
    }
    let uri = ReferenceText.resolve(reference.resource, base: base(of: owner.parent))
    resources[owner.index] = uri
    resourceOrder.append(owner.index)
  }

  /// Whether a node is inside data (an example, a default, …), where `$id` and `$ref` mean nothing.
  static func isInstanceData(_ node: JSONNode) -> Bool {
    var current: JSONNode? = node
    while let node = current {
      switch node.keyword {
      case .example, .default, .const, .enum, .value, .dataValue:
        // A property or component may have such a name.
        switch node.parent?.keyword {
        case .properties, .schemas, .defs, .patternProperties: break
        default: return true
        }
      default: break
      }
      current = node.parent
    }
    return false
  }

  /// The root of the resource that a node belongs to: the nearest schema around it with a `$id`, else the file's root.
  func resourceRoot(of node: JSONNode) -> JSONNode {
    if resources.isEmpty { return tree.root }
    var current = node
    while resources[current.index] == nil {
      guard let parent = current.parent else { return current }
      current = parent
    }
    return current
  }

  /// The URI or path that references at a node are relative to.
  func base(of node: JSONNode?) -> String {
    guard let node, !resources.isEmpty else { return path }
    return resources[resourceRoot(of: node).index] ?? path
  }

  /// The node with an anchor in a resource, else one with that anchor anywhere in the file.
  func anchor(_ name: String, in resource: JSONNode) -> JSONNode? {
    if anchors.isEmpty { return nil }
    if let node = anchors[anchorKey(name, in: resource)] { return node }
    for index in resourceOrder {
      if let node = anchors[anchorKey(name, in: JSONNode(tree: tree, index: index))] { return node }
    }
    return anchors[anchorKey(name, in: tree.root)]
  }

  private func anchorKey(_ name: String, in resource: JSONNode) -> String {
    "\(resource.index)#\(name)"
  }

  /// The resource with a URI.
  func resource(_ uri: String) -> JSONNode? {
    resourceOrder.first { resources[$0] == uri }.map { JSONNode(tree: tree, index: $0) }
  }
}
