import OpenAPIDocument

/// Operations of the document → their parameters, bodies and responses.
struct Operations {
  private let shapes: Shapes
  private let contents: Contents
  private let rules: Rules

  init(_ shapes: Shapes, _ types: API.Types) {
    self.shapes = shapes
    contents = Contents(shapes: shapes, types: types)
    rules = Rules(shapes: shapes)
  }

  /// An operation without the parts of its multipart body and the header fields of its responses, for which later steps add
  /// types.
  struct Resolved {
    let operation: Operation
    let parameters: [API.Parameter]
    let bodies: [Contents.Resolved]
    let successes: [API.Response]
    let failures: [API.Response]
    let callbacks: [API.Payload]
    let server: API.OperationServer?
  }

  /// Resolves an operation.
  ///
  ///     GET /pets/{id}: 200: {content: {application/json: …}}, 404: {…}
  ///     → parameter id in path: string; success 200 json: Pet; failure 404
  func resolve(_ operation: Operation, _ diagnostics: inout Diagnostics) -> Resolved {
    let bodies = contents.resolve(operation.requestBody?.content ?? [], &diagnostics).map { form($0, &diagnostics) }
    note(operation, bodies, &diagnostics)
    let isBodyRequired = operation.requestBody?.isRequired ?? false
    let (successes, failures) = responses(operation, &diagnostics)
    let callbacks = operation.callbacks.flatMap { callback in callback.items.map { (callback.name, $0) } }
    return Resolved(
      operation: operation, parameters: operation.parameters.filter { !isIgnored($0) }.map { parameter($0) },
      bodies: bodies.filter { !contents.holdsNothing($0.content, isRequired: isBodyRequired) },
      successes: successes, failures: failures, callbacks: payloads(callbacks),
      server: Servers.own(operation, &diagnostics))
  }

  /// The body with a string for its type, if it is a form whose schema has no properties.
  private func form(_ body: Contents.Resolved, _ diagnostics: inout Diagnostics) -> Contents.Resolved {
    guard body.content.kind == .form, let type = body.content.type, !contents.hasMembers(type, depth: 0) else {
      return body
    }
    diagnostics.warning(
      "form-not-object", "This form has no properties, so the body is a string, the encoded form",
      at: body.media.node, hint: "describe the form as an object with `properties`")
    var content = body.content
    content.type = API.text
    return Contents.Resolved(content: content, media: body.media)
  }

  private func note(_ operation: Operation, _ bodies: [Contents.Resolved], _ diagnostics: inout Diagnostics) {
    if let body = operation.requestBody, bodies.isEmpty {
      diagnostics.warning(
        "body-without-content", "This request body has no content type, so it can't be sent", at: body.node,
        hint: "add the content type to `content`")
    }
    for body in bodies {
      guard case .binary = body.content.kind, case .multipart = ContentKind(body.media.essence) else { continue }
      diagnostics.warning(
        "multipart-positions", "Parts told apart by position can't be typed; the body is bytes",
        at: body.media.node, hint: "write the parts yourself, or describe them as named `properties`")
    }
    for parameter in operation.parameters where parameter.location == .header {
      let name = parameter.name.lowercased()
      if Operations.contentHeaders.contains(name) {
        diagnostics.note(
          "header-by-content",
          "`\(parameter.name)` follows from the content types; the parameter is left out",
          at: parameter.node, hint: "name the content types in `content`")
      } else if Operations.transportHeaders.contains(name) {
        diagnostics.note(
          "header-by-transport", "The transport sets `\(parameter.name)` itself, so the parameter is left out",
          at: parameter.node, hint: "nothing is lost by it")
      }
    }
    for response in operation.responses {
      guard let link = response.links.first else { continue }
      diagnostics.note(
        "links-ignored", "Links between operations have no Swift form", at: link.node,
        hint: "call the linked operation with the values of the response")
    }
    if operation.responses.isEmpty {
      diagnostics.note(
        "no-response-described", "No response is described; its body is returned as bytes", at: operation.node,
        hint: "add the success response to `responses`")
    }
  }

  // MARK: Parameters

  /// Whether a parameter is a header field that the content types, the security or the transport determine.
  private func isIgnored(_ parameter: Parameter) -> Bool {
    guard parameter.location == .header else { return false }
    let name = parameter.name.lowercased()
    return name == "authorization" || Operations.contentHeaders.contains(name)
      || Operations.transportHeaders.contains(name)
  }

  /// Header fields that the content types determine.
  private static let contentHeaders: Set<String> = ["accept", "content-type"]

  /// Header fields that only the transport can set, or that would keep it from reading the response.
  private static let transportHeaders: Set<String> = [
    "host", "content-length", "transfer-encoding", "connection", "keep-alive", "proxy-connection", "te", "trailer",
    "upgrade", "expect", "accept-encoding",
  ]

