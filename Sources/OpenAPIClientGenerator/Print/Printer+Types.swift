extension Printer {
  // MARK: Open enums

  func printOpenEnum(_ type: TypePlan, _ plan: OpenEnumPlan) {
    printOpenEnum(type.name, plan)
    closeType(type)
  }

  /// The type but for its end.
  func printOpenEnum(_ typeName: String, _ plan: OpenEnumPlan) {
    let raw = spell(plan.rawType)
    openType("struct", typeName, name(RuntimeNames.openEnum))
    out.line(access, "let rawValue: ", raw)
    out.line(access, "init(rawValue: ", raw, ") { self.rawValue = rawValue }")
    if !plan.values.isEmpty { out.blank() }
    for value in plan.values {
      printDocumentation(value.documentation)
      let literal: String
      if case .null = value.value { literal = ".null" } else { literal = spell(value.value) }
      out.line(access, "static var ", value.name, ": Self { Self(rawValue: ", literal, ") }")
    }
  }

  // MARK: Unions

  func printUnion(_ type: TypePlan, _ union: UnionPlan) {
    var protocols = name(RuntimeNames.model)
    if union.validates { protocols.append(", " + name(RuntimeNames.validatable)) }
    openType(union.isIndirect ? "indirect enum" : "enum", type.name, protocols)
    for item in union.cases {
      printDocumentation(item.documentation, isMember: false)
      printCase(item.name, item.type)
    }
    if let other = union.otherCase {
      out.line("/// A value that none of the variants describes.")
      printCase(other, .jsonValue)
    }
    printUnionReading(union)
    printUnionWriting(union)
    if union.validates { printUnionValidation(union) }
    closeType(type)
  }

  private func printUnionReading(_ union: UnionPlan) {
    openReading()
    for item in union.cases {
      if item.type.isPresent { continue }
      out.open("if json.kind == .null {")
      out.line("self = .", item.name)
      out.line("return")
      out.close()
      break
    }
    switch union.choice {
    case .discriminator(let key): printReadingByTag(union, key)
    case .fit: printReadingByFit(union)
    }
    out.close()
  }

  private func printReadingByTag(_ union: UnionPlan, _ key: String) {
    out.line("switch json.tag(", Literals.string(key), ") {")
    for item in union.cases {
      if item.type.isNil || item.tags.isEmpty { continue }
      out.line("case ", Literals.list(item.tags), ": self = .", item.name, "(try json.decode())")
    }
    if let fallback = union.defaultCase ?? union.otherCase {
      out.line("default: self = .", fallback, "(try json.decode())")
    } else {
      out.line("default:")
      out.indent()
      printReadingByFit(union)
      out.outdent()
    }
    out.line("}")
  }

  private func printReadingByFit(_ union: UnionPlan) {
    var variants: [UnionPlan.Case] = []
    for item in union.cases { if item.type.isPresent { variants.append(item) } }
    // Reading what fits nothing as the last variant throws the error that says why.
    guard let last = union.otherCase ?? variants.last?.name else {
      out.line("self = try json.decode()")
      return
    }
    if variants.isEmpty || union.otherCase.isNil && variants.count == 1 {
      out.line("self = .", last, "(try json.decode())")
      return
    }
    let unionCase = name(RuntimeNames.unionCase)
    var items: [String] = []
    for (item, tags) in zip(variants, unionTags.tags(of: variants)) {
      var pairs: [String] = []
      for tag in tags { pairs.append(joined(Literals.string(tag.key), ": ", Literals.strings(tag.texts))) }
      let argument = pairs.isEmpty ? "" : joined(", tags: [", pairs.joined(separator: ", "), "]")
      items.append(joined(unionCase, "(Self.", item.name, argument, ")"))
    }
    out.list(joined("let variants: [", unionCase, "<Self>] = "), items)
    out.line("self = try json.match(variants) ?? .", last, "(json.decode())")
  }

  private func printUnionWriting(_ union: UnionPlan) {
    openWriting()
    out.line("switch self {")
    for item in union.cases {
      if item.type.isNil {
        out.line("case .", item.name, ": json.encode(", name(RuntimeNames.jsonValue), ".null)")
      } else {
        out.line("case .", item.name, "(let value): json.encode(value)")
      }
    }
    if let other = union.otherCase { out.line("case .", other, "(let value): json.encode(value)") }
    out.line("}")
    out.close()
  }

  // MARK: Positions

  func printTuple(_ type: TypePlan, _ tuple: TuplePlan) {
    openType("struct", type.name, name(RuntimeNames.model))
    for element in tuple.elements { printProperty(element, type: spell(element.type)) }
    if let rest = tuple.rest {
      printDocumentation(rest.documentation)
      printVariable(rest.name, spell(.array(rest.type)))
    }
    printTupleInitializer(tuple)

    openReading()
    for position in tuple.elements.indices {
      let element = tuple.elements[position]
      if case .constant = element.presence { continue }
      out.line(Self.stored(element), " = try json.element(", String(position), ")")
    }
    if let rest = tuple.rest { out.line(rest.name, " = try json.elements(from: ", String(tuple.elements.count), ")") }
    out.close()

    openWriting()
    out.line("json.array()")
    for element in tuple.elements {
      switch element.presence {
      case .optional: out.line("json.element(orNone: ", Self.stored(element), ")")
      default: out.line("json.element(", Self.stored(element), ")")
      }
    }
    if let rest = tuple.rest { out.line("json.writeElements(", rest.name, ")") }
    out.close()
    closeType(type)
  }

  private func printTupleInitializer(_ tuple: TuplePlan) {
    var parameters: [String] = []
    var assignments: [String] = []
    for element in tuple.elements {
      if case .constant = element.presence { continue }
      parameters.append(parameter(element, spell(element.type)))
      assignments.append(joined("self.", Self.stored(element), " = ", element.name))
    }
    if let rest = tuple.rest {
      parameters.append(joined(Self.label(rest.name), ": ", spell(.array(rest.type)), " = []"))
      assignments.append(joined("self.", rest.name, " = ", rest.name))
    }
    out.blank()
    if assignments.isEmpty {
      out.line(access, "init() {}")
      return
    }
    openInitializer(parameters)
    for assignment in assignments { out.line(assignment) }
    out.close()
  }
}

