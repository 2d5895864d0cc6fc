import OpenAPIDocument

/// `enum` and `const` → listed values.
extension ShapeBuilder {
  /// The listed values of a shape, and whether null is one of them; nil where any value of its type is valid.
  func listedValues(_ facets: Facets) -> (kind: Shape.Kind, hasNull: Bool)? {
    var values: [JSONNode]?
    var owner: Schema?
    for part in facets.parts where !facets.conditional.contains(part.node) {
      if let constant = part.const {
        return constant.isNull ? (.scalar(.json), hasNull: true) : (self.constant(constant), hasNull: false)
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
    guard let values, let owner, !values.isEmpty else { return nil }
    let listed = values.filter { !$0.isNull }
    let kind = listed.isEmpty ? .scalar(.json) : enumeration(listed, facets, owner)
    return (kind, hasNull: listed.count < values.count)
  }

  private func constant(_ node: JSONNode) -> Shape.Kind {
    let (type, text) = node.literal.scalar
    let value = API.Enumeration.Value(literal: node.literal, text: text, name: nil, documentation: [])
    return .enumeration(API.Enumeration(rawType: type, values: [value], isConstant: true))
  }

  private func enumeration(_ nodes: [JSONNode], _ facets: Facets, _ owner: Schema) -> Shape.Kind {
    let declared = facets.types()?.first
    var rawType: API.Scalar?
    var listed: [(literal: JSONLiteral, text: String)] = []
    for node in nodes {
      let literal = node.literal
      var (type, text) = literal.scalar
      switch (declared, type) {
      // `type: string, enum: [1.0, yes]` out of YAML: the values were meant as text.
      case (.string, .int), (.string, .double), (.string, .bool): type = .string
      case (.integer, .string): if Int(text) != nil { type = .int }
      case (.number, .int): type = .double
      default: break
      }
      switch (rawType, type) {
      case (nil, _): rawType = type
      case (.int, .double), (.double, .int): rawType = .double
      default: if rawType != type { rawType = .json }
      }
      listed.append((literal, text))
    }
    let raw = rawType ?? .json
    var values: [API.Enumeration.Value] = []
    var seen = NameIndex()
    let words = EnumWords(owner, count: nodes.count)
    for (index, value) in listed.enumerated() {
      let key = raw == .json ? value.literal.text : value.text
      guard seen.add(key) else { continue }
      values.append(
        API.Enumeration.Value(
          literal: value.literal, text: value.text, name: words.name(index),
          documentation: words.documentation(index, key)))
    }
    // Both values of a boolean are the whole type.
    if raw == .bool, values.count == 2 { return .scalar(.bool) }
    return .enumeration(API.Enumeration(rawType: raw, values: values, isConstant: false))
  }
}

extension JSONLiteral {
  /// The type that a value has by itself, and the text that stands for it.
  var scalar: (type: API.Scalar, text: String) {
    switch self {
    case .string(let text): return (.string, text)
    case .bool(let value): return (.bool, value ? "true" : "false")
    case .number(let number):
      if let int = number.int { return (.int, String(int)) }
      return (number.double == nil ? .json : .double, number.text)
    case .null, .array, .object: return (.json, text)
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
      if ["x-enum-varnames", "x-enumNames", "x-enum-names", "x-enumVarNames"].contains(key) {
        if value.count == count { names = EnumWords.texts(value) }
      } else if ["x-enum-descriptions", "x-enumDescriptions", "x-enum-description", "x-enum-comments"].contains(key) {
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
