extension API {
  /// All types of an API; a `TypeID` is a position among them.
  struct Types: Sendable {
    private(set) var definitions: [TypeDefinition]

    init(_ definitions: [TypeDefinition]) { self.definitions = definitions }

    subscript(id: TypeID) -> TypeDefinition { definitions[id] }

    var indices: Range<TypeID> { definitions.indices }

    /// The type that a reference leads to in the end; null is valid if any type on the way allows it.
    ///
    ///     A: {$ref: B}, B: {type: [integer, "null"]}  → A leads to B, which is nullable
    func follow(_ reference: Reference) -> Reference {
      var isNullable = reference.isNullable
      var id = reference.type
      // References that only lead to each other describe nothing.
      for _ in 0..<256 {
        if definitions[id].isNullable { isNullable = true }
        guard case .same(let same) = definitions[id].kind else { return Reference(id, isNullable: isNullable) }
        id = same.target.type
        if same.target.isNullable { isNullable = true }
      }
      return Reference(API.anything, isNullable: isNullable)
    }

    /// The first type that meets a condition among those that a reference leads to, one after the other; nil if none does.
    func firstType(from reference: Reference, where isWanted: (TypeID) -> Bool) -> TypeID? {
      var id = reference.type
      for _ in 0..<256 {
        if isWanted(id) { return id }
        guard case .same(let same) = definitions[id].kind else { return nil }
        id = same.target.type
      }
      return nil
    }

    /// The kind of the type that a reference leads to in the end.
    func kind(_ reference: Reference) -> Kind { definitions[follow(reference).type].kind }

    mutating func add(_ definition: TypeDefinition) -> Reference {
      definitions.append(definition)
      return Reference(definitions.count - 1)
    }

    /// Makes a type a synonym of an equal one.
    mutating func merge(_ id: TypeID, into other: TypeID) {
      definitions[id].kind = .same(Same(target: Reference(other), name: nil))
      definitions[id].isNullable = false
    }
  }

  /// How many files a part of a multipart body has.
  enum FileContent: Sendable {
    case one, list, map
  }
}

extension API.Types {
  /// How many files a part of a multipart body has; nil if it has none.
  ///
  /// A union has files if one of its variants does.
  ///
  ///     avatar:      {type: string, format: binary}     → one
  ///     attachments: {anyOf: [file, [file]]}            → list
  func files(in reference: API.Reference) -> API.FileContent? {
    switch kind(reference) {
    case .file: return .one
    case .array(let item): return isFile(item) ? .list : nil
    case .map(let value): return isFile(value) ? .map : nil
    case .union(let union):
      let contents = union.cases.map { directFiles(in: $0.type) }
      if contents.contains(.list) { return .list }
      return contents.contains(.one) ? .one : nil
    default: return nil
    }
  }

  /// The variants without files of a part that may be a file.
  func valuesBesideFiles(in reference: API.Reference) -> [API.Reference] {
    guard case .union(let union) = kind(reference) else { return [] }
    return union.cases.map(\.type).filter { files(in: $0) == nil }
  }

  private func directFiles(in reference: API.Reference) -> API.FileContent? {
    if case .union = kind(reference) { return nil }
    return files(in: reference)
  }

  private func isFile(_ reference: API.Reference) -> Bool {
    if case .file = kind(reference) { return true }
    return false
  }
}
