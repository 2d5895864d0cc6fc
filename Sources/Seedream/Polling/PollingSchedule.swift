/// When to poll a task: at growing intervals, or after the wait that the service names.
public struct PollingSchedule: Hashable, Sendable {
  /// The wait before the first poll.
  public var first: Duration
  /// The ratio of each wait to the one before, at least 1.
  public var factor: Double
  /// The longest wait.
  public var longest: Duration
  /// The random change of each wait but the first, as a fraction of it: 0.1 is ±10 %.
  public var jitter: Double

  /// Creates a schedule; by default 1 s, then ×1.5 up to 15 s, each ±10 %.
  public init(
    first: Duration = .seconds(1), factor: Double = 1.5, longest: Duration = .seconds(15), jitter: Double = 0.1
  ) {
    self.first = first
    self.factor = factor
    self.longest = longest
    self.jitter = jitter
  }

  /// The wait before a poll.
  ///
  /// - Parameters:
  ///   - poll: its number, from 0.
  ///   - random: a random number from 0 up to, but not including, 1.
  ///   - retryAfter: the wait that the service named, which overrides the schedule.
  /// - Returns: how long to wait.
  public func wait(before poll: Int, random: Double, retryAfter: Duration? = nil) -> Duration {
    if let retryAfter, retryAfter > .zero { return retryAfter }
    guard poll > 0 else { return first }
    var wait = first
    for _ in 0..<poll {
      wait = wait * max(factor, 1)
      if wait >= longest { break }
    }
    return min(min(wait, longest) * (1 + jitter * (2 * random - 1)), longest)
  }
}
