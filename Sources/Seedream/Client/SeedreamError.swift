import Foundation

/// What went wrong, as a sentence that says what to do next.
///
/// Never holds a key.
public struct SeedreamError: Error, Sendable {
  /// What kind of failure.
  ///
  /// More may come: keep a default case.
  public struct Kind: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    /// The name of the kind, as `submissionUnknown`.
    public var rawValue: String

    /// Creates a kind of that name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The name.
    public var description: String { rawValue }
  }

  /// A limit of a model that a request exceeds.
  public struct BrokenLimit: Hashable, Sendable, Codable {
    /// What is wrong and what would be right.
    public var message: String
    /// The source of the limit.
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
    public var index: Int
    /// Why, as a sentence.
    public var reason: String
    /// Its URL, to fetch it by hand while the link is valid; it may contain a signature.
    public var link: String?
  }

  /// The kind of failure.
  public var kind: Kind
  /// What happened and what to do next, in sentences.
  public var message: String
  /// The service, where one is concerned.
  public var service: ImageService?
  /// The task, where there is one: keep it, it can be resumed.
  public var task: ImageTask?
  /// The HTTP status of the response, where there was one.
  public var status: Int?
  /// The service's own name or number of the error, as `9000` or `INVALID_API_KEY`.
  public var code: String?
  /// The limits that the request exceeds, for ``Kind/unsupportedRequest``.
  public var limits: [BrokenLimit] = []
  /// Pictures that were saved before the failure.
  public var saved: [SavedImage] = []
  /// Pictures that could not be saved.
  public var missing: [MissingImage] = []

  /// Whether the service may have taken and charged a submission whose outcome is unknown.
  public var mayBeCharged = false

  /// Whether the same may work later: the service is busy, the network broke.
  ///
  /// Where ``mayBeCharged`` is set, look at the service's console before trying again.
  public var isTransient = false
  /// How long the service asks to wait before trying again.
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

  /// The same error with the task it belongs to.
  func with(task: ImageTask) -> SeedreamError {
    var error = self
    error.task = error.task ?? task
    error.service = error.service ?? task.service
    return error
  }
}

extension SeedreamError.Kind {
  /// The request asks for what the model can't do; nothing was sent.
  ///
  /// See ``SeedreamError/limits``.
  public static var unsupportedRequest: Self { Self(rawValue: "unsupportedRequest") }
  /// A reference picture can't be read, or is none; nothing was sent.
  public static var unusableReference: Self { Self(rawValue: "unusableReference") }
  /// There is no key, or it can't be one; nothing was sent.
  public static var missingKey: Self { Self(rawValue: "missingKey") }
  /// The service refused the key, or the key lacks permission.
  public static var keyRefused: Self { Self(rawValue: "keyRefused") }
  /// The account has no credits left.
  public static var insufficientCredits: Self { Self(rawValue: "insufficientCredits") }
  /// The service won't draw this: its moderation refused prompt or pictures.
  public static var contentRefused: Self { Self(rawValue: "contentRefused") }
  /// The service refused the request for another reason.
  public static var refused: Self { Self(rawValue: "refused") }
  /// Too many requests.
  public static var rateLimited: Self { Self(rawValue: "rateLimited") }
  /// The service itself failed or is overloaded.
  public static var serviceFailed: Self { Self(rawValue: "serviceFailed") }
  /// The service took the task and then failed it.
  public static var taskFailed: Self { Self(rawValue: "taskFailed") }
  /// The task is finished, and there are no pictures.
  public static var noImages: Self { Self(rawValue: "noImages") }
  /// The request may have arrived and been charged, but its response never came.
  ///
  /// It is not repeated.
  public static var submissionUnknown: Self { Self(rawValue: "submissionUnknown") }
  /// The deadline has passed, but the task lives on: see ``SeedreamError/task``.
  public static var deadlineExceeded: Self { Self(rawValue: "deadlineExceeded") }
  /// The caller cancelled; a task that was submitted lives on.
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
