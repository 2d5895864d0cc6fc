import Foundation

/// A failure, with a message that says what happened and what to do next.
///
/// It never contains a key.
public struct SeedreamError: Error, Sendable {
  /// The kind of a failure.
  ///
  /// Kinds may be added: keep a default case.
  public struct Kind: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    /// The name of the kind, such as `submissionUnknown`.
    public var rawValue: String

    /// Creates a kind with that name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The name.
    public var description: String { rawValue }
  }

  /// A limit of a model that a request exceeds.
  public struct ExceededLimit: Hashable, Sendable, Codable {
    /// What is wrong and what would be valid, as a sentence.
    public var message: String
    /// Where the limit is documented.
    public var source: String

    /// Creates a limit with its source.
    public init(message: String, source: String) {
      self.message = message
      self.source = source
    }
  }

  /// A picture that could not be saved.
  public struct MissingImage: Hashable, Sendable, Codable {
    /// Its number among the results, from 1.
    public var number: Int
    /// Why, as a sentence.
    public var reason: String
    /// Its URL, to fetch it by hand while the link is valid; it may contain a signature.
    public var link: String?

    private enum CodingKeys: String, CodingKey {
      // What `seedream --json` prints under this name.
      case number = "index"
      case reason, link
    }
  }

  /// The kind of failure.
  public var kind: Kind
  /// What happened and what to do next, in sentences.
  public var message: String
  /// The service, if one is involved.
  public var service: ImageService?
  /// The task, if there is one: keep it, because it can be resumed.
  public var task: ImageTask?
  /// The HTTP status of the response, if there was one.
  public var status: Int?
  /// The service's own name or number for the error, such as `9000` or `INVALID_API_KEY`.
  public var code: String?
  /// The limits that the request exceeds, for ``Kind/unsupportedRequest``.
  public var limits: [ExceededLimit] = []
  /// Pictures that were saved before the failure.
  public var saved: [SavedImage] = []
  /// Pictures that could not be saved.
  public var missing: [MissingImage] = []

  /// Whether the service may have accepted and charged a submission whose outcome is unknown.
  public var mayBeCharged = false

  /// Whether the same call may succeed later: for example the service is busy, or the network failed.
  ///
  /// If ``mayBeCharged`` is true, look at the service's console before trying again.
  public var isTransient = false
  /// How long to wait before trying again, if the service says so.
  public var retryAfter: Duration?
  /// The beginning of a response that can't be read, at most 2000 characters, without the key.
  public var response: String?

  /// Whether the service certainly did nothing, so that a submission may be sent again.
  var isUnprocessed = false

  /// Creates an error.
  public init(
    _ kind: Kind, _ message: String, service: ImageService? = nil, task: ImageTask? = nil, status: Int? = nil,
    code: String? = nil
  ) {
    self.kind = kind
    self.message = message
    self.service = service
    self.task = task
    self.status = status
    self.code = code
  }

  /// The error with a task and its service, unless it has them.
  func with(task: ImageTask) -> SeedreamError {
    var error = self
    error.task = error.task ?? task
    error.service = error.service ?? task.service
    return error
  }
}

extension SeedreamError.Kind {
  /// The model can't do what the request says; nothing was sent.
  ///
  /// See ``SeedreamError/limits``.
  public static var unsupportedRequest: Self { Self(rawValue: "unsupportedRequest") }
  /// A reference can't be read, or is not a picture; nothing was sent.
  public static var unusableReference: Self { Self(rawValue: "unusableReference") }
  /// There is no key, or it contains characters that no key has; nothing was sent.
  public static var missingKey: Self { Self(rawValue: "missingKey") }
  /// The service refused the key, or the key lacks permission.
  public static var keyRefused: Self { Self(rawValue: "keyRefused") }
  /// The account has no credits left.
  public static var insufficientCredits: Self { Self(rawValue: "insufficientCredits") }
  /// The service's moderation refused the prompt or the reference pictures.
  public static var contentRefused: Self { Self(rawValue: "contentRefused") }
  /// The service refused the request for another reason.
  public static var refused: Self { Self(rawValue: "refused") }
  /// The service has too many requests.
  public static var rateLimited: Self { Self(rawValue: "rateLimited") }
  /// The service itself failed or is overloaded.
  public static var serviceFailed: Self { Self(rawValue: "serviceFailed") }
  /// The service accepted the task, and the task failed.
  public static var taskFailed: Self { Self(rawValue: "taskFailed") }
  /// The task is finished, but there are no pictures.
  public static var noImages: Self { Self(rawValue: "noImages") }
  /// The request may have been accepted and charged, but no response came, or it can't be read.
  ///
  /// It is not repeated.
  public static var submissionUnknown: Self { Self(rawValue: "submissionUnknown") }
  /// The deadline has passed, but the task continues: see ``SeedreamError/task``.
  public static var deadlineExceeded: Self { Self(rawValue: "deadlineExceeded") }
  /// The caller cancelled; a submitted task continues, and can be resumed.
  public static var cancelled: Self { Self(rawValue: "cancelled") }
  /// The service can't be reached; nothing was charged.
  public static var network: Self { Self(rawValue: "network") }
  /// The response is not what the service documents.
  public static var unreadableResponse: Self { Self(rawValue: "unreadableResponse") }
  /// Some or all pictures could not be fetched: see ``SeedreamError/saved`` and ``SeedreamError/missing``.
  public static var downloadFailed: Self { Self(rawValue: "downloadFailed") }
  /// The folder can't be written to.
  public static var notWritable: Self { Self(rawValue: "notWritable") }
  /// The disk is full.
  public static var diskFull: Self { Self(rawValue: "diskFull") }
  /// The journal of tasks can't be read or written.
  public static var journal: Self { Self(rawValue: "journal") }
}

extension SeedreamError: LocalizedError, CustomStringConvertible {
  /// The message.
  public var description: String { message }
  /// The message.
  public var errorDescription: String? { message }
}
