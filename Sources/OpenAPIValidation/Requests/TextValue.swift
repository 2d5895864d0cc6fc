import OpenAPIDocument
import OpenAPISyntax

/// A value from a query, a header field, a path or a form: text with a structure, but without types.
indirect enum TextValue: Sendable {
  case text(String)
  case list([TextValue])
  case map([(name: String, value: TextValue)])
  /// Text that is known to be JSON.
  case json(String)
  /// A file of so many bytes.
  case bytes(Int)
}

/// Turns text values into JSON values of the types that the schema allows.
struct TextConverter {
  private let validator: SchemaValidator
  /// The JSON pointers of files, and their numbers of bytes.
  private var binary: [(pointer: String, size: Int)] = []

  init(validator: SchemaValidator) {
    self.validator = validator
  }

  /// The value as JSON, in which an empty string stands for each file, and the sizes of the files; nil if a part isn't
  /// JSON.
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
      let texts = elements.enumerated().map { json($1, outline.element($0), at: "\(pointer)/\($0)") }
      return "[" + texts.joined(separator: ",") + "]"
    case .map(let members):
      let texts = members.map { name, value in
        let text = json(value, outline.property(name), at: pointer + "/" + JSONPointer.escape(name))
        return JSONEscapes.quoted(name) + ":" + text
      }
      return "{" + texts.joined(separator: ",") + "}"
    }
  }

  /// The text as JSON of the first type that makes it valid; if none does, of the first type that it can be read as.
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
    // Styles can't express objects in lists or lists in objects, so those are sent as JSON.
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
