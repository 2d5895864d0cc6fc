/// A named property of an object.
public struct Property: Sendable {
  /// The name as it is in JSON.
  public let name: String
  /// The schema of the value.
  public let schema: Schema
  /// Whether the object that names the property requires it.
  public let isRequired: Bool
}

/// The properties whose names match an expression.
public struct PatternProperty: Sendable {
  /// The regular expression (ECMA-262).
  public let pattern: String
  /// The schema of the values.
  public let schema: Schema
}

/// The properties that must be there when one is.
public struct DependentRequired: Sendable {
  /// The property on which the others depend.
  public let name: String
  /// The properties that are then required.
  public let required: [String]
}

/// A schema with a name.
public struct NamedSchema: Sendable {
  /// The name in the map that holds it.
  public let name: String
  /// The schema.
  public let schema: Schema
}

/// What an object may hold besides its named properties.
public enum AdditionalProperties: Sendable {
  /// There is no schema, so anything is valid.
  case unspecified
  /// `true` or `{}`: anything, explicitly.
  case allowed
  /// `false`: nothing.
  case denied
  /// Values of a schema.
  case schema(Schema)
}

extension Schema {
  /// The named properties in document order.
  ///
  /// Names in `required` that are not defined here are not among them.
  public var properties: [Property] {
    guard let map = value(.properties), map.isObject else { return [] }
    let required = requiredKeys
    // Most lists are short, and a search beats a set.
    let isLong = required.count > 32
    let requiredSet: Set<UInt32> = isLong ? Set(required) : []
    var result: [Property] = []
    for member in map.children {
      let id = member.keyID
      let isRequired = isLong ? requiredSet.contains(id) : required.contains(id)
      result.append(
        Property(name: node.tree.keys.names[Int(id)], schema: Schema(member, table), isRequired: isRequired))
    }
    return result
  }

  /// The key numbers of `required`.
  private var requiredKeys: [UInt32] {
    guard let list = value(.required), list.isArray else { return [] }
    return list.children.compactMap { $0.isString ? node.tree.keys.find($0.utf8) : nil }
  }

  /// The schema of the property with a name.
  public func property(_ name: String) -> Schema? {
    value(.properties)?[name].map { Schema($0, table) }
  }

  /// The names that must be there, as written, each once.
  public var required: [String] {
    guard let list = value(.required), list.isArray else { return [] }
    var result: [String] = []
    // Most lists are short, and a search beats a set.
    var seen: Set<String> = []
    for element in list.children {
      guard let name = element.string else { continue }
      if result.count == 32, seen.isEmpty { seen = Set(result) }
      if result.count < 32 ? result.contains(name) : !seen.insert(name).inserted { continue }
      result.append(name)
    }
    return result
  }

  /// What the object may hold besides.
  public var additionalProperties: AdditionalProperties {
    guard let value = value(.additionalProperties) else { return .unspecified }
    switch value.kind {
    case .bool: return value.bool ?? false ? .allowed : .denied
    case .object: return value.count == 0 ? .allowed : .schema(Schema(value, table))
    default: return .unspecified
    }
  }

  /// The properties by patterns of their names.
  public var patternProperties: [PatternProperty] {
    named(.patternProperties).map { PatternProperty(pattern: $0.name, schema: $0.schema) }
  }

  /// The schema that the names of properties must fit.
  public var propertyNames: Schema? { schema(.propertyNames) }
  /// The least number of properties.
  public var minProperties: Int? { limit(.minProperties) }
  /// The greatest number of properties.
  public var maxProperties: Int? { limit(.maxProperties) }

  /// The schema of an array's elements, of those after ``prefixItems`` where there are such.
  public var items: Schema? {
    guard let value = value(.items) else { return nil }
    return value.isArray ? schema(.additionalItems) : schema(.items)
  }

