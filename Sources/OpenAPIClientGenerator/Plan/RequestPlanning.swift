import OpenAPIDocument

/// Parameters → arguments.
struct ParameterPlanning {
  let types: TypePlanner

  /// The parameters of an operation, required ones first; `reserved` are labels of other arguments.
  func plan(_ draft: OperationDraft, reserved: [String]) -> [ParameterPlan] {
    var scope = NameScope(reserved: reserved)
    var required: [ParameterPlan] = []
    var optional: [ParameterPlan] = []
    for (parameter, use) in draft.parameters {
      let name = scope.claim(ParameterPlanning.name(parameter)) {
        [
          ReservedWords.parameter(Identifiers.member(parameter.name)),
          parameter.location.rawValue + Identifiers.type(parameter.name),
        ]
      }
      let planned = plan(parameter, use, name: ReservedWords.escaped(name))
      if planned.isRequired { required.append(planned) } else { optional.append(planned) }
    }
    return required + optional
  }

  /// `X-Request-ID` is `requestID`: the prefix says nothing.
  private static func name(_ parameter: Parameter) -> String {
    var text = parameter.name
    if case .header = parameter.location, text.utf8.count > 2, text.hasPrefix("X-") || text.hasPrefix("x-") {
      text = String(text.dropFirst(2))
    }
    return ReservedWords.parameter(Identifiers.member(text))
  }

  private func plan(_ parameter: Parameter, _ use: Use, name: String) -> ParameterPlan {
    var schemas: [Schema] = []
    if let schema = parameter.valueSchema { schemas = [schema] }
    var type = types.uses.type(use).type
    var constant: ValuePlan?
    if parameter.isRequired, case .enumeration(let values) = types.graph.kind(use), let only = values.values.only,
      !values.rawType.isJSON
    {
      constant = only.value
      type = values.rawType
    }
    let rules = types.rules.rules(schemas, use)
    return ParameterPlan(
      name: name, wireName: parameter.name,
      location: ParameterPlan.Location(rawValue: parameter.location.rawValue) ?? .query, type: type,
      isRequired: parameter.isRequired, documentation: documentation(parameter, use, schemas, rules),
      style: style(parameter), explode: parameter.explode, allowReserved: parameter.allowReserved, rules: rules,
      constant: constant)
  }

  private func style(_ parameter: Parameter) -> ParameterPlan.Style {
    if let media = parameter.content.first {
      switch ContentKind(media.essence) {
      case .json, .any, .jsonLines: return .content
      case .form: return .form
      default: return parameter.location.isOne(of: .query, .cookie) ? .form : .simple
      }
    }
    return ParameterPlan.Style(rawValue: parameter.style.rawValue) ?? .form
  }

  private func documentation(
    _ parameter: Parameter, _ use: Use, _ schemas: [Schema], _ rules: [RulePlan]
  ) -> Documentation {
    var text = parameter.description ?? ""
    if text.isEmpty { text = schemas.first?.description ?? "" }
    var documentation = Documentation(text: text)
    var facts = RulePlanning.words(rules)
    if let node = schemas.first?.default ?? schemas.first?.resolved.default, !node.isNull,
      !SchemaDocumentation.mentionsDefault(text)
    {
      facts.append(joined("The service's default is `", SchemaDocumentation.shown(node), "`."))
    }
    documentation.add(facts.joined(separator: " "))
    if parameter.isDeprecated { documentation.deprecation = Deprecation() }
    return documentation
  }
}

/// Drafts → how a body is sent.
struct BodyPlanning {
  let types: TypePlanner

  func plan(_ draft: OperationDraft) -> BodyPlan? {
    guard let body = draft.operation.requestBody else { return nil }
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
      name: "body", isRequired: isRequired, type: type, content: content,
      documentation: Documentation(text: body.description))
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
    var type: TypeUse?
    if let use = content.use { type = uses.type(use).type }
    switch content.kind {
    case .json: return (type ?? .jsonValue, .json(contentType: content.contentType))
    case .form: return (type ?? .jsonValue, .form(encodings(content.media)))
    case .multipart: return multipart(content, type)
    case .text, .markup, .events: return (.text, .text(contentType: content.contentType))
    case .binary, .any:
      // Of a range of types the body says which it is.
      let essence = content.media.essence
      let isRange = ContentKind.isRange(essence) && essence.contains("/")
      return (.requestBody, .binary(contentType: isRange ? essence : content.contentType))
    case .jsonLines:
      return (.array(uses.item(of: content) ?? .jsonValue), .jsonLines(contentType: content.contentType))
    }
  }

  private func multipart(_ content: ContentDraft, _ type: TypeUse?) -> (TypeUse, BodyContentPlan) {
    guard let use = content.use, let type, types.directions.isMultipart(types.graph.follow(use).shape) else {
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
