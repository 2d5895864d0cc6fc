/// An operation whose types get their names.
struct OperationDraft {
  let operation: API.Operation
  let named: OperationNamer.Named
  let method: Names.Method
  let owner: TypeNamer.Owner
  let body: [String]?
  let output: [String]?
  let server: [String]?

  /// The types in it, in the order in which they get their names.
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

/// Names for what stands inside operations.
extension TypeNamer {
  /// Opens the holder of an operation's types, with the names of choices that the document has no type for.
  mutating func open(
    _ operation: API.Operation, named: OperationNamer.Named, method: Names.Method
  ) -> OperationDraft {
    let owner = openHolder(of: operation, named: named.name)
    let hasBodies = (operation.body?.contents.count ?? 0) > 1
    let body = hasBodies ? claim("Body", in: owner) : nil
    let output = hasSeveralOutputs(operation) ? claim("Output", in: owner) : nil
    var server: [String]?
    if case .choice = operation.server { server = claim("Server", in: owner) }
    return OperationDraft(
      operation: operation, named: named, method: method, owner: owner, body: body, output: output, server: server)
  }

  /// Whether the successes need an enum: whether they carry different things.
  private mutating func hasSeveralOutputs(_ operation: API.Operation) -> Bool {
    var keys: Set<String> = []
    for response in operation.successes {
      for content in response.contents {
        switch content.kind {
        case .json: keys.insert("json" + (content.type.map { signature($0) } ?? ""))
        case .form: keys.insert("form" + (content.type.map { signature($0) } ?? ""))
        case .markup where content.isXML: keys.insert("bytes")
        case .text, .markup: keys.insert("text")
        case .binary, .multipart, .any: keys.insert("binary")
        case .events: keys.insert("events")
        case .jsonLines: keys.insert("lines")
        }
      }
    }
    return keys.count > 1
  }

  /// Names the types of an operation.
  mutating func name(_ draft: OperationDraft) {
    for part in draft.parts { name(part.type, in: draft.owner, hint: part.hint, parent: part.parent) }
    name(draft.operation.callbacks, in: draft.owner)
    if let headers = draft.operation.headers { name(headers, in: draft.owner, hint: "Headers") }
    if let headers = draft.operation.failureHeaders { name(headers, in: draft.owner, hint: "FailureHeaders") }
  }

  /// Names the types of what callbacks or webhooks carry.
  mutating func name(_ payloads: [API.Payload], in owner: Owner) {
    for (payload, name) in zip(payloads, TypeNamer.payloadNames(payloads)) {
      self.name(payload.type, in: owner, hint: name)
    }
  }

  /// Payloads are called after their callback or webhook.
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

  /// The names of an operation once all types have theirs.
  mutating func names(_ draft: OperationDraft) -> Names.Operation {
    let operation = draft.operation
    var servers: [ServerNames.Names] = []
    if case .choice(let own) = operation.server { servers = ServerNames.names(own) }
    return Names.Operation(
      name: ReservedWords.escaped(draft.named.name), identifier: draft.named.identifier,
      holder: self[draft.owner].path[0], parameters: ParameterNames.names(operation, hasServer: draft.server != nil),
      body: draft.body.map { Names.Choice(path: $0, cases: ContentNames.bodyCases(operation)) },
      output: draft.output.map { Names.Choice(path: $0, cases: ContentNames.outputCases(operation)) },
      server: draft.server.map { Names.Choice(path: $0) }, servers: servers,
      callbacks: names(operation.callbacks, in: draft.owner), method: draft.method.escaped)
  }

  /// Aliases for payloads whose types stand elsewhere.
  mutating func names(_ payloads: [API.Payload], in owner: Owner) -> Names.Payloads {
    let holder = self[owner].path[0]
    var aliases: [String?] = []
    for (payload, name) in zip(payloads, TypeNamer.payloadNames(payloads)) {
      if let path = types.declaration(of: payload.type, allPaths), path.count == 2, path[0] == holder {
        aliases.append(nil)
      } else {
        aliases.append(claim(name, in: owner).last)
      }
    }
    return Names.Payloads(holder: holder, aliases: aliases)
  }
}

extension API.Types {
  /// The names of the declaration that a reference is written by; nil where it is written without one.
  func declaration(of reference: API.Reference, _ paths: [[String]?]) -> [String]? {
    declaredType(reference, paths).flatMap { paths[$0] }
  }

  /// The type whose declaration a reference is written by; nil where it is written without one.
  func declaredType(_ reference: API.Reference, _ paths: [[String]?]) -> API.TypeID? {
    var id = reference.type
    for _ in 0..<256 {
      if let path = paths[id], !path.isEmpty, !isFiles(API.Reference(id)) { return id }
      guard case .same(let same) = definitions[id].kind else { return nil }
      id = same.target.type
    }
    return nil
  }

  /// Whether a type is a file or a list of files, which can only stand in multipart bodies.
  private func isFiles(_ reference: API.Reference) -> Bool {
    switch kind(reference) {
    case .file, .array: files(in: reference) != nil
    default: false
    }
  }
}
