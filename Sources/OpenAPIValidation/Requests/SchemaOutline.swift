import OpenAPIDocument

/// What a schema lets expect of a value that came as text: its types, properties and elements, wherever they are stated.
package struct SchemaOutline: Sendable {
  let library: SchemaLibrary
  /// The schemas that may apply to the value, with references followed and combinations opened up.
  package let parts: [JSONNode]
  /// The schemas as given.
  let schemas: [JSONNode]

  package init(_ schemas: [JSONNode], library: SchemaLibrary) {
    self.library = library
    self.schemas = schemas
    var parts: [JSONNode] = []
    var seen: Set<JSONNode> = []
    for schema in schemas { SchemaOutline.open(schema, 0, library: library, parts: &parts, seen: &seen) }
    self.parts = parts
  }

  private static func open(
    _ schema: JSONNode, _ depth: Int, library: SchemaLibrary, parts: inout [JSONNode], seen: inout Set<JSONNode>
  ) {
    guard schema.kind == .object, depth < 32, seen.insert(schema).inserted else { return }
    parts.append(schema)
    if let reference = schema["$ref"]?.string, let target = library.target(of: reference, at: schema) {
      open(target.node, depth + 1, library: library, parts: &parts, seen: &seen)
    }
    for keyword in ["allOf", "anyOf", "oneOf"] {
      for element in schema[keyword]?.elements.map({ $0 }) ?? [] {
        open(element, depth + 1, library: library, parts: &parts, seen: &seen)
      }
    }
    for keyword in ["then", "else"] {
      if let branch = schema[keyword] { open(branch, depth + 1, library: library, parts: &parts, seen: &seen) }
    }
  }

  /// The types that are named, as JSON Schema calls them; empty if none is.
  var types: [String] {
    var types: [String] = []
    func add(_ name: String) {
      if !types.contains(name) { types.append(name) }
    }
    for part in parts {
      if let name = part["type"]?.string { add(name) }
      for element in part["type"]?.elements.map({ $0 }) ?? [] { if let name = element.string { add(name) } }
      if part["nullable"]?.bool == true { add("null") }
    }
    if types.isEmpty || types == ["null"] {
      if !propertyNames.isEmpty { add("object") }
      if parts.contains(where: { $0["items"] != nil || $0["prefixItems"] != nil }) { add("array") }
    }
    return types
  }

  /// Whether it must be an array, an object, or can be neither.
  var isArray: Bool { types.contains("array") && !types.contains("object") }
  var isObject: Bool { types.contains("object") && !types.contains("array") }
  var allowsScalar: Bool {
    types.isEmpty || types.contains { ["string", "number", "integer", "boolean"].contains($0) }
  }

  var propertyNames: [String] {
    var names: [String] = []
    var seen: Set<String> = []
    for part in parts {
      guard let properties = part["properties"] else { continue }
      for member in properties.members where seen.insert(member.key).inserted { names.append(member.key) }
    }
    return names
  }

  /// Whether the schema says itself that it takes properties that it does not name.
  var allowsOthersExplicitly: Bool {
    parts.contains { part in
      if let additional = part["additionalProperties"], additional.bool != false { return true }
      if let unevaluated = part["unevaluatedProperties"], unevaluated.bool != false { return true }
      return part["patternProperties"] != nil
    }
  }

  /// Whether a property is described: it is named, or others are allowed, or none is named at all.
  package func describes(property name: String) -> Bool {
    propertyNames.isEmpty || allowsOthersExplicitly || parts.contains { $0["properties"]?[name] != nil }
  }

  /// What is expected of a property.
  package func property(_ name: String) -> SchemaOutline {
    var named: [JSONNode] = []
    var others: [JSONNode] = []
    for part in parts {
      if let schema = part["properties"]?[name] { named.append(schema) }
      if let schema = part["additionalProperties"] { others.append(schema) }
      for pattern in part["patternProperties"]?.members.map({ $0 }) ?? [] {
        guard let compiled = try? Pattern(pattern.key), case .match = compiled.search(name) else { continue }
        named.append(pattern.value)
      }
    }
    return SchemaOutline(named.isEmpty ? others : named, library: library)
  }

  /// What is expected of an element.
  package func element(_ position: Int) -> SchemaOutline {
    var schemas: [JSONNode] = []
    for part in parts {
      if let schema = part["prefixItems"]?[position] ?? part["items"]?[position] {
        schemas.append(schema)
      } else if let schema = part["items"], schema.kind == .object {
        schemas.append(schema)
      }
    }
    return SchemaOutline(schemas, library: library)
  }

  /// Whether the value is bytes: `format: binary`, or in 3.1 a media type without an encoding.
  var isBinary: Bool {
    parts.contains { part in
      part["format"]?.string == "binary" || (part["contentMediaType"] != nil && part["contentEncoding"] == nil)
    }
  }

  /// Whether the value may be something else where it may be bytes: a text, or an object.
  var allowsMoreThanBytes: Bool {
    parts.contains { $0["type"] != nil && $0["format"]?.string != "binary" && $0["contentMediaType"] == nil }
  }
}
