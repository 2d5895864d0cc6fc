import OpenAPIDocument

/// The types, properties and elements that schemas allow for a value, collected from all of their parts.
///
/// It tells how to read a value that was sent as text.
package struct SchemaOutline: Sendable {
  let library: SchemaLibrary
  /// Every schema that may apply to the value: `schemas`, the targets of references, and the parts of `allOf`, `anyOf`,
  /// `oneOf`, `then` and `else`.
  package let parts: [JSONNode]
  /// The schemas that the outline was made from.
  let schemas: [JSONNode]

  package init(_ schemas: [JSONNode], library: SchemaLibrary) {
    self.library = library
    self.schemas = schemas
    var parts: [JSONNode] = []
    var seen: Set<JSONNode> = []
    for schema in schemas { SchemaOutline.collect(schema, 0, library: library, parts: &parts, seen: &seen) }
    self.parts = parts
  }

  private static func collect(
    _ schema: JSONNode, _ depth: Int, library: SchemaLibrary, parts: inout [JSONNode], seen: inout Set<JSONNode>
  ) {
    guard schema.kind == .object, depth < 32, seen.insert(schema).inserted else { return }
    parts.append(schema)
    if let reference = schema["$ref"]?.string, let target = library.target(of: reference, at: schema) {
      collect(target.node, depth + 1, library: library, parts: &parts, seen: &seen)
    }
    let alternatives = ["allOf", "anyOf", "oneOf"].flatMap { schema.elements(of: $0) }
    let children = alternatives + ["then", "else"].compactMap { schema[$0] }
    for child in children { collect(child, depth + 1, library: library, parts: &parts, seen: &seen) }
  }

  /// The types, by their names in JSON Schema; empty if the schemas don't restrict them.
  var types: [String] {
    var types = parts.flatMap { part in
      [part["type"]?.string].compactMap { $0 } + part.elements(of: "type").compactMap(\.string)
        + (part["nullable"]?.bool == true ? ["null"] : [])
    }.uniqued()
    if types.isEmpty || types == ["null"] {
      if !propertyNames.isEmpty { types.append("object") }
      if parts.contains(where: { $0["items"] != nil || $0["prefixItems"] != nil }) { types.append("array") }
    }
    return types
  }

  /// Whether the value can be an array, but not an object.
  var isArray: Bool { types.contains("array") && !types.contains("object") }
  /// Whether the value can be an object, but not an array.
  var isObject: Bool { types.contains("object") && !types.contains("array") }
  /// Whether the value can be a string, a number or a Boolean.
  var allowsScalar: Bool {
    types.isEmpty || types.contains { ["string", "number", "integer", "boolean"].contains($0) }
  }

  var propertyNames: [String] { parts.flatMap { $0.members(of: "properties").map(\.key) }.uniqued() }

  /// Whether a schema states that it allows properties that it doesn't name.
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

  /// The outline of a property's value.
  package func property(_ name: String) -> SchemaOutline {
    var named: [JSONNode] = []
    var others: [JSONNode] = []
    for part in parts {
      if let schema = part["properties"]?[name] { named.append(schema) }
      if let schema = part["additionalProperties"] { others.append(schema) }
      for pattern in part.members(of: "patternProperties") {
        guard let compiled = try? Pattern(pattern.key), case .match = compiled.search(name) else { continue }
        named.append(pattern.value)
      }
    }
    return SchemaOutline(named.isEmpty ? others : named, library: library)
  }

  /// The outline of an element.
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

  /// Whether the value may be something other than bytes, such as text or an object.
  var allowsMoreThanBytes: Bool {
    parts.contains { $0["type"] != nil && $0["format"]?.string != "binary" && $0["contentMediaType"] == nil }
  }
}
