/// The kinds of objects that can be referred to or contain references.
enum ObjectKind: UInt16, Sendable {
  case schema, pathItem, operation, parameter, requestBody, response, header, mediaType
  case encoding, example, link, callback, securityScheme

  var bit: UInt16 { 1 &<< rawValue }

  /// The kind with its article, for messages.
  var phrase: String {
    switch self {
    case .schema: return "a schema"
    case .pathItem: return "a path item"
    case .operation: return "an operation"
    case .parameter: return "a parameter"
    case .requestBody: return "a request body"
    case .response: return "a response"
    case .header: return "a header"
    case .mediaType: return "a media type"
    case .encoding: return "an encoding"
    case .example: return "an example"
    case .link: return "a link"
    case .callback: return "a callback"
    case .securityScheme: return "a security scheme"
    }
  }

  /// The member of `components` that holds objects of this kind.
  var components: Keyword? {
    switch self {
    case .schema: return .schemas
    case .pathItem: return .pathItems
    case .parameter: return .parameters
    case .requestBody: return .requestBodies
    case .response: return .responses
    case .header: return .headers
    case .mediaType: return .mediaTypes
    case .example: return .examples
    case .link: return .links
    case .callback: return .callbacks
    case .securityScheme: return .securitySchemes
    case .operation, .encoding: return nil
    }
  }

  /// The kind of the objects in a member of `components`.
  init?(components keyword: Keyword) {
    switch keyword {
    case .schemas: self = .schema
    case .pathItems: self = .pathItem
    case .parameters: self = .parameter
    case .requestBodies: self = .requestBody
    case .responses: self = .response
    case .headers: self = .header
    case .mediaTypes: self = .mediaType
    case .examples: self = .example
    case .links: self = .link
    case .callbacks: self = .callback
    case .securitySchemes: self = .securityScheme
    default: return nil
    }
  }

  /// The kind of a component, by the member of `components` that holds it; nil for any other node.
  init?(component node: JSONNode) {
    guard let map = node.parent, let keyword = map.keyword, map.parent?.keyword == .components,
      let kind = ObjectKind(components: keyword)
    else { return nil }
    self = kind
  }
}
