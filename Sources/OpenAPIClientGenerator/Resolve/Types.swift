extension API {
  /// All types of an API; a `Reference` names one by its position.
  struct Types: Sendable {
    private(set) var definitions: [TypeDefinition]

    init(_ definitions: [TypeDefinition]) { self.definitions = definitions }

    subscript(id: TypeID) -> TypeDefinition { definitions[id] }

    var indices: Range<TypeID> { definitions.indices }

    /// The type at the end of a chain of types that are the same, with the nulls met on the way.
    func follow(_ reference: Reference) -> Reference {
      var isNullable = reference.isNullable
      var id = reference.type
      // A chain that never ends says nothing.
      for _ in 0..<256 {
        if definitions[id].isNullable { isNullable = true }
        guard case .same(let same) = definitions[id].kind else { return Reference(id, isNullable: isNullable) }
        id = same.target.type
        if same.target.isNullable { isNullable = true }
      }
      return Reference(API.anything, isNullable: isNullable)
    }

    /// What a reference leads to.
    func kind(_ reference: Reference) -> Kind { definitions[follow(reference).type].kind }

    /// Adds a type.
    mutating func add(_ definition: TypeDefinition) -> Reference {
      definitions.append(definition)
      return Reference(definitions.count - 1)
    }

    /// Gives a type other properties.
    mutating func update(_ id: TypeID, _ object: Object) { definitions[id].kind = .object(object) }

    /// Makes a type the same as another one, which is equal.
    mutating func merge(_ id: TypeID, into other: TypeID) {
      definitions[id].kind = .same(Same(target: Reference(other), isReference: false, name: nil))
      definitions[id].isNullable = false
    }
  }

  /// How files are in a part of a multipart body.
  enum FileContent: Sendable {
    case one, list, map
  }
}

extension API.Types {
  /// Whether a part of a multipart body is a file, or files, and how they are in it.
  ///
  /// A file or something else, a file or several: what takes files takes any of them.
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

  /// What a part that may be a file may be instead.
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
