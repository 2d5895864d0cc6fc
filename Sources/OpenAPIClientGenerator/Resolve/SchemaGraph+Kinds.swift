import OpenAPIDocument

/// Schemas → shapes: which kind a schema is.
extension SchemaGraph {
  /// Makes the shape of one schema.
  func make(_ id: API.TypeID, _ schema: Schema) {
    guard let type = schema.plainType else { return make(id, Source(schemas: [schema])) }
    // What all the questions below come to, for most schemas of most documents.
    shapes[id].parts = [schema]
    shapes[id].isNullable = schema.isNullable
    shapes[id].kind = kind(of: type, Facets(alone: schema))
  }

  func make(_ id: API.TypeID, _ source: Source) {
    if let schema = source.only {
      if source.withoutVariants.isEmpty, makeAlone(id, schema) { return }
      noteUnchecked(schema)
    }
    let facets = Facets(source)
    shapes[id].parts = facets.parts
    shapes[id].isNullable = isNullable(source, facets)
    if facets.parts.isEmpty {
      shapes[id].kind = .scalar(.json)
      return
    }
    if let kind = listedValues(id, facets) {
      shapes[id].kind = kind
      return
    }
    let (lists, isNull) = variantLists(source, facets)
    if isNull { shapes[id].isNullable = true }
    if !lists.isEmpty {
      makeVariants(id, source, facets, lists)
      return
    }
    if let list = descendants(source) {
      shapes[id].kind = .variants(list)
      return
    }
    guard var types = facets.types() else {
      diagnostics.warning(
        "conflicting-types", "The parts of this schema allow no common type; any JSON is taken",
        at: source.outermost.node, hint: "make the types in `allOf` agree")
      shapes[id].kind = .scalar(.json)
      return
    }
    if let type = source.type {
      types = [type]
    } else if types.isEmpty, let implied = facets.impliedType() {
      types = [implied]
    }
    if types.count > 1 {
      makeTypes(id, source, types)
      return
    }
    shapes[id].kind = kind(of: types.first, facets)
  }

  /// Keywords that limit values in ways which no type says and nothing checks.
  private func noteUnchecked(_ schema: Schema) {
    for node in schema.unsupportedKeywords {
      let keyword = node.key ?? "keyword"
      // Those say no more than the keyword they belong to, or are read elsewhere.
      if ["then", "else", "minContains", "maxContains", "unevaluatedProperties", "contentSchema"].contains(keyword) {
        continue
      }
      let isCondition = ["if", "dependentSchemas", "dependencies"].contains(keyword)
      diagnostics.note(
        "unchecked-keyword",
        "`\(keyword)` is not checked\(isCondition ? "; the properties it names are optional" : "")",
        at: node, hint: "nothing is lost by it; the service checks what it receives")
    }
  }

  /// Makes a schema that needs no merging: a boolean, a reference, a wrapper around one other schema.
  private func makeAlone(_ id: API.TypeID, _ schema: Schema) -> Bool {
    if schema.boolean != nil {
      shapes[id].kind = .scalar(.json)
      return true
    }
    let target: Schema
    if let reference = schema.reference, !schema.hasSiblings {
      guard let found = reference.target else {
        shapes[id].kind = .scalar(.json)
        shapes[id].isNullable = schema.isNullable
        return true
      }
      target = found
    } else if let found = onlyInclude(of: schema) {
      target = found
    } else {
      return false
    }
    shapes[id].parts = [schema]
    shapes[id].kind = .same(reference(to: target))
    shapes[id].isNullable = schema.isNullable
    return true
  }

  /// The one schema that a wrapper adds nothing to but words and limits: `allOf: [{$ref: …}]` with a description.
  ///
  /// A component that wraps an object is a type of its own all the same, for it has a name.
  private func onlyInclude(of schema: Schema) -> Schema? {
    let members = schema.allOf
    var found: Schema?
    if let reference = schema.reference {
      guard let target = reference.target else { return nil }
      found = target
    } else if members.isEmpty {
      return nil
    }
    for member in members {
      if member.isSilentAlone { continue }
      if found != nil { return nil }
      found = member
    }
    guard let found, schema.isSilent else { return nil }
    if schema.componentName != nil, schema.reference == nil {
      // What stands inside of it has no name of its own.
      if found.reference == nil { return nil }
      let facets = Facets(Source(schemas: [found]))
      for part in facets.parts where !part.properties.isEmpty { return nil }
    }
    return found
  }

