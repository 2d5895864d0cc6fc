/// The targets of all references of a document.
///
/// A class, because every `Schema` shares it.
final class ReferenceTable: Sendable {
  /// The target of each node with a reference, and of each string of a discriminator's mapping.
  private let targets: NodeTargets
  /// The schema that a node refers to where a response, a request body or a header is expected.
  private let substituteSchemas: NodeTargets
  /// The files in which members beside a `$ref` count: those of OpenAPI 3.1 and later.
  private let treesWithSiblings: [JSONTree]

  init(targets: [JSONNode: JSONNode], substituteSchemas: [JSONNode: JSONNode], treesWithSiblings: [JSONTree]) {
    self.targets = NodeTargets(targets)
    self.substituteSchemas = NodeTargets(substituteSchemas)
    self.treesWithSiblings = treesWithSiblings
  }

  /// The node that a node refers to directly; nil for a broken reference.
  func target(of holder: JSONNode) -> JSONNode? { targets[holder] }

  /// The schema that a node refers to directly; nil for a broken reference.
  func targetSchema(of holder: JSONNode) -> Schema? {
    targets[holder].map { Schema($0, self) }
  }

  /// The schema that a node refers to where another kind of object is expected.
  func substituteSchema(of holder: JSONNode) -> JSONNode? { substituteSchemas[holder] }

  /// Whether members beside a `$ref` are ignored in a file: OpenAPI 3.0, section Reference Object.
  func ignoresSiblings(in tree: JSONTree) -> Bool {
    !treesWithSiblings.contains { $0 === tree }
  }
}

/// The node that each of many nodes refers to.
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
