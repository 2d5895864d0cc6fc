extension SwaggerConversion {
  private static let methods: Set<String> = ["get", "put", "post", "delete", "options", "head", "patch"]

  /// Adds a path with its operations; one that stands in another file comes from there.
  mutating func addPathItem(_ node: JSONNode, key: String?) {
    if let reference = node[.ref], let text = reference.string {
      if let item = target(of: node), item.isObject, item[.ref] == nil { return addPathItem(item, key: key) }
      // The linker says that there is nothing.
      begin(node, key)
      if text.isEmpty { copy(reference) } else { addReference(reference) }
      return builder.end()
    }
    guard node.isObject else { return copy(node, key) }
    let shared = parameters(node)
    begin(node, key)
    for member in node.children {
      switch member.key {
      case "parameters" where member.isArray:
        begin(member)
        for parameter in shared where !parameter.isInBody { add(parameter) }
        builder.end()
      case let name? where Self.methods.contains(name) && member.isObject: addOperation(member, shared: shared)
      default: copy(member)
      }
    }
    builder.end()
  }

  // MARK: Parameters

  /// A parameter of a list, with what it refers to.
  struct ListedParameter {
    let node: JSONNode
    let meaning: JSONNode
    /// Whether it is a body or a form field, of which OpenAPI 3 makes a request body.
    let isInBody: Bool
    /// Whether it stands in another file that is no document, from where it is taken in.
    let isFragment: Bool
  }

  private func parameters(_ owner: JSONNode) -> [ListedParameter] {
    guard let list = owner[.parameters], list.isArray else { return [] }
    return list.children.map { node in
      let meaning = target(of: node) ?? node
      let location = meaning[.in]?.string
      let isFragment = meaning.tree !== original && !SwaggerConversion.isSwagger(meaning.tree.root)
      return ListedParameter(
        node: node, meaning: meaning, isInBody: location == "body" || location == "formData", isFragment: isFragment)
    }
  }

  private mutating func add(_ parameter: ListedParameter) {
    if parameter.isFragment { addParameter(parameter.meaning) } else { addParameter(parameter.node) }
  }

  // MARK: Operations

  private mutating func addOperation(_ node: JSONNode, shared: [ListedParameter]) {
    let own = parameters(node)
    func isOverridden(_ parameter: ListedParameter) -> Bool {
      own.contains { other in
        let location = parameter.meaning[.in]?.string
        return other.meaning[.in]?.string == location
          && (location == "body" || other.meaning[.name]?.string == parameter.meaning[.name]?.string)
      }
    }
    let inBody = shared.filter { $0.isInBody && !isOverridden($0) } + own.filter(\.isInBody)
    begin(node)
    var hasBody = inBody.isEmpty
    for member in node.children {
      switch member.key {
      case "consumes", "produces": break
      case "schemes": addServers(of: node, at: member)
      case "parameters" where member.isArray:
        begin(member)
        for parameter in own where !parameter.isInBody { add(parameter) }
        builder.end()
        if !hasBody { addRequestBody(inBody, of: node) }
        hasBody = true
      case "responses" where member.isObject:
        begin(member)
        for response in member.children { addResponse(response, of: node) }
        builder.end()
      default: copy(member)
      }
    }
    if !hasBody { addRequestBody(inBody, of: node) }
    builder.end()
  }

  private mutating func addRequestBody(_ parameters: [ListedParameter], of operation: JSONNode) {
    let bodies = parameters.filter { $0.meaning[.in]?.string == "body" }
    let fields = parameters.filter { $0.meaning[.in]?.string == "formData" }
    let types = mediaTypes(operation, "consumes")
    guard let body = bodies.first else { return addForm(fields.map(\.meaning), types) }
    for other in bodies.dropFirst() + fields {
      warn(
        "A request has one body; this parameter stands beside \"\(body.meaning[.name]?.string ?? "body")\" and is left out",
        at: other.node, hint: "make the parameters properties of one body")
    }
    let isComponent = body.node[.ref] != nil && !body.isFragment && operation["consumes"] == nil
    if isComponent, let reference = body.node[.ref] {
      note(body.node)
      builder.beginObject("requestBody", at: body.node)
      addReference(reference)
      builder.end()
    } else {
      addBody(body.meaning, types, "requestBody")
    }
  }

  // MARK: Responses

  private mutating func addResponse(_ node: JSONNode, of operation: JSONNode) {
    let types = mediaTypes(operation, "produces")
    guard let reference = node[.ref], let meaning = target(of: node), meaning.isObject else {
      return addResponse(node, types, node.key)
    }
    let isFragment = meaning.tree !== original && !SwaggerConversion.isSwagger(meaning.tree.root)
    // What the document says of media types holds for a shared response, what the operation says does not.
    let isOwn = operation["produces"] != nil && meaning[.schema] != nil && meaning.tree === original
    if isFragment || isOwn { return addResponse(meaning, types, node.key) }
    begin(node)
    addReference(reference)
    builder.end()
  }

  /// Adds a response whose body has one of some media types.
  mutating func addResponse(_ node: JSONNode, _ mediaTypes: [JSONNode], _ key: String?) {
    guard node.isObject else { return copy(node, key) }
    begin(node, key)
    for member in node.children {
      switch member.key {
      case "$ref": addReference(member)
      case "examples": break
      case "schema": addContent(member, mediaTypes, examples: node[.examples])
      case "headers" where member.isObject:
        begin(member)
        for header in member.children { addHeader(header) }
        builder.end()
      default: copy(member)
      }
    }
    builder.end()
  }

  private mutating func addContent(_ schema: JSONNode, _ mediaTypes: [JSONNode], examples: JSONNode?) {
    let isFile = schema[.type]?.string == "file"
    builder.beginObject("content", at: schema)
    var types = mediaTypes.map { (name: $0.string ?? "", node: $0) }
    if types.isEmpty { types = [(isFile ? "application/octet-stream" : "application/json", schema)] }
    for type in types {
      builder.beginObject(type.name, at: type.node)
      addSchema(schema, "schema")
      if let example = examples?[type.name] { copy(example, "example") }
      builder.end()
    }
    builder.end()
  }
}
