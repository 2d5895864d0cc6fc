import OpenAPIDocument

/// A type to print, with the types that stand inside it.
public final class TypePlan: Sendable {
  /// Its own name, without the names around it.
  public let name: String
  /// The documentation to print.
  public let documentation: Documentation
  /// What is printed.
  public let kind: Kind
  /// Types printed inside this one, in document order.
  public let nested: [TypePlan]

  /// The kinds of types.
  public enum Kind: Sendable {
    case structure(StructurePlan)
    case openEnum(OpenEnumPlan)
    case union(UnionPlan)
    case tuple(TuplePlan)
    /// `typealias name = …`
    case alias(TypeUse)
    /// An enum without cases that only holds its nested types, such as those of an operation.
    case namespace
    /// The bodies an operation takes in one of several content types.
    case bodyChoice(BodyChoicePlan)
    /// The answers of an operation that has several.
    case answerChoice(AnswerChoicePlan)
    /// The servers of a path or an operation.
    case servers([ServerPlan])
  }

  /// Creates the plan from its parts.
  public init(name: String, documentation: Documentation, kind: Kind, nested: [TypePlan] = []) {
    self.name = name
    self.documentation = documentation
    self.kind = kind
    self.nested = nested
  }
}

/// How a type is written where it is used.
public indirect enum TypeUse: Equatable, Sendable {
  case string, bool, int, int32, int64, double, float
  /// `Date`, `CalendarDate`, `UUID`, `Data`, `URL`.
  case date, calendarDate, uuid, data, url
  case jsonValue
  /// A part of a multipart body that carries a file.
  case filePart
  /// A streaming body sent; a streaming body received.
  case requestBody, responseBody
  /// The whole text of a body; the whole bytes of a body.
  case text, bytes
  case void
  /// A type of the namespace by its names from the outside in, such as `["SeeDreamV4", "Body"]`.
  case named([String])
  /// A Swift type given by the configuration's `formats`, printed as it is.
  case custom(String)
  case array(TypeUse)
  case dictionary(TypeUse)
  case optional(TypeUse)
  /// `Nullable<…>`: null is a value of its own beside absence.
  case nullable(TypeUse)
  /// Server-sent events; JSON lines.
  case events(TypeUse)
  case jsonLines(TypeUse)
}

/// A struct with properties.
public final class StructurePlan: Sendable {
  /// The properties, in the document's order.
  public let properties: [PropertyPlan]
  /// Members beyond the named properties, if they are kept.
  public let additional: AdditionalPropertiesPlan?
  /// Members by pattern, before `additional`.
  public let patterns: [PatternPropertiesPlan]
  /// JSON, multipart or both.
  public var coding: Set<Coding> {
    var coding: Set<Coding> = []
    if isJSON { coding.insert(.json) }
    if isMultipart { coding.insert(.multipart) }
    return coding
  }
  let isJSON: Bool
  let isMultipart: Bool
  /// A `validate` method is printed when this type or one inside it has rules.
  public let validates: Bool
  /// Whether a memberwise initializer is printed.
  public let hasInitializer: Bool

  /// The codings of a struct.
  public enum Coding: String, Sendable { case json, multipart }

  /// Creates the plan from its parts.
  public init(
    properties: [PropertyPlan], additional: AdditionalPropertiesPlan? = nil, patterns: [PatternPropertiesPlan] = [],
    coding: Set<Coding> = [.json], validates: Bool = false, hasInitializer: Bool = true
  ) {
    self.properties = properties
    self.additional = additional
    self.patterns = patterns
    isJSON = coding.contains(.json)
    isMultipart = coding.contains(.multipart)
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
  /// The documentation to print.
  public let documentation: Documentation
  /// Its type, optionality included.
  public var type: TypeUse
  /// How it is read and written where it is absent or null.
  public var presence: Presence
  /// The default value of its parameter in the initializer.
  public var initializerDefault: ValuePlan?
  /// What `validate()` checks.
  public var rules: [RulePlan]
  /// The content type of its part in a multipart body, where `encoding` gives one.
  public var partContentType: String? {
    get { storedContentType.value }
    set { storedContentType = Seldom(newValue) }
  }
  private var storedContentType: Seldom<String>
  /// Stored behind `@Boxed`, where a cycle closes.
  public var isBoxed: Bool
  /// False for what only the service sets (`readOnly`): the initializer leaves it out.
  public var isInInitializer: Bool

  /// How a property behaves where it is absent or null.
  public enum Presence: Sendable {
    /// Read strictly, written always.
    case required
    /// The type is optional: absent or null reads as nil, nil is not written.
    case optional
    /// The type is optional: null and absence read as nil, nil is written as null.
    case requiredNullable
    /// The type is `Optional<Nullable<T>>`: absent, null and value differ.
    case optionalNullable
    /// Absent reads as the value.
    case defaulted(ValuePlan)
    /// A fixed value: written always, checked on reading; a static constant, no initializer parameter.
    case constant(ValuePlan)
  }

  /// Creates the plan from its parts.
  public init(
    name: String, key: String, documentation: Documentation, type: TypeUse, presence: Presence,
    initializerDefault: ValuePlan? = nil, isBoxed: Bool = false, rules: [RulePlan] = [], partContentType: String? = nil,
    isInInitializer: Bool = true
  ) {
    self.isInInitializer = isInInitializer
    self.name = name
    self.key = key
    self.documentation = documentation
    self.type = type
    self.presence = presence
    self.initializerDefault = initializerDefault
    self.isBoxed = isBoxed
    self.rules = rules
    storedContentType = Seldom(partContentType)
  }
}

/// Members beyond the named ones.
///
///     public var additionalProperties: [String: T]
public final class AdditionalPropertiesPlan: Sendable {
  /// The name of the property.
  public let name: String
  /// The type of the values.
  public let type: TypeUse
  /// The documentation to print.
  public let documentation: Documentation

