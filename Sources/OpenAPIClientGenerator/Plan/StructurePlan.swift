import OpenAPIDocument

/// A struct with properties.
public struct StructurePlan: Sendable {
  /// The properties, in the document's order.
  public let properties: [PropertyPlan]
  /// Members beyond the named properties, if they are kept.
  public let additional: AdditionalPropertiesPlan?
  /// Members by pattern, before `additional`.
  public let patterns: [PatternPropertiesPlan]
  /// The set that says which members are null rather than absent; nil where none can be.
  public let nulls: String?
  /// JSON, or the parts of a multipart body.
  public let coding: Coding
  /// A `validate` method is printed when this type or one inside it has rules.
  public let validates: Bool
  /// Whether a memberwise initializer is printed.
  public let hasInitializer: Bool
  /// The codings of a struct.
  public enum Coding: String, Sendable { case json, multipart }

  init(
    properties: [PropertyPlan], additional: AdditionalPropertiesPlan? = nil, patterns: [PatternPropertiesPlan] = [],
    nulls: String? = nil, coding: Coding = .json, validates: Bool = false, hasInitializer: Bool = true
  ) {
    self.properties = properties
    self.additional = additional
    self.patterns = patterns
    self.nulls = nulls
    self.coding = coding
    self.validates = validates
    self.hasInitializer = hasInitializer
  }
}

/// A property of a struct.
public struct PropertyPlan: Sendable {
  /// The name of the property.
  public let name: String
  /// Its key in JSON, or the name of its part or field.
  public let key: String
  /// What the document says of it.
  public let documentation: Documentation
  /// Its type, optionality included.
  public var type: TypeUse
  /// How it is read and written where it is absent or null.
  public var presence: Presence
  /// The default value of its parameter in the initializer.
  public var initializerDefault: ValuePlan?
  /// What the document shows of its value.
  public var example: JSONLiteral?
  /// Whether only the service sets it.
  public var isReadOnly = false
  /// What `validate()` checks.
  public var rules: [RulePlan]
  /// How it is written as a part of a multipart body, where `encoding` says so.
  public var part: PartEncoding?
  /// Whether `nulls` beside it can say that it is null.
  public var canBeNull = false
  /// False for what only the service sets (`readOnly`): the initializer leaves it out.
  public var isInInitializer: Bool
  /// Where it is declared; nil where it is only listed as required.
  public let location: Location?

  /// How a property behaves where it is absent or null.
  public enum Presence: Equatable, Sendable {
    /// Read strictly, written always.
    case required
    /// The type is optional: absent or null reads as nil, nil is not written.
    case optional
    /// The type is optional: null and absence read as nil, nil is written as null.
    case requiredNullable
    /// Absent reads as the value.
    case defaulted(ValuePlan)
    /// A fixed value: written always, checked on reading; a computed property, no initializer parameter.
    case constant(ValuePlan)
  }

  init(
    name: String, key: String, documentation: Documentation, type: TypeUse, presence: Presence,
    initializerDefault: ValuePlan? = nil, rules: [RulePlan] = [], isInInitializer: Bool = true,
    location: Location? = nil
  ) {
    self.name = name
    self.key = key
    self.documentation = documentation
    self.type = type
    self.presence = presence
    self.initializerDefault = initializerDefault
    self.rules = rules
    self.isInInitializer = isInInitializer
    self.location = location
  }

  /// The fixed value, where it has one.
  public var constant: ValuePlan? {
    if case .constant(let value) = presence { return value }
    return nil
  }

  /// The stored property behind it.
  ///
  /// The type itself uses a deprecated one, where the compiler would warn: that is kept
  /// under another name.
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

  init(name: String, type: TypeUse, documentation: Documentation = Documentation()) {
    self.name = name
    self.type = type
    self.documentation = documentation
  }
}

/// Members whose keys match a pattern.
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
  /// An identifier as it is where Swift needs no backticks.
  var withoutBackticks: String { hasPrefix("`") ? String(dropFirst().dropLast()) : self }
}
