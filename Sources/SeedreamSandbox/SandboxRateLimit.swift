/// How many submissions a sandbox takes before it responds with 429.
public struct SandboxRateLimit: Hashable, Sendable {
  /// How the response says when to come back.
  public enum Form: String, CaseIterable, Sendable {
    /// `Retry-After: 2`, at least one second.
    case seconds
    /// `Retry-After: Sun, 06 Nov 1994 08:49:37 GMT`.
    case date
    /// `retry-after-ms: 125`.
    case milliseconds
  }

  /// How many are taken within a period, at least 1.
  public var submissions: Int
  /// How long the period is.
  public var period: Duration
  /// How the response says when to come back.
  public var form: Form

  /// A limit, as `SandboxRateLimit(submissions: 8, per: .seconds(1))`.
  public init(submissions: Int, per period: Duration = .seconds(1), form: Form = .seconds) {
    self.submissions = max(1, submissions)
    self.period = max(period, .milliseconds(1))
    self.form = form
  }
}

extension SandboxRateLimit.Form {
  /// The header field that asks to wait.
  func field(milliseconds: Int, now: Int) -> (String, String) {
    let seconds = (milliseconds + 999) / 1000
    switch self {
    case .seconds: return ("Retry-After", "\(seconds)")
    case .date: return ("Retry-After", TimeText.httpDate(now + seconds))
    case .milliseconds: return ("retry-after-ms", "\(milliseconds)")
    }
  }
}

/// The submissions of the current period.
struct RateLimitBook: Sendable {
  private let limit: SandboxRateLimit
  /// When the latest ones were taken, at most as many as the limit allows, the oldest first.
  private var taken: [ContinuousClock.Instant] = []

  init(_ limit: SandboxRateLimit) { self.limit = limit }

  /// Takes a submission, or says in how many milliseconds the next one will be taken.
  mutating func take(now: ContinuousClock.Instant) -> Int? {
    taken.removeAll { $0 + limit.period <= now }
    guard taken.count >= limit.submissions, let oldest = taken.first else {
      taken.append(now)
      return nil
    }
    let wait = now.duration(to: oldest + limit.period).components
    return max(1, Int(wait.seconds) * 1000 + Int(wait.attoseconds / 1_000_000_000_000_000) + 1)
  }
}
