/// Retries requests after temporary failures, only where that can do no harm:
/// those that may be repeated, and those of which nothing was sent.
public struct RetryMiddleware: Middleware {
  /// The clock and random numbers, to be replaced in tests.
  public struct Timing: Sendable {
    /// The time now.
    public var now: @Sendable () -> ContinuousClock.Instant
    /// Waits.
    public var sleep: @Sendable (Duration) async throws -> Void
    /// A number from 0 up to 1.
    public var random: @Sendable () -> Double

    /// Creates a timing.
    public init(
      now: @escaping @Sendable () -> ContinuousClock.Instant,
      sleep: @escaping @Sendable (Duration) async throws -> Void,
      random: @escaping @Sendable () -> Double
    ) {
      self.now = now
      self.sleep = sleep
      self.random = random
    }

    /// The system's clock and random numbers.
    public static let system = Timing(
      now: { ContinuousClock.now }, sleep: { try await Task.sleep(for: $0) }, random: { Double.random(in: 0..<1) })
  }

  /// How often a request is sent at most, the first time included.
  public var attempts: Int
  /// The first wait; each later one is twice as long, half of it at random.
  public var firstDelay: Duration
  /// The longest wait; where the service asks for a longer one, its response is returned instead.
  public var maximumDelay: Duration
  /// The statuses that are retried.
  public var statuses: Set<Int>
  private let timing: Timing

  /// Creates a retry middleware.
  public init(
    attempts: Int = 3, firstDelay: Duration = .milliseconds(500), maximumDelay: Duration = .seconds(30),
    statuses: Set<Int> = [408, 425, 429, 500, 502, 503, 504], timing: Timing = .system
  ) {
    self.attempts = attempts
    self.firstDelay = firstDelay
    self.maximumDelay = maximumDelay
    self.statuses = statuses
    self.timing = timing
  }

  /// Sends the request, and again after temporary failures.
  public func intercept(
    _ request: HTTPRequest, context: CallContext,
    next: @Sendable (HTTPRequest) async throws -> HTTPResponse
  ) async throws -> HTTPResponse {
    var attempt = 1
    while true {
      do {
        let response = try await next(request)
        guard statuses.contains(response.status), request.isRepeatable, canRepeat(request, attempt),
          let delay = delay(attempt, asked: response.fields["Retry-After"].flatMap { RetryAfter.parse($0) }),
          fits(delay, context)
        else { return response }
        try await timing.sleep(delay)
      } catch let failure as TransportFailure {
        guard isTemporary(failure, request), canRepeat(request, attempt), let delay = delay(attempt, asked: nil),
          fits(delay, context)
        else { throw failure }
        try await timing.sleep(delay)
      }
      attempt += 1
    }
  }

  private func canRepeat(_ request: HTTPRequest, _ attempt: Int) -> Bool {
    attempt < attempts && request.body.isReplayable && !Task.isCancelled
  }

  private func isTemporary(_ failure: TransportFailure, _ request: HTTPRequest) -> Bool {
    switch failure.kind {
    case .cannotConnect, .connectionLost, .timedOut: !failure.mayHaveBeenProcessed || request.isRepeatable
    default: false
    }
  }

  /// How long to wait; nil if the service asks for more than is allowed.
  private func delay(_ attempt: Int, asked: Duration?) -> Duration? {
    if let asked { return asked <= maximumDelay ? asked : nil }
    var full = firstDelay
    for _ in 1..<attempt where full < maximumDelay { full *= 2 }
    full = min(full, maximumDelay)
    return full * (0.5 + timing.random() / 2)
  }

  private func fits(_ delay: Duration, _ context: CallContext) -> Bool {
    guard let deadline = context.deadline else { return true }
    return timing.now() + delay < deadline
  }
}