  private func isNullable(_ source: Source, _ facets: Facets) -> Bool {
    if let schema = source.schemas.only, schema.isNullable { return true }
    return facets.isNullable()
  }

  /// `type: [string, integer]`: a variant for each type.
  private func makeTypes(_ id: API.TypeID, _ source: Source, _ types: [SchemaType]) {
    var variants: [VariantList.Variant] = []
    for type in types {
      let one = Source(
        schemas: source.schemas, type: type, withoutVariants: source.withoutVariants, conditional: source.conditional)
      variants.append(VariantList.Variant(schema: source.outermost, type: reference(to: one), discriminatorValues: []))
    }
    shapes[id].kind = .variants(VariantList(variants: variants, discriminator: nil))
  }

  private func kind(of type: SchemaType?, _ facets: Facets) -> Shape.Kind {
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
        // base64url has another alphabet, so it stays text.
        return .scalar(encoding == "base64" ? .data : .string)
      }
    } else if format == nil, let media = last(facets, { $0.contentMediaType })?.lowercased() {
      if case .binary = ContentKind(media) { return .file }
    }
    guard let type = Formats.string(format, formats) else { return .file }
    return .scalar(type)
  }

  private func array(_ facets: Facets) -> Shape.Kind {
    for part in facets.parts {
      let positions = part.prefixItems
      if positions.isEmpty { continue }
      let minimum = part.minItems ?? positions.count
      let elements = positions.enumerated().map { index, schema in
        API.Tuple.Element(schema, reference(to: schema), isRequired: index < minimum)
      }
      var rest: API.Reference?
      if let items = part.items, !items.isNothing { rest = reference(to: items) }
      if let maximum = part.maxItems, maximum <= positions.count { rest = nil }
      return .tuple(API.Tuple(elements: elements, rest: rest))
    }
    var items: [Schema] = []
    for part in facets.parts {
      if let schema = part.items { items.append(schema) }
    }
    return .array(merged(items) ?? API.Reference(API.anything))
  }

  /// An integer of its format, or of as many bits as its limits ask for.
  private func integer(_ facets: Facets) -> API.Scalar {
    let type = Formats.integer(format(facets), formats)
    guard type == .int, let maximum = last(facets, { $0.maximum?.node.double }) else { return type }
    return Formats.integer(from: last(facets) { $0.minimum?.node.double }, to: maximum)
  }

  private func format(_ facets: Facets) -> String? { last(facets) { $0.format } }

  /// What the last of the parts says: the outermost schema has the last word.
  private func last<Value>(_ facets: Facets, _ read: (Schema) -> Value?) -> Value? {
    for part in facets.parts.reversed() {
      if let value = read(part) { return value }
    }
    return nil
  }

  /// Whether values of other types than objects are among its variants.
  private func hasVariantsBesideObjects(_ schema: Schema) -> Bool {
    let target = schema.resolved
    return (target.oneOf + target.anyOf).contains { variant in
      let types = variant.resolved.types
      return !types.isEmpty && !types.contains(.object) && !variant.resolved.isOnlyNull
    }
  }

  /// What several schemas say about the same value; nil for none.
  func merged(_ schemas: [Schema]) -> API.Reference? {
    guard let first = schemas.first else { return nil }
    if schemas.count == 1 { return reference(to: first) }
    var specific: [Schema] = []
    var seen: Set<JSONNode> = []
    for schema in schemas {
      let isNew = seen.insert(schema.resolved.node).inserted
      if isNew, !schema.isAnything { specific.append(schema) }
    }
    // A bare `type: object` beside a real object adds nothing, but it rules out variants that are none.
    if specific.count > 1, !specific.contains(where: hasVariantsBesideObjects) {
      var typed: [Schema] = []
      for schema in specific where !schema.isSilentAlone || !schema.isTypedObject { typed.append(schema) }
      if !typed.isEmpty, typed.count < specific.count { specific = typed }
    }
    if specific.count <= 1 { return reference(to: specific.first ?? first) }
    return reference(to: Source(schemas: specific))
  }
}

/// Schemas of type object → properties, maps, free-form JSON.
extension SchemaGraph {
  /// A property as the parts of a schema declare it.
  private struct Declared {
    let key: String
    /// The most specific schema, and those before it, the most specific first.
    var schema: Schema
    var others: [Schema] = []
    var isRequired: Bool

