/// The names that OpenAPI and JSON Schema give to members.
///
/// Every tree interns them first and in this order, so that a member's key is recognised by its number alone.
/// Those of schemas come before all others: a schema keeps which of them it has in the bits of one word.
enum Keyword: UInt8, CaseIterable, Sendable {
  case ref, dynamicRef, recursiveRef, defs, definitions, type, nullable, `enum`, const, format, contentEncoding
  case contentMediaType, contentSchema, properties, required, additionalProperties, patternProperties, propertyNames
  case minProperties, maxProperties, items, prefixItems, additionalItems, contains, minContains, maxContains
  case minItems, maxItems, uniqueItems, allOf, anyOf, oneOf, not, `if`, then, `else`, dependentRequired
  case dependentSchemas, dependencies, unevaluatedProperties, unevaluatedItems, discriminator, `default`, example
  case examples, readOnly, writeOnly, deprecated, title, description, minimum, maximum, exclusiveMinimum
  case exclusiveMaximum, multipleOf, minLength, maxLength, pattern, xml, externalDocs, metaId, id, anchor
  case dynamicAnchor, recursiveAnchor, comment, metaSchema, vocabulary, propertyName, mapping, defaultMapping
  case openapi, swagger, info, version, termsOfService, contact, license, summary, jsonSchemaDialect, documentSelf
  case servers, paths, webhooks, components, security, tags, schemas, responses, parameters, requestBodies, headers
  case securitySchemes, links, callbacks, pathItems, mediaTypes, get, put, post, delete, options, head, patch, trace
  case query, additionalOperations, operationId, operationRef, requestBody, name, `in`, allowEmptyValue, style
  case explode, allowReserved, schema, content, itemSchema, encoding, prefixEncoding, itemEncoding, contentType
  case value, externalValue, dataValue, serializedValue, url, variables, scheme, bearerFormat, flows
  case openIdConnectUrl, oauth2MetadataUrl, implicit, password, clientCredentials, authorizationCode
  case deviceAuthorization, authorizationUrl, deviceAuthorizationUrl, tokenUrl, refreshUrl, scopes, server
  case identifier, email, parent, kind

  /// Indexed by a key's number.
  static let all: [Keyword] = allCases

  /// Written out, for the one that is made otherwise compares with one case after another.
  init?(rawValue: UInt8) {
    guard Int(rawValue) < Keyword.all.count else { return nil }
    self = Keyword.all[Int(rawValue)]
  }

  /// How many of the first keywords are keywords of schemas.
  static let schemaCount: UInt32 = 60

  /// The names as documents write them, in the order of the cases.
  static let names = wordList(
    """
    $ref $dynamicRef $recursiveRef $defs definitions type nullable enum const format contentEncoding contentMediaType
    contentSchema properties required additionalProperties patternProperties propertyNames minProperties maxProperties
    items prefixItems additionalItems contains minContains maxContains minItems maxItems uniqueItems allOf anyOf oneOf
    not if then else dependentRequired dependentSchemas dependencies unevaluatedProperties unevaluatedItems
    discriminator default example examples readOnly writeOnly deprecated title description minimum maximum
    exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength pattern xml externalDocs $id id $anchor
    $dynamicAnchor $recursiveAnchor $comment $schema $vocabulary propertyName mapping defaultMapping openapi swagger
    info version termsOfService contact license summary jsonSchemaDialect $self servers paths webhooks components
    security tags schemas responses parameters requestBodies headers securitySchemes links callbacks pathItems
    mediaTypes get put post delete options head patch trace query additionalOperations operationId operationRef
    requestBody name in allowEmptyValue style explode allowReserved schema content itemSchema encoding prefixEncoding
    itemEncoding contentType value externalValue dataValue serializedValue url variables scheme bearerFormat flows
    openIdConnectUrl oauth2MetadataUrl implicit password clientCredentials authorizationCode deviceAuthorization
    authorizationUrl deviceAuthorizationUrl tokenUrl refreshUrl scopes server identifier email parent kind
    """)

  /// The name as documents write it.
  var name: String { Keyword.names[Int(rawValue)] }
}
