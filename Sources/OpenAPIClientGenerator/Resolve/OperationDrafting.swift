import OpenAPIDocument

/// Operations of the document → drafts: what is sent, what may come back.
struct OperationDrafting {
  let graph: SchemaGraph

  /// Asks for every schema that an operation speaks of, so that their shapes are made.
  func touch(_ operation: Operation) {
    for parameter in operation.parameters {
      if let schema = parameter.valueSchema { _ = graph.use(of: schema) }
    }
    for media in operation.requestBody?.content ?? [] { touch(media) }
    for response in operation.responses {
      for media in response.content { touch(media) }
    }
    for callback in operation.callbacks {
      for item in callback.items {
        for operation in item.operations { touch(operation) }
      }
    }
  }

  private func touch(_ media: MediaType) {
    if let schema = media.schema {
      _ = graph.use(of: schema)
      if let items = schema.resolved.items { _ = graph.use(of: items) }
    }
    guard let schema = media.itemSchema else { return }
    if case .events = ContentKind(media.essence) {
      switch EventShapes.form(media) {
      case .data: if let data = EventShapes.data(schema) { _ = graph.use(of: data) }
      case .event: break
      case .eventWithJSONData: graph.wholeEvents.formUnion(EventShapes.parts(schema).map(\.node))
      }
    }
    _ = graph.use(of: schema)
  }

  func draft(_ operation: Operation, name: String, owner: Int, identifier: String) -> OperationDraft {
    var parameters: [(parameter: Parameter, use: Use)] = []
    for parameter in operation.parameters where !isIgnored(parameter) {
      if let schema = parameter.valueSchema {
        parameters.append((parameter, graph.use(of: schema)))
      } else {
        parameters.append((parameter, graph.use(.value(.string), like: nil)))
      }
    }
    let contents = contents(operation.requestBody?.content ?? [])
    note(operation, contents)
    let (successes, failures) = responses(operation)
    var callbacks: [(name: String, item: PathItem)] = []
    for callback in operation.callbacks {
      for item in callback.items { callbacks.append((callback.name, item)) }
    }
    return OperationDraft(
      operation: operation, name: name, owner: owner, parameters: parameters, contents: contents, successes: successes,
      failures: failures, callbacks: PayloadPlanning.payloads(callbacks, graph), identifier: identifier)
  }

  private func note(_ operation: Operation, _ contents: [ContentDraft]) {
    if let body = operation.requestBody, contents.isEmpty {
      graph.diagnostics.warning(
        "body-without-content", "This request body has no content type, so it can't be sent", at: body.node,
        hint: "add the content type to `content`")
    }
    for content in contents {
      guard case .binary = content.kind, case .multipart = ContentKind(content.media.essence) else { continue }
      graph.diagnostics.warning(
        "multipart-positions", "Parts told apart by position can't be typed; the body is bytes",
        at: content.media.node, hint: "write the parts yourself, or describe them as named `properties`")
    }
    for parameter in operation.parameters {
      guard case .header = parameter.location, parameter.name.lowercased().isOne(of: "accept", "content-type")
      else { continue }
      graph.diagnostics.note(
        "header-by-content",
        joined("`", parameter.name, "` follows from the content types; the parameter is left out"),
        at: parameter.node, hint: "name the content types in `content`")
    }
    for response in operation.responses {
      guard let link = response.links.first else { continue }
      graph.diagnostics.note(
        "links-ignored", "Links between operations have no Swift form", at: link.node,
        hint: "call the linked operation with the values of the answer")
    }
    if operation.responses.isEmpty {
      graph.diagnostics.note(
        "no-answer-described", "No answer is described; whatever comes is returned as bytes", at: operation.node,
        hint: "add the success answer to `responses`")
    }
  }

  /// Headers that OpenAPI leaves to other parts of the document; `Authorization` becomes a credential.
  private func isIgnored(_ parameter: Parameter) -> Bool {
    guard case .header = parameter.location else { return false }
    return parameter.name.lowercased().isOne(of: "accept", "content-type", "authorization")
  }

  /// The content types, without those that only repeat another.
  private func contents(_ medias: [MediaType]) -> [ContentDraft] {
    var result: [ContentDraft] = []
    for media in medias {
      let content = ContentDraft(media, graph)
      var repeats = false
      for (index, other) in result.enumerated() {
        guard shape(content) == shape(other) else { continue }
        switch (content.kind, other.kind) {
        case (.json, .json): if content.label == "json" { result[index] = content }
        case (.text, .json): if isText(content) { continue }
        case (.json, .text):
          if isText(other) { continue }
          result[index] = content
        default: continue
        }
        repeats = true
      }
      if !repeats { result.append(content) }
    }
    return result
  }

  private func shape(_ content: ContentDraft) -> ShapeID? {
    guard let use = content.use else { return nil }
    return graph.follow(use).shape
  }

  private func isText(_ content: ContentDraft) -> Bool {
    guard let use = content.use else { return true }
    if case .value(.string) = graph.kind(use) { return true }
    return false
  }

  // MARK: Responses

