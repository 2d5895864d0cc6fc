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
    if parameter.location == .header, text.utf8.count > 2, text.hasPrefix("X-") || text.hasPrefix("x-") {
      text = String(text.dropFirst(2))
    }
    return ReservedWords.parameter(Identifiers.member(text))
  }

  private func plan(_ parameter: Parameter, _ use: Use, name: String) -> ParameterPlan {
    let schemas = parameter.valueSchema.map { [$0] } ?? []
    let type = types.uses.type(use).type
    let rules = types.rules.rules(schemas, use)
    var plan = ParameterPlan(
      name: name, wireName: parameter.name,
      location: ParameterPlan.Location(rawValue: parameter.location.rawValue) ?? .query, type: type,
      isRequired: parameter.isRequired, documentation: documentation(parameter, use, schemas, rules),
      style: style(parameter), explode: parameter.explode, allowReserved: parameter.allowReserved, rules: rules)
    if parameter.isRequired, case .enumeration(let values) = types.graph.kind(use), values.values.count == 1,
      values.rawType != .jsonValue
    {
      plan.constant = values.values[0].value
      plan.type = values.rawType
    }
    return plan
  }

  private func style(_ parameter: Parameter) -> ParameterPlan.Style {
    if let media = parameter.content.first {
      switch ContentKind(media.essence) {
      case .json, .any, .jsonLines: return .content
      case .form: return .form
      default: return parameter.location == .query || parameter.location == .cookie ? .form : .simple
      }
    }
    return ParameterPlan.Style(rawValue: parameter.style.rawValue) ?? .form
  }

  private func documentation(
    _ parameter: Parameter, _ use: Use, _ schemas: [Schema], _ rules: [RulePlan]
  ) -> Documentation {
    var documentation = Documentation()
    var text = parameter.description
    if text?.isEmpty ?? true { text = schemas.first?.description }
    if let text, !text.isEmpty { documentation.paragraphs = [text] }
    var facts = RulePlanning.words(rules)
    if let node = schemas.first?.default ?? schemas.first?.resolved.default, !node.isNull,
      !SchemaDocumentation.mentionsDefault(text)
    {
      facts.append("The service's default is `\(SchemaDocumentation.shown(node))`.")
    }
    if !facts.isEmpty { documentation.paragraphs.append(facts.joined(separator: " ")) }
    if parameter.isDeprecated { documentation.deprecation = Deprecation() }
    return documentation
  }
}
