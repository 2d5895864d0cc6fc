import OpenAPISyntax

/// The keywords of OpenAPI and JSON Schema.
///
/// Every tree interns them first and in this order, so that a key's number says which keyword it is.
enum Keyword: UInt8, CaseIterable, Sendable {
  // Keywords of schemas come first: a schema stores which of them it has in the bits of one word.
  case ref, dynamicRef, recursiveRef, defs, definitions, type, nullable, `enum`, const, format, contentEncoding
  case contentMediaType, contentSchema, properties, required, additionalProperties, patternProperties, propertyNames
  case minProperties, maxProperties, items, prefixItems, additionalItems, contains, minContains, maxContains
  case minItems, maxItems, uniqueItems, allOf, anyOf, oneOf, not, `if`, then, `else`, dependentRequired
  case dependentSchemas, dependencies, unevaluatedProperties, unevaluatedItems, discriminator, `default`, example
  case examples, readOnly, writeOnly, deprecated, title, description, minimum, maximum, exclusiveMinimum
  case exclusiveMaximum, multipleOf, minLength, maxLength, pattern, xml, externalDocs

  case metaId, id, anchor, dynamicAnchor, recursiveAnchor, comment, metaSchema, vocabulary, propertyName, mapping
  case defaultMapping, openapi, swagger, info, version, termsOfService, contact, license, summary, jsonSchemaDialect
  case documentSelf, servers, paths, webhooks, components, security, tags, schemas, responses, parameters
  case requestBodies, headers, securitySchemes, links, callbacks, pathItems, mediaTypes, get, put, post, delete
  case options, head, patch, trace, query, additionalOperations, operationId, operationRef, requestBody, name, `in`
  case allowEmptyValue, style, explode, allowReserved, schema, content, itemSchema, encoding, prefixEncoding
  case itemEncoding, contentType, value, externalValue, dataValue, serializedValue, url, variables, scheme
  case bearerFormat, flows, openIdConnectUrl, oauth2MetadataUrl, implicit, password, clientCredentials
  case authorizationCode, deviceAuthorization, authorizationUrl, deviceAuthorizationUrl, tokenUrl, refreshUrl, scopes
  case server, identifier, email, parent, kind

  /// The number of keywords of schemas.
  static let schemaCount: UInt32 = 60

  /// The name as documents write it: the case's, except that some start with a dollar sign.
  var name: String { Keyword.names[Int(rawValue)] }

  private static let names = allCases.map { keyword in
    switch keyword {
    case .ref, .dynamicRef, .recursiveRef, .defs, .anchor, .dynamicAnchor, .recursiveAnchor, .comment, .vocabulary:
      return "$\(keyword)"
    case .metaId: return "$id"
    case .metaSchema: return "$schema"
    case .documentSelf: return "$self"
    default: return "\(keyword)"
    }
  }

  /// The number of the keyword as a key, the same in every tree.
  var id: UInt32 { UInt32(rawValue) }

  /// The keyword that a key's number stands for; nil for any other key.
  init?(id: UInt32) {
    guard id < Keyword.all.count else { return nil }
    self = Keyword.all[Int(id)]
  }

  private static let all = allCases
}
