/// What an operation returns.
public struct ResponsePlan: Sendable {
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

    /// What the runtime asks for when it reads this; empty: nothing.
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
    /// Set where several content types of one status differ.
    public let contentType: String?
    /// nil: no payload.
    public let type: TypeUse?
    /// How its payload is read.
    public let content: ResponsePlan.Content
    /// What the document says of it.
    public let documentation: Documentation
  }
}

/// What the document says of a failure.
public struct FailureNote: Equatable, Sendable {
  /// The status.
  public let status: StatusPattern
  /// The type that the body is read as; nil where it has none.
  public let type: TypeUse?
  /// What the document says of it.
  public let description: String
}

/// Documented error responses of one type.
public struct FailurePlan: Equatable, Sendable {
  /// The statuses, in the document's order.
  public var statuses: [StatusPattern]
  /// The type that the body is read as.
  public let type: TypeUse
}
