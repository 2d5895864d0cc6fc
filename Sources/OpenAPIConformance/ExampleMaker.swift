import OpenAPIClientRuntime
import OpenAPIDocument
import OpenAPIValidation

/// Finds or makes a value for a schema: its example, default, constant or first listed value, else one that fits.
struct ExampleMaker: Sendable {
  let document: JSONTree
  private let library: SchemaLibrary
  private let validator: SchemaValidator

  init(document: JSONTree) {
    self.document = document
    let version = document.root["openapi"]?.string ?? ""
    var library = SchemaLibrary(dialect: version.hasPrefix("3.0") ? .openAPI30 : .draft202012)
    library.addDocument(document, uri: document.file)
    self.library = library
    validator = SchemaValidator(library: library)
  }

  /// The node that a chain of `$ref`s leads to; the last one that could be followed where one leads nowhere.
  func follow(_ node: JSONNode) -> JSONNode {
    var current = node
    for _ in 0..<64 {
      guard let target = target(of: current) else { return current }
      current = target
    }
    return current
  }

  /// Where the `$ref` of a node leads.
  func target(of node: JSONNode) -> JSONNode? {
    node["$ref"]?.string.flatMap { library.resolve($0, at: node) }
  }

  /// The value of a parameter.
  func value(ofParameter parameter: JSONNode) -> JSONValue {
    if let example = example(beside: parameter) { return example }
    if let schema = parameter["schema"] { return value(of: schema) }
    for member in parameter["content"].map({ Array($0.members) }) ?? [] { return value(ofMedia: follow(member.value)) }
    return .string("value")
  }

  /// The value of a media type.
  func value(ofMedia media: JSONNode) -> JSONValue {
    guard let schema = media["schema"] else { return example(beside: media) ?? .object([:]) }
    if let example = example(beside: media), isValid(example, schema) { return example }
    return value(of: schema)
  }

  /// A value valid by the schema where one can be made: all properties first, else only the required ones.
  func value(of schema: JSONNode) -> JSONValue {
    let whole = make(schema, depth: 0, all: true)
    if isValid(whole, schema) { return whole }
    let least = make(schema, depth: 0, all: false)
    return isValid(least, schema) ? least : whole
  }

  func isValid(_ value: JSONValue, _ schema: JSONNode) -> Bool {
    var diagnostics = Diagnostics()
    guard let bytes = try? value.jsonBytes(),
      let tree = JSONTree.parse(bytes, file: "value", diagnostics: &diagnostics)
    else { return false }
    return !validator.validate(tree.root, against: schema).hasViolations
  }

  private func example(beside node: JSONNode) -> JSONValue? {
    if let example = node["example"] { return json(example) }
    guard let examples = node["examples"] else { return nil }
    for member in examples.members {
      let example = follow(member.value)
      if let value = example["value"] ?? example["dataValue"] { return json(value) }
    }
    return nil
  }

  private func json(_ node: JSONNode) -> JSONValue? { try? JSONValue(jsonString: node.compactText) }

  private func make(_ node: JSONNode, depth: Int, all: Bool) -> JSONValue {
    let schema = follow(node)
    guard schema.kind == .object, depth < 12 else { return .null }
    if let given = given(schema) { return given }
    var object = members(schema, depth: depth, all: all)
    if let parts = schema["allOf"] {
      for part in parts.elements {
        let value = make(part, depth: depth + 1, all: all)
        guard let more = value.object else {
          if object == nil, !value.isNull { return value }
          continue
        }
        var merged = object ?? JSONObject()
        for member in more { merged[member.key] = member.value }
        object = merged
      }
    }
    for keyword in ["oneOf", "anyOf"] {
      guard let variants = schema[keyword] else { continue }
      for variant in variants.elements where follow(variant)["type"]?.string != "null" {
        let value = make(variant, depth: depth + 1, all: all)
        guard let more = value.object else {
          if object == nil { return value }
          break
        }
        var merged = object ?? JSONObject()
        for member in more { merged[member.key] = member.value }
        object = merged
        break
      }
    }
    if let object { return .object(object) }
    return scalar(schema, depth: depth, all: all)
  }

