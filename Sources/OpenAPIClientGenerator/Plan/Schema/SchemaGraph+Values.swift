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
      // `type: string, enum: [1.0, yes]` out of YAML: the values were meant as text.
      if declared == .string, type == .int || type == .double || type == .bool {
        type = .string
        value = .string(text)
      } else if declared == .integer, type == .string, let number = Int(text) {
        type = .int
        value = .int(number)
      } else if declared == .number, type == .int {
        type = .double
        value = .double(text)
      }
      if let known = rawType, known != type {
        let isNumeric = (known == .int && type == .double) || (known == .double && type == .int)
        rawType = isNumeric ? .double : .jsonValue
      } else {
        rawType = type
      }
      literals.append((node, type, value, text))
    }
    let raw = rawType ?? .jsonValue
    var values: [EnumShape.Value] = []
    values.reserveCapacity(literals.count)
    var seen = NameIndex()
    let words = EnumWords(owner, count: nodes.count)
    for (index, literal) in literals.enumerated() {
      let key = raw == .jsonValue ? literal.node.compactText : literal.text
      guard seen.add(key) else { continue }
      var value = literal.value
      if raw == .jsonValue { value = .json(literal.node.compactText) }
      if raw == .double, literal.type == .int { value = .double(literal.text) }
      values.append(
        EnumShape.Value(
          value: value, text: literal.text, name: words.name(index), documentation: words.documentation(index, key)))
    }
    // Both values of a boolean are the whole type.
    if raw == .bool, values.count == 2 { return .value(.bool) }
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
      return (.jsonValue, .json(text), text)
    case .null: return (.jsonValue, .null, "null")
    case .array, .object:
      let text = node.compactText
      return (.jsonValue, .json(text), text)
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
      switch member.key {
      case "x-enum-varnames", "x-enumNames", "x-enum-names", "x-enumVarNames":
        if member.value.count == count { names = member.value.elements.map { $0.string } }
      case "x-enum-descriptions", "x-enumDescriptions", "x-enum-description", "x-enum-comments":
        if member.value.isObject {
          for entry in member.value.members {
            if let text = entry.value.string { byValue[entry.key] = text }
          }
        } else if member.value.count == count {
          texts = member.value.elements.map { $0.string }
        }
      case "x-ms-enum":
        guard let listed = member.value["values"], listed.isArray else { break }
        for entry in listed.elements {
          guard let value = entry["value"], let text = entry["description"]?.string else { continue }
          byValue[value.string ?? value.compactText] = text
        }
      default: break
      }
    }
  }

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
    switch format {
    case "date-time", "datetime", "dateTime": return .date
    case "date": return .calendarDate
    case "uuid", "guid", "uuid4": return .uuid
    case "byte", "base64": return .data
    case "binary", "file": return nil
    default: return .string
    }
  }

  /// The type of an integer by its format.
  static func integer(_ format: String?, _ overrides: [String: String]) -> TypeUse {
    guard let format else { return .int }
    if let type = overrides[format] { return .custom(type) }
    switch format {
    case "int32": return .int32
    case "int64": return .int64
    default: return .int
    }
  }

  /// The type of a number by its format; documents write integer formats here too.
  static func number(_ format: String?, _ overrides: [String: String]) -> TypeUse {
    guard let format else { return .double }
    if let type = overrides[format] { return .custom(type) }
    switch format {
    case "float": return .float
    case "int32": return .int32
    case "int64": return .int64
    case "integer", "int": return .int
    default: return .double
    }
  }

  /// The type of a schema that names a format and no type.
  static func impliedType(_ format: String) -> SchemaType? {
    switch format {
    case "date-time", "date", "time", "uuid", "byte", "binary", "uri", "url", "email", "hostname", "ipv4", "ipv6",
      "password", "duration":
      return .string
    case "int32", "int64", "integer": return .integer
    case "float", "double", "decimal": return .number
    default: return nil
    }
  }

  /// Whether a string's format is expressed by its Swift type, so that the documentation needn't name it.
  static func isExpressed(_ type: TypeUse) -> Bool {
    switch type {
    case .string, .double, .int: return false
    default: return true
    }
  }
}
