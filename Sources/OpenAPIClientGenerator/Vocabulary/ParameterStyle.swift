/// Where a request carries a parameter.
public enum ParameterLocation: String, Sendable { case path, query, header, cookie, querystring }

/// How the value of a parameter or of a form field is written: in a style of OpenAPI, or as JSON (`content`).
public enum ParameterStyle: String, Sendable {
  case simple, label, matrix, form, spaceDelimited, pipeDelimited, deepObject, cookie, content
}

/// How the document's `encoding` wants a property of a multipart body to be written.
public enum PartEncoding: Equatable, Sendable {
  /// As one part with this content type.
  case contentType(String)
  /// As parts in the style of a form field.
  case style(FieldEncoding)
}

/// The style of a form field.
public struct FieldEncoding: Equatable, Sendable {
  /// The name of the field, which is the key of its property.
  public let key: String
  /// How its value is written.
  public let style: ParameterStyle
  /// Whether each element or member is a field of its own.
  public let explode: Bool
}
