/// Which members tell the variants of a union apart, and which literals a union takes.
struct Variants {
  private let declarations: Declarations
  /// The members of objects that are restricted to some values.
  private let restricted: [API.TypeID: [UnionPlan.RestrictedMember]]

  init(_ declarations: Declarations) {
    self.declarations = declarations
    var restricted: [API.TypeID: [UnionPlan.RestrictedMember]] = [:]
    for id in declarations.types.indices {
      guard case .object(let object) = declarations.types[id].kind else { continue }
      let members = object.properties.compactMap { declarations.restriction(of: $0, in: id) }
      if !members.isEmpty { restricted[id] = members }
    }
    self.restricted = restricted
  }

  // MARK: Distinguishing

  /// For each variant the members that are restricted to other values than in another variant.
  ///
  ///     {type: const cat}, {type: const dog}  → [[type: cat], [type: dog]]
  func distinguishing(_ cases: [API.Union.Case]) -> [[UnionPlan.RestrictedMember]] {
    let members = cases.map { item in declarations.declaredType(item.type).flatMap { restricted[$0] } ?? [] }
    return members.map { own in own.filter { Self.isDistinguishing($0, among: members) } }
  }

  /// Whether another variant has the member with other values.
  private static func isDistinguishing(
    _ member: UnionPlan.RestrictedMember, among variants: [[UnionPlan.RestrictedMember]]
  ) -> Bool {
    variants.contains { $0.contains { $0.key == member.key && $0.values != member.values } }
  }

  // MARK: Literals

  /// The literals that a union takes: those of a variant that is its only string, list, number or Boolean.
  ///
  ///     stop: {anyOf: [{type: string}, {type: array, items: {type: string}}]}   → stop: "END", stop: ["END", "STOP"]
  func literals(_ cases: [API.Union.Case], names: [String]) -> [UnionPlan.Literal] {
    let found = zip(cases, names).compactMap { literal($0.type, name: $1) }
    return found.filter { literal in found.filter { $0.kind == literal.kind }.count == 1 && literal.isWritable }
  }

  /// The literals of a variant: `.string` for `String`; nil for objects and other variants without literals.
  private func literal(_ reference: API.Reference, name: String) -> UnionPlan.Literal? {
    let id = declarations.types.follow(reference).type
    let type = declarations.types[id]
    if type.isRecursiveList { return nil }
    switch type.kind {
    case .scalar(let scalar): return Self.literal(TypeUse(scalar), name: name)
    case .file: return Self.literal(.string, name: name)
    case .array(let item): return .init(kind: .array, name: name, type: declarations.element(item))
    case .enumeration(let values):
      return Self.literal(TypeUse(values.rawType), name: name, isRaw: declarations.names.paths[id] != nil)
    case .same, .object, .map, .tuple, .union: return nil
    }
  }

  private static func literal(_ use: TypeUse, name: String, isRaw: Bool = false) -> UnionPlan.Literal? {
    switch use {
    case .string: .init(kind: .string, name: name, type: use, isRaw: isRaw)
    case .bool: .init(kind: .boolean, name: name, type: use, isRaw: isRaw)
    case .int, .int32, .int64, .uint64, .double, .float: .init(kind: .number, name: name, type: use, isRaw: isRaw)
    case .jsonNumber: .init(kind: .number, name: name, type: use, isRaw: isRaw, isWritable: false)
    default: nil
    }
  }
}

extension Declarations {
  /// The values that a property is restricted to: its fixed value, or those that its enumeration lists.
  fileprivate func restriction(of property: API.Property, in id: API.TypeID) -> UnionPlan.RestrictedMember? {
    if let value = fixedValue(of: property, in: id)?.value, let text = value.discriminatorValue {
      return UnionPlan.RestrictedMember(key: property.key, values: [text])
    }
    guard let type = declaredType(property.type), case .enumeration(let values) = types[type].kind else { return nil }
    let texts = values.values.compactMap { ValuePlan($0, values.rawType).discriminatorValue }
    if texts.isEmpty || texts.count < values.values.count { return nil }
    return UnionPlan.RestrictedMember(key: property.key, values: texts)
  }
}

extension ValuePlan {
  /// The value as text, as `JSONReader.discriminator` returns it.
  fileprivate var discriminatorValue: String? {
    switch self {
    case .string(let text): text
    case .int(let value): String(value)
    case .bool(let value): value ? "true" : "false"
    default: nil
    }
  }
}
