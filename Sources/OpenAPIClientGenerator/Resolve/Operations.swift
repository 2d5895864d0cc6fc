import OpenAPIDocument

/// Operations of the document → what is sent and what may come back.
struct Operations {
  let graph: SchemaGraph
  let types: API.Types
  let contents: Contents
  let rules: Rules

  init(graph: SchemaGraph, types: API.Types) {
    self.graph = graph
    self.types = types
    contents = Contents(graph: graph, types: types)
    rules = Rules(graph: graph)
  }

  /// An operation but for its multipart bodies, and the encodings of their parts by content.
  func resolve(_ operation: Operation, security: [[String]]?) -> (operation: API.Operation, encodings: [[Encoding]]) {
    let resolvedBodies = contents.resolve(operation.requestBody?.content ?? []).map(form)
    note(operation, resolvedBodies)
    let isBodyRequired = operation.requestBody?.isRequired ?? false
    let bodies = resolvedBodies.filter { !contents.holdsNothing($0.content, isRequired: isBodyRequired) }
    let (successes, failures) = responses(operation)
    let callbacks = operation.callbacks.flatMap { callback in callback.items.map { (callback.name, $0) } }
    let body = operation.requestBody.map {
      API.Body(
        isRequired: $0.isRequired, description: $0.description, location: Location($0.node),
        contents: bodies.map { $0.content })
    }
    let resolved = API.Operation(
      id: operation.operationId, method: operation.method, path: operation.path,
      documentation: Operations.documentation(operation), tags: operation.tags,
      parameters: operation.parameters.filter { !isIgnored($0) }.map { parameter($0) }, body: body,
      successes: successes, failures: failures, callbacks: payloads(callbacks), security: security,
      server: Servers.own(operation, &graph.diagnostics))
    return (resolved, bodies.map { $0.media.encoding })
  }

  /// A form has named members; what has none is the text of the form.
  private func form(_ body: Contents.Resolved) -> Contents.Resolved {
    guard body.content.kind == .form, let type = body.content.type, !contents.hasMembers(type, depth: 0) else {
      return body
    }
    graph.diagnostics.warning(
      "form-not-object", "A form has named members, which this body has not; it is given as the text of the form",
      at: body.media.node, hint: "describe the form as an object with `properties`")
    var content = body.content
    content.type = API.text
    return Contents.Resolved(content: content, media: body.media)
  }

  private static func documentation(_ operation: Operation) -> Documentation {
    var documentation = Documentation(of: operation)
    if let url = operation.externalDocs?.url, !url.isEmpty { documentation.add("More: \(url)") }
    if operation.deprecated { documentation.deprecation = Deprecation() }
    return documentation
  }

  private func note(_ operation: Operation, _ bodies: [Contents.Resolved]) {
    if let body = operation.requestBody, bodies.isEmpty {
      graph.diagnostics.warning(
        "body-without-content", "This request body has no content type, so it can't be sent", at: body.node,
        hint: "add the content type to `content`")
    }
    for body in bodies {
      guard case .binary = body.content.kind, case .multipart = ContentKind(body.media.essence) else { continue }
      graph.diagnostics.warning(
        "multipart-positions", "Parts told apart by position can't be typed; the body is bytes",
        at: body.media.node, hint: "write the parts yourself, or describe them as named `properties`")
    }
    for parameter in operation.parameters {
      guard case .header = parameter.location, ["accept", "content-type"].contains(parameter.name.lowercased())
      else { continue }
      graph.diagnostics.note(
        "header-by-content",
        "`\(parameter.name)` follows from the content types; the parameter is left out",
        at: parameter.node, hint: "name the content types in `content`")
    }
    for parameter in operation.parameters {
      guard case .header = parameter.location, Operations.transportHeaders.contains(parameter.name.lowercased())
      else { continue }
      graph.diagnostics.note(
        "header-by-transport", "`\(parameter.name)` belongs to the transport; the parameter is left out",
        at: parameter.node, hint: "none is needed: what the connection and the body ask for is sent")
    }
    for response in operation.responses {
      guard let link = response.links.first else { continue }
      graph.diagnostics.note(
        "links-ignored", "Links between operations have no Swift form", at: link.node,
        hint: "call the linked operation with the values of the response")
    }
    if operation.responses.isEmpty {
      graph.diagnostics.note(
        "no-response-described", "No response is described; whatever comes is returned as bytes", at: operation.node,
        hint: "add the success response to `responses`")
    }
  }

