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
  public internal(set) var schemas: [NamedSchema] = []
  /// Answers.
  public internal(set) var responses: [Named<Response>] = []
  /// Parameters.
  public internal(set) var parameters: [Named<Parameter>] = []
  /// Examples.
  public internal(set) var examples: [Named<Example>] = []
  /// Bodies of requests.
  public internal(set) var requestBodies: [Named<RequestBody>] = []
  /// Headers.
  public internal(set) var headers: [Named<Header>] = []
  /// Security schemes.
  public internal(set) var securitySchemes: [SecurityScheme] = []
  /// Links.
  public internal(set) var links: [Named<Link>] = []
  /// Callbacks.
  public internal(set) var callbacks: [Named<Callback>] = []
  /// Path items (OpenAPI 3.1).
  public internal(set) var pathItems: [Named<PathItem>] = []
  /// Media types (OpenAPI 3.2).
  public internal(set) var mediaTypes: [Named<MediaType>] = []
}

extension DocumentBuilder {
  /// The security schemes, which everything else needs first.
  func readSecuritySchemes() {
    guard let components = map(root, .components), let map = map(components, .securitySchemes) else { return }
    for member in map.members where !isExtension(member.key) {
      if let scheme = securityScheme(member.value, name: member.key) { securitySchemes.append(scheme) }
    }
  }

  func components() -> Components {
    var result = Components()
    result.securitySchemes = securitySchemes
    guard let components = map(root, .components) else { return result }
    for member in named(components, .schemas) {
      result.schemas.append(NamedSchema(name: member.key, schema: Schema(member.value, table)))
    }
    for member in named(components, .responses) {
      let response = response(member.value, status: .default)
      result.responses.append(Named(name: member.key, value: response))
    }
    for member in named(components, .parameters) {
      guard let parameter = parameter(member.value) else { continue }
      result.parameters.append(Named(name: member.key, value: parameter))
    }
    for member in named(components, .examples) {
      guard let example = example(member.value, name: member.key) else { continue }
      result.examples.append(Named(name: member.key, value: example))
    }
    for member in named(components, .requestBodies) {
      guard let body = requestBody(member.value) else { continue }
      result.requestBodies.append(Named(name: member.key, value: body))
    }
    for member in named(components, .headers) {
      guard let header = header(member.value, name: member.key) else { continue }
      result.headers.append(Named(name: member.key, value: header))
    }
    for member in named(components, .links) {
      guard let link = link(member.value, name: member.key) else { continue }
      result.links.append(Named(name: member.key, value: link))
    }
    for member in named(components, .callbacks) {
      guard let callback = callback(member.value, name: member.key) else { continue }
      result.callbacks.append(Named(name: member.key, value: callback))
    }
    for member in named(components, .pathItems) {
      guard let item = pathItem(member.value, path: member.key, use: .components) else { continue }
      result.pathItems.append(Named(name: member.key, value: item))
    }
    for member in named(components, .mediaTypes) {
      guard let mediaType = mediaType(member.value, name: member.key) else { continue }
      result.mediaTypes.append(Named(name: member.key, value: mediaType))
    }
    // Read before all else; their names are checked here, in the order of the others.
    _ = named(components, .securitySchemes)
    return result
  }

  /// The members of a map of components, their names checked: section Components Object, fixed fields.
  private func named(_ components: JSONNode, _ keyword: Keyword) -> [JSONMember] {
    guard let map = map(components, keyword) else { return [] }
    var result: [JSONMember] = []
    for member in map.members where !isExtension(member.key) && member.key != "$ref" {
      if !DocumentBuilder.isComponentName(member.key) {
        diagnostics.warning(
          "invalid-component-name", "\"\(member.key)\" is no name for a component", at: member.value,
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
