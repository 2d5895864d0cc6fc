/// How many submissions a sandbox accepts before it responds with HTTP 429.
public struct SandboxRateLimit: Hashable, Sendable {
  /// The header field of the response that says how long to wait.
  public enum Form: String, CaseIterable, Sendable {
    /// `Retry-After: 2`, at least one second.
    case seconds
    /// `Retry-After: Sun, 06 Nov 1994 08:49:37 GMT`.
    case date
    /// `retry-after-ms: 125`.
    case milliseconds
  }

  /// How many submissions are accepted in a period, at least 1.
  public var submissions: Int
  /// The length of the period, at least 1 ms.
  public var period: Duration
  /// The header field of the response that says how long to wait.
  public var form: Form

  /// Creates a limit, such as `SandboxRateLimit(submissions: 8, per: .seconds(1))`.
  public init(submissions: Int, per period: Duration = .seconds(1), form: Form = .seconds) {
    self.submissions = max(1, submissions)
    self.period = max(period, .milliseconds(1))
    self.form = form
  }
}

extension SandboxRateLimit.Form {
  /// The name and the value of the field.
  func field(milliseconds: Int, now: Int) -> (String, String) {
    let seconds = (milliseconds + 999) / 1000
    switch self {
    case .seconds: return ("Retry-After", "\(seconds)")
    case .date: return ("Retry-After", TimeText.httpDate(now + seconds))
    case .milliseconds: return ("retry-after-ms", "\(milliseconds)")
    }
  }
}

/// Counts submissions in the latest period.
struct RateLimitWindow: Sendable {
  private let limit: SandboxRateLimit
  /// When the submissions of the latest period were accepted, the oldest first.
  private var accepted: [ContinuousClock.Instant] = []

  init(_ limit: SandboxRateLimit) { self.limit = limit }

  /// Accepts a submission and returns nil, or returns in how many milliseconds the next one will be accepted.
  mutating func accept(now: ContinuousClock.Instant) -> Int? {
    accepted.removeAll { $0 + limit.period <= now }
    guard accepted.count >= limit.submissions, let oldest = accepted.first else {
      accepted.append(now)
      return nil
    }
    let wait = now.duration(to: oldest + limit.period).components
    return max(1, Int(wait.seconds) * 1000 + Int(wait.attoseconds / 1_000_000_000_000_000) + 1)
  }
}
