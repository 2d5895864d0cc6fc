/// Members that several variants of a union have, so that callers can read them without a `switch`.
///
///     oneOf: [Cat {id, lives}, Dog {id, tricks}]  → var id: Int?, nil for any other variant
///
/// Two variants with the member are enough, and others may lack it: so a variant that is added later takes no member away.
/// The types must have the same name, because equal inline types can become different with any change of the document.
struct SharedMembers {
  let types: TypePlanner

  private var api: API.Types { types.declarations.types }
  private var names: Names { types.declarations.names }

  init(_ types: TypePlanner) { self.types = types }

  /// A member of a variant.
  private struct Member {
    let key: String
    let name: String
    /// Its type, without optionality.
    let type: TypeUse
    let deprecation: Deprecation?
  }

  /// The members, in the order of the variants.
  func shared(_ union: API.Union, _ id: API.TypeID) -> [UnionPlan.SharedMember] { shared(union, id, in: [id]) }

  private func shared(_ union: API.Union, _ id: API.TypeID, in outer: Set<API.TypeID>) -> [UnionPlan.SharedMember] {
    guard let own = names.members[id], !own.shared.isEmpty else { return [] }
    let found = zip(union.cases, own.names).flatMap { variant, caseName in
      members(of: variant.type, in: outer).map { (caseName: caseName, member: $0) }
    }
    let byKey = Dictionary(grouping: found, by: \.member.key)
    var discriminator: String?
    if case .discriminator(let key) = union.choice { discriminator = key }
    var keys: Set<String> = []
    return found.map(\.member.key).compactMap { key in
      guard key != discriminator, let name = own.shared[key], keys.insert(key).inserted else { return nil }
      return shared(key, name, byKey[key] ?? [])
    }
  }

  /// The member with the first type that two variants have; nil where all have different types.
  private func shared(
    _ key: String, _ name: String, _ found: [(caseName: String, member: Member)]
  ) -> UnionPlan.SharedMember? {
    let types = found.map(\.member.type)
    guard let type = types.indices.first(where: { types[..<$0].contains(types[$0]) }).map({ types[$0] }) else {
      return nil
    }
    let same = found.filter { $0.member.type == type }
    return UnionPlan.SharedMember(
      key: key, name: name, type: .optional(type), deprecation: same.lazy.compactMap(\.member.deprecation).first,
      members: same.map { ($0.caseName, $0.member.name) })
  }

  /// The members of a variant that can be read, except constants, which only say which variant it is.
  private func members(of variant: API.Reference, in outer: Set<API.TypeID>) -> [Member] {
    let target = api.follow(variant)
    if target.isNullable || outer.contains(target.type) { return [] }
    switch api[target.type].kind {
    case .object(let object):
      if types.declarations.isForm(target.type) { return [] }
      guard let own = names.members[target.type], names.paths[target.type] != nil else { return [] }
      let declarations = types.declarations
      return zip(object.properties, own.names).compactMap { property, name in
        if property.isWriteOnly || declarations.fixedValue(of: property, in: target.type) != nil { return nil }
        return Member(
          key: property.key, name: name, type: declarations.type(property.type).type.unwrapped,
          deprecation: property.deprecation)
      }
    case .union(let union):
      if names.paths[target.type] == nil { return [] }
      return shared(union, target.type, in: outer.union([target.type])).map {
        Member(key: $0.key, name: $0.name, type: $0.type.unwrapped, deprecation: $0.deprecation)
      }
    default: return []
    }
  }
}