    var schemas: [Schema] { [schema] + others }

    mutating func declare(_ schema: Schema, isRequired: Bool) {
      others.insert(self.schema, at: 0)
      self.schema = schema
      if isRequired { self.isRequired = true }
    }
  }

  func object(_ facets: Facets) -> Shape.Kind {
    var keys = NameIndex()
    var found: [Declared] = []
    var patternKeys = NameIndex()
    var patterns: [(pattern: String, schemas: [Schema])] = []
    var rest = AdditionalProperties.unspecified
    var required: [String] = []
    for part in facets.parts {
      let isConditional = facets.conditional.contains(part.node)
      for property in part.properties {
        let isRequired = property.isRequired && !isConditional
        if keys.add(property.name) {
          found.append(Declared(key: property.name, schema: property.schema, isRequired: isRequired))
        } else if let index = keys.position(property.name) {
          found[index].declare(property.schema, isRequired: isRequired)
        }
      }
      for pattern in part.patternProperties {
        if patternKeys.add(pattern.pattern) {
          patterns.append((pattern.pattern, [pattern.schema]))
        } else if let index = patternKeys.position(pattern.pattern) {
          patterns[index].schemas.append(pattern.schema)
        }
      }
      if isConditional { continue }
      required += part.required
      switch part.additionalProperties {
      case .unspecified:
        if let schema = part.unevaluatedProperties {
          rest = schema.isNothing ? .denied : .schema(schema)
        }
      case .denied where facets.parts.count > 1: break
      default: rest = part.additionalProperties
      }
    }
    if isWholeEvent(facets), let index = keys.position("data"), let content = contentSchema(found[index].schemas) {
      found[index].schema = content
      found[index].others = []
    }
    if facets.isIncomplete, case .unspecified = rest { rest = .allowed }
    let additional = additionalUse(rest)
    var undefined: [String] = []
    for name in required {
      if let index = keys.position(name) {
        found[index].isRequired = true
      } else if !undefined.contains(name) {
        undefined.append(name)
      }
    }
    if found.isEmpty, undefined.isEmpty, let kind = withoutProperties(patterns, additional, rest, facets) {
      return kind
    }
    var properties: [PropertyShape] = []
    for property in found {
      // A property that must not be there, `false`, is only kept for what services send all the same.
      let isRequired = property.isRequired && !property.schema.isNothing
      let schemas = property.schemas
      let type = merged(schemas.reversed()) ?? API.Reference(API.anything)
      properties.append(PropertyShape(key: property.key, schemas: schemas, type: type, isRequired: isRequired))
    }
    // They can still be given a value.
    for name in undefined {
      let type = additional ?? API.Reference(API.anything)
      properties.append(PropertyShape(key: name, schemas: [], type: type, isRequired: additional != nil))
    }
    let patternProperties = patterns.map {
      API.PatternProperties(pattern: $0.pattern, type: merged($0.schemas) ?? API.Reference(API.anything))
    }
    return .object(ObjectShape(properties: properties, additional: additional, patterns: patternProperties))
  }

  private func isWholeEvent(_ facets: Facets) -> Bool {
    if wholeEvents.isEmpty { return false }
    for part in facets.parts where wholeEvents.contains(part.node) { return true }
    return false
  }

  private func contentSchema(_ schemas: [Schema]) -> Schema? {
    for schema in schemas {
      if let content = schema.resolved.contentSchema { return content }
    }
    return nil
  }

  /// An object without named properties.
  private func withoutProperties(
    _ patterns: [(pattern: String, schemas: [Schema])], _ additional: API.Reference?, _ rest: AdditionalProperties,
    _ facets: Facets
  ) -> Shape.Kind? {
    if patterns.isEmpty {
      if let additional { return .map(additional) }
      if case .denied = rest { return nil }
      for part in facets.parts {
        if case .denied = part.additionalProperties { return nil }
      }
      return .map(API.Reference(API.anything))
    }
    if let pattern = patterns.only, additional == nil, let values = merged(pattern.schemas) { return .map(values) }
    return nil
  }

  private func additionalUse(_ rest: AdditionalProperties) -> API.Reference? {
    switch rest {
    case .unspecified, .denied: return nil
    case .allowed: return API.Reference(API.anything)
    case .schema(let schema): return schema.isAnything ? API.Reference(API.anything) : reference(to: schema)
    }
  }
}
