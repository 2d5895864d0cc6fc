import OpenAPIDocument

/// Types with their names: how each is written where it is used.
struct Declarations {
  /// The types, in which equal ones that are declared once are the same.
  let types: API.Types
  let names: Names
  let directions: Directions
  private let rootFile: String

  init(_ api: API, _ names: Names) {
    var types = api.types
    for (id, other) in names.equal { types.merge(id, into: other) }
    self.types = types
    self.names = names
    directions = api.directions.merging(names.equal, types)
    rootFile = api.root.file
  }

  /// The type without its optionality, and whether null is valid.
  ///
  ///     {$ref: …/Pet}                                        → Pet
  ///     {type: [array, "null"], items: {type: string}}       → [String], null
  func type(_ reference: API.Reference) -> (type: TypeUse, isNullable: Bool) {
    let target = types.follow(reference)
    if let path = types.declaration(of: reference, names.paths) { return (.named(path), target.isNullable) }
    return (undeclared(target.type), target.isNullable)
  }

  /// The type of the document whose name is written; nil for `String`, `[Pet]` and the like.
  func declaredType(_ reference: API.Reference) -> API.TypeID? { types.declaredType(reference, names.paths) }

  /// Whether a struct is a multipart body.
  func isForm(_ id: API.TypeID) -> Bool { directions.isMultipart(id) }

  /// The fixed value of a required property.
  ///
  ///     type: {const: cat}  → String, "cat"
  func fixedValue(of property: API.Property, in id: API.TypeID) -> (type: TypeUse, value: ValuePlan)? {
    // A read-only property is not sent in a form, even if its value is fixed.
    if property.isReadOnly, isForm(id) { return nil }
    let target = types.follow(property.type)
    guard property.isRequired, !target.isNullable, case .enumeration(let values) = types[target.type].kind,
      values.isConstant, let value = values.values.first
    else { return nil }
    return (TypeUse(values.rawType), ValuePlan(value, values.rawType))
  }

  /// The type as an element of a list, a map or a response: optional where null is valid.
  ///
  ///     {type: [string, "null"]}  → String?
  func element(_ reference: API.Reference) -> TypeUse {
    let (type, isNullable) = type(reference)
    return isNullable && type != .jsonValue ? .optional(type) : type
  }

  /// The type as a part of a multipart body.
  ///
  ///     {type: string, format: binary}  → FilePart
  func part(_ reference: API.Reference) -> TypeUse {
    switch types.files(in: reference) {
    case .one: .filePart
    case .list: .array(.filePart)
    case .map: .dictionary(.filePart)
    case nil: type(reference).type
    }
  }

  /// A type that has no declaration of its own.
  ///
  ///     {type: array, items: {type: string}}  → [String]
  private func undeclared(_ id: API.TypeID) -> TypeUse {
    switch types[id].kind {
    case .scalar(let scalar): TypeUse(scalar)
    case .file: .string
    case .enumeration(let values): TypeUse(values.rawType)
    case .array(let item): .array(element(item))
    case .map(let value): .dictionary(element(value))
    default: .jsonValue
    }
  }

  /// The documentation of a declaration.
  func documentation(_ id: API.TypeID) -> Documentation {
    let type = types[id]
    let pointer = type.location.map { $0.file == rootFile ? $0.pointer : $0.file + $0.pointer }
    var documentation = Documentation(text: type.description, pointer: pointer)
    documentation.deprecation = type.deprecation
    return documentation
  }
}

extension TypeUse {
  init(_ scalar: API.Scalar) {
    switch scalar {
    case .string: self = .string
    case .bool: self = .bool
    case .int: self = .int
    case .int32: self = .int32
    case .int64: self = .int64
    case .uint64: self = .uint64
    case .double: self = .double
    case .float: self = .float
    case .date: self = .date
    case .calendarDate: self = .calendarDate
    case .uuid: self = .uuid
    case .number: self = .jsonNumber
    case .data: self = .data
    case .json: self = .jsonValue
    case .custom(let type): self = .custom(type)
    }
  }
}
