/// Names that types of the document hide.
enum HiddenNames {
  static func of(_ types: [TypePlan], _ operations: [OperationPlan], namespace: String) -> Set<String> {
    var top: Set<String> = ["Client", "Server", namespace]
    for type in types { top.insert(type.name) }
    for operation in operations {
      if let holder = operation.types { top.insert(holder.name) }
    }
    var hidden: Set<String> = []
    for name in top where ReservedWords.printed.contains(name) { hidden.insert(name) }
    func look(_ type: TypePlan) {
      for nested in type.nested where top.contains(nested.name) || ReservedWords.printed.contains(nested.name) {
        hidden.insert(nested.name)
      }
    }
    for type in types { look(type) }
    for operation in operations {
      if let holder = operation.types { look(holder) }
    }
    return hidden
  }
}