  private func given(_ schema: JSONNode) -> JSONValue? {
    var candidates: [JSONNode] = []
    if let value = schema["const"] { candidates.append(value) }
    if let value = schema["example"] { candidates.append(value) }
    if let values = schema["examples"] { candidates.append(contentsOf: values.elements) }
    if let value = schema["default"], !value.isNull { candidates.append(value) }
    if let values = schema["enum"] { candidates.append(contentsOf: values.elements) }
    for candidate in candidates {
      if let value = json(candidate), isValid(value, schema) { return value }
    }
    return nil
  }

  private func members(_ schema: JSONNode, depth: Int, all: Bool) -> JSONObject? {
    let properties = schema["properties"]
    guard properties != nil || type(of: schema) == "object" else { return nil }
    var required: Set<String> = []
    if let names = schema["required"] {
      for name in names.elements { if let name = name.string { required.insert(name) } }
    }
    var object = JSONObject()
    guard let properties else { return object }
    for property in properties.members {
      let target = follow(property.value)
      if target["readOnly"]?.bool == true { continue }
      guard required.contains(property.key) || (all && depth < 4) else { continue }
      object[property.key] = make(property.value, depth: depth + 1, all: all)
    }
    return object
  }

  private func type(of schema: JSONNode) -> String? {
    guard let type = schema["type"] else {
      if schema["items"] != nil { return "array" }
      return nil
    }
    if let name = type.string { return name }
    for element in type.elements { if let name = element.string, name != "null" { return name } }
    return nil
  }

  private func scalar(_ schema: JSONNode, depth: Int, all: Bool) -> JSONValue {
    switch type(of: schema) {
    case "string": return .string(text(schema))
    case "integer", "number": return number(schema)
    case "boolean": return .bool(true)
    case "array":
      let least = max(schema["minItems"]?.int ?? 1, 1)
      guard let items = schema["items"] else { return .array([]) }
      return .array(Array(repeating: make(items, depth: depth + 1, all: all), count: min(least, 100)))
    case "null": return .null
    default: return .string("value")
    }
  }

  private func number(_ schema: JSONNode) -> JSONValue {
    let step = max(schema["multipleOf"]?.int ?? 1, 1)
    var value = step
    if let minimum = schema["minimum"]?.double, Double(value) <= minimum, minimum < 1e15 {
      value = (Int(minimum) / step + 1) * step
    }
    if let minimum = schema["exclusiveMinimum"]?.double, Double(value) <= minimum, minimum < 1e15 {
      value = (Int(minimum) / step + 1) * step
    }
    if let maximum = schema["maximum"]?.double, Double(value) > maximum, maximum > -1e15 {
      if let minimum = schema["minimum"]?.double { return .double((minimum + maximum) / 2) }
      value = Int(maximum)
    }
    return .int(value)
  }

  private func text(_ schema: JSONNode) -> String {
    let known = [
      "date-time": "2026-01-30T12:00:00Z", "date": "2026-01-30", "time": "12:00:00Z", "duration": "PT1H",
      "uuid": "0d6f2a5e-3c1b-4c8e-9f7a-2b6d5e4c3a10", "uri": "https://example.com/a", "url": "https://example.com/a",
      "uri-reference": "/a", "email": "someone@example.com", "hostname": "example.com", "ipv4": "192.0.2.1",
      "ipv6": "2001:db8::1", "byte": "Ynl0ZXM=",
    ]
    if let format = schema["format"]?.string, let value = known[format] { return value }
    var value = "value"
    let least = min(schema["minLength"]?.int ?? 0, 100_000)
    while value.unicodeScalars.count < least { value += "e" }
    if let most = schema["maxLength"]?.int, most < value.unicodeScalars.count, most >= 0 {
      value = String(value.prefix(most))
    }
    return value
  }
}

extension ExampleMaker {
  /// The defaults and constants that properties of a name have anywhere in the document.
  func defaults(of name: String) -> [JSONNode] {
    var found: [JSONNode] = []
    var waiting = [document.root]
    while let node = waiting.popLast() {
      if node.kind == .object {
        if let properties = node["properties"], let property = properties[name] {
          let schema = follow(property)
          if let value = schema["default"] ?? schema["const"] { found.append(value) }
        }
        for member in node.members { waiting.append(member.value) }
      } else if node.kind == .array {
        waiting.append(contentsOf: node.elements)
      }
    }
    return found
  }
}
