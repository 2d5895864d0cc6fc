/// Polls until there is a value, a permanent failure, or the deadline.
struct Poller: Sendable {
  var schedule: PollingSchedule
  var time: ClientClock

  /// The result of a poll.
  enum Outcome<Value: Sendable>: Sendable {
    case done(Value)
    /// There is no value yet.
    case pending
    /// The poll failed, but the next one may succeed.
    case transient(SeedreamError)
  }

  /// Why polling ended without a value.
  enum Failure: Error {
    /// The deadline has passed; `last` is the error of the last poll, if it failed.
    case deadline(last: SeedreamError?, polls: Int)
  }

  /// Polls until the deadline, with a last poll at the deadline.
  ///
  /// - Parameters:
  ///   - deadline: when to give up.
  ///   - immediately: whether there is no wait before the first poll.
  ///   - poll: makes one poll; its errors end the polling.
  /// - Returns: the value of the last poll.
  /// - Throws: `Failure.deadline`, `CancellationError`, and the errors of `poll`.
  func poll<Value: Sendable>(
    until deadline: ContinuousClock.Instant,
    immediately: Bool = false,
    _ poll: () async throws -> Outcome<Value>
  ) async throws -> Value {
    var number = 0
    var last: SeedreamError?
    while true {
      if number > 0 || !immediately {
        let left = time.now().duration(to: deadline)
        guard left > .zero else { throw Failure.deadline(last: last, polls: number) }
        let wait = schedule.wait(before: number, random: time.random(), retryAfter: last?.retryAfter)
        try await time.sleep(time.now() + min(wait, left))
      }
      try Task.checkCancellation()
      number += 1
      switch try await poll() {
      case .done(let value): return value
      case .pending: last = nil
      case .transient(let error): last = error
      }
    }
  }
}