  // MARK: Parameters

  /// Headers that OpenAPI leaves to other parts of the document; `Authorization` becomes a credential.
  private func isIgnored(_ parameter: Parameter) -> Bool {
    guard case .header = parameter.location else { return false }
    let name = parameter.name.lowercased()
    return ["accept", "content-type", "authorization"].contains(name) || Operations.transportHeaders.contains(name)
  }

  /// Headers that only the transport can know, or that would change what it understands of the response.
  private static let transportHeaders: Set<String> = [
    "host", "content-length", "transfer-encoding", "connection", "keep-alive", "proxy-connection", "te", "trailer",
    "upgrade", "expect", "accept-encoding",
  ]

  private func parameter(_ parameter: Parameter) -> API.Parameter {
    let schema = parameter.valueSchema
    let type = schema.map { graph.made($0) } ?? API.text
    var description = parameter.description ?? ""
    if description.isEmpty { description = schema?.description ?? "" }
    return API.Parameter(
      name: parameter.name, location: ParameterLocation(rawValue: parameter.location.rawValue) ?? .query,
      type: type, isRequired: parameter.isRequired, isDeprecated: parameter.isDeprecated, style: style(parameter),
      explode: parameter.explode, allowReserved: parameter.allowReserved,
      defaultValue: (schema?.default ?? schema?.resolved.default)?.literal,
      example: parameter.examples.literal(of: schema),
      rules: rules.rules([schema].compactMap { $0 }, type), description: description)
  }

  private func style(_ parameter: Parameter) -> ParameterStyle {
    if let media = parameter.content.first {
      switch ContentKind(media.essence) {
      case .json, .any, .jsonLines: return .content
      case .form: return .form
      default: return [.query, .cookie].contains(parameter.location) ? .form : .simple
      }
    }
    return ParameterStyle(rawValue: parameter.style.rawValue) ?? .form
  }

  // MARK: Responses

  private func responses(_ operation: Operation) -> (successes: [API.Response], failures: [API.Response]) {
    var successes: [API.Response] = []
    var failures: [API.Response] = []
    var fallback: API.Response?
    for response in operation.responses {
      switch response.status {
      case .code(let code):
        let resolved = self.response(response, .code(code), of: operation)
        if code >= 200, code < 300 {
          successes.append(resolved)
        } else if code >= 300 {
          failures.append(resolved)
        }
      case .range(let hundred):
        let resolved = self.response(response, .range(hundred), of: operation)
        if hundred == 2 { successes.append(resolved) } else if hundred > 2 { failures.append(resolved) }
      case .default: fallback = self.response(response, .default, of: operation)
      }
    }
    if let fallback {
      // A lone default describes both.
      if successes.isEmpty { successes = [fallback] }
      failures.append(fallback)
    }
    return (successes, failures)
  }

  private func response(_ response: Response, _ status: StatusPattern, of operation: Operation) -> API.Response {
    // What HEAD would bring is described like that of GET, but never comes (RFC 9110, section 9.3.2).
    let medias = operation.method == "HEAD" ? [] : response.content
    let contents = self.contents.resolve(response: medias)
    return API.Response(
      status: status, description: response.description, contents: contents,
      mediaTypes: self.contents.mediaTypes(medias, readAs: contents))
  }

  // MARK: Payloads

  /// What callbacks or webhooks carry.
  func payloads(_ items: [(name: String, item: PathItem)]) -> [API.Payload] {
    items.flatMap { name, item in
      item.operations.compactMap { operation in
        let content = operation.requestBody?.content ?? []
        let media = content.first { ContentKind($0.essence) == .json } ?? content.first
        guard let schema = media?.schema else { return nil }
        return API.Payload(
          name: name, operationID: operation.operationId, type: graph.made(schema),
          documentation: Documentation(of: operation))
      }
    }
  }

