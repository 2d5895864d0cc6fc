import OpenAPIDocument

/// Schemas → shapes: decides of which kind each shape is.
///
///     {type: string, format: date-time}, {type: [string, integer]}  → date, variants string and integer
extension ShapeBuilder {
  /// The shape of one schema.
  mutating func shape(_ schema: Schema) -> Shape {
    guard let type = schema.plainType else { return shape(ShapeSource(schemas: [schema]), for: schema) }
    // A shortcut with the same result, for most schemas of most documents.
    return Shape(
      schema: schema, parts: [schema], kind: kind(of: type, Facets(single: schema)), isNullable: schema.isNullable)
  }

  /// The shape of all schemas of a source together; `schema` is the one whose location and documentation it has.
  mutating func shape(_ source: ShapeSource, for schema: Schema) -> Shape {
    if let alone = source.only {
      if source.withoutVariants.isEmpty, let shape = shapeWithoutMerging(alone) { return shape }
      noteUnchecked(alone)
    }
    let facets = Facets(source)
    var shape = Shape(
      schema: schema, parts: facets.parts, kind: .scalar(.json), isNullable: isNullable(source, facets))
    if facets.parts.isEmpty { return shape }
    if let listed = listedValues(facets) {
      shape.kind = listed.kind
      if listed.hasNull { shape.isNullable = true }
      return shape
    }
    let (lists, hasNull) = variantLists(source, facets)
    if hasNull { shape.isNullable = true }
    if !lists.isEmpty { return self.shape(shape, of: lists, source, facets) }
    if let descendants = descendants(source) {
      shape.kind = .variants(descendants)
      return shape
    }
    guard let types = types(source, facets) else {
      diagnostics.warning(
        "conflicting-types", "The parts of this schema allow no common type; any JSON is taken",
        at: source.outermost.node, hint: "make the types in `allOf` agree")
      return shape
    }
    shape.kind = types.count > 1 ? .variants(variants(source, types)) : kind(of: types.first, facets)
    return shape
  }

  /// The types that values can have; nil if the schemas have none in common.
  private func types(_ source: ShapeSource, _ facets: Facets) -> [SchemaType]? {
    guard let types = facets.types() else { return nil }
    if let type = source.type { return [type] }
    if types.isEmpty, let implied = facets.impliedType() { return [implied] }
    return types
  }

  /// Notes keywords that limit values in ways which the generated code neither expresses nor checks.
  private mutating func noteUnchecked(_ schema: Schema) {
    for node in schema.unsupportedKeywords {
      let keyword = node.key ?? "keyword"
      if ShapeBuilder.quietKeywords.contains(keyword) { continue }
      let isCondition = ["if", "dependentSchemas", "dependencies"].contains(keyword)
      diagnostics.note(
        "unchecked-keyword",
        "`\(keyword)` is not checked\(isCondition ? "; the properties it names are optional" : "")",
        at: node, hint: "nothing is lost by it; the service checks what it receives")
    }
  }

  /// Keywords that belong to one that is noted anyway, or that are read elsewhere.
  private static let quietKeywords: Set<String> = [
    "then", "else", "minContains", "maxContains", "unevaluatedProperties", "contentSchema",
  ]

  /// The shape of a boolean, of a reference, or of a wrapper around one other schema; nil for any other schema.
  private mutating func shapeWithoutMerging(_ schema: Schema) -> Shape? {
    if schema.boolean != nil { return Shape(schema: schema, kind: .scalar(.json)) }
    let target: Schema
    if let reference = schema.reference, !schema.hasSiblings {
      guard let found = reference.target else {
        return Shape(schema: schema, kind: .scalar(.json), isNullable: schema.isNullable)
      }
      target = found
    } else if let found = wrappedSchema(of: schema) {
      target = found
    } else {
      return nil
    }
    return Shape(
      schema: schema, parts: [schema], kind: .same(reference(to: target)), isNullable: schema.isNullable)
  }

  /// The schema that a wrapper adds only words and limits to: `{allOf: [{$ref: …}], description: …}`.
  ///
  /// A component around an object is no wrapper, because it has a name and so becomes a type.
  private func wrappedSchema(of schema: Schema) -> Schema? {
    let members = schema.allOf
    var found: Schema?
    if let reference = schema.reference {
      guard let target = reference.target else { return nil }
      found = target
    } else if members.isEmpty {
      return nil
    }
    for member in members where !member.hasNoStructure {
      if found != nil { return nil }
      found = member
    }
    guard let found, schema.addsNoStructure else { return nil }
    if schema.componentName != nil, schema.reference == nil {
      // An inline schema gets the name of the component around it.
      if found.reference == nil { return nil }
      let facets = Facets(ShapeSource(schemas: [found]))
      if facets.parts.contains(where: { !$0.properties.isEmpty }) { return nil }
    }
    return found
  }

