import OpenAPIDocument

/// `enum` and `const` → listed values.
extension SchemaGraph {
  /// The listed values of a shape; nil where any value of its type is valid.
  func listedValues(_ id: ShapeID, _ facets: Facets) -> Shape.Kind? {
    var values: [JSONNode]?
    var owner: Schema?
    for part in facets.parts where !facets.conditional.contains(part.node) {
      if let constant = part.const {
        if constant.isNull {
          shapes[id].isNullable = true
          return .value(.jsonValue)
        }
        return self.constant(constant)
      }
      guard let own = part.enumValues else { continue }
      if let listed = values {
        values = listed.filter { value in own.contains { $0.isEqual(to: value) } }
        if own.count <= listed.count { owner = part }
      } else {
        values = own
        owner = part
      }
    }
    guard let values, let owner else { return nil }
    var listed: [JSONNode] = []
    for value in values {
      if value.isNull { shapes[id].isNullable = true } else { listed.append(value) }
    }
    if listed.isEmpty {
      return values.isEmpty ? nil : .value(.jsonValue)
    }
    return enumeration(listed, facets, owner)
  }

  private func constant(_ node: JSONNode) -> Shape.Kind {
    let (type, value, text) = SchemaGraph.literal(node)
    let listed = EnumShape.Value(value: value, text: text, name: nil, documentation: [])
    return .enumeration(EnumShape(rawType: type, values: [listed], isConstant: true))
  }

  private func enumeration(_ nodes: [JSONNode], _ facets: Facets, _ owner: Schema) -> Shape.Kind {
    let declared = facets.types()?.first
    var rawType: TypeUse?
    var literals: [(node: JSONNode, type: TypeUse, value: ValuePlan, text: String)] = []
    for node in nodes {
      var (type, value, text) = SchemaGraph.literal(node)
      switch (declared, type) {
      case (.string, .int), (.string, .double), (.string, .bool):
        // `type: string, enum: [1.0, yes]` out of YAML: the values were meant as text.
        type = .string
        value = .string(text)
      case (.integer, .string):
        guard let number = Int(text) else { break }
        type = .int
        value = .int(number)
      case (.number, .int):
        type = .double
        value = .double(text)
      default: break
      }
      switch (rawType, type) {
      case (nil, _): rawType = type
      case (.int, .double), (.double, .int): rawType = .double
      default: if rawType != type { rawType = .jsonValue }
      }
      literals.append((node, type, value, text))
    }
    let raw = rawType ?? .jsonValue
    var values: [EnumShape.Value] = []
    values.reserveCapacity(literals.count)
    var seen = NameIndex()
    let words = EnumWords(owner, count: nodes.count)
    for (index, literal) in literals.enumerated() {
      var key = literal.text
      var value = literal.value
      switch (raw, literal.type) {
      case (.jsonValue, _):
        key = literal.node.compactText
        value = .json(literal.node.literal)
      case (.double, .int): value = .double(key)
      default: break
      }
      guard seen.add(key) else { continue }
      values.append(
        EnumShape.Value(
          value: value, text: literal.text, name: words.name(index), documentation: words.documentation(index, key)))
    }
    // Both values of a boolean are the whole type.
    if case .bool = raw, values.count == 2 { return .value(.bool) }
    return .enumeration(EnumShape(rawType: raw, values: values, isConstant: false))
  }

  /// A value of the document with its type and its text.
  static func literal(_ node: JSONNode) -> (TypeUse, ValuePlan, String) {
    switch node.kind {
    case .string:
      let text = node.string ?? ""
      return (.string, .string(text), text)
    case .bool:
      let value = node.bool ?? false
      return (.bool, .bool(value), value ? "true" : "false")
    case .number:
      let text = node.numberText ?? "0"
      if let int = node.int { return (.int, .int(int), String(int)) }
      if node.double.isPresent { return (.double, .double(text), text) }
      return (.jsonValue, .json(node.literal), text)
    case .null: return (.jsonValue, .null, "null")
    case .array, .object:
      let text = node.compactText
      return (.jsonValue, .json(node.literal), text)
    }
  }
}

