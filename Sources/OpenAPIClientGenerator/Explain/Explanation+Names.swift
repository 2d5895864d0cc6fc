extension Explanation {
  /// The names of types with their members, and of operations with their parameters.
  ///
  ///     Lamp  #/components/schemas/Lamp
  ///       name, level
  init(_ names: Names, of api: API) {
    let holders = names.operations.map { $0.holder } + (names.webhooks.map { [$0.holder] } ?? [])
    var ids = names.types.flatMap { id in [id] + (names.paths[id]?.only.flatMap { names.nested[$0] } ?? []) }
    ids += holders.flatMap { names.nested[$0] ?? [] }
    entries =
      ids.compactMap { Entry($0, names, api) } + zip(api.operations, names.operations).map { Entry($0, $1) }
  }
}

extension Explanation.Entry {
  /// Nil for types without a name.
  fileprivate init?(_ id: API.TypeID, _ names: Names, _ api: API) {
    guard let path = names.paths[id] else { return nil }
    let name = path.joined(separator: ".")
    let pointer = api.types[id].location?.pointer ?? ""
    let equal = names.equal.filter { $0.other == id }.compactMap { api.types[$0.type].location?.pointer }
    let own = names.members[id] ?? Names.Members()
    let members = own.names + own.patterns + [own.rest].compactMap { $0 }
    keys = [name, pointer] + equal
    lines =
      ["\(name)  \(pointer)"] + (members.isEmpty ? [] : [members.joined(separator: ", ")])
      + equal.map { "also at \($0)" }
  }

  fileprivate init(_ operation: API.Operation, _ names: Names.Operation) {
    keys = [names.name, operation.key, operation.documentation.pointer ?? ""]
    lines =
      ["\(names.name)(\(names.parameters.joined(separator: ", ")))  \(operation.key)"]
      + (names.method.name == names.name ? [] : ["method \(names.method.name)"])
  }
}
