/// Names that types of the document hide.
enum HiddenNames {
  static func of(_ types: [TypePlan], _ operations: [OperationPlan], namespace: String) -> Set<String> {
    var outer = types
    for operation in operations {
      if let holder = operation.types { outer.append(holder) }
    }
    var top: Set<String> = ["Client", "Server", namespace]
    for type in outer { top.insert(type.name) }
    var hidden = top.intersection(ReservedWords.printed)
    // Inside a type that is `Identifiable` the name means the type of its id.
    if top.contains(TypePlan.idName) { hidden.insert(TypePlan.idName) }
    let hideable = top.union(ReservedWords.printed)
    for type in outer {
      for nested in type.nested {
        if hideable.contains(nested.name) { hidden.insert(nested.name) }
      }
    }
    return hidden
  }
}
