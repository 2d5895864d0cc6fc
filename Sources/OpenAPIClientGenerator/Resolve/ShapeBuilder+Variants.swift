import OpenAPIDocument

/// `oneOf`, `anyOf` and descendants of a base → lists of variants.
extension ShapeBuilder {
  /// The members of one `oneOf` or `anyOf`.
  struct MemberList {
    let part: Schema
    let members: [Schema]
  }

  /// The lists of variants among the parts, and whether null is one of them.
  func variantLists(_ source: ShapeSource, _ facets: Facets) -> ([MemberList], Bool) {
    var lists: [MemberList] = []
    var isNull = false
    for part in facets.parts {
      let (oneOf, anyOf) = (part.oneOf, part.anyOf)
      if oneOf.isEmpty, anyOf.isEmpty { continue }
      if source.withoutVariants.contains(part) || facets.conditional.contains(part.node) { continue }
      let isOuter = source.schemas.contains(part)
      for members in [oneOf, anyOf] where !members.isEmpty {
        var flat: [Schema] = []
        let hasNull = flatten(members, into: &flat, depth: 0)
        if areLimits(flat, beside: facets) {
          if hasNull { isNull = true }
          continue
        }
        // A base that lists its descendants means them where it is used, not where it is inherited from.
        if !isOuter, flat.contains(where: { isDescendant($0.resolved, of: part, facets) }) { continue }
        if hasNull { isNull = true }
        lists.append(MemberList(part: part, members: flat))
      }
    }
    return (lists, isNull)
  }

  private func isDescendant(_ member: Schema, of part: Schema, _ facets: Facets) -> Bool {
    facets.visited.contains(member.node) || inheritance.inherits(member, from: part)
  }

  /// Takes nulls out and inline lists apart; true if there was a null.
  private func flatten(_ members: [Schema], into flat: inout [Schema], depth: Int) -> Bool {
    var hasNull = false
    for member in members {
      if member.isOnlyNull || (member.reference != nil && member.resolved.isOnlyNull) {
        hasNull = true
        continue
      }
      let oneOf = member.oneOf
      let anyOf = member.anyOf
      if oneOf.isEmpty != anyOf.isEmpty, member.reference == nil, member.allOf.isEmpty, depth < 16,
        member.properties.isEmpty, member.required.isEmpty, member.discriminator == nil
      {
        if member.isNullable { hasNull = true }
        if flatten(oneOf.isEmpty ? anyOf : oneOf, into: &flat, depth: depth + 1) { hasNull = true }
        continue
      }
      flat.append(member)
    }
    return hasNull
  }

  /// Whether the members only limit what stands beside them: `anyOf: [{required: [a]}, {required: [b]}]`.
  private func areLimits(_ members: [Schema], beside facets: Facets) -> Bool {
    var isTyped: Bool?
    for member in members {
      if member.boolean != nil || member.reference != nil || !member.allOf.isEmpty || !member.properties.isEmpty {
        return false
      }
      if member.hasVariants || member.listsValues { return false }
      if member.items != nil || !member.prefixItems.isEmpty || !member.patternProperties.isEmpty { return false }
      if case .schema = member.additionalProperties { return false }
      let types = member.types
      if types.isEmpty, member.required.isEmpty, member.not == nil {
        let isKnown = isTyped ?? !(facets.types() ?? []).isEmpty
        isTyped = isKnown
        if !isKnown { return false }
      } else if !types.isEmpty, !member.isTypedObject || member.required.isEmpty {
        return false
      }
    }
    return true
  }

  /// The list with only the variant that another schema beside it refers to, where one does.
  private func chosen(_ list: MemberList, by source: ShapeSource) -> MemberList {
    let members = list.members.filter { member in source.schemas.contains { isSame($0, as: member) } }
    return members.isEmpty ? list : MemberList(part: list.part, members: members)
  }

