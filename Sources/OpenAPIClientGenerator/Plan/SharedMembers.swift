/// Members that several variants of a union have, which can be read without a `switch`.
///
///     oneOf: [Cat {id, lives}, Dog {id, tricks}]  → var id: Int?, nil for any other variant
///
/// Two variants are enough, and those without it do no harm: so a further variant takes nothing away. Types must be written
/// the same: those of inline schemas part ways with the next change of one of them.
struct SharedMembers {
  let types: TypePlanner

  private var api: API.Types { types.declarations.types }
  private var names: Names { types.declarations.names }

  init(_ types: TypePlanner) { self.types = types }

  /// A member of a variant.
  private struct Member {
    let key: String
    let name: String
    /// Not optional.
    let type: TypeUse
    let deprecation: Deprecation?
  }

  /// The members in the order in which variants have them.
  func shared(_ union: API.Union, _ id: API.TypeID) -> [UnionPlan.SharedMember] { shared(union, id, in: [id]) }

  private func shared(_ union: API.Union, _ id: API.TypeID, in outer: Set<API.TypeID>) -> [UnionPlan.SharedMember] {
    guard let own = names.members[id], !own.shared.isEmpty else { return [] }
    var found: [String: [(caseName: String, member: Member)]] = [:]
    for (variant, caseName) in zip(union.cases, own.names) {
      for member in members(of: variant.type, in: outer) where own.shared[member.key] != nil {
        found[member.key, default: []].append((caseName, member))
      }
    }
    var discriminator: String?
    if case .discriminator(let key) = union.choice { discriminator = key }
    var keys: Set<String> = []
    var shared: [UnionPlan.SharedMember] = []
    for variant in union.cases {
      for member in members(of: variant.type, in: outer) where member.key != discriminator {
        guard let name = own.shared[member.key], keys.insert(member.key).inserted else { continue }
        shared += [self.shared(member.key, name, found[member.key] ?? [])].compactMap { $0 }
      }
    }
    return shared
  }

  /// The member with the type that two variants have first.
  private func shared(
    _ key: String, _ name: String, _ found: [(caseName: String, member: Member)]
  ) -> UnionPlan.SharedMember? {
    let second = found.indices.first { index in found[..<index].contains { $0.member.type == found[index].member.type }
    }
    guard let type = second.map({ found[$0].member.type }) else { return nil }
    let same = found.filter { $0.member.type == type }
    return UnionPlan.SharedMember(
      key: key, name: name, type: .optional(type), deprecation: same.lazy.compactMap(\.member.deprecation).first,
      members: same.map { ($0.caseName, $0.member.name) })
  }

  /// What can be read of a variant, without what is the same in all of its values: that tells it apart.
  private func members(of variant: API.Reference, in outer: Set<API.TypeID>) -> [Member] {
    let target = api.follow(variant)
    if target.isNullable || outer.contains(target.type) { return [] }
    switch api[target.type].kind {
    case .object(let object):
      if types.declarations.isForm(target.type) { return [] }
      guard let own = names.members[target.type], names.paths[target.type] != nil else { return [] }
      let planner = PropertyPlanner(types: types, id: target.type)
      return zip(object.properties, own.names).compactMap { property, name in
        let plan = planner.plan(property, name: name)
        if property.isWriteOnly || plan.constant != nil { return nil }
        return Member(
          key: property.key, name: name, type: plan.type.unwrapped, deprecation: plan.documentation.deprecation)
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
