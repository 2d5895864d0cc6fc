extension SwaggerConversion {
  /// The members of a parameter or header that say what its value is; in OpenAPI 3 they stand in a schema.
  private static let schemaMembers: Set<String> = [
    "type", "format", "items", "default", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength",
    "minLength", "pattern", "maxItems", "minItems", "uniqueItems", "enum", "multipleOf", "x-nullable",
  ]

  /// Adds a parameter that is neither body nor form field.
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

  /// Adds the schema that the members of a parameter, header or form field make up.
  private mutating func addValueSchema(of node: JSONNode, _ style: ValueStyle, key: String = "schema") {
    builder.beginObject(key, at: node)
    if style.isText {
      builder.add("string", "type", at: node[.type] ?? node)
    } else {
      for member in node.children where Self.schemaMembers.contains(member.key ?? "") {
        addSchemaMember(member, of: node)
      }
    }
    builder.end()
  }

  /// Adds what a parameter says of its values to their schema; a file is a binary string.
  private mutating func addSchemaMember(_ member: JSONNode, of parameter: JSONNode) {
    switch member.key {
    case "x-nullable": builder.copy(member, "nullable")
    case "type" where member.string == "file":
      builder.add("string", "type", at: member)
      if parameter[.format] == nil { builder.add("binary", "format", at: member) }
    case "items": addItems(member)
    default: copy(member)
    }
  }

  /// Adds what the elements of a parameter are: values as of parameters, which may be lists again.
  private mutating func addItems(_ node: JSONNode) {
    guard node.isObject else { return copy(node) }
    begin(node)
    if node[.type]?.string == "array" {
      warnOfText(node, "Lists within a list have no form in OpenAPI 3 outside of a body; each element is text")
      builder.add("string", "type", at: node[.type] ?? node)
    } else {
      for member in node.children where member.key != "collectionFormat" {
        switch member.key {
        case "$ref": addReference(member)
        case "x-nullable": builder.copy(member, "nullable")
        default: copy(member)
        }
      }
    }
    builder.end()
  }

  private mutating func warnOfText(_ node: JSONNode, _ message: String) {
    warn(message, at: node, hint: "join the values as the service expects them")
  }

  // MARK: Styles

  /// How a value of several parts is written, in the words of OpenAPI 3.
  struct ValueStyle {
    var name: String?
    var explode: Bool?
    /// Whether OpenAPI 3 has no word for it: then the value is the text that callers make.
    var isText = false
  }

  /// The style by `collectionFormat`; lists are parted by commas where it does not say.
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
      warnOfText(
        format ?? node,
        "OpenAPI 3 has no form for the collection format \"\(name)\" in \(location.isEmpty ? "this" : "a \(location)"); "
          + "the value is text")
      return ValueStyle(isText: true)
    }
  }

  /// The style of a form field, whose body may be multipart or not.
  private mutating func fieldStyle(_ node: JSONNode, isMultipart: Bool) -> ValueStyle {
    guard node[.type]?.string == "array" else { return ValueStyle() }
    switch node["collectionFormat"]?.string ?? "csv" {
    case "multi": return ValueStyle()
    case "csv" where !isMultipart: return ValueStyle(name: "form", explode: false)
    case "ssv" where !isMultipart: return ValueStyle(name: "spaceDelimited", explode: false)
    case "pipes" where !isMultipart: return ValueStyle(name: "pipeDelimited", explode: false)
    case let name:
      warnOfText(
        node["collectionFormat"] ?? node,
        "OpenAPI 3 has no form for the collection format \"\(name)\" in a \(isMultipart ? "multipart body" : "form"); the "
          + "value is text")
      return ValueStyle(isText: true)
    }
  }

  // MARK: Bodies

  /// Adds the request body that a body parameter is.
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

  /// Adds the request body that form fields make up.
  mutating func addForm(_ fields: [JSONNode], _ mediaTypes: [JSONNode]) {
    guard let first = fields.first else { return }
    let multipart = "multipart/form-data"
    let urlEncoded = "application/x-www-form-urlencoded"
    let hasFile = fields.contains { $0[.type]?.string == "file" }
    var types = mediaTypes.compactMap(\.string).filter { type in
      let essence = type.prefix { $0 != ";" }.lowercased()
      return essence == multipart || (essence == urlEncoded && !hasFile)
    }
    if types.isEmpty { types = [hasFile ? multipart : urlEncoded] }
    builder.beginObject("requestBody", at: first)
    builder.beginObject("content", at: first)
    for type in types {
      let isMultipart = type.hasPrefix("multipart")
      let styles = fields.map { fieldStyle($0, isMultipart: isMultipart) }
      builder.beginObject(type, at: first)
      builder.beginObject("schema", at: first)
      builder.add("object", "type", at: first)
      builder.beginObject("properties", at: first)
      for (field, style) in zip(fields, styles) { addField(field, style) }
      builder.end()
      let required = fields.filter { $0[.required]?.bool == true }
      if !required.isEmpty {
        builder.beginArray("required", at: first)
        for field in required { builder.add(field[.name]?.string ?? "", at: field) }
        builder.end()
      }
      builder.end()
      if styles.contains(where: { $0.name != nil }) {
        builder.beginObject("encoding", at: first)
        for (field, style) in zip(fields, styles) {
          guard let name = style.name else { continue }
          builder.beginObject(field[.name]?.string ?? "", at: field)
          builder.add(name, "style", at: field)
          builder.add(style.explode ?? false, "explode", at: field)
          builder.end()
        }
        builder.end()
      }
      builder.end()
    }
    builder.end()
    if fields.contains(where: { $0[.required]?.bool == true }) { builder.add(true, "required", at: first) }
    builder.end()
  }

  /// Adds the property that a form field is.
  private mutating func addField(_ field: JSONNode, _ style: ValueStyle) {
    let name = field[.name]?.string ?? ""
    note(field)
    builder.beginObject(name, at: field)
    if let description = field[.description] { copy(description) }
    if style.isText {
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
