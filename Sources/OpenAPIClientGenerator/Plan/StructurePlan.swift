import OpenAPIDocument

/// A struct with properties.
public struct StructurePlan: Sendable {
  /// The properties, in the document's order.
  public let properties: [PropertyPlan]
  /// Members beyond the named properties, if they are kept.
  public let additional: AdditionalPropertiesPlan?
  /// Members by pattern; a member that matches none belongs to `additional`.
  public let patterns: [PatternPropertiesPlan]
  /// The name of the set that says which members are null rather than absent; nil where none can be.
  public let nulls: String?
  /// JSON, or the parts of a multipart body.
  public let coding: Coding
  /// Whether it has a `validate` method, because this type or one in it has rules.
  public let validates: Bool
  /// The codings of a struct.
  public enum Coding: String, Sendable { case json, multipart }
}

/// A property of a struct.
public struct PropertyPlan: Sendable {
  /// The name of the property.
  public let name: String
  /// Its key in JSON, or the name of its part or field.
  public let key: String
  /// Its documentation.
  public let documentation: Documentation
  /// Its type, optionality included.
  public var type: TypeUse
  /// How it is read and written where it is absent or null.
  public var presence: Presence
  /// The default value of its parameter in the initializer.
  public var initializerDefault: ValuePlan?
  /// The document's example of its value.
  public var example: JSONLiteral?
  /// Whether only the service sets it.
  public var isReadOnly = false
  /// What `validate()` checks.
  public var rules: [RulePlan] = []
  /// How it is written as a part of a multipart body, where `encoding` says so.
  public var part: PartEncoding?
  /// Whether the set `nulls` of its struct can contain it.
  public var canBeNull = false
  /// Whether it is a parameter of the initializer; false for a read-only part of a multipart body.
  public var isInInitializer = true
  /// Where it is declared; nil where it is only listed as required.
  public var location: Location?

  /// How a property behaves where it is absent or null.
  public enum Presence: Equatable, Sendable {
    /// Read strictly, always written.
    case required
    /// The type is optional: absent or null is read as nil, nil is not written.
    case optional
    /// The type is optional: absent or null is read as nil, nil is written as null.
    case requiredNullable
    /// Absent is read as the value.
    case defaulted(ValuePlan)
    /// A fixed value: always written, checked on reading; a computed property, no initializer parameter.
    case constant(ValuePlan)
  }

  /// The fixed value, where it has one.
  public var constant: ValuePlan? {
    if case .constant(let value) = presence { return value }
    return nil
  }

  /// The name of the stored property behind it.
  ///
  /// It differs where the property is deprecated: the compiler would warn of each use in the type's own code.
  var storedName: String {
    guard documentation.deprecation != nil, constant == nil else { return name }
    return "deprecated_\(name.withoutBackticks)"
  }
}

/// Members beyond the named ones.
///
///     public var additionalProperties: [String: T]
public struct AdditionalPropertiesPlan: Sendable {
  /// The name of the property.
  public let name: String
  /// The type of the values.
  public let type: TypeUse
  /// Its documentation.
  public let documentation: Documentation
}

/// Members whose keys match a pattern.
///
///     public var patternProperties: [String: T]
public struct PatternPropertiesPlan: Sendable {
  /// The name of the property.
  public let name: String
  /// The regular expression that keys match.
  public let pattern: String
  /// The type of the values.
  public let type: TypeUse
  /// Its documentation.
  public let documentation: Documentation
}

extension String {
  /// An identifier as it is written where Swift needs no backticks.
  var withoutBackticks: String { hasPrefix("`") ? String(dropFirst().dropLast()) : self }
}
