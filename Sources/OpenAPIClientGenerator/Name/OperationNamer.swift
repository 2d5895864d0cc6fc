/// Names for operations: the configuration's, or else the first candidate that is free.
struct OperationNamer {
  let operations: [API.Operation]
  let given: [String: String]

  struct Named {
    let name: String
    /// The operation's id or `GET /pets`, unique in the document, for error messages.
    let identifier: String
  }

  /// The names, in the order of the operations; none is the name of a type.
  ///
  ///     GET /pets, POST /pets, GET /pets/{id}, operationId: find_pet  → listPets, createPet, getPet, findPet
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
