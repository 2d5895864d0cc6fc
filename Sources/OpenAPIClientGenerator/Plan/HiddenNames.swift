/// Names that types of the document hide from what is printed.
public struct HiddenNames: Sendable {
  /// Those that types of the namespace hide, wherever something is printed.
  private var everywhere: Set<String> = []
  /// Those that only types inside of a type of the namespace hide, by that type's name: they hide nothing outside.
  private var inside: [String: Set<String>] = [:]

  /// Looks at the types of a namespace, and at those that hold types of operations.
  init(_ types: [TypePlan], namespace: String) {
    let top = Set(types.map(\.name)).union(["Client", "Server", namespace])
    everywhere = top.intersection(ReservedWords.printed)
    // Inside a type that is `Identifiable` the name means the type of its id.
    if top.contains(TypePlan.idName) { everywhere.insert(TypePlan.idName) }
    let hideable = top.union(ReservedWords.printed)
    for type in types {
      for nested in type.nested where hideable.contains(nested.name) {
        inside[type.name, default: []].insert(nested.name)
      }
    }
  }

  /// Whether no name is hidden anywhere.
  var isEmpty: Bool { everywhere.isEmpty && inside.isEmpty }

  /// Whether a name means something else inside of a type of the namespace, or, with nil, outside of all.
  public func contains(_ name: String, inside type: String?) -> Bool {
    if everywhere.contains(name) { return true }
    guard let type else { return false }
    return inside[type]?.contains(name) ?? false
  }
}