  private func parameter(_ parameter: Parameter) -> API.Parameter {
    let schema = parameter.valueSchema
    let type = schema.map { shapes.reference(to: $0) } ?? API.text
    var description = parameter.description ?? ""
    if description.isEmpty { description = schema?.description ?? "" }
    return API.Parameter(
      name: parameter.name, location: ParameterLocation(rawValue: parameter.location.rawValue) ?? .query,
      type: type, isRequired: parameter.isRequired,
      deprecation: Deprecation(if: parameter.isDeprecated) ?? schema.flatMap { Deprecation(of: [$0]) },
      style: style(parameter),
      explode: parameter.explode, allowReserved: parameter.allowReserved,
      defaultValue: (schema?.default ?? schema?.resolved.default)?.literal,
      example: parameter.examples.literal(of: schema),
      rules: rules.rules([schema].compactMap { $0 }, type), description: description)
  }

  /// The style of a parameter; one with `content` is written as JSON or as text.
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

  private func responses(
    _ operation: Operation, _ diagnostics: inout Diagnostics
  ) -> (successes: [API.Response], failures: [API.Response]) {
    let (successes, failures) = operation.responses.grouped
    return (
      successes.map { response($0, of: operation, &diagnostics) },
      failures.map { response($0, of: operation, &diagnostics) }
    )
  }

  private func response(
    _ response: Response, of operation: Operation, _ diagnostics: inout Diagnostics
  ) -> API.Response {
    // Documents describe the content that GET would return, but responses to HEAD have none (RFC 9110, section 9.3.2).
    let medias = operation.method == "HEAD" ? [] : response.content
    let contents = self.contents.resolve(response: medias, &diagnostics)
    return API.Response(
      status: StatusPattern(response.status), description: response.description, contents: contents,
      mediaTypes: self.contents.mediaTypes(medias, readAs: contents))
  }

  // MARK: Payloads

  /// The JSON bodies of callbacks or webhooks.
  ///
  ///     webhooks: {orderPaid: {post: {requestBody: {content: {application/json: {schema: {$ref: …/Order}}}}}}}
  ///     → orderPaid: Order
  func payloads(_ items: [(name: String, item: PathItem)]) -> [API.Payload] {
    items.flatMap { name, item in
      item.operations.compactMap { operation in
        let content = operation.requestBody?.content ?? []
        let media = content.first { ContentKind($0.essence) == .json } ?? content.first
        guard let schema = media?.schema else { return nil }
        return API.Payload(
          name: name, operationID: operation.operationId, type: shapes.reference(to: schema),
          documentation: Documentation(of: operation))
      }
    }
  }

  // MARK: Shared parts

  /// The contents of bodies, responses and parameters that are components in use.
  ///
  ///     components: {responses: {NotFound: {content: {application/json: {schema: {…}}}}}}  → NotFound: an object
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
      default: parts.append(API.SharedPart(name: name, type: shapes.reference(to: schema), isParameter: false))
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
      parts.append(API.SharedPart(name: parameter.name, type: shapes.reference(to: schema), isParameter: true))
    }
    return parts
  }
}

extension API.Operation {
  /// An operation, with the contents of its body, its header fields and its security from other steps.
  init(
    _ resolved: Operations.Resolved, contents: [API.Content], headers: ResponseHeaders.Types, security: [[String]]?
  ) {
    let operation = resolved.operation
    self.init(
      id: operation.operationId, method: operation.method, path: operation.path,
      documentation: API.Operation.documentation(operation), tags: operation.tags, parameters: resolved.parameters,
      body: operation.requestBody.map {
        API.Body(
          isRequired: $0.isRequired, description: $0.description, location: Location($0.node), contents: contents)
      },
      successes: resolved.successes, failures: resolved.failures, callbacks: resolved.callbacks,
      headers: headers.successes, failureHeaders: headers.failures, security: security, server: resolved.server)
  }

  private static func documentation(_ operation: Operation) -> Documentation {
    var documentation = Documentation(of: operation)
    if let url = operation.externalDocs?.url, !url.isEmpty { documentation.add("More: \(url)") }
    documentation.deprecation = Deprecation(if: operation.deprecated)
    return documentation
  }
}

extension [Response] {
  /// The responses for successes and for failures; `default` is for failures, and without documented successes for both.
  var grouped: (successes: [Response], failures: [Response]) {
    let others = filter { $0.status == .default }
    let successes = filter(\.status.isSuccess)
    return (successes.isEmpty ? others : successes, filter(\.status.isFailure) + others)
  }
}

extension Documentation {
  /// The summary and the description of an operation.
  init(of operation: Operation) {
    self.init(text: operation.summary, pointer: operation.node.pointer)
    if operation.description != operation.summary { add(operation.description) }
  }
}

extension [Example] {
  /// The first value among these examples, or else among those of a schema.
  func literal(of schema: Schema?) -> JSONLiteral? {
    let own = lazy.compactMap { $0.value }.first
    return (own ?? schema?.examples.first ?? schema?.resolved.examples.first)?.literal
  }
}

extension StatusPattern {
  fileprivate init(_ status: Response.Status) {
    switch status {
    case .code(let code): self = .code(code)
    case .range(let hundred): self = .range(hundred)
    case .default: self = .default
    }
  }
}
