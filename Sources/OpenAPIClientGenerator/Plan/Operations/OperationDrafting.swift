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
    if ContentKind(media.essence) == .events {
      switch EventShapes.form(media) {
      case .data: if let data = EventShapes.data(schema) { _ = graph.use(of: data) }
      case .event: break
      case .eventWithJSONData: graph.wholeEvents.formUnion(EventShapes.parts(schema).map(\.node))
      }
    }
    _ = graph.use(of: schema)
  }

  func draft(_ operation: Operation, name: String, identifier: String) -> OperationDraft {
    var parameters: [(parameter: Parameter, use: Use)] = []
    for parameter in operation.parameters where !isIgnored(parameter) {
      let use = parameter.valueSchema.map { graph.use(of: $0) } ?? graph.use(.value(.string), like: nil)
      parameters.append((parameter, use))
    }
    var contents: [ContentDraft] = []
    for media in operation.requestBody?.content ?? [] { contents.append(ContentDraft(media, graph)) }
    contents = distinct(contents)
    note(operation, contents)
    let (successes, failures) = responses(operation)
    return OperationDraft(
      operation: operation, name: name, owner: 0, parameters: parameters, contents: contents, successes: successes,
      failures: failures, identifier: identifier)
  }

  private func note(_ operation: Operation, _ contents: [ContentDraft]) {
    if let body = operation.requestBody, contents.isEmpty {
      graph.diagnostics.warning(
        "body-without-content", "This request body has no content type, so it can't be sent", at: body.node,
        hint: "add the content type to `content`")
    }
    for content in contents where content.kind == .binary && ContentKind(content.media.essence) == .multipart {
      graph.diagnostics.warning(
        "multipart-positions", "Parts told apart by position can't be typed; the body is bytes",
        at: content.media.node, hint: "write the parts yourself, or describe them as named `properties`")
    }
    for parameter in operation.parameters where parameter.location == .header {
      let name = parameter.name.lowercased()
      guard name == "accept" || name == "content-type" else { continue }
      graph.diagnostics.note(
        "header-by-content", "`\(parameter.name)` follows from the content types; the parameter is left out",
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
    guard parameter.location == .header else { return false }
    switch parameter.name.lowercased() {
    case "accept", "content-type", "authorization": return true
    default: return false
    }
  }

  /// Contents without those that only repeat another.
  private func distinct(_ contents: [ContentDraft]) -> [ContentDraft] {
    var result: [ContentDraft] = []
    for content in contents {
      var repeats = false
      for (index, other) in result.enumerated() {
        guard shape(content) == shape(other) else { continue }
        let areJSON = content.kind == .json && other.kind == .json
        if areJSON {
          if content.label == "json" { result[index] = content }
          repeats = true
        } else if content.kind == .text, other.kind == .json, !isText(content) {
          repeats = true
        } else if content.kind == .json, other.kind == .text, !isText(other) {
          result[index] = content
          repeats = true
        }
      }
      if !repeats { result.append(content) }
    }
    return result
  }

  private func shape(_ content: ContentDraft) -> ShapeID? { content.use.map { graph.follow($0).shape } }

  private func isText(_ content: ContentDraft) -> Bool {
    guard let use = content.use else { return true }
    switch graph.kind(use) {
    case .value(.string): return true
    default: return false
    }
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
    var contents: [ContentDraft] = []
    for media in response.content { contents.append(ContentDraft(media, graph)) }
    contents = distinct(contents)
    // One stream of bytes, one text: the response's own fields say which type it is.
    var seen: Set<ContentKind> = []
    let hasJSON = contents.contains { $0.kind == .json }
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