/// The texts that members of a plan's structs are restricted to.
///
/// They tell the variants of a union apart that has no discriminator: an open set accepts any text, so it can't tell by
/// itself.
struct UnionTags {
  typealias Member = (key: String, texts: [String])

  /// The restricted members of structs by their paths, in the order of the properties.
  private var members: [[String]: [Member]] = [:]
  /// The paths of structs that are variants.
  private var variants: Set<[String]> = []

  init(_ plan: ClientPlan) {
    let types = plan.allTypes
    for type in types { collectVariants(type) }
    if variants.isEmpty { return }
    var sets: [[String]: [String]] = [:]
    for type in types { Self.collectSets(type, [], into: &sets) }
    for type in types { collectMembers(type, [], sets) }
  }

  /// For each variant the members whose texts set it apart from another one.
  func tags(of variants: [UnionPlan.Case]) -> [[Member]] {
    var all: [[Member]] = []
    for variant in variants {
      if case .named(let path)? = variant.type { all.append(members[path] ?? []) } else { all.append([]) }
    }
    var result: [[Member]] = []
    for own in all {
      var telling: [Member] = []
      for member in own { if Self.isTelling(member, among: all) { telling.append(member) } }
      result.append(telling)
    }
    return result
  }

  /// Whether a variant restricts the member to other texts.
  private static func isTelling(_ member: Member, among variants: [[Member]]) -> Bool {
    for members in variants {
      for other in members { if other.key == member.key, other.texts != member.texts { return true } }
    }
    return false
  }

  private mutating func collectVariants(_ type: TypePlan) {
    if case .union(let union) = type.kind {
      for item in union.cases {
        if case .named(let path)? = item.type { variants.insert(path) }
      }
    }
    for nested in type.nested { collectVariants(nested) }
  }

  private static func collectSets(_ type: TypePlan, _ outer: [String], into sets: inout [[String]: [String]]) {
    let path = outer + [type.name]
    if case .openEnum(let plan) = type.kind, case .string = plan.rawType {
      var texts: [String] = []
      for value in plan.values {
        if case .string(let text) = value.value { texts.append(text) }
      }
      sets[path] = texts
    }
    for nested in type.nested { collectSets(nested, path, into: &sets) }
  }

  private mutating func collectMembers(_ type: TypePlan, _ outer: [String], _ sets: [[String]: [String]]) {
    let path = outer + [type.name]
    if case .structure(let structure) = type.kind, variants.contains(path) {
      var found: [Member] = []
      for property in structure.properties {
        if case .constant(.string(let text)) = property.presence {
          found.append((property.key, [text]))
        } else if case .named(let name) = Printer.core(property.type), let texts = sets[name], !texts.isEmpty {
          found.append((property.key, texts))
        }
      }
      if !found.isEmpty { members[path] = found }
    }
    for nested in type.nested { collectMembers(nested, path, sets) }
  }
}
