import OpenAPIDocument

/// `oneOf`, `anyOf` and descendants of a base → lists of variants.
extension SchemaGraph {
  /// The members of one `oneOf` or `anyOf`.
  struct MemberList {
    let part: Schema
    let members: [Schema]
  }

  /// The lists of variants among the parts, and whether null is one of them.
  func variantLists(_ source: Source, _ facets: Facets) -> ([MemberList], Bool) {
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
  private func chosen(_ list: MemberList, by source: Source) -> MemberList {
    let members = list.members.filter { member in source.schemas.contains { isSame($0, as: member) } }
    return members.isEmpty ? list : MemberList(part: list.part, members: members)
  }

  /// Makes variants of lists, each with what stands beside the list.
  func makeVariants(_ id: API.TypeID, _ source: Source, _ facets: Facets, _ allLists: [MemberList]) {
    let lists = narrowed(allLists.map { chosen($0, by: source) }, facets)
    let primary = lists[0]
    /// The other lists' members, for a member that they don't name, too.
    func others(than member: Schema) -> [Schema] {
      lists.dropFirst().filter { list in !list.members.contains { isSame($0, as: member) } }.flatMap(\.members)
    }
    var baseKeys: Set<String> = []
    var baseRequired: Set<String> = []
    for part in facets.parts {
      for property in part.properties { baseKeys.insert(property.name) }
      baseRequired.formUnion(part.required)
    }
    let hasBase = facets.hasMembers || lists.count > 1
    let baseTypes = facets.types() ?? []
    var discriminator = primary.part.discriminator
    if discriminator == nil {
      for part in facets.parts {
        if let other = part.discriminator { discriminator = other }
      }
    }
    var isInherited = false
    if discriminator == nil, let common = commonDiscriminator(primary.members) {
      discriminator = common
      isInherited = true
    }
    let mapping = discriminator?.mapping ?? []
    let values = SchemaGraph.values(mapping)
    var variants: [VariantList.Variant] = []
    var nodes: Set<JSONNode> = []
    let without = source.withoutVariants + allLists.map { $0.part }
    if let only = primary.members.only, others(than: only).isEmpty, allLists.contains(where: { $0.members.count > 1 }),
      source.schemas.count < 8
    {
      // One left is the type itself.
      let addsNothing = source.schemas.allSatisfy { isOnlyList($0, without) || isSame($0, as: only) }
      if addsNothing || source.schemas.count > 1 && addsOnlyType(only) {
        shapes[id].kind = .same(merged(source, variant: only, without: without, conditional: []))
      } else {
        make(id, Source(schemas: source.schemas + [only], withoutVariants: without))
      }
      return
    }
    let saysMore =
      facets.parts.count > 1 && facets.parts.contains { !without.contains($0) && !addsOnlyType($0) }
    for member in primary.members {
      let target = member.resolved
      nodes.insert(target.node)
      // A member that says only half is never looked at alone.
      let type: API.Reference
      if source.schemas.count < 8,
        (hasBase || !baseTypes.isEmpty) && needsBase(member, baseKeys, baseRequired, hasBase: hasBase, baseTypes)
          || saysMore && addsOnlyType(member)
      {
        type = merged(source, variant: member, without: without, conditional: others(than: member))
      } else {
        type = reference(to: member)
      }
      variants.append(
        VariantList.Variant(schema: member, type: type, discriminatorValues: values[target.node] ?? []))
    }
    // What inherits from the same base is no variant unless it is listed.
    for entry in mapping where !isInherited {
      guard let target = entry.target?.resolved, nodes.insert(target.node).inserted else { continue }
      variants.append(
        VariantList.Variant(
          schema: target, type: reference(to: target), discriminatorValues: values[target.node] ?? []))
    }
    shapes[id].kind = .variants(
      VariantList(variants: variants, discriminator: discriminator, isInherited: isInherited))
  }

  /// The discriminator of a base that all variants inherit from.
  private func commonDiscriminator(_ members: [Schema]) -> Discriminator? {
    guard members.count > 1 else { return nil }
    var common: [Discriminator] = []
    for (index, member) in members.enumerated() {
      let target = member.resolved
      if target.allOf.isEmpty { return nil }
      let own = Facets(Source(schemas: [target])).parts.compactMap { $0 == target ? nil : $0.discriminator }
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

  /// Whether a variant doesn't say itself what stands beside the list.
  private func needsBase(
    _ member: Schema, _ baseKeys: Set<String>, _ baseRequired: Set<String>, hasBase: Bool, _ baseTypes: [SchemaType]
  ) -> Bool {
    let facets = Facets(Source(schemas: [member]))
    guard let types = facets.types() else { return false }
    var isListed = false
    var keys: Set<String> = []
    for part in facets.parts {
      if part.listsValues || part.hasVariants { isListed = true }
      for property in part.properties { keys.insert(property.name) }
    }
    if hasBase {
      if !types.isEmpty, !types.contains(.object) { return false }
      if baseKeys.isEmpty || !baseKeys.isSubset(of: keys) { return true }
      // What is required beside the list is required of each that stands in it.
      return member.reference == nil && !baseRequired.isSubset(of: facets.parts.flatMap(\.required))
    }
    return types.isEmpty && !isListed && facets.impliedType() == nil
  }

  /// The discriminator of a schema, which may stand in an inline part of it.
  static func ownDiscriminator(_ schema: Schema) -> Discriminator? {
    if let own = schema.discriminator { return own }
    return schema.allOf.lazy.compactMap { $0.reference == nil ? $0.discriminator : nil }.first
  }

  /// The variants of a base with a discriminator: the components that inherit from it.
  func descendants(_ source: Source) -> VariantList? {
    guard let base = source.only, !source.withoutVariants.contains(base),
      let discriminator = SchemaGraph.ownDiscriminator(base)
    else { return nil }
    let mapping = discriminator.mapping
    let values = SchemaGraph.values(mapping)
    /// Values that the discriminators of descendants give, where they look at the same property.
    var innerValues: [JSONNode: [String]] = [:]
    /// Descendants of descendants that have a discriminator of their own property: those choose among them.
    var inner: Set<JSONNode> = []
    var variants: [VariantList.Variant] = []
    var nodes: Set<JSONNode> = [base.node]
    func append(_ schema: Schema) {
      guard nodes.insert(schema.node).inserted else { return }
      var type = reference(to: schema)
      if let own = SchemaGraph.ownDiscriminator(schema), !schema.hasVariants {
        let descendants = inheritance.descendants(of: schema)
        if own.propertyName != discriminator.propertyName {
          for descendant in descendants where values[descendant.schema.node] == nil {
            inner.insert(descendant.schema.node)
          }
        } else if !descendants.isEmpty {
          // Those are listed here too, so this one means just itself.
          type = reference(to: Source(schemas: [schema], withoutVariants: [schema]))
          innerValues.merge(SchemaGraph.values(own.mapping)) { known, _ in known }
        }
      }
      variants.append(
        VariantList.Variant(
          schema: schema, type: type, discriminatorValues: values[schema.node] ?? innerValues[schema.node] ?? []))
    }
    for descendant in inheritance.descendants(of: base) where !inner.contains(descendant.schema.node) {
      append(descendant.schema)
    }
    for entry in mapping {
      if let target = entry.target?.resolved { append(target) }
    }
    if variants.isEmpty { return nil }
    if let own = values[base.node] {
      let type = reference(to: Source(schemas: [base], withoutVariants: [base]))
      variants.insert(VariantList.Variant(schema: base, type: type, discriminatorValues: own), at: 0)
    }
    return VariantList(variants: variants, discriminator: discriminator)
  }
}
