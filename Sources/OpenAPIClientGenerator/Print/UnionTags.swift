/// The texts that members of a plan's structs are restricted to.
///
/// They tell the variants of a union apart that has no discriminator: an open set accepts any text, so it can't tell by
/// itself.
struct UnionTags {
  /// The restricted members of structs by their paths, in the order of the properties.
  private var members: [[String]: [(key: String, texts: [String])]] = [:]
  /// The paths of structs that are variants.
  private var variants: Set<[String]> = []

  init(_ plan: ClientPlan) {
    for type in plan.types { collectVariants(type) }
    for operation in plan.operations {
      if let types = operation.types { collectVariants(types) }
    }
    if variants.isEmpty { return }
    var sets: [[String]: [String]] = [:]
    for type in plan.types { Self.collectSets(type, [], into: &sets) }
    for operation in plan.operations {
      if let types = operation.types { Self.collectSets(types, [], into: &sets) }
    }
    for type in plan.types { collectMembers(type, [], sets) }
    for operation in plan.operations {
      if let types = operation.types { collectMembers(types, [], sets) }
    }
  }

  /// For each variant the members whose texts set it apart from another one.
  func tags(of variants: [UnionPlan.Case]) -> [[(key: String, texts: [String])]] {
    var all: [[(key: String, texts: [String])]] = []
    for variant in variants {
      if case .named(let path)? = variant.type { all.append(members[path] ?? []) } else { all.append([]) }
    }
    var result: [[(key: String, texts: [String])]] = []
    for (position, own) in all.enumerated() {
      var telling: [(key: String, texts: [String])] = []
      for member in own {
        let isTelling = all.enumerated().contains { other in
          other.offset != position && other.element.contains { $0.key == member.key && $0.texts != member.texts }
        }
        if isTelling { telling.append(member) }
      }
      result.append(telling)
    }
    return result
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
      var found: [(key: String, texts: [String])] = []
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
