/// Where every reference of a document leads: made once when the document is read, and not changed after.
final class ReferenceTable: Sendable {
  /// For a node that holds a reference, and for a string of a discriminator's mapping: the node meant.
  private let targets: NodeTargets
  /// For a node that refers to a schema where a response, a request body or a header must stand: the schema.
  private let schemasInPlace: NodeTargets
  /// The files in which members beside a `$ref` count: those of OpenAPI 3.1 and later.
  private let treesWithSiblings: [JSONTree]

  init(targets: [JSONNode: JSONNode], schemasInPlace: [JSONNode: JSONNode], treesWithSiblings: [JSONTree]) {
    self.targets = NodeTargets(targets)
    self.schemasInPlace = NodeTargets(schemasInPlace)
    self.treesWithSiblings = treesWithSiblings
  }

  /// What a node refers to, one step; nil if that is broken.
  func target(of holder: JSONNode) -> JSONNode? { targets[holder] }

  /// The same as a schema.
  func targetSchema(of holder: JSONNode) -> Schema? {
    targets[holder].map { Schema($0, self) }
  }

  /// The schema that a node refers to where another kind of object must stand.
  func schemaInPlace(of holder: JSONNode) -> JSONNode? { schemasInPlace[holder] }

  /// Whether members beside a `$ref` are ignored in a file: OpenAPI 3.0, section Reference Object.
  func ignoresSiblings(in tree: JSONTree) -> Bool {
    !treesWithSiblings.contains { $0 === tree }
  }
}

/// The nodes that others lead to.
private struct NodeTargets: Sendable {
  private var numbers = NodeNumbers()
  private var nodes: [JSONNode] = []

  init(_ targets: [JSONNode: JSONNode]) {
    for (holder, target) in targets {
      numbers[holder] = nodes.count
      nodes.append(target)
    }
  }

  subscript(holder: JSONNode) -> JSONNode? {
    numbers[holder].map { nodes[$0] }
  }
}
