import OpenAPIDocument

/// Schemas of type object → objects with properties, or maps.
///
///     {properties: {id: {type: string}}, required: [id]}  → object {id: string, required}
///     {additionalProperties: {type: integer}}             → map of integers
extension ShapeBuilder {
  mutating func object(_ facets: Facets) -> Shape.Kind {
    var declared = DeclaredMembers(facets)
    if !wholeEvents.isEmpty, facets.parts.contains(where: { wholeEvents.contains($0.node) }) {
      declared.replaceDataByContent()
    }
    let additional = additionalProperties(declared.additional)
    if declared.properties.isEmpty, declared.undeclared.isEmpty,
      let kind = withoutProperties(declared, additional, facets)
    {
      return kind
    }
    let properties = declared.properties.map { property in
      // A property with the schema `false` should never occur, but is kept in case the service sends it.
      PropertyShape(
        key: property.key, schemas: property.schemas,
        type: merged(property.schemas.reversed()) ?? API.Reference(API.anything),
        isRequired: property.isRequired && !property.schema.allowsNothing)
    }
    // Properties that are only listed as required have no schema, but callers must be able to set them.
    let undeclared = declared.undeclared.map { key in
      PropertyShape(
        key: key, schemas: [], type: additional ?? API.Reference(API.anything), isRequired: additional != nil)
    }
    let patterns = declared.patterns.map {
      API.PatternProperties(pattern: $0.pattern, type: merged($0.schemas) ?? API.Reference(API.anything))
    }
    return .object(ObjectShape(properties: properties + undeclared, additional: additional, patterns: patterns))
  }

  /// A map, for an object without named properties; nil for one that is closed or has several patterns.
  private mutating func withoutProperties(
    _ declared: DeclaredMembers, _ additional: API.Reference?, _ facets: Facets
  ) -> Shape.Kind? {
    if let pattern = declared.patterns.only, additional == nil { return merged(pattern.schemas).map { .map($0) } }
    guard declared.patterns.isEmpty else { return nil }
    if let additional { return .map(additional) }
    let isClosed = declared.additional.isDenied || facets.parts.contains { $0.additionalProperties.isDenied }
    return isClosed ? nil : .map(API.Reference(API.anything))
  }

  private mutating func additionalProperties(_ declared: AdditionalProperties) -> API.Reference? {
    switch declared {
    case .unspecified, .denied: return nil
    case .allowed: return API.Reference(API.anything)
    case .schema(let schema): return schema.isAnything ? API.Reference(API.anything) : reference(to: schema)
    }
  }
}

/// The properties of an object, from all schemas that describe it.
private struct DeclaredMembers {
  private(set) var properties: [Property] = []
  private(set) var patterns: [(pattern: String, schemas: [Schema])] = []
  private(set) var additional = AdditionalProperties.unspecified
  /// Keys that are required, but that no schema declares.
  private(set) var undeclared: [String] = []

  struct Property {
    let key: String
    /// The most specific schema.
    var schema: Schema
    /// The schemas that it overrides, the most specific first.
    var others: [Schema] = []
    var isRequired: Bool

    var schemas: [Schema] { [schema] + others }

    mutating func declare(_ schema: Schema, isRequired: Bool) {
      others.insert(self.schema, at: 0)
      self.schema = schema
      if isRequired { self.isRequired = true }
    }
  }

  init(_ facets: Facets) {
    var keys = NameIndex()
    var patternKeys = NameIndex()
    var required: [String] = []
    for part in facets.parts {
      let isConditional = facets.conditional.contains(part.node)
      for property in part.properties {
        let isRequired = property.isRequired && !isConditional
        if keys.add(property.name) {
          properties.append(Property(key: property.name, schema: property.schema, isRequired: isRequired))
        } else if let index = keys.position(property.name) {
          properties[index].declare(property.schema, isRequired: isRequired)
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
      declare(part, isAlone: facets.parts.count == 1)
    }
    if facets.isIncomplete, case .unspecified = additional { additional = .allowed }
    for key in required {
      if let index = keys.position(key) {
        properties[index].isRequired = true
      } else if !undeclared.contains(key) {
        undeclared.append(key)
      }
    }
  }

  /// Takes over what a schema allows as additional properties; later schemas override earlier ones.
  private mutating func declare(_ part: Schema, isAlone: Bool) {
    switch part.additionalProperties {
    case .unspecified:
      if let schema = part.unevaluatedProperties { additional = schema.allowsNothing ? .denied : .schema(schema) }
    // `additionalProperties: false` doesn't see what the other schemas declare, so it would exclude their properties.
    case .denied where !isAlone: break
    default: additional = part.additionalProperties
    }
  }

  /// Replaces the schema of the property `data` by its `contentSchema`.
  mutating func replaceDataByContent() {
    guard let index = properties.firstIndex(where: { $0.key == "data" }),
      let content = properties[index].schemas.lazy.compactMap({ $0.resolved.contentSchema }).first
    else { return }
    properties[index].schema = content
    properties[index].others = []
  }
}

extension AdditionalProperties {
  fileprivate var isDenied: Bool {
    if case .denied = self { return true }
    return false
  }
}
