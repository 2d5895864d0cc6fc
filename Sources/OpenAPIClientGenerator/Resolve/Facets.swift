import OpenAPIDocument

/// All that several schemas say together: references and `allOf` followed, nothing interpreted yet.
struct Facets {
  /// Each schema once, those that are included before those that include them.
  var parts: [Schema] = []
  /// Parts that apply only to some values (`then`, `else`, `dependentSchemas`): their properties may be absent.
  var conditional: Set<JSONNode> = []
  /// Every schema met, to find what inherits from what.
  var visited: Set<JSONNode> = []

  /// Whether a reference among them leads nowhere, so that what it would have described is not known.
  var isIncomplete = false

  /// Of a schema that includes no other.
  init(alone schema: Schema) { parts = [schema] }

  init(_ source: ShapeSource) {
    for schema in source.schemas { gather(schema, depth: 0) }
    for schema in source.conditional { gatherConditional(schema, depth: 0) }
  }

  /// `allOf` nests this deep at most; deeper ones are mistakes.
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

  /// The types that all parts allow, null aside: [] where none is named, nil where they contradict each other.
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
        // `integer` is what `number` and `integer` have in common.
        if part.types.contains(.integer), !order.contains(.integer) { order = part.typeList }
      }
    }
    if let only = order.only, allowed.contains(SchemaTypes(only)) { return order }
    let hasNumber = allowed.contains(.number) && order.contains(.number)
    var result: [SchemaType] = []
    for type in order where allowed.contains(SchemaTypes(type)) {
      switch type {
      case .null: break
      case .integer where hasNumber: break
      default: result.append(type)
      }
    }
    return result
  }

  private static func expanded(_ types: SchemaTypes) -> SchemaTypes {
    types.contains(.number) ? types.union(.integer) : types
  }

  /// The type that the keywords imply where none is named.
  func impliedType() -> SchemaType? {
    for part in parts {
      if !part.properties.isEmpty || !part.required.isEmpty || !part.patternProperties.isEmpty { return .object }
      switch part.additionalProperties {
      case .unspecified: break
      default: return .object
      }
      if part.minProperties != nil || part.maxProperties != nil { return .object }
    }
    for part in parts {
      if part.items != nil || !part.prefixItems.isEmpty || part.minItems != nil || part.maxItems != nil {
        return .array
      }
    }
    for part in parts {
      if let format = part.format, let type = Formats.impliedType(format) { return type }
      if part.pattern != nil || part.minLength != nil || part.maxLength != nil
        || part.contentEncoding != nil
        || part.contentMediaType != nil
      {
        return .string
      }
      if part.minimum != nil || part.maximum != nil || part.multipleOf != nil {
        return (part.minimum?.int) == nil && (part.maximum?.int) == nil ? .number : .integer
      }
    }
    return nil
  }

  /// Whether any part says something about members of objects.
  var hasMembers: Bool {
    for part in parts {
      if !part.properties.isEmpty || !part.patternProperties.isEmpty { return true }
      if case .schema = part.additionalProperties { return true }
    }
    return false
  }

  /// Whether null is valid: where every part that names types or values allows it.
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
  /// Whether no value is valid.
  var isNothing: Bool {
    if let boolean { return !boolean }
    return false
  }

  var isTypedObject: Bool { types == .object }

  var hasVariants: Bool { !oneOf.isEmpty || !anyOf.isEmpty }

  var listsValues: Bool { enumValues != nil || const != nil }

  /// Whether the schema is silent and includes no other.
  var isSilentAlone: Bool { reference == nil && allOf.isEmpty && isSilent }

  /// Whether the schema, its reference and `allOf` aside, leaves the shape of values open.
  ///
  /// Limits don't count: they are read where the schema is used.
  var isSilent: Bool {
    if let boolean { return boolean }
    if hasVariants || !properties.isEmpty || !required.isEmpty { return false }
    if items != nil || !prefixItems.isEmpty || listsValues || !patternProperties.isEmpty { return false }
    if discriminator != nil || contentEncoding != nil { return false }
    switch additionalProperties {
    case .schema, .denied: return false
    default: return true
    }
  }
}
