import OpenAPIDocument

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
        guard let media = content.first(where: { ContentKind($0.essence) == .json }) ?? content.first,
          let schema = media.schema
        else { continue }
        var text = name
        if Words.split(text).isEmpty, let id = operation.operationId { text = id }
        let claimed = scope.claim(ReservedWords.type(Identifiers.type(text))) {
          [operation.operationId.map { Identifiers.type($0) } ?? ""]
        }
        var documentation = Documentation(pointer: operation.node.pointer)
        if let summary = operation.summary, !summary.isEmpty { documentation.paragraphs.append(summary) }
        if let words = operation.description, !words.isEmpty, words != operation.summary {
          documentation.paragraphs.append(words)
        }
        payloads.append(Payload(name: claimed, use: graph.use(of: schema), documentation: documentation))
      }
    }
    return payloads
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
