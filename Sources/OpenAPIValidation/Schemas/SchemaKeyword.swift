/// The keywords that take part in validation.
enum SchemaKeyword: String, CaseIterable, Sendable {
  case ref = "$ref"
  case dynamicRef = "$dynamicRef"
  case type, enumeration = "enum", const, nullable
  case allOf, anyOf, oneOf, not
  case condition = "if", then, otherwise = "else"
  case properties, patternProperties, additionalProperties, propertyNames
  case required, minProperties, maxProperties
  case dependentRequired, dependentSchemas, dependencies
  case items, prefixItems, additionalItems, contains, minContains, maxContains
  case minItems, maxItems, uniqueItems
  case minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf
  case minLength, maxLength, pattern, format
  case unevaluatedItems, unevaluatedProperties

  /// The keywords by name.
  static let table = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

  /// Whether a dialect has the keyword.
  func isKnown(in dialect: SchemaDialect) -> Bool {
    switch self {
    case .nullable: return dialect == .openAPI30
    case .dynamicRef, .const, .condition, .then, .otherwise, .propertyNames, .dependentRequired, .dependentSchemas,
      .prefixItems, .contains, .minContains, .maxContains, .unevaluatedItems, .unevaluatedProperties:
      return dialect == .draft202012
    case .patternProperties: return dialect != .openAPI30
    case .additionalItems, .dependencies: return dialect == .draft4
    default: return true
    }
  }

  /// Whether it belongs to the validation vocabulary, which a metaschema of 2020-12 may leave out.
  var isAssertion: Bool {
    switch self {
    case .type, .enumeration, .const, .required, .minProperties, .maxProperties, .dependentRequired, .minContains,
      .maxContains, .minItems, .maxItems, .uniqueItems, .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum,
      .multipleOf, .minLength, .maxLength, .pattern:
      return true
    default: return false
    }
  }

  /// Whether its value is a schema, an array of schemas or an object of schemas; nil if it holds no schema.
  var content: Content? {
    switch self {
    case .not, .condition, .then, .otherwise, .additionalProperties, .propertyNames, .additionalItems, .contains,
      .unevaluatedItems, .unevaluatedProperties:
      return .schema
    case .allOf, .anyOf, .oneOf, .prefixItems: return .list
    case .properties, .patternProperties, .dependentSchemas, .dependencies: return .map
    case .items: return .schemaOrList
    default: return nil
    }
  }

  enum Content {
    case schema, list, map, schemaOrList
  }
}