  /// The schemas of an array's first elements; older drafts write them as an array in `items`.
  public var prefixItems: [Schema] {
    if has(.prefixItems) { return schemas(.prefixItems) }
    return has(.items) ? schemas(.items) : []
  }

  /// The schema that some elements must fit.
  public var contains: Schema? { schema(.contains) }
  /// How many elements must fit ``contains`` at least.
  public var minContains: Int? { limit(.minContains) }
  /// How many elements may fit ``contains`` at most.
  public var maxContains: Int? { limit(.maxContains) }
  /// The least number of elements.
  public var minItems: Int? { limit(.minItems) }
  /// The greatest number of elements.
  public var maxItems: Int? { limit(.maxItems) }
  /// Whether no two elements may be equal.
  public var uniqueItems: Bool { flag(.uniqueItems) }

  /// The schemas that a value must fit all.
  public var allOf: [Schema] { schemas(.allOf) }
  /// The schemas of which a value must fit at least one.
  public var anyOf: [Schema] { schemas(.anyOf) }
  /// The schemas of which a value must fit exactly one.
  public var oneOf: [Schema] { schemas(.oneOf) }
  /// The schema that a value must not fit.
  public var not: Schema? { schema(.not) }
  /// The condition for ``then`` and ``else``.
  public var `if`: Schema? { schema(.if) }
  /// What must hold if the condition does.
  public var then: Schema? { schema(.then) }
  /// What must hold if the condition does not.
  public var `else`: Schema? { schema(.else) }
  /// What must hold of properties that the schema's other keywords have not looked at.
  public var unevaluatedProperties: Schema? { schema(.unevaluatedProperties) }
  /// What must hold of elements that the schema's other keywords have not looked at.
  public var unevaluatedItems: Schema? { schema(.unevaluatedItems) }

  /// The properties required by the presence of others; also from `dependencies` of older drafts.
  public var dependentRequired: [DependentRequired] {
    var result: [DependentRequired] = []
    for keyword in [Keyword.dependentRequired, .dependencies] {
      guard let map = value(keyword) else { continue }
      for member in map.members where member.value.isArray {
        result.append(DependentRequired(name: member.key, required: member.value.elements.compactMap(\.string)))
      }
    }
    return result
  }

  /// The schemas that hold by the presence of properties; also from `dependencies` of older drafts.
  public var dependentSchemas: [NamedSchema] { named(.dependentSchemas) + named(.dependencies) }

  /// The schemas in `$defs` and `definitions`.
  public var definitions: [NamedSchema] { named(.defs) + named(.definitions) }

  private func named(_ keyword: Keyword) -> [NamedSchema] {
    guard let map = value(keyword), map.isObject else { return [] }
    return map.members.compactMap { member in
      member.value.isArray ? nil : NamedSchema(name: member.key, schema: Schema(member.value, table))
    }
  }

  /// How to tell the alternatives apart.
  public var discriminator: Discriminator? { Discriminator(value(.discriminator), table) }

  /// The keywords present that say which values are valid and that no Swift type can: each node's key is the keyword.
  public var unsupportedKeywords: [JSONNode] {
    Schema.unsupported.compactMap(value)
  }

  private static let unsupported: [Keyword] = [
    .not, .if, .then, .else, .dependentRequired, .dependentSchemas, .dependencies, .contains, .minContains,
    .maxContains, .propertyNames, .unevaluatedProperties, .unevaluatedItems, .contentSchema,
  ]
}

/// A reference from one schema to another.
public struct SchemaReference: Sendable {
  /// The value of `$ref`.
  public let node: JSONNode
  /// The reference as written.
  public let text: String
  /// The schema it leads to, one step; nil if nothing stands there or the way leads in a circle, which has been reported.
  ///
  /// Going from target to target always ends.
  public let target: Schema?
  /// Whether it is a `$dynamicRef` or `$recursiveRef`; those are resolved where they stand, not where they are used from.
  public let isDynamic: Bool
}