  private func isNullable(_ source: ShapeSource, _ facets: Facets) -> Bool {
    if let schema = source.schemas.only, schema.isNullable { return true }
    return facets.isNullable()
  }

  /// A variant for each type: `type: [string, integer]`.
  private mutating func variants(_ source: ShapeSource, _ types: [SchemaType]) -> VariantList {
    let variants = types.map { type in
      let one = ShapeSource(
        schemas: source.schemas, type: type, withoutVariants: source.withoutVariants, conditional: source.conditional)
      return VariantList.Variant(schema: source.outermost, type: reference(to: one), discriminatorValues: [])
    }
    return VariantList(variants: variants, discriminator: nil)
  }

  private mutating func kind(of type: SchemaType?, _ facets: Facets) -> Shape.Kind {
    switch type {
    case nil, .null: return .scalar(.json)
    case .boolean: return .scalar(.bool)
    case .integer: return .scalar(integer(facets))
    case .number: return .scalar(Formats.number(format(facets), formats))
    case .string: return string(facets)
    case .array: return array(facets)
    case .object: return object(facets)
    }
  }

  private func string(_ facets: Facets) -> Shape.Kind {
    let format = format(facets)
    if let encoding = last(facets, { $0.contentEncoding })?.lowercased() {
      if ["base64", "base64url"].contains(encoding), format == nil || formats[format ?? ""] == nil {
        // `Data` is read and written as base64, and base64url has other letters.
        return .scalar(encoding == "base64" ? .data : .string)
      }
    } else if format == nil, let media = last(facets, { $0.contentMediaType })?.lowercased() {
      if case .binary = ContentKind(media) { return .file }
    }
    guard let type = Formats.string(format, formats) else { return .file }
    return .scalar(type)
  }

  /// An array, or a tuple if its first elements have schemas of their own (`prefixItems`).
  private mutating func array(_ facets: Facets) -> Shape.Kind {
    for part in facets.parts {
      let positions = part.prefixItems
      if positions.isEmpty { continue }
      let minimum = part.minItems ?? positions.count
      let elements = positions.enumerated().map { index, schema in
        API.Tuple.Element(schema, reference(to: schema), isRequired: index < minimum)
      }
      var rest: API.Reference?
      if let items = part.items, !items.allowsNothing { rest = reference(to: items) }
      if let maximum = part.maxItems, maximum <= positions.count { rest = nil }
      return .tuple(API.Tuple(elements: elements, rest: rest))
    }
    return .array(merged(facets.parts.compactMap(\.items)) ?? API.Reference(API.anything))
  }

  /// The type of an integer by its format, or else by its limits.
  private func integer(_ facets: Facets) -> API.Scalar {
    let type = Formats.integer(format(facets), formats)
    guard type == .int, let maximum = last(facets, { $0.maximum?.node.double }) else { return type }
    return Formats.integer(from: last(facets) { $0.minimum?.node.double }, to: maximum)
  }

  private func format(_ facets: Facets) -> String? { last(facets) { $0.format } }

  /// The value of a keyword in the last part that has it, because outer schemas override those that they include.
  private func last<Value>(_ facets: Facets, _ read: (Schema) -> Value?) -> Value? {
    facets.parts.reversed().lazy.compactMap(read).first
  }

  /// Whether some of its variants are no objects.
  private func hasVariantsBesideObjects(_ schema: Schema) -> Bool {
    let target = schema.resolved
    return (target.oneOf + target.anyOf).contains { variant in
      let types = variant.resolved.types
      return !types.isEmpty && !types.contains(.object) && !variant.resolved.isOnlyNull
    }
  }

  /// The shape of several schemas that describe the same value, without those that add nothing; nil for no schemas.
  mutating func merged(_ schemas: [Schema]) -> API.Reference? {
    guard let first = schemas.first else { return nil }
    if schemas.count == 1 { return reference(to: first) }
    var seen: Set<JSONNode> = []
    var specific = schemas.filter { seen.insert($0.resolved.node).inserted && !$0.isAnything }
    // `{type: object}` adds nothing to an object with properties, but excludes variants that are no objects.
    if specific.count > 1, !specific.contains(where: hasVariantsBesideObjects) {
      let typed = specific.filter { !$0.hasNoStructure || !$0.isTypedObject }
      if !typed.isEmpty { specific = typed }
    }
    if specific.count <= 1 { return reference(to: specific.first ?? first) }
    return reference(to: ShapeSource(schemas: specific))
  }
}
