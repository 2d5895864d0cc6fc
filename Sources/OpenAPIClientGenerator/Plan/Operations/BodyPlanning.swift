import OpenAPIDocument

/// Drafts → how a body is sent.
struct BodyPlanning {
  let types: TypePlanner

  func plan(_ draft: OperationDraft, isUnlabeled: Bool) -> BodyPlan? {
    guard let body = draft.operation.requestBody else { return nil }
    var documentation = Documentation()
    if let text = body.description, !text.isEmpty { documentation.paragraphs = [text] }
    let type: TypeUse
    let content: BodyContentPlan
    var isRequired = body.isRequired
    if let path = draft.bodyChoice {
      type = .named(path)
      content = .choice
    } else if let only = draft.contents.first {
      (type, content) = plan(only)
      if let use = only.use, types.graph.follow(use).isNullable { isRequired = false }
    } else {
      return nil
    }
    return BodyPlan(
      name: "body", isUnlabeled: isUnlabeled, isRequired: isRequired, type: type, content: content,
      documentation: documentation)
  }

  /// The choice of a body that comes in several types.
  func choice(_ draft: OperationDraft) -> TypePlan? {
    guard let path = draft.bodyChoice, let name = path.last else { return nil }
    var scope = NameScope()
    var cases: [BodyChoicePlan.Case] = []
    for content in draft.contents {
      let (type, plan) = plan(content)
      cases.append(
        BodyChoicePlan.Case(
          name: ReservedWords.escaped(
            scope.claim(ReservedWords.constant(content.label)) { [Identifiers.member(content.media.essence)] }),
          type: type, content: plan, contentType: content.contentType))
    }
    let documentation = Documentation(
      ["The body of the request, in one of several content types."], pointer: draft.operation.requestBody?.node.pointer)
    return TypePlan(name: name, documentation: documentation, kind: .bodyChoice(BodyChoicePlan(cases: cases)))
  }

  private func plan(_ content: ContentDraft) -> (TypeUse, BodyContentPlan) {
    let uses = types.uses
    let type = content.use.map { uses.type($0).type }
    switch content.kind {
    case .json: return (type ?? .jsonValue, .json(contentType: content.contentType))
    case .form: return (type ?? .jsonValue, .form(encodings(content.media)))
    case .multipart: return multipart(content, type)
    case .text, .markup, .events: return (.text, .text(contentType: content.contentType))
    case .binary, .any:
      // Of a range of types the body says which it is.
      let essence = content.media.essence
      let isRange = essence.contains("*") && essence.contains("/")
      return (.requestBody, .binary(contentType: isRange ? essence : content.contentType))
    case .jsonLines:
      let item = DraftNaming.item(of: content, types.graph).map { uses.element($0) }
      return (.array(item ?? .jsonValue), .jsonLines(contentType: content.contentType))
    }
  }

  private func multipart(_ content: ContentDraft, _ type: TypeUse?) -> (TypeUse, BodyContentPlan) {
    guard let use = content.use, let type, types.directions.asMultipart[types.graph.follow(use).shape] else {
      return (type ?? .jsonValue, .multipartJSON(contentType: content.contentType))
    }
    return (type, .multipart(contentType: content.contentType))
  }

  private func encodings(_ media: MediaType) -> [FieldEncodingPlan] {
    var result: [FieldEncodingPlan] = []
    for encoding in media.encoding {
      if let style = encoding.style {
        let planned = ParameterPlan.Style(rawValue: style.rawValue) ?? .form
        result.append(
          FieldEncodingPlan(key: encoding.name, style: planned, explode: encoding.explode ?? (style == .form)))
      } else if let explode = encoding.explode {
        result.append(FieldEncodingPlan(key: encoding.name, style: .form, explode: explode))
      } else if let first = encoding.contentTypes.first, ContentKind(first.lowercased()) == .json {
        result.append(FieldEncodingPlan(key: encoding.name, style: .content, explode: false))
      }
    }
    return result
  }
}