  /// The shape with the variants of lists, each variant with what stands beside the list.
  mutating func shape(
    _ base: Shape, of allLists: [MemberList], _ source: ShapeSource, _ facets: Facets
  ) -> Shape {
    var shape = base
    let lists = narrowed(allLists.map { chosen($0, by: source) }, facets)
    let without = source.withoutVariants + allLists.map(\.part)
    let primary = lists[0]
    if let only = primary.members.only, others(lists, than: only).isEmpty,
      allLists.contains(where: { $0.members.count > 1 }), source.schemas.count < ShapeBuilder.maximumMerged
    {
      // One left is the type itself.
      let addsNothing = source.schemas.allSatisfy { isOnlyList($0, without) || isSame($0, as: only) }
      guard addsNothing || source.schemas.count > 1 && addsOnlyType(only) else {
        let both = ShapeSource(schemas: source.schemas + [only], withoutVariants: without)
        return self.shape(both, for: source.outermost)
      }
      shape.kind = .same(merged(source, variant: only, without: without, conditional: []))
      return shape
    }
    shape.kind = .variants(variants(lists, source, facets, without: without))
    return shape
  }

  /// A variant is merged with what stands beside its list, as long as no more schemas than these say something.
  private static let maximumMerged = 8

  private mutating func variants(
    _ lists: [MemberList], _ source: ShapeSource, _ facets: Facets, without: [Schema]
  ) -> VariantList {
    let primary = lists[0]
    let (discriminator, isInherited) = discriminator(of: primary, facets)
    let mapping = discriminator?.mapping ?? []
    let values = ShapeBuilder.values(mapping)
    let base = VariantBase(facets, listCount: lists.count)
    let saysMore = facets.parts.count > 1 && facets.parts.contains { !without.contains($0) && !addsOnlyType($0) }
    var variants = primary.members.map { member in
      // A member that describes only half of a value is never taken alone.
      let isMerged =
        source.schemas.count < ShapeBuilder.maximumMerged
        && (base.isNeeded(by: member) || saysMore && addsOnlyType(member))
      let type =
        isMerged
        ? merged(source, variant: member, without: without, conditional: others(lists, than: member))
        : reference(to: member)
      return VariantList.Variant(
        schema: member, type: type, discriminatorValues: values[member.resolved.node] ?? [])
    }
    var nodes = Set(primary.members.map(\.resolved.node))
    // What inherits from the same base is no variant unless it is listed.
    for entry in mapping where !isInherited {
      guard let target = entry.target?.resolved, nodes.insert(target.node).inserted else { continue }
      variants.append(
        VariantList.Variant(
          schema: target, type: reference(to: target), discriminatorValues: values[target.node] ?? []))
    }
    return VariantList(variants: variants, discriminator: discriminator, isInherited: isInherited)
  }

  /// The other lists' members, for a member that they don't name, too.
  private func others(_ lists: [MemberList], than member: Schema) -> [Schema] {
    lists.dropFirst().filter { list in !list.members.contains { isSame($0, as: member) } }.flatMap(\.members)
  }

  /// The discriminator beside a list, else in another part, else in what all members inherit from.
  private func discriminator(of list: MemberList, _ facets: Facets) -> (Discriminator?, isInherited: Bool) {
    let own = list.part.discriminator ?? facets.parts.lazy.compactMap(\.discriminator).last
    if let own { return (own, isInherited: false) }
    let common = commonDiscriminator(list.members)
    return (common, isInherited: common != nil)
  }

  /// The discriminator of a base that all variants inherit from.
  private func commonDiscriminator(_ members: [Schema]) -> Discriminator? {
    guard members.count > 1 else { return nil }
    var common: [Discriminator] = []
    for (index, member) in members.enumerated() {
      let target = member.resolved
      if target.allOf.isEmpty { return nil }
      let own = Facets(ShapeSource(schemas: [target])).parts.compactMap { $0 == target ? nil : $0.discriminator }
      common = index == 0 ? own : common.filter { known in own.contains { $0.node == known.node } }
      if common.isEmpty { return nil }
    }
    // The base nearest to the variants.
    return common.last
  }

