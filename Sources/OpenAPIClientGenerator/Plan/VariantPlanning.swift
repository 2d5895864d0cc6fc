/// What only all types together say of a union's variants: what tells them apart, and which of them are validated.
struct VariantPlanning {
  /// The members of structs that are restricted to some texts, by the paths of the structs.
  private var restricted: [[String]: [UnionPlan.RestrictedMember]] = [:]
  /// The paths of types that have a `validate` method.
  private var validating: Set<[String]> = []

  /// Looks at all types of a client, those inside of operations too.
  init(_ types: [TypePlan]) {
    var texts: [[String]: [String]] = [:]
    Self.forEach(types) { path, type in
      guard case .openEnum(let plan) = type.kind, plan.rawType == .string else { return }
      texts[path] = plan.values.compactMap { value in
        if case .string(let text) = value.value { text } else { nil }
      }
    }
    Self.forEach(types) { path, type in
      switch type.kind {
      case .structure(let structure):
        if structure.validates { validating.insert(path) }
        let members = structure.properties.compactMap { Self.restricted($0, texts) }
        if !members.isEmpty { restricted[path] = members }
      case .union(let union) where union.validates: validating.insert(path)
      default: break
      }
    }
  }

  /// The types with what is known of the variants in them.
  func planned(_ types: [TypePlan]) -> [TypePlan] { types.map { planned($0) } }

  /// The type with what is known of the variants in it.
  func planned(_ type: TypePlan) -> TypePlan {
    var kind = type.kind
    if case .union(let union) = kind { kind = .union(planned(union)) }
    return TypePlan(name: type.name, documentation: type.documentation, kind: kind, nested: planned(type.nested))
  }

  private func planned(_ union: UnionPlan) -> UnionPlan {
    let members = union.cases.map { item -> [UnionPlan.RestrictedMember] in
      guard case .named(let path) = item.type else { return [] }
      return restricted[path] ?? []
    }
    let cases = zip(union.cases, members).map { item, own in
      UnionPlan.Case(
        name: item.name, type: item.type, discriminatorValues: item.discriminatorValues,
        distinguishing: own.filter { Self.isDistinguishing($0, among: members) }, validates: validates(item.type),
        documentation: item.documentation)
    }
    return UnionPlan(
      cases: cases, choice: union.choice, otherCase: union.otherCase, defaultCase: union.defaultCase,
      isIndirect: union.isIndirect, validates: union.validates)
  }

  /// An extensible enum accepts any text, so it can't tell variants apart by itself.
  private static func restricted(
    _ property: PropertyPlan, _ texts: [[String]: [String]]
  ) -> UnionPlan.RestrictedMember? {
    if case .constant(.string(let text)) = property.presence {
      return UnionPlan.RestrictedMember(key: property.key, values: [text])
    }
    guard case .named(let path) = property.type.unwrapped, let values = texts[path], !values.isEmpty else { return nil }
    return UnionPlan.RestrictedMember(key: property.key, values: values)
  }

  /// Whether a variant restricts the same member to other texts.
  private static func isDistinguishing(
    _ member: UnionPlan.RestrictedMember, among variants: [[UnionPlan.RestrictedMember]]
  ) -> Bool {
    variants.contains { $0.contains { $0.key == member.key && $0.values != member.values } }
  }

  private func validates(_ type: TypeUse?) -> Bool {
    switch type {
    case .named(let path), .array(.named(let path)), .dictionary(.named(let path)): validating.contains(path)
    default: false
    }
  }

  private static func forEach(
    _ types: [TypePlan], in outer: [String] = [], _ body: (_ path: [String], _ type: TypePlan) -> Void
  ) {
    for type in types {
      let path = outer + [type.name]
      body(path, type)
      forEach(type.nested, in: path, body)
    }
  }
}

extension OperationPlan {
  /// The same operation with other types inside it.
  func with(types: TypePlan?) -> OperationPlan {
    OperationPlan(
      name: name, identifier: identifier, method: method, path: path, documentation: documentation,
      arguments: arguments, parameters: parameters, body: body, response: response, accept: accept,
      isResultDiscardable: isResultDiscardable, failures: failures, security: security, server: server, types: types)
  }
}
