import OpenAPIDocument

/// Names for what stands inside operations.
struct DraftNaming {
  let graph: SchemaGraph
  let names: NameTable

  /// Names the inline types of a draft; called once to count and once to name.
  func name(_ draft: OperationDraft) {
    let owner = draft.owner
    if draft.contents.count == 1 {
      let content = draft.contents[0]
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
    let isChoice = draft.answerChoice != nil
    for response in draft.successes { name(response, owner: owner, hint: isChoice ? nil : "Output") }
    for response in draft.failures { name(response, owner: owner, hint: nil) }
  }

  private func name(_ response: ResponseDraft, owner: Int, hint: String?) {
    for content in response.contents {
      guard let use = content.use else { continue }
      var text = hint ?? Casing.upperFirst(StatusNames.name(response.status))
      if text == "Ok" { text = "OK" }
      if hint == nil, response.contents.count > 1 { text += Identifiers.type(content.label) }
      name(use, content, owner: owner, hint: text)
    }
  }

  private func name(_ use: Use, _ content: ContentDraft, owner: Int, hint: String) {
    switch content.kind {
    case .events, .jsonLines:
      let item = DraftNaming.item(of: content, graph) ?? use
      names.name(item, owner: owner, hint: content.kind == .events ? "Event" : "Line")
    default: names.name(use, owner: owner, hint: hint)
    }
  }

  /// What one event or one line holds.
  static func item(of content: ContentDraft, _ graph: SchemaGraph) -> Use? {
    if let schema = content.media.itemSchema {
      guard content.kind == .events, EventShapes.form(content.media) == .data, let data = EventShapes.data(schema)
      else {
        return graph.use(of: schema)
      }
      return graph.use(of: data)
    }
    guard let use = content.use else { return nil }
    if case .array(let item) = graph.kind(use) { return item }
    return use
  }
}
