/// What only all types together say of a union's variants: what tells them apart, and which of them take literals.
struct VariantPlanning {
  /// The members of structs that are restricted to some texts, by the paths of the structs.
  private var restricted: [[String]: [UnionPlan.RestrictedMember]] = [:]
  private var literals = LiteralPlanning()

  /// Looks at all types of a client, those inside of operations too.
  init(_ types: [TypePlan]) {
    var texts: [[String]: [String]] = [:]
    types.forEachType { path, type in
      literals.note(type, at: path)
      guard case .openEnum(let plan) = type.kind else { return }
      let own = plan.values.compactMap { $0.value.tag }
      if own.count == plan.values.count { texts[path] = own }
    }
    types.forEachType { path, type in
      switch type.kind {
      case .structure(let structure):
        let members = structure.properties.compactMap { Self.restricted($0, texts) }
        if !members.isEmpty { restricted[path] = members }
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
        distinguishing: own.filter { Self.isDistinguishing($0, among: members) }, rule: item.rule,
        documentation: item.documentation)
    }
    return UnionPlan(
      cases: cases, choice: union.choice, otherCase: union.otherCase, defaultCase: union.defaultCase,
      validates: union.validates, isSent: union.isSent, literals: union.isSent ? literals.literals(cases) : [])
  }

  /// An extensible enum accepts any text, so it can't tell variants apart by itself.
  private static func restricted(
    _ property: PropertyPlan, _ texts: [[String]: [String]]
  ) -> UnionPlan.RestrictedMember? {
    if case .constant(let value) = property.presence, let text = value.tag {
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
}

extension [TypePlan] {
  /// Each type with its path, those inside of others after them.
  func forEachType(in outer: [String] = [], _ body: (_ path: [String], _ type: TypePlan) -> Void) {
    for type in self {
      let path = outer + [type.name]
      body(path, type)
      type.nested.forEachType(in: path, body)
    }
  }
}

extension ValuePlan {
  /// The text by which a variant is known; the same as a reader makes of the value.
  fileprivate var tag: String? {
    switch self {
    case .string(let text): text
    case .int(let value): String(value)
    case .bool(let value): value ? "true" : "false"
    default: nil
    }
  }
}

extension OperationPlan {
  /// The same operation with other types inside it, and a call of it.
  func with(types: TypePlan?, example: ExampleCall?) -> OperationPlan {
    OperationPlan(
      name: name, identifier: identifier, method: method, path: path, tags: tags, documentation: documentation,
      arguments: arguments, parameters: parameters, body: body, response: response, accept: accept,
      isResultDiscardable: isResultDiscardable, failures: failures, failureNotes: failureNotes, headers: headers,
      failureHeaders: failureHeaders, security: security, server: server, types: types, example: example)
  }
}
