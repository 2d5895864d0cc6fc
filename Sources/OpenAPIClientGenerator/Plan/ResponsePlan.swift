/// What an operation returns.
public struct ResponsePlan: Equatable, Sendable {
  /// The Swift type the method returns.
  public let type: TypeUse
  /// How it is read.
  public let content: Content

  /// The ways to read a response.
  public indirect enum Content: Equatable, Sendable {
    case empty, json, text, bytes, body, jsonLines, form
    case events(EventForm)
    /// Some success statuses carry no body: the type is optional.
    case optional(Content)
    /// The type is a response choice.
    case choice

    /// The header field `Accept` that the runtime sends for it; empty: none.
    var mediaType: String {
      switch self {
      case .json: "application/json"
      case .form: "application/x-www-form-urlencoded"
      case .text: "text/plain"
      case .bytes, .body: "*/*"
      case .jsonLines: "application/jsonl, application/x-ndjson"
      case .events: "text/event-stream"
      case .optional(let content): content.mediaType
      case .empty, .choice: ""
      }
    }
  }
}

/// The success responses of an operation that has several.
///
///     enum Output { case ok(User), accepted(Job), noContent }
public struct ResponseChoicePlan: Sendable {
  /// The responses, in the document's order.
  public let cases: [Case]

  /// One of several responses.
  public struct Case: Sendable {
    /// The name of the case.
    public let name: String
    /// The statuses that it stands for.
    public let status: StatusPattern
    /// The content types, where the status has several.
    public let contentType: String?
    /// nil: no payload.
    public let type: TypeUse?
    /// How its payload is read.
    public let content: ResponsePlan.Content
    /// Its documentation.
    public let documentation: Documentation
  }
}

/// A documented error response, for documentation.
public struct FailureNote: Equatable, Sendable {
  /// The status.
  public let status: StatusPattern
  /// The type that the body is read as; nil where it has none.
  public let type: TypeUse?
  /// The document's description of it.
  public let description: String
}

/// Documented error responses of one type.
public struct FailurePlan: Equatable, Sendable {
  /// The statuses, in the document's order.
  public var statuses: [StatusPattern]
  /// The type that the body is read as.
  public let type: TypeUse
}