  /// Creates the plan from its parts.
  public init(name: String, type: TypeUse, documentation: Documentation = Documentation()) {
    self.name = name
    self.type = type
    self.documentation = documentation
  }
}

/// Members whose keys match a pattern.
public final class PatternPropertiesPlan: Sendable {
  /// The name of the property.
  public let name: String
  /// The regular expression that keys match.
  public let pattern: String
  /// The type of the values.
  public let type: TypeUse
  /// The documentation to print.
  public let documentation: Documentation

  /// Creates the plan from its parts.
  public init(name: String, pattern: String, type: TypeUse, documentation: Documentation = Documentation()) {
    self.name = name
    self.pattern = pattern
    self.type = type
    self.documentation = documentation
  }
}

/// An open set of values: a struct around a raw value, with a constant a listed value.
public final class OpenEnumPlan: Sendable {
  /// `.string`, `.int`, `.double`, `.bool`, or `.jsonValue` for a mix.
  public let rawType: TypeUse
  /// The listed values, in the document's order.
  public let values: [Value]

  /// A listed value.
  public final class Value: Sendable {
    /// The name of the constant.
    public let name: String
    /// The value.
    public let value: ValuePlan
    /// The documentation to print.
    public let documentation: Documentation

    /// Creates the plan from its parts.
    public init(name: String, value: ValuePlan, documentation: Documentation = Documentation()) {
      self.name = name
      self.value = value
      self.documentation = documentation
    }
  }

  /// Creates the plan from its parts.
  public init(rawType: TypeUse, values: [Value]) {
    self.rawType = rawType
    self.values = values
  }
}

/// An enum with payloads.
public final class UnionPlan: Sendable {
  /// The variants, in the document's order.
  public let cases: [Case]
  /// How a variant is chosen.
  public let choice: Choice
  /// The name of the case that keeps what no variant fits; nil where the variants cover everything.
  public let otherCase: String?
  /// The name of the case taken when the discriminator is absent or unlisted, instead of `otherCase`.
  public let defaultCase: String?
  /// Whether the enum must be `indirect`.
  public let isIndirect: Bool
  /// A `validate` method is printed when a variant has rules.
  public let validates: Bool

  /// A variant.
  public final class Case: Sendable {
    /// The name of the case.
    public let name: String
    /// nil: a case without payload that stands for null.
    public let type: TypeUse?
    /// Values of the discriminator that choose it.
    public let tags: [String]
    /// The documentation to print.
    public let documentation: Documentation

    /// Creates the plan from its parts.
    public init(name: String, type: TypeUse?, tags: [String] = [], documentation: Documentation = Documentation()) {
      self.name = name
      self.type = type
      self.tags = tags
      self.documentation = documentation
    }
  }

  /// How a variant is chosen.
  public enum Choice: Sendable {
    case discriminator(String)
    case fit
  }

  /// Creates the plan from its parts.
  public init(
    cases: [Case], choice: Choice, otherCase: String?, defaultCase: String? = nil, isIndirect: Bool = false,
    validates: Bool = false
  ) {
    self.defaultCase = defaultCase
    self.cases = cases
    self.choice = choice
    self.otherCase = otherCase
    self.isIndirect = isIndirect
    self.validates = validates
  }
}

/// A struct of positions in an array.
public final class TuplePlan: Sendable {
  /// The positions, in order.
  public let elements: [PropertyPlan]
  /// The type of elements after the positions, nil where there are none.
  public let rest: AdditionalPropertiesPlan?

  /// Creates the plan from its parts.
  public init(elements: [PropertyPlan], rest: AdditionalPropertiesPlan? = nil) {
    self.elements = elements
    self.rest = rest
  }
}

/// A value of the document as a Swift expression.
public indirect enum ValuePlan: Equatable, Sendable {
  case string(String)
  case int(Int)
  /// The literal as the document writes it, valid in Swift.
  case double(String)
  case bool(Bool)
  case null
  case emptyArray
  case emptyDictionary
  case array([ValuePlan])
  /// `.name` of an open enum.
  case member(String)
  /// Any JSON, printed as a `JSONValue`.
  case json(JSONLiteral)
}

/// A rule that `validate()` checks.
public indirect enum RulePlan: Equatable, Sendable {
  /// Bounds as Swift literals; nil is unbounded.
  case range(minimum: String?, maximum: String?, exclusiveMinimum: Bool, exclusiveMaximum: Bool)
  case length(minimum: Int?, maximum: Int?)
  case count(minimum: Int?, maximum: Int?)
  case pattern(String)
  case multiple(of: String)
  case unique
  /// Rules of each element of an array or value of a map.
  case elements([RulePlan])
  /// The value has a `validate` method of its own.
  case nested
}

/// A value that is hardly ever there: it takes one word where it is missing, for plans are many.
indirect enum Seldom<Value: Sendable>: Sendable {
  case none
  case some(Value)

  init(_ value: Value?) {
    if let value { self = .some(value) } else { self = .none }
  }

  var value: Value? {
    if case .some(let value) = self { return value }
    return nil
  }
}
