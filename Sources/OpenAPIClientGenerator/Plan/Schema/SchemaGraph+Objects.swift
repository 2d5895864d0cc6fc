import OpenAPIDocument

/// Schemas of type object → properties, maps, free-form JSON.
extension SchemaGraph {
  func object(_ facets: Facets) -> Shape.Kind {
    var keys: [String: Int] = [:]
    var found: [(key: String, schemas: [Schema], isRequired: Bool)] = []
    var patterns: [(pattern: String, schemas: [Schema])] = []
    var rest = AdditionalProperties.unspecified
    var required: [String] = []
    for part in facets.parts {
      let isConditional = facets.conditional.contains(part.node)
      for property in part.properties {
        let isRequired = property.isRequired && !isConditional
        if let index = keys[property.name] {
          found[index].schemas.insert(property.schema, at: 0)
          if isRequired { found[index].isRequired = true }
        } else {
          keys[property.name] = found.count
          found.append((property.name, [property.schema], isRequired))
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
    if !wholeEvents.isEmpty, facets.parts.contains(where: { wholeEvents.contains($0.node) }), let index = keys["data"],
      let content = found[index].schemas.lazy.compactMap({ $0.resolved.contentSchema }).first
    {
      found[index].schemas = [content]
    }
    if facets.isIncomplete, case .unspecified = rest { rest = .allowed }
    let additional = additionalUse(rest)
    var undefined: [String] = []
    for name in required {
      if let index = keys[name] {
        found[index].isRequired = true
      } else if !undefined.contains(name) {
        undefined.append(name)
      }
    }
    if found.isEmpty, undefined.isEmpty, let kind = withoutProperties(patterns, additional, rest, facets) {
      return kind
    }
    var properties: [PropertyShape] = []
    properties.reserveCapacity(found.count)
    for property in found {
      // A property that must not be there, `false`, is only kept for what services send all the same.
      let use = merged(Array(property.schemas.reversed())) ?? Use(anything)
      let isForbidden = property.schemas[0].boolean == false
      properties.append(
        PropertyShape(
          key: property.key, schemas: property.schemas, use: use, isRequired: property.isRequired && !isForbidden))
    }
    // The reader has reported these; they can still be said.
    for name in undefined {
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
