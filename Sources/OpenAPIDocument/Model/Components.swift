import OpenAPISyntax

/// A component and its name.
public struct Named<Value: Sendable>: Sendable {
  /// The name in `components`.
  public let name: String
  /// The component, with references followed.
  public let value: Value
}

/// The parts of a document that are defined once and used by reference: OpenAPI, section Components Object.
///
/// All are in document order.
public struct Components: Sendable {
  /// Schemas.
  public let schemas: [NamedSchema]
  /// Responses.
  public let responses: [Named<Response>]
  /// Parameters.
  public let parameters: [Named<Parameter>]
  /// Examples.
  public let examples: [Named<Example>]
  /// Request bodies.
  public let requestBodies: [Named<RequestBody>]
  /// Headers.
  public let headers: [Named<Header>]
  /// Security schemes.
  public let securitySchemes: [SecurityScheme]
  /// Links.
  public let links: [Named<Link>]
  /// Callbacks.
  public let callbacks: [Named<Callback>]
  /// Path items (OpenAPI 3.1).
  public let pathItems: [Named<PathItem>]
  /// Media types (OpenAPI 3.2).
  public let mediaTypes: [Named<MediaType>]
}

extension DocumentBuilder {
  /// The security schemes, which security requirements refer to by name.
  func readSecuritySchemes() -> [SecurityScheme] {
    guard let components = map(root, .components) else { return [] }
    return read(map(components, .securitySchemes), securityScheme)
  }

  func components() -> Components {
    let components = map(root, .components)
    let result = Components(
      schemas: named(components, .schemas).map { NamedSchema(name: $0.key, schema: Schema($0.value, table)) },
      responses: read(components, .responses) { node, _ in response(node, status: .default) },
      parameters: read(components, .parameters) { node, _ in parameter(node) },
      examples: read(components, .examples, example),
      requestBodies: read(components, .requestBodies) { node, _ in requestBody(node) },
      headers: read(components, .headers) { node, name in header(node, name: name) },
      securitySchemes: securitySchemes,
      links: read(components, .links, link),
      callbacks: read(components, .callbacks, callback),
      pathItems: read(components, .pathItems) { node, name in pathItem(node, path: name, use: .components) },
      mediaTypes: read(components, .mediaTypes) { node, name in mediaType(node, name: name) })
    // Security schemes were read first; this checks their names.
    _ = named(components, .securitySchemes)
    return result
  }

  private func read<Value>(
    _ components: JSONNode?, _ keyword: Keyword, _ make: (JSONNode, String) -> Value?
  ) -> [Named<Value>] {
    named(components, keyword).compactMap { member in
      make(member.value, member.key).map { Named(name: member.key, value: $0) }
    }
  }

  /// The members of a map of components, whose names are checked (OpenAPI, section Components Object, fixed fields).
  private func named(_ components: JSONNode?, _ keyword: Keyword) -> [JSONMember] {
    guard let components, let map = map(components, keyword) else { return [] }
    let members = map.members.filter { isEntry($0.key) }
    for member in members where !DocumentBuilder.isComponentName(member.key) {
      diagnostics.warning(
        "invalid-component-name", "\"\(member.key)\" is not a valid component name", at: member.value,
        hint: "names are made of letters, digits, \".\", \"-\" and \"_\"")
    }
    return members
  }

  private static func isComponentName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy { $0.isLetter || $0.isDigit || ".-_".utf8.contains($0) }
  }
}
