import OpenAPIDocument

/// Excludes variants that contradict the schemas beside their list.
///
///     allOf: [{result: anyOf [object, array, string]}, {result: {$ref: …/Site}}]  → result is a Site
///     allOf: [{result: anyOf [object, array]}, {result: oneOf [A, B]}]            → result is an A or a B
extension ShapeBuilder {
  /// The lists without the variants that contradict the other parts and the other lists.
  ///
  /// A list that only names types is dropped if another one has more. A list whose variants all contradict stays as it is,
  /// because then the mistake is in the document, and no variant may be lost.
  func narrowed(_ lists: [MemberList], _ facets: Facets) -> [MemberList] {
    let base = facets.parts.filter { !facets.conditional.contains($0.node) }
    var result = lists.map { list in
      // Keywords in the same schema as the list don't count, because there a contradiction is often an oversight.
      let others = base.filter { $0 != list.part }
      return MemberList(
        part: list.part, members: others.isEmpty ? list.members : possible(list.members) { !contradicts($0, others) })
    }
    guard result.count > 1 else { return result }
    for index in result.indices {
      let others = result.indices.filter { $0 != index }
      let members = possible(result[index].members) { member in
        let parts = Facets(ShapeSource(schemas: [member])).parts
        return others.allSatisfy { other in result[other].members.contains { !contradicts($0, parts) } }
      }
      result[index] = MemberList(part: result[index].part, members: members)
    }
    let specific = result.filter { list in !list.members.allSatisfy { addsOnlyType($0) } }
    return specific.isEmpty ? [result[0]] : specific
  }

  /// The members that meet a condition, or all if none does.
  private func possible(_ members: [Schema], _ isPossible: (Schema) -> Bool) -> [Schema] {
    let possible = members.filter(isPossible)
    return possible.isEmpty ? members : possible
  }

  /// Whether no value is valid for both the schema and all parts, as far as types and listed values show it.
  private func contradicts(_ schema: Schema, _ parts: [Schema]) -> Bool {
    let own = Facets(ShapeSource(schemas: [schema]))
    // Variants within the variant aren't compared.
    if own.parts.contains(where: { $0.hasVariants }) { return false }
    guard var types = own.types() else { return false }
    if types.isEmpty, let implied = own.impliedType() { types = [implied] }
    return parts.contains { part in
      excludes(part, types) || part.properties.contains { contradicts($0, own) }
    }
  }

  /// Whether a part allows none of the types.
  private func excludes(_ part: Schema, _ types: [SchemaType]) -> Bool {
    // A schema with properties is meant for objects, though without a `type` it allows other values too.
    let allowed = part.types.isEmpty && !part.properties.isEmpty ? SchemaTypes(.object) : part.types
    return !allowed.isEmpty && !types.isEmpty && !types.contains { allowed.accepts($0) }
  }

  /// Whether a property is required on one side, and the values that both sides list have none in common.
  private func contradicts(_ property: Property, _ facets: Facets) -> Bool {
    guard let listed = values(property.schema) else { return false }
    return facets.parts.contains { part in
      guard let other = part.properties.first(where: { $0.name == property.name }),
        let otherListed = values(other.schema),
        property.isRequired || other.isRequired || facets.parts.contains(where: { $0.required.contains(property.name) })
      else { return false }
      return !listed.contains { value in otherListed.contains { $0.isEqual(to: value) } }
    }
  }

  /// The values that a schema lists; nil if it lists none.
  private func values(_ schema: Schema) -> [JSONNode]? {
    let target = schema.resolved
    return target.const.map { [$0] } ?? target.enumValues
  }

  /// Whether a schema describes nothing but a type: `{type: object}`, `{type: array, items: {}}`.
  func addsOnlyType(_ schema: Schema) -> Bool {
    guard schema.reference == nil, schema.allOf.isEmpty, schema.boolean == nil else { return schema.boolean == true }
    if schema.hasVariants || !schema.properties.isEmpty || !schema.required.isEmpty || schema.listsValues {
      return false
    }
    if !schema.prefixItems.isEmpty || !schema.patternProperties.isEmpty || schema.format != nil { return false }
    if schema.contentEncoding != nil || schema.contentMediaType != nil || schema.discriminator != nil { return false }
    if let items = schema.items, !items.isAnything { return false }
    switch schema.additionalProperties {
    case .schema(let values): return values.isAnything
    case .denied: return false
    default: return true
    }
  }

  /// The shape of a variant together with the schemas beside its list.
  ///
  /// It leaves out schemas that are only the list, and the variant itself if it only names the type of the others.
  mutating func merged(_ source: ShapeSource, variant: Schema, without: [Schema], conditional: [Schema])
    -> API.Reference
  {
    let others = source.schemas.filter { schema in !isOnlyList(schema, without) && !isSame(schema, as: variant) }
    if !others.isEmpty, addsOnlyType(variant), source.schemas.count > 1 {
      if conditional.isEmpty, let only = others.only { return reference(to: only) }
      return reference(to: ShapeSource(schemas: others, withoutVariants: without, conditional: conditional))
    }
    if others.isEmpty, conditional.isEmpty { return reference(to: variant) }
    return reference(
      to: ShapeSource(schemas: source.schemas + [variant], withoutVariants: without, conditional: conditional))
  }

  /// Whether both are references to one schema.
  func isSame(_ schema: Schema, as other: Schema) -> Bool {
    schema.reference != nil && !schema.hasSiblings && schema.resolved == other.resolved
  }

  /// Whether a schema has nothing but its list of variants.
  func isOnlyList(_ schema: Schema, _ lists: [Schema]) -> Bool {
    let target = schema.hasSiblings ? schema : schema.resolved
    guard lists.contains(target), target.allOf.isEmpty, target.reference == nil else { return false }
    if !target.properties.isEmpty || !target.required.isEmpty || target.listsValues { return false }
    if !target.prefixItems.isEmpty || target.items != nil || !target.patternProperties.isEmpty { return false }
    if case .schema = target.additionalProperties { return false }
    return true
  }
}

extension SchemaTypes {
  /// Whether some values of a type have one of these types; integers are numbers.
  fileprivate func accepts(_ type: SchemaType) -> Bool {
    contains(SchemaTypes(type)) || type == .integer && contains(.number) || type == .number && contains(.integer)
  }
}
