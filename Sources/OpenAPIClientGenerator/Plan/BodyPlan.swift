import OpenAPIDocument

/// The request body of an operation.
public struct BodyPlan: Sendable {
  /// The name of its argument.
  public let name: String
  /// Whether a body must be given.
  public let isRequired: Bool
  /// Whether nil is sent as the JSON `null`; otherwise nil sends no body.
  public let isNullSent: Bool
  /// Its type, without optionality.
  public let type: TypeUse
  /// How it is written.
  public let content: BodyContentPlan
  /// The document's example of it.
  public let example: JSONLiteral?
  /// Its documentation.
  public let documentation: Documentation
}

/// How a request body is written.
public enum BodyContentPlan: Equatable, Sendable {
  case json(contentType: String)
  /// The styles of the fields for which `encoding` gives another than the default.
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

/// A request body with several content types, as an enum with a case for each.
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
    /// The document's example of it.
    public let example: JSONLiteral?
  }
}
