import OpenAPIDocument

/// `enum` and `const` → listed values.
///
///     {enum: [low, high, null]}  → enumeration of strings: low, high; nullable
extension ShapeBuilder {
  /// The values that all schemas list, and whether null is one of them; nil if no schema lists values.
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
    let value = API.Enumeration.Value(literal: node.literal, text: text)
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
      // In YAML, `type: string, enum: [1.0, yes]` has a number and a boolean, but the author meant strings.
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
    let extensions = EnumExtensions(owner, count: nodes.count)
    for (index, value) in listed.enumerated() {
      let key = raw == .json ? value.literal.text : value.text
      guard seen.add(key) else { continue }
      values.append(
        API.Enumeration.Value(
          literal: value.literal, text: value.text, name: extensions.name(index),
          documentation: extensions.documentation(index, key)))
    }
    // An enum of true and false is any boolean.
    if raw == .bool, values.count == 2 { return .scalar(.bool) }
    return .enumeration(API.Enumeration(rawType: raw, values: values, isConstant: false))
  }
}

extension JSONLiteral {
  /// The type of a value by itself, and the value as text.
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

/// Names and descriptions of an enum's values, from the extensions that are in use for them.
///
///     x-enum-varnames: [low, high], x-enum-descriptions: {"1": Dim., "2": Bright.}
private struct EnumExtensions {
  /// By position.
  private var names: [String?] = []
  private var descriptions: [String?] = []
  private var descriptionsByValue: [String: String] = [:]

  init(_ schema: Schema, count: Int) {
    guard schema.node.isObject else { return }
    for member in schema.node.members where member.key.hasPrefix("x-") {
      switch member.key {
      case "x-enum-varnames", "x-enumNames", "x-enum-names", "x-enumVarNames":
        if member.value.count == count { names = member.value.elements.map(\.string) }
      case "x-enum-descriptions", "x-enumDescriptions", "x-enum-description", "x-enum-comments":
        readDescriptions(member.value, count)
      case "x-ms-enum": readDescriptions(ofValuesIn: member.value)
      default: break
      }
    }
  }

  /// Reads a list of descriptions, or an object of descriptions by value.
  private mutating func readDescriptions(_ node: JSONNode, _ count: Int) {
    if node.isObject {
      for entry in node.members {
        if let text = entry.value.string { descriptionsByValue[entry.key] = text }
      }
    } else if node.count == count {
      descriptions = node.elements.map(\.string)
    }
  }

  /// Reads `{values: [{value: low, description: Dim.}]}`.
  private mutating func readDescriptions(ofValuesIn node: JSONNode) {
    guard let listed = node["values"], listed.isArray else { return }
    for entry in listed.elements {
      guard let value = entry["value"], let text = entry["description"]?.string else { continue }
      descriptionsByValue[value.string ?? value.compactText] = text
    }
  }

  func name(_ index: Int) -> String? { names.indices.contains(index) ? names[index] : nil }

  func documentation(_ index: Int, _ value: String) -> [String] {
    let own = descriptions.indices.contains(index) ? descriptions[index] : nil
    let candidates = [own, descriptionsByValue[value]].compactMap { $0 }
    return candidates.first { !$0.isEmpty }.map { [$0] } ?? []
  }
}
