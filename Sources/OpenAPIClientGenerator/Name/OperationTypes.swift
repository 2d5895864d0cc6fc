/// An operation with its own names, before its types have theirs.
struct OperationDraft {
  let operation: API.Operation
  let named: OperationNamer.Named
  let method: Names.Method
  let owner: TypeNamer.Owner
  /// The enums that choose a body, a response or a server; nil if there is only one.
  let body: [String]?
  let output: [String]?
  let server: [String]?

  /// The types of the operation, in the order in which they get their names.
  ///
  ///     POST /pets: body {…}, 201: {…}, 400: {…}  → Body, Output, BadRequest
  var parts: [Part] {
    let bodies = operation.body?.contents ?? []
    var parts: [Part] = []
    for content in bodies {
      let hint =
        switch content.kind {
        case _ where bodies.count == 1: "Body"
        case .form: "Fields"
        case .multipart: "Form"
        default: "Payload"
        }
      parts += part(content, hint)
    }
    for parameter in operation.parameters {
      parts.append(Part(type: parameter.type, hint: Identifiers.type(parameter.name), parent: "Parameter"))
    }
    for response in operation.successes { parts += self.parts(response, output == nil ? "Output" : nil) }
    for response in operation.failures { parts += self.parts(response, nil) }
    return parts
  }

  struct Part {
    let type: API.Reference
    let hint: String
    var parent: String?
  }

  private func parts(_ response: API.Response, _ hint: String?) -> [Part] {
    response.contents.flatMap { content in
      if let hint { return part(content, hint) }
      var text = Casing.upperFirst(StatusNames.name(response.status))
      if text == "Ok" { text = "OK" }
      if response.contents.count > 1 { text += Identifiers.type(ContentNames.label(content)) }
      return part(content, text)
    }
  }

  private func part(_ content: API.Content, _ hint: String) -> [Part] {
    guard let type = content.type else { return [] }
    switch content.kind {
    case .events: return [Part(type: content.item ?? type, hint: "Event")]
    case .jsonLines: return [Part(type: content.item ?? type, hint: "Line")]
    default: return [Part(type: type, hint: hint)]
    }
  }
}

/// Names for the types of operations.
extension TypeNamer {
  /// Adds the holder of an operation's types, and names the enums for which the document has no schema.
  ///
  ///     POST /pets: body {application/json, multipart/form-data}  → holder CreatePet, enum CreatePet.Body
  mutating func draft(
    _ operation: API.Operation, named: OperationNamer.Named, method: Names.Method
  ) -> OperationDraft {
    let owner = addHolder(of: operation, named: named.name)
    let hasBodies = (operation.body?.contents.count ?? 0) > 1
    let body = hasBodies ? claim("Body", in: owner) : nil
    let output = hasSeveralOutputs(operation) ? claim("Output", in: owner) : nil
    var server: [String]?
    if case .choice = operation.server { server = claim("Server", in: owner) }
    return OperationDraft(
      operation: operation, named: named, method: method, owner: owner, body: body, output: output, server: server)
  }

  /// Whether the successful responses have different contents, so that an enum is needed.
  private mutating func hasSeveralOutputs(_ operation: API.Operation) -> Bool {
    Set(operation.successes.flatMap(\.contents).map { outputKey($0) }).count > 1
  }

  /// A text that is the same for contents that are returned as the same Swift type.
  private mutating func outputKey(_ content: API.Content) -> String {
    switch content.kind {
    case .json: "json" + (content.type.map { signature($0) } ?? "")
    case .form: "form" + (content.type.map { signature($0) } ?? "")
    case .markup where content.isXML: "bytes"
    case .text, .markup: "text"
    case .binary, .multipart, .any: "binary"
    case .events: "events"
    case .jsonLines: "lines"
    }
  }

  /// Names the types of an operation, then those of its callbacks and of response headers.
  ///
  ///     POST /pets: body {…}, 201: {…}, headers {…}  → CreatePet.Body, CreatePet.Output, CreatePet.Headers
  mutating func name(_ draft: OperationDraft) {
    for part in draft.parts { name(part.type, in: draft.owner, hint: part.hint, parent: part.parent) }
    name(draft.operation.callbacks, in: draft.owner)
    if let headers = draft.operation.headers { name(headers, in: draft.owner, hint: "Headers") }
    if let headers = draft.operation.failureHeaders { name(headers, in: draft.owner, hint: "FailureHeaders") }
  }

  /// Names the types of the payloads of callbacks or webhooks.
  ///
  ///     webhooks: {orderPaid: {post: {requestBody: …}}}  → Webhooks.OrderPaid
  mutating func name(_ payloads: [API.Payload], in owner: Owner) {
    for (payload, name) in zip(payloads, TypeNamer.payloadNames(payloads)) {
      self.name(payload.type, in: owner, hint: name)
    }
  }

  /// The names of the payloads, from those of their callbacks or webhooks.
  private static func payloadNames(_ payloads: [API.Payload]) -> [String] {
    var scope = NameScope()
    return payloads.map { payload in
      let text = Words.split(payload.name).isEmpty ? payload.operationID ?? payload.name : payload.name
      return scope.claim(ReservedWords.type(Identifiers.type(text))) {
        payload.operationID.map { [Identifiers.type($0)] } ?? []
      }
    }
  }

  // MARK: Results

  /// The names of an operation, after all types have theirs.
  mutating func names(_ draft: OperationDraft) -> Names.Operation {
    let operation = draft.operation
    var servers: [ServerNames.Names] = []
    if case .choice(let own) = operation.server { servers = ServerNames.names(own) }
    return Names.Operation(
      name: ReservedWords.escaped(draft.named.name), identifier: draft.named.identifier,
      holder: path(of: draft.owner)[0], parameters: ParameterNames.names(operation, hasServer: draft.server != nil),
      body: draft.body.map { Names.Choice(path: $0, cases: ContentNames.bodyCases(operation)) },
      output: draft.output.map { Names.Choice(path: $0, cases: ContentNames.outputCases(operation)) },
      server: draft.server.map { Names.Choice(path: $0) }, servers: servers,
      callbacks: names(operation.callbacks, in: draft.owner), method: draft.method.escaped)
  }

  /// Aliases for the payloads whose types are declared elsewhere.
  mutating func names(_ payloads: [API.Payload], in owner: Owner) -> Names.Payloads {
    let holder = path(of: owner)[0]
    let aliases = zip(payloads, TypeNamer.payloadNames(payloads)).map { payload, name -> String? in
      let path = types.declaration(of: payload.type, paths)
      let isInHolder = path.map { $0.count == 2 && $0[0] == holder } ?? false
      return isInHolder ? nil : claim(name, in: owner).last
    }
    return Names.Payloads(holder: holder, aliases: aliases)
  }
}