  private func responses(_ operation: Operation) -> (successes: [ResponseDraft], failures: [ResponseDraft]) {
    var successes: [ResponseDraft] = []
    var failures: [ResponseDraft] = []
    var fallback: ResponseDraft?
    for response in operation.responses {
      switch response.status {
      case .code(let code):
        let draft = draft(response, .code(code))
        if code >= 200, code < 300 {
          successes.append(draft)
        } else if code >= 300 {
          failures.append(draft)
        }
      case .range(let hundred):
        let draft = draft(response, .range(hundred))
        if hundred == 2 { successes.append(draft) } else if hundred > 2 { failures.append(draft) }
      case .default: fallback = draft(response, .default)
      }
    }
    if let fallback {
      // A lone default describes both.
      if successes.isEmpty { successes = [fallback] }
      failures.append(fallback)
    }
    return (successes, failures)
  }

  private func draft(_ response: Response, _ status: StatusPattern) -> ResponseDraft {
    var contents = contents(response.content)
    // One stream of bytes, one text: the response's own fields say which type it is.
    var seen: Set<ContentKind> = []
    let hasJSON = contents.json.isPresent
    contents.removeAll { content in
      switch content.kind {
      case .markup: return hasJSON || !seen.insert(.text).inserted
      case .text: return !seen.insert(.text).inserted
      case .binary, .multipart: return !seen.insert(.binary).inserted
      default: return false
      }
    }
    return ResponseDraft(response: response, status: status, contents: contents)
  }
}

/// Names for what stands inside operations.
struct DraftNaming {
  let graph: SchemaGraph
  let names: NameTable

  /// Names the inline types of a draft; called once to count and once to name.
  func name(_ draft: OperationDraft) {
    let owner = draft.owner
    if let content = draft.contents.only {
      if let use = content.use { name(use, content, owner: owner, hint: "Body") }
    } else {
      for content in draft.contents {
        guard let use = content.use else { continue }
        switch content.kind {
        case .form: name(use, content, owner: owner, hint: "Fields")
        case .multipart: name(use, content, owner: owner, hint: "Form")
        default: name(use, content, owner: owner, hint: "Payload")
        }
      }
    }
    for (parameter, use) in draft.parameters {
      names.name(use, owner: owner, hint: Identifiers.type(parameter.name), parent: "Parameter")
    }
    let isChoice = draft.answerChoice.isPresent
    for response in draft.successes { name(response, owner: owner, hint: isChoice ? nil : "Output") }
    for response in draft.failures { name(response, owner: owner, hint: nil) }
  }

  private func name(_ response: ResponseDraft, owner: Int, hint: String?) {
    for content in response.contents {
      guard let use = content.use else { continue }
      var text = hint ?? Casing.upperFirst(StatusNames.name(response.status))
      if text == "Ok" { text = "OK" }
      if hint.isNil, response.contents.count > 1 { text += Identifiers.type(content.label) }
      name(use, content, owner: owner, hint: text)
    }
  }

  private func name(_ use: Use, _ content: ContentDraft, owner: Int, hint: String) {
    let item: String
    switch content.kind {
    case .events: item = "Event"
    case .jsonLines: item = "Line"
    default:
      names.name(use, owner: owner, hint: hint)
      return
    }
    names.name(DraftNaming.item(of: content, graph) ?? use, owner: owner, hint: item)
  }

  /// What one event or one line holds.
  static func item(of content: ContentDraft, _ graph: SchemaGraph) -> Use? {
    if let schema = content.media.itemSchema {
      guard case .events = content.kind, case .data = EventShapes.form(content.media) else {
        return graph.use(of: schema)
      }
      return graph.use(of: EventShapes.data(schema) ?? schema)
    }
    guard let use = content.use else { return nil }
    if case .array(let item) = graph.kind(use) { return item }
    return use
  }
}

/// Webhooks and callbacks → the types of what they carry.
struct PayloadPlanning {
  /// A payload and the name it is known by.
  struct Payload {
    let name: String
    let use: Use
    let documentation: Documentation
  }

  /// The payloads of callbacks or webhooks, named after them.
  static func payloads(_ items: [(name: String, item: PathItem)], _ graph: SchemaGraph) -> [Payload] {
    var payloads: [Payload] = []
    var scope = NameScope()
    for (name, item) in items {
      for operation in item.operations {
        let content = operation.requestBody?.content ?? []
        guard let schema = (json(content) ?? content.first)?.schema else { continue }
        var text = name
        if Words.split(text).isEmpty, let id = operation.operationId { text = id }
        let claimed = scope.claim(ReservedWords.type(Identifiers.type(text))) {
          guard let id = operation.operationId else { return [] }
          return [Identifiers.type(id)]
        }
        payloads.append(
          Payload(name: claimed, use: graph.use(of: schema), documentation: Documentation(of: operation)))
      }
    }
    return payloads
  }

  private static func json(_ medias: [MediaType]) -> MediaType? {
    for media in medias {
      if case .json = ContentKind(media.essence) { return media }
    }
    return nil
  }

  /// Aliases for payloads whose types stand elsewhere.
  static func aliases(_ payloads: [Payload], owner: Int, _ names: NameTable, _ uses: TypeUses) -> [TypePlan] {
    var result: [TypePlan] = []
    for payload in payloads {
      let type = uses.type(payload.use).type
      if case .named(let path) = type, path.count == 2, path[0] == names.owners[owner].path[0] { continue }
      guard let name = names.claim(payload.name, owner: owner).last else { continue }
      result.append(TypePlan(name: name, documentation: payload.documentation, kind: .alias(type)))
    }
    return result
  }
}