/// Names and descriptions of values, in the extensions that documents give them by.
struct EnumWords {
  private var names: [String?] = []
  private var texts: [String?] = []
  private var byValue: [String: String] = [:]

  init(_ schema: Schema, count: Int) {
    guard schema.node.isObject else { return }
    for member in schema.node.members where member.key.hasPrefix("x-") {
      let (key, value) = (member.key, member.value)
      if key.isOne(of: "x-enum-varnames", "x-enumNames", "x-enum-names", "x-enumVarNames") {
        if value.count == count { names = EnumWords.texts(value) }
      } else if key.isOne(
        of: "x-enum-descriptions", "x-enumDescriptions", "x-enum-description", "x-enum-comments")
      {
        if value.isObject {
          for entry in value.members {
            if let text = entry.value.string { byValue[entry.key] = text }
          }
        } else if value.count == count {
          texts = EnumWords.texts(value)
        }
      } else if key == "x-ms-enum", let listed = value["values"], listed.isArray {
        for entry in listed.elements {
          guard let value = entry["value"], let text = entry["description"]?.string else { continue }
          byValue[value.string ?? value.compactText] = text
        }
      }
    }
  }

  private static func texts(_ list: JSONNode) -> [String?] { list.elements.map { $0.string } }

  func name(_ index: Int) -> String? { index < names.count ? names[index] : nil }

  func documentation(_ index: Int, _ value: String) -> [String] {
    if index < texts.count, let text = texts[index], !text.isEmpty { return [text] }
    if let text = byValue[value], !text.isEmpty { return [text] }
    return []
  }
}

/// What `format` means for Swift.
enum Formats {
  /// The type of a string by its format; nil: bytes of a file.
  static func string(_ format: String?, _ overrides: [String: String]) -> TypeUse? {
    guard let format else { return .string }
    if let type = overrides[format] { return .custom(type) }
    if format.isOne(of: "binary", "file") { return nil }
    return strings[format] ?? .string
  }

  private static let strings: [String: TypeUse] = [
    "date-time": .date, "datetime": .date, "dateTime": .date, "date": .calendarDate, "uuid": .uuid, "guid": .uuid,
    "uuid4": .uuid, "byte": .data, "base64": .data,
  ]

  /// The type of an integer by its format.
  static func integer(_ format: String?, _ overrides: [String: String]) -> TypeUse {
    guard let format else { return .int }
    if let type = overrides[format] { return .custom(type) }
    return integers[format] ?? .int
  }

  private static let integers: [String: TypeUse] = ["int32": .int32, "int64": .int64]

  /// The type of a number by its format; documents write integer formats here too.
  static func number(_ format: String?, _ overrides: [String: String]) -> TypeUse {
    guard let format else { return .double }
    if let type = overrides[format] { return .custom(type) }
    return numbers[format] ?? .double
  }

  private static let numbers: [String: TypeUse] = [
    "float": .float, "int32": .int32, "int64": .int64, "integer": .int, "int": .int,
  ]

  /// The type of a schema that names a format and no type.
  static func impliedType(_ format: String) -> SchemaType? {
    if format.isOne(of: "int32", "int64", "integer") { return .integer }
    if format.isOne(of: "float", "double", "decimal") { return .number }
    return texts.contains(format) ? .string : nil
  }

  private static let texts: Set<String> = [
    "date-time", "date", "time", "uuid", "byte", "binary", "uri", "url", "email", "hostname", "ipv4", "ipv6",
    "password", "duration",
  ]

  /// Whether a string's format is expressed by its Swift type, so that the documentation needn't name it.
  static func isExpressed(_ type: TypeUse) -> Bool {
    switch type {
    case .string, .double, .int: return false
    default: return true
    }
  }
}
