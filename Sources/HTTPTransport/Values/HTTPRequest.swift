/// One HTTP request, complete but for what a transport adds by itself (`Host`, `Content-Length`, framing).
public struct HTTPRequest: Sendable {
  /// The method.
  public var method: HTTPMethod
  /// The absolute `http` or `https` URL, already percent-encoded; without user-info.
  public var url: String
  /// The header fields; `Host`, `Content-Length`, `Transfer-Encoding` and `Connection` are the transport's.
  public var fields: HTTPFields
  /// The body.
  public var body: RequestBody
  /// How long a transfer may stall in both directions, while the caller reads; `nil` for no limit.
  public var idleTimeout: Duration?
  /// When everything must be over, the response's body included; `nil` for no limit.
  public var deadline: ContinuousClock.Instant?
  /// Called with how much of the body was sent, on a thread of the transport, so it must return at once.
  public var onUploadProgress: (@Sendable (TransferProgress) -> Void)?
  /// Whether the response may be long: such transfers are kept apart from calls that should be quick.
  package var isDownload = false
  /// The operation that the request is for, for transports that respond by operation.
  package var operation: (any Sendable)?
  private var repeatable: Bool?

  /// Whether the request may arrive at the service more than once; unless set, whether its method is idempotent.
  ///
  /// A request that isn't repeatable is sent at most once, also where a kept-alive connection turns out to be dead.
  public var isRepeatable: Bool {
    get { repeatable ?? method.isIdempotent }
    set { repeatable = newValue }
  }

  /// Makes a request; `isRepeatable` is the method's idempotence unless it is given.
  public init(
    method: HTTPMethod, url: String, fields: HTTPFields = HTTPFields(), body: RequestBody = .empty,
    idleTimeout: Duration? = nil, deadline: ContinuousClock.Instant? = nil, isRepeatable: Bool? = nil,
    onUploadProgress: (@Sendable (TransferProgress) -> Void)? = nil
  ) {
    self.method = method
    self.url = url
    self.fields = fields
    self.body = body
    self.idleTimeout = idleTimeout
    self.deadline = deadline
    self.repeatable = isRepeatable
    self.onUploadProgress = onUploadProgress
  }
}

/// The progress of a transfer.
public struct TransferProgress: Hashable, Sendable {
  /// Bytes moved so far.
  public var completedBytes: Int64
  /// Bytes to move; `nil` if that isn't known.
  public var totalBytes: Int64?

  /// Makes a progress of bytes.
  public init(completedBytes: Int64, totalBytes: Int64?) {
    self.completedBytes = completedBytes
    self.totalBytes = totalBytes
  }

  /// Between 0 and 1; `nil` if the total isn't known.
  public var fraction: Double? {
    guard let totalBytes else { return nil }
    return totalBytes <= 0 ? 1 : Double(completedBytes) / Double(totalBytes)
  }
}