  // MARK: Shared parts

  /// What stands in components that are no schemas and that several operations share.
  func sharedParts(_ operations: [Operation], _ components: Components) -> [API.SharedPart] {
    var used: Set<JSONNode> = []
    func note(_ node: JSONNode, usedAt usage: JSONNode) {
      if usage != node { used.insert(node) }
    }
    for operation in operations {
      for parameter in operation.parameters { note(parameter.node, usedAt: parameter.usage) }
      if let body = operation.requestBody { note(body.node, usedAt: body.usage) }
      for response in operation.responses { note(response.node, usedAt: response.usage) }
    }
    var parts: [API.SharedPart] = []
    func add(_ name: String, _ media: MediaType, isSent: Bool) {
      guard let schema = media.schema ?? media.itemSchema else { return }
      switch ContentKind(media.essence) {
      case .text, .markup, .binary: return
      case .multipart where isSent: return
      default: parts.append(API.SharedPart(name: name, type: graph.made(schema), isParameter: false))
      }
    }
    for body in components.requestBodies where used.contains(body.value.node) {
      for media in body.value.content { add(body.name, media, isSent: true) }
    }
    for response in components.responses where used.contains(response.value.node) {
      for media in response.value.content { add(response.name, media, isSent: false) }
    }
    for parameter in components.parameters where used.contains(parameter.value.node) {
      guard let schema = parameter.value.valueSchema else { continue }
      parts.append(API.SharedPart(name: parameter.name, type: graph.made(schema), isParameter: true))
    }
    return parts
  }
}

extension SchemaGraph {
  /// Asks for every schema that an operation speaks of.
  func ask(for operation: Operation) {
    for parameter in operation.parameters {
      if let schema = parameter.valueSchema { _ = reference(to: schema) }
    }
    for media in operation.requestBody?.content ?? [] { ask(for: media) }
    for response in operation.responses {
      for header in response.headers {
        if let schema = header.valueSchema { _ = reference(to: schema) }
      }
      if operation.method == "HEAD" { continue }
      for media in response.content { ask(for: media) }
    }
    for callback in operation.callbacks {
      for item in callback.items {
        for operation in item.operations { ask(for: operation) }
      }
    }
  }

  private func ask(for media: MediaType) {
    if let schema = media.schema {
      _ = reference(to: schema)
      if let items = schema.resolved.items { _ = reference(to: items) }
    }
    guard let schema = media.itemSchema else { return }
    if case .events = ContentKind(media.essence) {
      switch EventShapes.form(media) {
      case .data: if let data = EventShapes.data(schema) { _ = reference(to: data) }
      case .event: break
      case .eventWithJSONData: wholeEvents.formUnion(EventShapes.parts(schema).map(\.node))
      }
    }
    _ = reference(to: schema)
  }

  /// The shape of a schema that was asked for.
  func made(_ schema: Schema) -> API.Reference { API.Reference(id(of: schema) ?? API.anything) }

  /// Says once a document that XML is text.
  func noteXML(at node: JSONNode) {
    if hasNotedXML { return }
    hasNotedXML = true
    diagnostics.note(
      "xml-as-text", "XML isn't read or written; it is sent as text and received as bytes", at: node,
      hint: "use the JSON form of the service where it has one")
  }
}

extension Documentation {
  /// What an operation says of itself.
  init(of operation: Operation) {
    self.init(text: operation.summary, pointer: operation.node.pointer)
    if operation.description != operation.summary { add(operation.description) }
  }
}

extension [Example] {
  /// The first value among them, else among those of a schema.
  func literal(of schema: Schema?) -> JSONLiteral? {
    let own = lazy.compactMap { $0.value }.first
    return (own ?? schema?.examples.first ?? schema?.resolved.examples.first)?.literal
  }
}
