extension SwaggerConversion {
  /// The members of a parameter or header that describe its value, which are in a schema in OpenAPI 3.
  private static let schemaMembers: Set<String> = [
    "type", "format", "items", "default", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength",
    "minLength", "pattern", "maxItems", "minItems", "uniqueItems", "enum", "multipleOf", "x-nullable",
  ]

  /// Adds a parameter that is neither a body nor a form field.
  mutating func addParameter(_ node: JSONNode, _ key: String? = nil) {
    if let reference = node[.ref] {
      begin(node, key)
      addReference(reference)
      return builder.end()
    }
    begin(node, key)
    for member in node.children where !Self.schemaMembers.contains(member.key ?? "") {
      switch member.key {
      case "collectionFormat": break
      case "schema": addSchema(member, "schema")
      default: copy(member)
      }
    }
    let location = node[.in]?.string ?? ""
    let style = valueStyle(node, location)
    if node[.schema] == nil { addValueSchema(of: node, style) }
    if let name = style.name { builder.add(name, "style", at: node["collectionFormat"] ?? node) }
    if let explode = style.explode { builder.add(explode, "explode", at: node["collectionFormat"] ?? node) }
    builder.end()
  }

  /// Adds a header of a response.
  mutating func addHeader(_ node: JSONNode) {
    begin(node)
    for member in node.children where !Self.schemaMembers.contains(member.key ?? "") {
      if member.key != "collectionFormat" { copy(member) }
    }
    addValueSchema(of: node, valueStyle(node, "header"))
    builder.end()
  }

  /// Adds the schema that the members of a parameter or header describe.
  private mutating func addValueSchema(of node: JSONNode, _ style: ValueStyle) {
    builder.beginObject("schema", at: node)
    if style.isString {
      builder.add("string", "type", at: node[.type] ?? node)
    } else {
      for member in node.children where Self.schemaMembers.contains(member.key ?? "") {
        addSchemaMember(member, of: node)
      }
    }
    builder.end()
  }

  /// Adds a member of a parameter to the schema of its value.
  private mutating func addSchemaMember(_ member: JSONNode, of parameter: JSONNode) {
    switch member.key {
    case "x-nullable": addNullable(member)
    case "type" where member.string == "file": addFileType(member, of: parameter)
    case "items": addItems(member)
    default: copy(member)
    }
  }

  /// Adds the schema of a list's elements, which may be lists again.
  private mutating func addItems(_ node: JSONNode) {
    guard node.isObject else { return copy(node) }
    begin(node)
    if node[.type]?.string == "array" {
      warnOfString(node, "OpenAPI 3 has no style for lists within a list outside of a body; each element is a string")
      builder.add("string", "type", at: node[.type] ?? node)
    } else {
      for member in node.children where member.key != "collectionFormat" {
        switch member.key {
        case "$ref": addReference(member)
        case "x-nullable": addNullable(member)
        default: copy(member)
        }
      }
    }
    builder.end()
  }

  private mutating func warnOfString(_ node: JSONNode, _ message: String) {
    warn(message, at: node, hint: "join the values as the service expects them")
  }

  // MARK: Styles

  /// How a list is written, in terms of OpenAPI 3.
  struct ValueStyle {
    var name: String?
    var explode: Bool?
    /// Whether OpenAPI 3 has no such style, so that the value is a string, which callers put together.
    var isString = false
  }

  /// The style for a `collectionFormat`, which is commas by default.
  private mutating func valueStyle(_ node: JSONNode, _ location: String) -> ValueStyle {
    guard node[.type]?.string == "array" else { return ValueStyle() }
    let format = node["collectionFormat"]
    let isQuery = location == "query"
    switch (format?.string ?? "csv", location) {
    case ("csv", "query"): return ValueStyle(name: "form", explode: false)
    case ("csv", "path"), ("csv", "header"): return ValueStyle()
    case ("multi", "query"): return ValueStyle()
    case ("ssv", _) where isQuery: return ValueStyle(name: "spaceDelimited", explode: false)
    case ("pipes", _) where isQuery: return ValueStyle(name: "pipeDelimited", explode: false)
    case (let name, _):
      return withoutStyle(name, at: format ?? node, in: location.isEmpty ? "this parameter" : "a \(location)")
    }
  }

