import OpenAPIDocument

/// The schemas that describe one value: those of a source, and all that their references and `allOf` lead to.
///
///     Cat: {allOf: [{$ref: …/Pet}, {properties: {lives: …}}]}  → parts Pet, {properties: {lives: …}}, Cat
struct Facets {
  /// Each schema once, after those that it includes.
  var parts: [Schema] = []
  /// Parts for some values only (`then`, `else`, `dependentSchemas`), whose properties may be absent.
  var conditional: Set<JSONNode> = []
  /// All schemas, including references.
  var visited: Set<JSONNode> = []
  /// Whether a reference has no target, so that there may be more properties.
  var isIncomplete = false

  /// The facets of a schema that includes no other.
  init(single schema: Schema) { parts = [schema] }

  init(_ source: ShapeSource) {
    for schema in source.schemas { gather(schema, depth: 0) }
    for schema in source.conditional { gatherConditional(schema, depth: 0) }
  }

  /// The depth to which `allOf` is followed; deeper nesting is a mistake in the document.
  private static let maximumDepth = 64

  private mutating func gather(_ schema: Schema, depth: Int) {
    guard depth < Facets.maximumDepth, schema.boolean == nil, visited.insert(schema.node).inserted else { return }
    if let reference = schema.reference {
      if let target = reference.target { gather(target, depth: depth + 1) } else { isIncomplete = true }
      if !schema.hasSiblings { return }
    }
    for member in schema.allOf { gather(member, depth: depth + 1) }
    parts.append(schema)
    if let then = schema.then { gatherConditional(then, depth: depth + 1) }
    if let otherwise = schema.else { gatherConditional(otherwise, depth: depth + 1) }
    for dependent in schema.dependentSchemas { gatherConditional(dependent.schema, depth: depth + 1) }
  }

  private mutating func gatherConditional(_ schema: Schema, depth: Int) {
    let before = parts.count
    gather(schema, depth: depth)
    for part in parts[before...] { conditional.insert(part.node) }
  }

  /// The types that all parts allow, without null: empty if no part names a type, nil if there is no common one.
  func types() -> [SchemaType]? {
    var allowed: SchemaTypes = []
    var order: [SchemaType] = []
    for part in parts where !conditional.contains(part.node) {
      let types = part.types
      if types.isEmpty { continue }
      if allowed.isEmpty {
        allowed = Facets.expanded(types)
        order = part.typeList
      } else {
        allowed = allowed.intersection(Facets.expanded(types))
        if allowed.isEmpty { return nil }
        // Of `number` and `integer` only the integers are left.
        if part.types.contains(.integer), !order.contains(.integer) { order = part.typeList }
      }
    }
    if let only = order.only, allowed.contains(SchemaTypes(only)) { return order }
    let hasNumber = allowed.contains(.number) && order.contains(.number)
    return order.filter { type in
      allowed.contains(SchemaTypes(type)) && type != .null && !(type == .integer && hasNumber)
    }
  }

  private static func expanded(_ types: SchemaTypes) -> SchemaTypes {
    types.contains(.number) ? types.union(.integer) : types
  }

  /// The type that the keywords imply if no part names one: `properties` imply an object, `pattern` a string.
  func impliedType() -> SchemaType? {
    if parts.contains(where: \.impliesObject) { return .object }
    if parts.contains(where: \.impliesArray) { return .array }
    return parts.lazy.compactMap(\.impliedScalarType).first
  }

  /// Whether any part describes properties.
  var hasMembers: Bool {
    parts.contains { part in
      if case .schema = part.additionalProperties { return true }
      return !part.properties.isEmpty || !part.patternProperties.isEmpty
    }
  }

  /// Whether null is valid: at least one part allows it, and all parts that name types or values do.
  func isNullable() -> Bool {
    var isNullable = false
    for part in parts where !conditional.contains(part.node) {
      if part.isNullable {
        isNullable = true
      } else if !part.types.isEmpty || part.listsValues {
        return false
      }
    }
    return isNullable
  }
}

extension Schema {
  /// Whether no value is valid, as for the schema `false`.
  var allowsNothing: Bool { boolean == false }

  /// Whether all values are objects.
  var isTypedObject: Bool { types == .object }

  var hasVariants: Bool { !oneOf.isEmpty || !anyOf.isEmpty }

  var listsValues: Bool { enumValues != nil || const != nil }

  /// Whether the schema has nothing but a type, words and limits.
  var hasNoStructure: Bool { reference == nil && allOf.isEmpty && addsNoStructure }

  /// Whether the schema adds only a type, words and limits to what its reference and its `allOf` describe.
  ///
  ///     {$ref: …/Level, description: How bright., maxLength: 4}  → true
  var addsNoStructure: Bool {
    if let boolean { return boolean }
    if hasVariants || !properties.isEmpty || !required.isEmpty { return false }
    if items != nil || !prefixItems.isEmpty || listsValues || !patternProperties.isEmpty { return false }
    if discriminator != nil || contentEncoding != nil { return false }
    switch additionalProperties {
    case .schema, .denied: return false
    default: return true
    }
  }

  fileprivate var impliesObject: Bool {
    if case .unspecified = additionalProperties {
      return !properties.isEmpty || !required.isEmpty || !patternProperties.isEmpty || minProperties != nil
        || maxProperties != nil
    }
    return true
  }

  fileprivate var impliesArray: Bool {
    items != nil || !prefixItems.isEmpty || minItems != nil || maxItems != nil
  }

  fileprivate var impliedScalarType: SchemaType? {
    if let format, let type = Formats.impliedType(format) { return type }
    let describesText =
      pattern != nil || minLength != nil || maxLength != nil || contentEncoding != nil || contentMediaType != nil
    if describesText { return .string }
    guard minimum != nil || maximum != nil || multipleOf != nil else { return nil }
    return minimum?.int == nil && maximum?.int == nil ? .number : .integer
  }
}
