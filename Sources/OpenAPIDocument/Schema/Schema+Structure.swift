/// A property of an object.
public struct Property: Sendable {
  /// The name as it is in JSON.
  public let name: String
  /// The schema of the value.
  public let schema: Schema
  /// Whether the object that names the property requires it.
  public let isRequired: Bool
}

/// The properties whose names match a regular expression.
public struct PatternProperty: Sendable {
  /// The regular expression (ECMA-262).
  public let pattern: String
  /// The schema of the values.
  public let schema: Schema
}

/// Properties that are required when another one is present.
public struct DependentRequired: Sendable {
  /// The property that makes the others required.
  public let name: String
  /// The properties that it makes required.
  public let required: [String]
}

/// A schema with a name.
public struct NamedSchema: Sendable {
  /// The name in the map that holds it.
  public let name: String
  /// The schema.
  public let schema: Schema
}

/// The properties that an object may have besides those that its schema names.
public enum AdditionalProperties: Sendable {
  /// Not specified, so any are valid.
  case unspecified
  /// `true` or `{}`: any, explicitly.
  case allowed
  /// `false`: none.
  case denied
  /// Any with a value of this schema.
  case schema(Schema)
}

extension Schema {
  /// The named properties in document order.
  ///
  /// Names in `required` that are not defined here are not among them.
  public var properties: [Property] {
    guard let map = value(.properties), map.isObject else { return [] }
    let requiredKeys = requiredKeys
    return map.children.map { member in
      Property(
        name: node.tree.keys.names[Int(member.keyID)], schema: Schema(member, table),
        isRequired: requiredKeys.contains(member.keyID))
    }
  }

  /// The key numbers of `required`.
  private var requiredKeys: Set<UInt32> {
    guard let list = value(.required), list.isArray else { return [] }
    return Set(list.children.compactMap { $0.isString ? node.tree.keys.find($0.utf8) : nil })
  }

  /// The schema of the property with a name.
  public func property(_ name: String) -> Schema? {
    value(.properties)?[name].map { Schema($0, table) }
  }

  /// The names of required properties, as written, each once.
  public var required: [String] {
    guard let list = value(.required), list.isArray else { return [] }
    var seen: Set<String> = []
    return list.children.compactMap(\.string).filter { seen.insert($0).inserted }
  }

  /// The properties that the object may have besides those that are named.
  public var additionalProperties: AdditionalProperties {
    guard let value = value(.additionalProperties) else { return .unspecified }
    switch value.kind {
    case .bool: return value.bool ?? false ? .allowed : .denied
    case .object: return value.count == 0 ? .allowed : .schema(Schema(value, table))
    default: return .unspecified
    }
  }

  /// The schemas of properties whose names match a pattern.
  public var patternProperties: [PatternProperty] {
    named(.patternProperties).map { PatternProperty(pattern: $0.name, schema: $0.schema) }
  }

  /// The schema that the names of properties must match.
  public var propertyNames: Schema? { schema(.propertyNames) }
  /// The least number of properties.
  public var minProperties: Int? { limit(.minProperties) }
  /// The greatest number of properties.
  public var maxProperties: Int? { limit(.maxProperties) }

  /// The schema of an array's elements; of those after ``prefixItems`` if there are any.
  public var items: Schema? {
    guard let value = value(.items) else { return nil }
    return value.isArray ? schema(.additionalItems) : schema(.items)
  }

  /// The schemas of an array's first elements; older drafts write them as an array in `items`.
  public var prefixItems: [Schema] {
    if has(.prefixItems) { return schemas(.prefixItems) }
    return has(.items) ? schemas(.items) : []
  }

  /// The schema that some elements must match.
  public var contains: Schema? { schema(.contains) }
  /// The least number of elements that must match ``contains``.
  public var minContains: Int? { limit(.minContains) }
  /// The greatest number of elements that may match ``contains``.
  public var maxContains: Int? { limit(.maxContains) }
  /// The least number of elements.
  public var minItems: Int? { limit(.minItems) }
  /// The greatest number of elements.
  public var maxItems: Int? { limit(.maxItems) }
  /// Whether no two elements may be equal.
  public var uniqueItems: Bool { flag(.uniqueItems) }

  /// The schemas that a value must all match.
  public var allOf: [Schema] { schemas(.allOf) }
  /// The schemas of which a value must match at least one.
  public var anyOf: [Schema] { schemas(.anyOf) }
  /// The schemas of which a value must match exactly one.
  public var oneOf: [Schema] { schemas(.oneOf) }
  /// The schema that a value must not match.
  public var not: Schema? { schema(.not) }
  /// The condition for ``then`` and ``else``.
  public var `if`: Schema? { schema(.if) }
  /// The schema that a value must match if it matches ``if``.
  public var then: Schema? { schema(.then) }
  /// The schema that a value must match if it doesn't match ``if``.
  public var `else`: Schema? { schema(.else) }
  /// The schema of properties that no other keyword of the schema has evaluated.
  public var unevaluatedProperties: Schema? { schema(.unevaluatedProperties) }
  /// The schema of elements that no other keyword of the schema has evaluated.
  public var unevaluatedItems: Schema? { schema(.unevaluatedItems) }

  /// The properties that others make required; also from `dependencies` of older drafts.
  public var dependentRequired: [DependentRequired] {
    [value(.dependentRequired), value(.dependencies)].compactMap(\.self).flatMap(\.members).compactMap { member in
      guard member.value.isArray else { return nil }
      return DependentRequired(name: member.key, required: member.value.elements.compactMap(\.string))
    }
  }

  /// The schemas that apply if a property is present, by its name; also from `dependencies` of older drafts.
  public var dependentSchemas: [NamedSchema] { named(.dependentSchemas) + named(.dependencies) }

  /// The schemas in `$defs` and `definitions`.
  public var definitions: [NamedSchema] { named(.defs) + named(.definitions) }

  private func named(_ keyword: Keyword) -> [NamedSchema] {
    guard let map = value(keyword), map.isObject else { return [] }
    return map.members.compactMap { member in
      member.value.isArray ? nil : NamedSchema(name: member.key, schema: Schema(member.value, table))
    }
  }

  /// The property that tells the alternatives apart.
  public var discriminator: Discriminator? { Discriminator(value(.discriminator), table) }

  /// The keywords that restrict valid values in ways that no Swift type can: each node's key is the keyword.
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
  /// The schema it refers to directly; nil if there is none or the reference is part of a cycle, which is reported.
  ///
  /// Following targets always ends.
  public let target: Schema?
  /// Whether it is a `$dynamicRef` or `$recursiveRef`, which are resolved at their own location, not where they are
  /// used.
  public let isDynamic: Bool
}
