import OpenAPIDocument

extension Explanation {
  /// The types and operations that a document resolves to.
  ///
  ///     object #/components/schemas/Lamp  received
  ///       name: string, required
  ///       level: #/components/schemas/Level, default "low"
  init(_ api: API) {
    let types = api.types.indices.compactMap { Entry($0, api) }
    entries = Explanation.general(api) + types + api.operations.map { Entry($0, api) }
  }

  /// What belongs to no type and no operation: servers, credentials, webhooks.
  private static func general(_ api: API) -> [Entry] {
    let servers = api.servers.map { server in
      ([server.url] + server.variables.map { "{\($0.name)} default \($0.defaultValue)" }).joined(separator: ", ")
    }
    let credentials = api.credentials.map { credential in
      let facts = [credential.isRequired ? "required" : nil, credential.documentation.deprecation?.explanation]
      return (["\(credential.key): \(credential.kind)"] + facts.compactMap { $0 }).joined(separator: ", ")
    }
    let webhooks = (api.webhooks ?? []).map { "\($0.name): \(api.description(of: $0.type))" }
    return [("servers", servers), ("credentials", credentials), ("webhooks", webhooks)]
      .filter { _, lines in !lines.isEmpty }
      .map { title, lines in Entry(keys: [title], lines: [title] + lines) }
  }
}

extension Explanation.Entry {
  /// Nil for types that need no entry: scalars, aliases, and those that only describe a multipart body.
  fileprivate init?(_ id: API.TypeID, _ api: API) {
    let type = api.types[id]
    let (kind, members) = api.description(of: type.kind)
    let isUsed = api.directions.isSent(id) || api.directions.isReceived(id)
    guard let pointer = type.location?.pointer, type.isComponent || isUsed && !members.isEmpty else { return nil }
    var facts: [String] = []
    if type.isNullable { facts.append("or null") }
    if api.directions.isSent(id) { facts.append("sent") }
    if api.directions.isReceived(id) { facts.append("received") }
    if api.directions.isMultipart(id) { facts.append("as parts") }
    if let deprecation = type.deprecation { facts.append(deprecation.explanation) }
    keys = [pointer]
    lines = ["\(kind) \(pointer)\(facts.isEmpty ? "" : "  \(facts.joined(separator: ", "))")"] + members
  }

  fileprivate init(_ operation: API.Operation, _ api: API) {
    keys = [operation.key, operation.documentation.pointer ?? ""]
    var lines = ["operation \(operation.key)"]
    if let deprecation = operation.documentation.deprecation { lines[0] += "  \(deprecation.explanation)" }
    for parameter in operation.parameters {
      var line = "\(parameter.location.rawValue) \(parameter.name): \(api.description(of: parameter.type))"
      if parameter.isRequired { line += ", required" }
      if let deprecation = parameter.deprecation { line += ", \(deprecation.explanation)" }
      if let value = parameter.defaultValue { line += ", default \(value.text)" }
      lines.append(line)
    }
    if let security = operation.security { lines.append("security \(security)") }
    for content in operation.body?.contents ?? [] { lines.append("body \(api.description(of: content))") }
    for response in operation.successes + operation.failures {
      if response.contents.isEmpty { lines.append(response.status.label) }
      for content in response.contents { lines.append("\(response.status.label) \(api.description(of: content))") }
    }
    if let paging = operation.paging { lines.append(paging.explanation) }
    self.lines = lines
  }
}

extension API.Paging {
  /// `pages: cursor after from /next, elements in /orders`.
  fileprivate var explanation: String {
    func pointer(_ keys: [String]) -> String { keys.map { "/\($0)" }.joined() }
    let way =
      switch way {
      case .cursor(let parameter, let next): "cursor \(parameter) from \(pointer(next))"
      case .lastItem(let parameter, let member): "cursor \(parameter) from \(pointer(member)) of the last element"
      case .number(let parameter, let first): "number \(parameter)\(first.map { " from \($0)" } ?? "")"
      case .offset(let parameter): "offset \(parameter)"
      case .url(let member): "url in \(pointer(member))"
      case .link: "header field Link"
      }
    let elements = items.isEmpty ? "the page itself" : pointer(items)
    return "pages: \(way), elements in \(elements)\(more.map { ", more in \(pointer($0))" } ?? "")"
  }
}

