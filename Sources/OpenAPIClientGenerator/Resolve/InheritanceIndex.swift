import OpenAPIDocument

/// Which components inherit from which schemas: those that they refer to in their `allOf`.
///
///     Cat: {allOf: [{$ref: …/Pet}, {…}]}  → Cat is a descendant of Pet
struct InheritanceIndex {
  private var children: [JSONNode: [NamedSchema]] = [:]

  init(_ components: [NamedSchema]) {
    for component in components {
      for member in component.schema.allOf {
        guard let target = member.reference?.target else { continue }
        children[target.node, default: []].append(component)
      }
    }
  }

  /// The components that inherit from a schema, level by level; those of a level in the document's order.
  func descendants(of schema: Schema) -> [NamedSchema] {
    var result: [NamedSchema] = []
    var seen: Set<JSONNode> = [schema.node]
    var next = [schema.node]
    while !next.isEmpty {
      let level = next
      next = []
      for node in level {
        for child in children[node] ?? [] where seen.insert(child.schema.node).inserted {
          result.append(child)
          next.append(child.schema.node)
        }
      }
    }
    return result
  }

  /// Whether a component inherits from a schema directly.
  func inherits(_ schema: Schema, from parent: Schema) -> Bool {
    children[parent.node]?.contains { $0.schema == schema } ?? false
  }
}
