extension Explanation {
  /// The names of types with what they consist of, and of operations.
  ///
  ///     Lamp  #/components/schemas/Lamp
  ///       name, level
  init(_ names: Names, of api: API) {
    let nested = names.operations.map { $0.holder } + (names.webhooks.map { [$0.holder] } ?? [])
    var ids = names.types.flatMap { id in [id] + (names.paths[id]?.only.flatMap { names.nested[$0] } ?? []) }
    ids += nested.flatMap { names.nested[$0] ?? [] }
    let types = ids.compactMap { id -> Entry? in
      guard let path = names.paths[id] else { return nil }
      let pointer = api.types[id].location?.pointer ?? ""
      let members = names.members[id]
      let all = (members?.names ?? []) + (members?.patterns ?? []) + [members?.rest].compactMap { $0 }
      let name = path.joined(separator: ".")
      let equal = names.equal.filter { $0.other == id }.compactMap { api.types[$0.type].location?.pointer }
      return Entry(
        keys: [name, pointer] + equal,
        lines: ["\(name)  \(pointer)"] + (all.isEmpty ? [] : [all.joined(separator: ", ")])
          + equal.map { "also at \($0)" })
    }
    let operations = zip(api.operations, names.operations).map { operation, names in
      Entry(
        keys: [names.name, operation.key, operation.documentation.pointer ?? ""],
        lines: ["\(names.name)(\(names.parameters.joined(separator: ", ")))  \(operation.key)"]
          + (names.method.name == names.name ? [] : ["method \(names.method.name)"]))
    }
    entries = types + operations
  }
}
