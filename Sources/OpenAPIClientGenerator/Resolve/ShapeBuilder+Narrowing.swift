import OpenAPIDocument

/// Variants that what stands beside them rules out.
///
///     allOf: [{result: anyOf [object, array, string]}, {result: {$ref: …/Site}}]  → result is a Site
///     allOf: [{result: anyOf [object, array]}, {result: oneOf [A, B]}]            → result is an A or a B
extension ShapeBuilder {
  /// The lists without variants that can't be, given what stands beside the list.
  ///
  /// A list that only names types is gone once another one says more; a list whose variants all contradict is kept as
  /// it is, for then the document is wrong and nothing may be lost.
  func narrowed(_ lists: [MemberList], _ facets: Facets) -> [MemberList] {
    let base = facets.parts.filter { !facets.conditional.contains($0.node) }
    var result = lists.map { list in
      // What stands beside a list in the same schema is often only a slip.
      let others = base.filter { $0 != list.part }
      return MemberList(
        part: list.part, members: others.isEmpty ? list.members : kept(list.members) { !contradicts($0, others) })
    }
    guard result.count > 1 else { return result }
    for index in result.indices {
      let others = result.indices.filter { $0 != index }
      let members = kept(result[index].members) { member in
        let parts = Facets(ShapeSource(schemas: [member])).parts
        return others.allSatisfy { other in result[other].members.contains { !contradicts($0, parts) } }
      }
      result[index] = MemberList(part: result[index].part, members: members)
    }
    let saying = result.filter { list in !list.members.allSatisfy { addsOnlyType($0) } }
    return saying.isEmpty ? [result[0]] : saying
  }

  private func kept(_ members: [Schema], _ isPossible: (Schema) -> Bool) -> [Schema] {
    let possible = members.filter(isPossible)
    return possible.isEmpty ? members : possible
  }

  /// Whether no value can be valid by the schema and by the parts.
  private func contradicts(_ schema: Schema, _ parts: [Schema]) -> Bool {
    let own = Facets(ShapeSource(schemas: [schema]))
    // What is itself one of several is not looked into.
    if own.parts.contains(where: { $0.hasVariants }) { return false }
    guard let ownTypes = own.types() else { return false }
    var types = ownTypes
    if types.isEmpty, let implied = own.impliedType() { types = [implied] }
    for part in parts {
      // Who names members means an object, though other values would do as well.
      let partTypes = part.types.isEmpty && !part.properties.isEmpty ? SchemaTypes(.object) : part.types
      if !partTypes.isEmpty, !types.isEmpty, !types.contains(where: { partTypes.accepts($0) }) { return true }
      for property in part.properties {
        guard let listed = values(property.schema) else { continue }
        for ownPart in own.parts {
          guard let other = ownPart.properties.first(where: { $0.name == property.name }),
            let otherListed = values(other.schema),
            // An absent property is neither value.
            property.isRequired || other.isRequired
              || own.parts.contains(where: { $0.required.contains(property.name) })
          else { continue }
          if !listed.contains(where: { value in otherListed.contains { $0.isEqual(to: value) } }) { return true }
        }
      }
    }
    return false
  }

  /// The only values that a schema allows; nil: any of its type.
  private func values(_ schema: Schema) -> [JSONNode]? {
    let target = schema.resolved
    return target.const.map { [$0] } ?? target.enumValues
  }

  /// Whether a schema says nothing but which type a value has: `{type: object}`, `{type: array, items: {}}`.
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

  /// What several schemas say of a variant: without those that are nothing but the list it comes from, and without a
  /// variant that only names the type of the rest.
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

  /// Whether a schema says nothing once its list of variants is left out.
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
  /// Whether a value of a type is of one of these; an integer is a number.
  fileprivate func accepts(_ type: SchemaType) -> Bool {
    contains(SchemaTypes(type)) || type == .integer && contains(.number) || type == .number && contains(.integer)
  }
}
