/// The parts of a request that carry parameters.
public enum ParameterLocation: String, Sendable { case path, query, header, cookie, querystring }

/// How the value of a parameter or of a form field is written; `content` is JSON.
public enum ParameterStyle: String, Sendable {
  case simple, label, matrix, form, spaceDelimited, pipeDelimited, deepObject, cookie, content
}

/// How a property is written as a part of a multipart body, where `encoding` says so.
public enum PartEncoding: Equatable, Sendable {
  /// One part of a content type.
  case contentType(String)
  /// Parts in the style of a form field.
  case style(FieldEncoding)
}

/// The style of a form field.
public struct FieldEncoding: Equatable, Sendable {
  /// The name of the field.
  public let key: String
  /// How its value is written.
  public let style: ParameterStyle
  /// Whether elements and members are written apart.
  public let explode: Bool
}
