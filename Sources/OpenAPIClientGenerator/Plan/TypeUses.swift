import OpenAPIDocument

/// How shapes are written where they are used.
struct TypeUses {
  let graph: SchemaGraph
  let names: NameTable

  /// The type without its optionality, and whether null is valid.
  func type(_ use: Use) -> (type: TypeUse, isNullable: Bool) {
    var current = use
    var steps = 0
    while steps < 256 {
      steps += 1
      if let other = graph.shapes[current.shape].twin {
        current = Use(other, isNullable: current.isNullable)
        continue
      }
      let isNullable = current.isNullable || graph.shapes[current.shape].isNullable
      if let path = names.path(current.shape), !path.isEmpty, !graph.holdsFile(current) {
        return (.named(path), isNullable || graph.follow(current).isNullable)
      }
      guard case .link(let next) = graph.shapes[current.shape].kind else { return (own(current.shape), isNullable) }
      current = Use(next.shape, isNullable: isNullable || next.isNullable)
    }
    return (.jsonValue, true)
  }

  /// The type as an element of something: optional where null is valid.
  func element(_ use: Use) -> TypeUse {
    let (type, isNullable) = type(use)
    if !isNullable || type.isJSON { return type }
    return .optional(type)
  }

  /// The type of an event, a line, or an element of a list.
  func item(of content: ContentDraft) -> TypeUse? {
    guard let item = DraftNaming.item(of: content, graph) else { return nil }
    return element(item)
  }

  /// The type as a part of a multipart body.
  func part(_ use: Use) -> TypeUse {
    switch graph.kind(use) {
    case .binary: return .filePart
    case .array(let item): if graph.isFile(item) { return .array(.filePart) }
    case .map(let value): if graph.isFile(value) { return .dictionary(.filePart) }
    case .union(let union):
      // A file or something else, a file or several: a file part can carry any of them.
      var hasFile = false
      var hasFiles = false
      for unionCase in union.cases {
        switch graph.kind(unionCase.use) {
        case .binary: hasFile = true
        case .array(let item): if graph.isFile(item) { hasFiles = true }
        default: break
        }
      }
      if hasFiles { return .array(.filePart) }
      if hasFile { return .filePart }
    default: break
    }
    return type(use).type
  }

  /// Whether a multipart body holds a file in one of its parts.
  func hasFiles(_ object: ObjectShape) -> Bool {
    for property in object.properties where TypeUses.isFile(part(property.use)) { return true }
    if let additional = object.additional, TypeUses.isFile(part(additional)) { return true }
    return false
  }

  static func isFile(_ type: TypeUse) -> Bool {
    switch type {
    case .filePart: return true
    case .array(let inner), .dictionary(let inner), .optional(let inner): return isFile(inner)
    default: return false
    }
  }

  /// The type of a shape that has no name.
  private func own(_ id: ShapeID) -> TypeUse {
    switch graph.shapes[id].kind {
    case .value(let type): return type
    case .binary: return .string
    case .enumeration(let values): return values.rawType
    case .array(let item): return .array(element(item))
    case .map(let value): return .dictionary(element(value))
    default: return .jsonValue
    }
  }
}

extension SchemaGraph {
  /// Whether a use leads to the bytes of a file.
  func isFile(_ use: Use) -> Bool {
    if case .binary = kind(use) { return true }
    return false
  }

  /// Whether a use leads to the bytes of a file, alone or in a list.
  func holdsFile(_ use: Use) -> Bool {
    switch kind(use) {
    case .binary: return true
    case .array(let item): return isFile(item)
    default: return false
    }
  }
}

extension TypeUse {
  var isString: Bool {
    if case .string = self { return true }
    return false
  }

  var isJSON: Bool {
    if case .jsonValue = self { return true }
    return false
  }

  /// Whether a value of the type can be the number.
  func holds(_ number: Int) -> Bool {
    if case .int32 = self { return Int32(exactly: number).isPresent }
    return true
  }

  /// The optional of a type; those of the usual types are there once.
  static func optional(of type: TypeUse) -> TypeUse {
    switch type {
    case .string: optionalString
    case .bool: optionalBool
    case .int: optionalInt
    case .double: optionalDouble
    case .jsonValue: optionalJSON
    default: .optional(type)
    }
  }

  private static let optionalString = TypeUse.optional(.string)
  private static let optionalBool = TypeUse.optional(.bool)
  private static let optionalInt = TypeUse.optional(.int)
  private static let optionalDouble = TypeUse.optional(.double)
  private static let optionalJSON = TypeUse.optional(.jsonValue)

  /// A text of its own for each type.
  var signature: String {
    switch self {
    case .string: "string"
    case .bool: "bool"
    case .int: "int"
    case .int32: "int32"
    case .int64: "int64"
    case .double: "double"
    case .float: "float"
    case .jsonValue: "jsonValue"
    default: "\(self)"
    }
  }
}