  /// The style of a form field, which depends on whether the body is multipart.
  private mutating func fieldStyle(_ node: JSONNode, isMultipart: Bool) -> ValueStyle {
    guard node[.type]?.string == "array" else { return ValueStyle() }
    switch node["collectionFormat"]?.string ?? "csv" {
    case "multi": return ValueStyle()
    case "csv" where !isMultipart: return ValueStyle(name: "form", explode: false)
    case "ssv" where !isMultipart: return ValueStyle(name: "spaceDelimited", explode: false)
    case "pipes" where !isMultipart: return ValueStyle(name: "pipeDelimited", explode: false)
    case let name:
      return withoutStyle(
        name, at: node["collectionFormat"] ?? node, in: isMultipart ? "a multipart body" : "a form")
    }
  }

  private mutating func withoutStyle(_ format: String, at node: JSONNode, in location: String) -> ValueStyle {
    warnOfString(
      node, "OpenAPI 3 has no style for the collection format \"\(format)\" in \(location); the value is a string")
    return ValueStyle(isString: true)
  }

  // MARK: Bodies

  /// Adds the request body for a body parameter.
  mutating func addBody(_ node: JSONNode, _ mediaTypes: [JSONNode], _ key: String?) {
    begin(node, key)
    for member in node.children {
      switch member.key {
      case "name", "in": break
      case "schema":
        builder.beginObject("content", at: member)
        if mediaTypes.isEmpty { addMedia("application/json", at: node, member) }
        for type in mediaTypes { addMedia(type.string ?? "", at: type, member) }
        builder.end()
      default: copy(member)
      }
    }
    builder.end()
  }

  private mutating func addMedia(_ type: String, at node: JSONNode, _ schema: JSONNode) {
    builder.beginObject(type, at: node)
    addSchema(schema, "schema")
    builder.end()
  }

  /// Adds the request body for form fields.
  mutating func addForm(_ fields: [JSONNode], _ mediaTypes: [JSONNode]) {
    guard let first = fields.first else { return }
    builder.beginObject("requestBody", at: first)
    builder.beginObject("content", at: first)
    for type in formTypes(for: fields, mediaTypes) {
      let isMultipart = type.hasPrefix("multipart")
      let styled = fields.map { (node: $0, style: fieldStyle($0, isMultipart: isMultipart)) }
      builder.beginObject(type, at: first)
      addFormSchema(styled, at: first)
      addEncoding(styled, at: first)
      builder.end()
    }
    builder.end()
    if fields.contains(where: Self.isRequired) { builder.add(true, "required", at: first) }
    builder.end()
  }

  /// The media types of a form: those that are consumed and can have the fields, else the simplest one that can.
  private func formTypes(for fields: [JSONNode], _ mediaTypes: [JSONNode]) -> [String] {
    let multipart = "multipart/form-data"
    let urlEncoded = "application/x-www-form-urlencoded"
    let hasFile = fields.contains { $0[.type]?.string == "file" }
    let types = mediaTypes.compactMap(\.string).filter { type in
      let essence = type.prefix { $0 != ";" }.lowercased()
      return essence == multipart || (essence == urlEncoded && !hasFile)
    }
    return types.isEmpty ? [hasFile ? multipart : urlEncoded] : types
  }

  private static func isRequired(_ field: JSONNode) -> Bool { field[.required]?.bool == true }

  private mutating func addFormSchema(_ fields: [(node: JSONNode, style: ValueStyle)], at first: JSONNode) {
    builder.beginObject("schema", at: first)
    builder.add("object", "type", at: first)
    builder.beginObject("properties", at: first)
    for field in fields { addField(field.node, field.style) }
    builder.end()
    let required = fields.map(\.node).filter(Self.isRequired)
    if !required.isEmpty {
      builder.beginArray("required", at: first)
      for field in required { builder.add(field[.name]?.string ?? "", at: field) }
      builder.end()
    }
    builder.end()
  }

  private mutating func addEncoding(_ fields: [(node: JSONNode, style: ValueStyle)], at first: JSONNode) {
    guard fields.contains(where: { $0.style.name != nil }) else { return }
    builder.beginObject("encoding", at: first)
    for (field, style) in fields {
      guard let name = style.name else { continue }
      builder.beginObject(field[.name]?.string ?? "", at: field)
      builder.add(name, "style", at: field)
      builder.add(style.explode ?? false, "explode", at: field)
      builder.end()
    }
    builder.end()
  }

  /// Adds the property for a form field.
  private mutating func addField(_ field: JSONNode, _ style: ValueStyle) {
    let name = field[.name]?.string ?? ""
    record(field)
    builder.beginObject(name, at: field)
    if let description = field[.description] { copy(description) }
    if style.isString {
      builder.add("string", "type", at: field[.type] ?? field)
    } else {
      for member in field.children {
        switch member.key {
        case "name", "in", "required", "description", "collectionFormat", "allowEmptyValue": break
        default: addSchemaMember(member, of: field)
        }
      }
    }
    builder.end()
  }
}
