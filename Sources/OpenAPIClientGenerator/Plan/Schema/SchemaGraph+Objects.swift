import OpenAPIDocument

/// Schemas of type object → properties, maps, free-form JSON.
extension SchemaGraph {
  /// A property as the parts of a schema declare it.
  private struct Declared {
    let key: String
    /// The most specific schema, and those before it, the most specific first.
    var schema: Schema
    var others: [Schema] = []
    var isRequired: Bool
  }

  func object(_ facets: Facets) -> Shape.Kind {
    var keys = NameIndex()
    var found: [Declared] = []
    var patterns: [(pattern: String, schemas: [Schema])] = []
    var rest = AdditionalProperties.unspecified
    var required: [String] = []
    for part in facets.parts {
      let isConditional = facets.conditional.contains(part.node)
      for property in part.properties {
        let isRequired = property.isRequired && !isConditional
        if keys.add(property.name) {
          found.append(Declared(key: property.name, schema: property.schema, isRequired: isRequired))
        } else if let index = keys.position(property.name) {
          found[index].others.insert(found[index].schema, at: 0)
          found[index].schema = property.schema
          if isRequired { found[index].isRequired = true }
        }
      }
      for pattern in part.patternProperties {
        if let index = patterns.firstIndex(where: { $0.pattern == pattern.pattern }) {
          patterns[index].schemas.append(pattern.schema)
        } else {
          patterns.append((pattern.pattern, [pattern.schema]))
        }
      }
      if isConditional { continue }
      required += part.required
      switch part.additionalProperties {
      case .unspecified:
        if let schema = part.unevaluatedProperties {
          rest = schema.boolean == false ? .denied : .schema(schema)
        }
      case .denied where facets.parts.count > 1: break
      default: rest = part.additionalProperties
      }
    }
    if !wholeEvents.isEmpty, facets.parts.contains(where: { wholeEvents.contains($0.node) }),
      let index = keys.position("data"),
      let content = ([found[index].schema] + found[index].others).lazy.compactMap({ $0.resolved.contentSchema }).first
    {
      found[index].schema = content
      found[index].others = []
    }
    if facets.isIncomplete, case .unspecified = rest { rest = .allowed }
    let additional = additionalUse(rest)
    var undefined: [String] = []
    for name in required {
      if let index = keys.position(name) {
        found[index].isRequired = true
      } else if !undefined.contains(name) {
        undefined.append(name)
      }
    }
    if found.isEmpty, undefined.isEmpty, let kind = withoutProperties(patterns, additional, rest, facets) {
      return kind
    }
    var properties: [PropertyShape] = []
    properties.reserveCapacity(found.count + undefined.count)
    for property in found {
      // A property that must not be there, `false`, is only kept for what services send all the same.
      let isRequired = property.isRequired && property.schema.boolean != false
      if property.others.isEmpty {
        properties.append(PropertyShape(key: property.key, of: use(of: property.schema), isRequired: isRequired))
        continue
      }
      let schemas = [property.schema] + property.others
      let use = merged(Array(schemas.reversed())) ?? Use(anything)
      properties.append(PropertyShape(key: property.key, schemas: schemas, use: use, isRequired: isRequired))
    }
    // They can still be said.
    for name in undefined {
      if additional == nil, patterns.isEmpty, !facets.isIncomplete { warn(ofUndefined: name, in: facets.parts) }
      if let additional {
        properties.append(PropertyShape(key: name, schemas: [], use: additional, isRequired: true))
        continue
      }
      properties.append(PropertyShape(key: name, schemas: [], use: Use(anything), isRequired: false))
    }
    var patternUses: [(pattern: String, use: Use)] = []
    for pattern in patterns { patternUses.append((pattern.pattern, merged(pattern.schemas) ?? Use(anything))) }
    return .object(ObjectShape(properties: properties, additional: additional, patterns: patternUses))
  }

  /// Says that no part of a schema defines what one of them requires; the reader has said it of schemas without parts.
  ///
  /// A part that only requires is made to be combined with others.
  private func warn(ofUndefined name: String, in parts: [Schema]) {
    for part in parts {
      guard let required = part.node["required"], required.isArray, part.node["properties"] != nil else { continue }
      for element in required.elements where element.string == name {
        diagnostics.warning(
          "undefined-required-property",
          "\"\(name)\" is required but not among the properties, nor among those of the parts", at: element,
          hint: "define it in `properties`, or correct the name")
      }
    }
  }

  /// An object without named properties.
  private func withoutProperties(
    _ patterns: [(pattern: String, schemas: [Schema])], _ additional: Use?, _ rest: AdditionalProperties,
    _ facets: Facets
  ) -> Shape.Kind? {
    if patterns.isEmpty {
      if let additional { return .map(additional) }
      if case .denied = rest { return nil }
      for part in facets.parts {
        if case .denied = part.additionalProperties { return nil }
      }
      return .value(.jsonValue)
    }
    if patterns.count == 1, additional == nil, let values = merged(patterns[0].schemas) { return .map(values) }
    return nil
  }

  private func additionalUse(_ rest: AdditionalProperties) -> Use? {
    switch rest {
    case .unspecified, .denied: return nil
    case .allowed: return Use(anything)
    case .schema(let schema): return schema.isAnything ? Use(anything) : use(of: schema)
    }
  }
}