  /// The values that a mapping gives each schema.
  static func values(_ mapping: [Discriminator.Mapping]) -> [JSONNode: [String]] {
    var values: [JSONNode: [String]] = [:]
    for entry in mapping {
      guard let target = entry.target?.resolved else { continue }
      values[target.node, default: []].append(entry.value)
    }
    return values
  }

  /// The discriminator of a schema, which may stand in an inline part of it.
  static func ownDiscriminator(_ schema: Schema) -> Discriminator? {
    if let own = schema.discriminator { return own }
    return schema.allOf.lazy.compactMap { $0.reference == nil ? $0.discriminator : nil }.first
  }

  /// The variants of a base with a discriminator: the components that inherit from it.
  mutating func descendants(_ source: ShapeSource) -> VariantList? {
    guard let base = source.only, !source.withoutVariants.contains(base),
      let discriminator = ShapeBuilder.ownDiscriminator(base)
    else { return nil }
    let values = ShapeBuilder.values(discriminator.mapping)
    let listed = discriminator.mapping.compactMap { $0.target?.resolved }
    var variants: [VariantList.Variant] = []
    var nodes: Set<JSONNode> = [base.node]
    /// Values that the discriminators of descendants give, where they look at the same property.
    var innerValues: [JSONNode: [String]] = [:]
    /// Descendants of a descendant that chooses among them by another property.
    var inner: Set<JSONNode> = []
    for schema in inheritance.descendants(of: base).map(\.schema) + listed {
      guard !inner.contains(schema.node), nodes.insert(schema.node).inserted else { continue }
      var type = reference(to: schema)
      if let own = ShapeBuilder.ownDiscriminator(schema), !schema.hasVariants {
        let descendants = inheritance.descendants(of: schema).map(\.schema.node)
        if own.propertyName != discriminator.propertyName {
          inner.formUnion(descendants.filter { values[$0] == nil })
        } else if !descendants.isEmpty {
          // Those are variants here too, so this one means only itself.
          type = reference(to: ShapeSource(schemas: [schema], withoutVariants: [schema]))
          innerValues.merge(ShapeBuilder.values(own.mapping)) { known, _ in known }
        }
      }
      variants.append(
        VariantList.Variant(
          schema: schema, type: type, discriminatorValues: values[schema.node] ?? innerValues[schema.node] ?? []))
    }
    if variants.isEmpty { return nil }
    if let own = values[base.node] {
      let type = reference(to: ShapeSource(schemas: [base], withoutVariants: [base]))
      variants.insert(VariantList.Variant(schema: base, type: type, discriminatorValues: own), at: 0)
    }
    return VariantList(variants: variants, discriminator: discriminator)
  }
}

/// What stands beside a list of variants.
private struct VariantBase {
  private var keys: Set<String> = []
  private var required: Set<String> = []
  private let hasMembers: Bool
  private let isTyped: Bool

  init(_ facets: Facets, listCount: Int) {
    for part in facets.parts {
      keys.formUnion(part.properties.map(\.name))
      required.formUnion(part.required)
    }
    hasMembers = facets.hasMembers || listCount > 1
    isTyped = !(facets.types() ?? []).isEmpty
  }

  /// Whether a variant doesn't say itself what stands beside the list.
  func isNeeded(by member: Schema) -> Bool {
    guard hasMembers || isTyped else { return false }
    let facets = Facets(ShapeSource(schemas: [member]))
    guard let types = facets.types() else { return false }
    guard hasMembers else {
      let isListed = facets.parts.contains { $0.listsValues || $0.hasVariants }
      return types.isEmpty && !isListed && facets.impliedType() == nil
    }
    if !types.isEmpty, !types.contains(.object) { return false }
    if keys.isEmpty || !keys.isSubset(of: facets.parts.flatMap { $0.properties.map(\.name) }) { return true }
    // What is required beside the list is required of each variant written in it.
    return member.reference == nil && !required.isSubset(of: facets.parts.flatMap(\.required))
  }
}