extension API {
  /// `json as application/json: #/components/schemas/Pet`.
  fileprivate func description(of content: Content) -> String {
    "\(content.kind) as \(content.contentType): \(content.type.map { description(of: $0) } ?? "anything")"
  }

  /// A type where it is used: `string`, `[string: integer]`, `#/components/schemas/Pet or null`.
  fileprivate func description(of reference: Reference) -> String {
    let target = types.follow(reference)
    let text =
      switch types[target.type].kind {
      case .scalar(let scalar): "\(scalar)"
      case .file: "file"
      case .array(let item) where !types[target.type].isRecursiveList: "[\(description(of: item))]"
      case .map(let value) where !types[target.type].isRecursiveList: "[string: \(description(of: value))]"
      default: types[target.type].location?.pointer ?? "type \(target.type)"
      }
    return target.isNullable ? "\(text) or null" : text
  }

  /// `object`, with a line for each property.
  fileprivate func description(of kind: Kind) -> (kind: String, members: [String]) {
    switch kind {
    case .scalar(let scalar): return ("\(scalar)", [])
    case .file: return ("file", [])
    case .same(let same): return ("same as \(description(of: same.target)) at", [])
    case .map(let value): return ("map of \(description(of: value)) at", [])
    case .array(let item): return ("list of \(description(of: item)) at", [])
    case .enumeration(let values):
      let kind = values.isConstant ? "constant" : "enumeration"
      return (
        "\(kind) of \(values.rawType)",
        values.values.map { value in
          value.literal.text + (value.deprecation.map { ", \($0.explanation)" } ?? "")
        }
      )
    case .tuple(let tuple):
      return (
        "tuple",
        tuple.elements.map { element in
          description(of: element.type) + (element.documentation.deprecation.map { ", \($0.explanation)" } ?? "")
        }
          + [tuple.rest].compactMap { $0.map { "rest: \(description(of: $0))" } }
      )
    case .union(let union):
      let choice =
        switch union.choice {
        case .discriminator(let key): "by \(key)"
        case .fit: "by fit"
        }
      let cases = union.cases.map { unionCase in
        let values = unionCase.discriminatorValues
        return description(of: unionCase.type) + (values.isEmpty ? "" : " [\(values.joined(separator: ", "))]")
          + (unionCase.deprecation.map { ", \($0.explanation)" } ?? "")
      }
      return ("union \(choice)", cases)
    case .object(let object):
      var members = object.properties.map { "\($0.key): \(description(of: $0, part: object.parts[$0.key]))" }
      members += object.patterns.map { "~\($0.pattern): \(description(of: $0.type))" }
      if let additional = object.additional { members.append("*: \(description(of: additional))") }
      return ("object", members)
    }
  }

  /// `string, required, default "low"`.
  private func description(of property: Property, part: PartEncoding?) -> String {
    var facts = [description(of: property.type)]
    if property.isRequired { facts.append("required") }
    if property.isReadOnly { facts.append("read only") }
    if property.isWriteOnly { facts.append("write only") }
    if let deprecation = property.deprecation { facts.append(deprecation.explanation) }
    if let value = property.discriminatorValue { facts.append("discriminator value \(value)") }
    if let value = property.defaultValue { facts.append("default \(value.text)") }
    switch part {
    case .contentType(let type): facts.append("as \(type)")
    case .style(let style): facts.append("style \(style.style)\(style.explode ? ", exploded" : "")")
    case nil: break
    }
    if types.files(in: property.type) != nil { facts.append("holds files") }
    return (facts + RuleWords.words(property.rules.map(RulePlan.init))).joined(separator: ", ")
  }
}
