import OpenAPIDocument

/// `oneOf`, `anyOf` and descendants of a base → lists of variants.
///
///     {type: object, properties: {id: …}, oneOf: [A, B]}  → A merged with {id: …}, B merged with {id: …}
extension ShapeBuilder {
  /// The members of one `oneOf` or `anyOf`.
  struct MemberList {
    let part: Schema
    let members: [Schema]
  }

  /// The lists of variants among the parts, and whether null is a variant.
  func variantLists(_ source: ShapeSource, _ facets: Facets) -> ([MemberList], Bool) {
    var lists: [MemberList] = []
    var hasNull = false
    for part in facets.parts where part.hasVariants {
      if source.withoutVariants.contains(part) || facets.conditional.contains(part.node) { continue }
      let isOuter = source.schemas.contains(part)
      for members in [part.oneOf, part.anyOf] where !members.isEmpty {
        let (flat, containsNull) = flattened(members)
        let areLimits = flat.allSatisfy { isLimit($0, beside: facets) }
        // A descendant inherits from its base, but not the list in which the base has its descendants.
        if !areLimits, !isOuter, flat.contains(where: { isDescendant($0.resolved, of: part, facets) }) { continue }
        if containsNull { hasNull = true }
        if !areLimits { lists.append(MemberList(part: part, members: flat)) }
      }
    }
    return (lists, hasNull)
  }

  private func isDescendant(_ member: Schema, of part: Schema, _ facets: Facets) -> Bool {
    facets.visited.contains(member.node) || inheritance.inherits(member, from: part)
  }

  /// The members without nulls, and with the members of inline lists in place of the lists; whether there was a null.
  ///
  ///     [A, {type: "null"}, {anyOf: [B, C]}]  → [A, B, C], true
  private func flattened(_ members: [Schema], depth: Int = 0) -> (members: [Schema], hasNull: Bool) {
    var result: [Schema] = []
    var hasNull = false
    for member in members {
      if member.isOnlyNull || (member.reference != nil && member.resolved.isOnlyNull) {
        hasNull = true
      } else if depth < 16, let inner = inlineList(member) {
        let (flat, innerNull) = flattened(inner, depth: depth + 1)
        result += flat
        if innerNull || member.isNullable { hasNull = true }
      } else {
        result.append(member)
      }
    }
    return (result, hasNull)
  }

  /// The variants of a schema that is nothing but a list of them.
  private func inlineList(_ schema: Schema) -> [Schema]? {
    let (oneOf, anyOf) = (schema.oneOf, schema.anyOf)
    guard oneOf.isEmpty != anyOf.isEmpty, schema.reference == nil, schema.allOf.isEmpty, schema.properties.isEmpty,
      schema.required.isEmpty, schema.discriminator == nil
    else { return nil }
    return oneOf + anyOf
  }

  /// Whether a member is no variant but limits the schema beside the list: `{required: [a]}`, `{not: …}`, `{maxLength: 9}`.
  private func isLimit(_ member: Schema, beside facets: Facets) -> Bool {
    guard member.boolean == nil, member.reference == nil, member.allOf.isEmpty, member.properties.isEmpty,
      !member.hasVariants, !member.listsValues, member.items == nil, member.prefixItems.isEmpty,
      member.patternProperties.isEmpty
    else { return false }
    if case .schema = member.additionalProperties { return false }
    if !member.types.isEmpty { return member.isTypedObject && !member.required.isEmpty }
    return !member.required.isEmpty || member.not != nil || !(facets.types() ?? []).isEmpty
  }

  /// The list with only the variants that another schema of the source refers to, or else all variants.
  private func chosen(_ list: MemberList, by source: ShapeSource) -> MemberList {
    let members = list.members.filter { member in source.schemas.contains { isSame($0, as: member) } }
    return members.isEmpty ? list : MemberList(part: list.part, members: members)
  }

  /// The shape with the variants of all lists, each merged with the schemas beside its list.
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
      // A single variant is no union, but the type itself.
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

  /// Variants aren't merged with this many schemas or more: lists beside lists multiply.
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
      // A member that lacks what is required beside the list doesn't describe the whole value.
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
    // The mapping of a common base also has schemas that aren't variants of this list.
    for entry in mapping where !isInherited {
      guard let target = entry.target?.resolved, nodes.insert(target.node).inserted else { continue }
      variants.append(
        VariantList.Variant(
          schema: target, type: reference(to: target), discriminatorValues: values[target.node] ?? []))
    }
    return VariantList(variants: variants, discriminator: discriminator, isInherited: isInherited)
  }

  /// The members of the other lists, without the lists that have this member too.
  private func others(_ lists: [MemberList], than member: Schema) -> [Schema] {
    lists.dropFirst().filter { list in !list.members.contains { isSame($0, as: member) } }.flatMap(\.members)
  }

  /// The discriminator beside a list, or else of another part, or else of a base that all members inherit from.
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
    // The last base is the nearest to the variants.
    return common.last
  }

  /// The values of a mapping by their schemas.
  static func values(_ mapping: [Discriminator.Mapping]) -> [JSONNode: [String]] {
    var values: [JSONNode: [String]] = [:]
    for entry in mapping {
      guard let target = entry.target?.resolved else { continue }
      values[target.node, default: []].append(entry.value)
    }
    return values
  }

  /// The discriminator of a schema, or of an inline member of its `allOf`.
  static func ownDiscriminator(_ schema: Schema) -> Discriminator? {
    if let own = schema.discriminator { return own }
    return schema.allOf.lazy.compactMap { $0.reference == nil ? $0.discriminator : nil }.first
  }

  /// The variants of a base with a discriminator: the components that inherit from it.
  ///
  ///     Pet: {discriminator: {propertyName: kind}}, Cat: {allOf: [{$ref: …/Pet}, …]}  → variants of Pet: Cat
  mutating func descendants(_ source: ShapeSource) -> VariantList? {
    guard let base = source.only, !source.withoutVariants.contains(base),
      let discriminator = ShapeBuilder.ownDiscriminator(base)
    else { return nil }
    let values = ShapeBuilder.values(discriminator.mapping)
    let listed = discriminator.mapping.compactMap { $0.target?.resolved }
    var variants: [VariantList.Variant] = []
    var nodes: Set<JSONNode> = [base.node]
    /// The mappings of descendants whose discriminator is the same property.
    var innerValues: [JSONNode: [String]] = [:]
    /// Descendants of a descendant whose discriminator is another property: they are its variants.
    var inner: Set<JSONNode> = []
    for schema in inheritance.descendants(of: base).map(\.schema) + listed {
      guard !inner.contains(schema.node), nodes.insert(schema.node).inserted else { continue }
      var type = reference(to: schema)
      if let own = ShapeBuilder.ownDiscriminator(schema), !schema.hasVariants {
        let descendants = inheritance.descendants(of: schema).map(\.schema.node)
        if own.propertyName != discriminator.propertyName {
          inner.formUnion(descendants.filter { values[$0] == nil })
        } else if !descendants.isEmpty {
          // Its descendants are variants here too, so as a variant it is only itself.
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

/// The schemas beside a list of variants.
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

  /// Whether a variant lacks something that the schemas beside its list describe.
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
    // Inline variants inherit `required` from beside the list; referenced ones have their own.
    return member.reference == nil && !required.isSubset(of: facets.parts.flatMap(\.required))
  }
}
