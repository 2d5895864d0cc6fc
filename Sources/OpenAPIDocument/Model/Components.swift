/// A component with its name.
public struct Named<Value: Sendable>: Sendable {
  /// The name in `components`.
  public let name: String
  /// The component, references followed.
  public let value: Value
}

/// The parts of a document that are defined once and used by reference: OpenAPI, section Components Object.
///
/// All are in document order.
public struct Components: Sendable {
  /// Schemas.
  public let schemas: [NamedSchema]
  /// Answers.
  public let responses: [Named<Response>]
  /// Parameters.
  public let parameters: [Named<Parameter>]
  /// Examples.
  public let examples: [Named<Example>]
  /// Bodies of requests.
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

  static let none = Components(
    schemas: [], responses: [], parameters: [], examples: [], requestBodies: [], headers: [], securitySchemes: [],
    links: [], callbacks: [], pathItems: [], mediaTypes: [])
}

extension DocumentBuilder {
  /// The security schemes, which everything else needs first.
  func readSecuritySchemes() {
    guard let components = map(root, .components) else { return }
    securitySchemes = read(map(components, .securitySchemes), securityScheme)
  }

  func components() -> Components {
    let components = map(root, .components)
    var schemas: [NamedSchema] = []
    for member in named(components, .schemas) {
      schemas.append(NamedSchema(name: member.key, schema: Schema(member.value, table)))
    }
    let result = Components(
      schemas: schemas,
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
    // Read before all else; their names are checked here, in the order of the others.
    _ = named(components, .securitySchemes)
    return result
  }

  private func read<Value>(
    _ components: JSONNode?, _ keyword: Keyword, _ make: (JSONNode, String) -> Value?
  ) -> [Named<Value>] {
    var result: [Named<Value>] = []
    for member in named(components, keyword) {
      if let value = make(member.value, member.key) { result.append(Named(name: member.key, value: value)) }
    }
    return result
  }

  /// The members of a map of components, their names checked: section Components Object, fixed fields.
  private func named(_ components: JSONNode?, _ keyword: Keyword) -> [JSONMember] {
    guard let components, let map = map(components, keyword) else { return [] }
    var result: [JSONMember] = []
    for member in map.members where isEntry(member.key) {
      if !DocumentBuilder.isComponentName(member.key) {
        diagnostics.warning(
          "invalid-component-name", joined("\"", member.key, "\" is no name for a component"), at: member.value,
          hint: "names are made of letters, digits, \".\", \"-\" and \"_\"")
      }
      result.append(member)
    }
    return result
  }

  private static func isComponentName(_ name: String) -> Bool {
    if name.isEmpty { return false }
    for byte in name.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: continue
      default: return false
      }
    }
    return true
  }
}
