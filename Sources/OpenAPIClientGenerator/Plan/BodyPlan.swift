import OpenAPIDocument

/// How a body is sent.
public struct BodyPlan: Sendable {
  /// `body` in most cases.
  public let name: String
  /// Whether a body must be given.
  public let isRequired: Bool
  /// Whether `null` is sent where none is given.
  public let isNullSent: Bool
  /// Its type, without optionality.
  public let type: TypeUse
  /// How it is written.
  public let content: BodyContentPlan
  /// What the document shows of it.
  public let example: JSONLiteral?
  /// What the document says of it.
  public let documentation: Documentation
}

/// The content of a body.
public enum BodyContentPlan: Equatable, Sendable {
  case json(contentType: String)
  /// Styles of fields that are not the default, from `encoding`.
  case form([FieldEncoding])
  /// The type is a `MultipartForm`.
  case multipart(contentType: String)
  /// The type is JSON-codable; its properties become parts.
  case multipartJSON(contentType: String)
  case text(contentType: String)
  case binary(contentType: String)
  case jsonLines(contentType: String)
  /// The type is a body choice.
  case choice
}

/// The bodies of several content types.
///
///     enum Body { case json(Pet), form(Pet), … }
public struct BodyChoicePlan: Sendable {
  /// The content types, in the document's order.
  public let cases: [Case]

  /// A body of one content type.
  public struct Case: Sendable {
    /// The name of the case.
    public let name: String
    /// The type of its payload.
    public let type: TypeUse
    /// How it is written.
    public let content: BodyContentPlan
    /// The content type as sent.
    public let contentType: String
    /// What the document shows of it.
    public let example: JSONLiteral?
  }
}
