import OpenAPIDocument

/// Which components name which schemas in their `allOf`.
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

  /// Components that inherit from a schema, directly or not, in document order of each level.
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

  /// Whether a schema inherits from another by a reference in its own `allOf`.
  func inherits(_ schema: Schema, from parent: Schema) -> Bool {
    for child in children[parent.node] ?? [] where child.schema == schema { return true }
    return false
  }
}
