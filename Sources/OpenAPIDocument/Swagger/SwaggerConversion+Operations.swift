extension SwaggerConversion {
  private static let methods: Set<String> = ["get", "put", "post", "delete", "options", "head", "patch"]

  /// Adds a path item; one that is a reference is copied from its target.
  mutating func addPathItem(_ node: JSONNode, key: String?) {
    if let reference = node[.ref], let text = reference.string {
      if let item = target(of: node), item.isObject, item[.ref] == nil { return addPathItem(item, key: key) }
      // The linker reports the broken reference.
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

  /// A parameter in a list, with the target of its reference.
  struct ListedParameter {
    let node: JSONNode
    /// The parameter that the node refers to, or the node itself.
    let target: JSONNode
    /// Whether it is a body or a form field, which belong to the request body in OpenAPI 3.
    let isInBody: Bool
    /// Whether it is in a file that is not a document itself, so that it must be copied.
    let isInFragment: Bool
  }

  private func parameters(_ owner: JSONNode) -> [ListedParameter] {
    guard let list = owner[.parameters], list.isArray else { return [] }
    return list.children.map { node in
      let target = target(of: node) ?? node
      let location = target[.in]?.string
      return ListedParameter(
        node: node, target: target, isInBody: location == "body" || location == "formData",
        isInFragment: isInFragment(target))
    }
  }

  private mutating func add(_ parameter: ListedParameter) {
    addParameter(parameter.isInFragment ? parameter.target : parameter.node)
  }

  // MARK: Operations

  private mutating func addOperation(_ node: JSONNode, shared: [ListedParameter]) {
    let own = parameters(node)
    func isOverridden(_ parameter: ListedParameter) -> Bool {
      own.contains { other in
        let location = parameter.target[.in]?.string
        return other.target[.in]?.string == location
          && (location == "body" || other.target[.name]?.string == parameter.target[.name]?.string)
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
    let bodies = parameters.filter { $0.target[.in]?.string == "body" }
    let fields = parameters.filter { $0.target[.in]?.string == "formData" }
    let types = mediaTypes(operation, "consumes")
    guard let body = bodies.first else { return addForm(fields.map(\.target), types) }
    for other in bodies.dropFirst() + fields {
      warn(
        "A request has one body, \"\(body.target[.name]?.string ?? "body")\", so this parameter is left out",
        at: other.node, hint: "make the parameters properties of one body")
    }
    let isComponent = body.node[.ref] != nil && !body.isInFragment && operation["consumes"] == nil
    if isComponent, let reference = body.node[.ref] {
      record(body.node)
      builder.beginObject("requestBody", at: body.node)
      addReference(reference)
      builder.end()
    } else {
      addBody(body.target, types, "requestBody")
    }
  }

  // MARK: Responses

  private mutating func addResponse(_ node: JSONNode, of operation: JSONNode) {
    let types = mediaTypes(operation, "produces")
    guard let reference = node[.ref], let target = target(of: node), target.isObject else {
      return addResponse(node, types, node.key)
    }
    // A shared response has the document's media types, so one for an operation with its own is copied.
    let hasOwnTypes = operation["produces"] != nil && target[.schema] != nil && target.tree === original
    if isInFragment(target) || hasOwnTypes { return addResponse(target, types, node.key) }
    begin(node)
    addReference(reference)
    builder.end()
  }

  /// Adds a response whose body is of one of the media types.
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
