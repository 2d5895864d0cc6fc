/// Names that types of the document hide.
struct HiddenNames {
  /// Names that printed code uses and that a type hides, somewhere.
  let printed: Set<String>
  /// Types of the namespace that nested types hide, by the type that these stand in.
  let inside: [String: Set<String>]

  init(_ types: [TypePlan], _ operations: [OperationPlan], namespace: String) {
    let outer = types + operations.compactMap(\.types)
    let top = Set(outer.map(\.name)).union(["Client", "Server", namespace])
    var printed = top.intersection(ReservedWords.printed)
    // Inside a type that is `Identifiable` the name means the type of its id.
    if top.contains(TypePlan.idName) { printed.insert(TypePlan.idName) }
    var inside: [String: Set<String>] = [:]
    for type in outer {
      for nested in type.nested {
        if ReservedWords.printed.contains(nested.name) { printed.insert(nested.name) }
        if top.contains(nested.name) { inside[type.name, default: []].insert(nested.name) }
      }
    }
    self.printed = printed
    self.inside = inside
  }
}
