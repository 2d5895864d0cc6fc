/// Names for operations: those given, else the best that are free.
struct OperationNamer {
  let operations: [API.Operation]
  let given: [String: String]

  init(_ operations: [API.Operation], given: [String: String]) {
    self.operations = operations
    self.given = given
  }

  /// The names of an operation and of what belongs to it.
  struct Named {
    let name: String
    let identifier: String
  }

  /// The best names that no type has.
  func names(isTaken: (String) -> Bool) -> [Named] {
    let naming = OperationNames(operations)
    var scope = NameScope()
    var identifiers = NameScope()
    for operation in operations {
      if let name = given[operation.key] { scope.reserve(name) }
    }
    return operations.map { operation in
      let name: String
      if let own = given[operation.key] {
        name = own
      } else {
        let candidates = naming.candidates(operation).filter { !isTaken($0) }
        name = scope.claim(candidates.first ?? "call") { candidates }
      }
      var identifier = operation.id ?? operation.key
      if identifiers.contains(identifier) { identifier = operation.key }
      return Named(name: name, identifier: identifiers.claim(identifier))
    }
  }
}
