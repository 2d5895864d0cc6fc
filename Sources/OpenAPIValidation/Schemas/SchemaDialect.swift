/// The dialects of JSON Schema that values can be checked against.
public enum SchemaDialect: Sendable {
  /// Draft 4 (2013).
  case draft4
  /// The Schema Object of OpenAPI 3.0: draft 4 with `nullable`, without `id`.
  case openAPI30
  /// Draft 2020-12, on which the Schema Objects of OpenAPI 3.1 and 3.2 build.
  case draft202012

  /// The dialect that a `$schema` names; nil if it is none of these.
  init?(schemaURI: String) {
    switch schemaURI {
    case "http://json-schema.org/draft-04/schema", "http://json-schema.org/draft-04/schema#": self = .draft4
    case "https://json-schema.org/draft/2020-12/schema", "https://json-schema.org/draft/2020-12/schema#",
      "https://spec.openapis.org/oas/3.1/dialect/base", "https://spec.openapis.org/oas/3.1/dialect/2024-11-10",
      "https://spec.openapis.org/oas/3.2/dialect/2025-09-17":
      self = .draft202012
    default: return nil
    }
  }

  /// The keyword that gives a schema its URI; OpenAPI 3.0 has none.
  var identifierKeyword: String? {
    switch self {
    case .draft4: return "id"
    case .openAPI30: return nil
    case .draft202012: return "$id"
    }
  }

  /// Whether keywords beside `$ref` are ignored.
  var ignoresSiblingsOfReferences: Bool { self != .draft202012 }
}
