import OpenAPIDocument
import OpenAPISyntax

/// A value as it came in a query, a header, a path or a form: text in some structure, its types not known yet.
indirect enum TextValue: Sendable {
  case text(String)
  case list([TextValue])
  case map([(name: String, value: TextValue)])
  /// JSON text, checked to be one.
  case json(String)
  /// So many bytes.
  case bytes(Int)
}

/// Turns text values into JSON values by what the schema expects.
struct TextConverter {
  private let validator: SchemaValidator
  /// Where bytes stand, as JSON pointers, and how many.
  private var binary: [(pointer: String, size: Int)] = []

  init(validator: SchemaValidator) {
    self.validator = validator
  }

  /// The value as JSON, with the sizes of the parts that are bytes.
  static func convert(
    _ value: TextValue, by outline: SchemaOutline, validator: SchemaValidator
  ) -> (value: JSONNode, binarySizes: [JSONNode: Int])? {
    var converter = TextConverter(validator: validator)
    let text = converter.json(value, outline, at: "")
    guard let node = JSONText.parse(text) else { return nil }
    var sizes: [JSONNode: Int] = [:]
    for entry in converter.binary {
      if let leaf = node.resolve(pointer: entry.pointer) { sizes[leaf] = entry.size }
    }
    return (node, sizes)
  }

  private mutating func json(_ value: TextValue, _ outline: SchemaOutline, at pointer: String) -> String {
    switch value {
    case .json(let text): return text
    case .bytes(let count):
      binary.append((pointer, count))
      return "\"\""
    case .text(let text): return scalar(text, outline)
    case .list(let elements):
      var text = "["
      for (position, element) in elements.enumerated() {
        if position > 0 { text += "," }
        text += json(element, outline.element(position), at: pointer + "/" + String(position))
      }
      return text + "]"
    case .map(let members):
      var text = "{"
      for (position, member) in members.enumerated() {
        if position > 0 { text += "," }
        text += JSONEscapes.quoted(member.name) + ":"
        text += json(
          member.value, outline.property(member.name), at: pointer + "/" + JSONPointer.escape(member.name))
      }
      return text + "}"
    }
  }

  /// Of the values that the text may stand for the first that fits; if none does, the one the types ask for most.
  private func scalar(_ text: String, _ outline: SchemaOutline) -> String {
    let types = outline.types
    let isOpen = types.isEmpty || types == ["null"]
    var candidates: [String] = []
    if isOpen { candidates.append(JSONEscapes.quoted(text)) }
    if isOpen || types.contains("integer") || types.contains("number"), ExactDecimal(text) != nil {
      candidates.append(text)
    }
    if isOpen || types.contains("boolean"), text == "true" || text == "false" { candidates.append(text) }
    if types.contains("null"), text == "null" || (text.isEmpty && !types.contains("string")) {
      candidates.append("null")
    }
    // What styles have no form for is sent as JSON: objects in lists, lists in objects.
    let isContainer = types.contains("object") && text.hasPrefix("{") || types.contains("array") && text.hasPrefix("[")
    if isContainer, JSONText.parse(text) != nil { candidates.append(text) }
    if !isOpen, types.contains("string") { candidates.append(JSONEscapes.quoted(text)) }
    if candidates.count > 1 {
      for candidate in candidates {
        guard let node = JSONText.parse(candidate) else { continue }
        for schema in outline.schemas where !validator.validate(node, against: schema).hasViolations {
          return candidate
        }
      }
    }
    return candidates.first ?? JSONEscapes.quoted(text)
  }
}
