/// Polls until there is a result, a permanent failure, or no time left.
struct Poller: Sendable {
  var schedule: PollingSchedule
  var time: ClientClock

  /// The result of a poll.
  enum Outcome<Value: Sendable>: Sendable {
    case done(Value)
    /// Not yet.
    case pending
    /// Not this time; asking again may help.
    case transient(SeedreamError)
  }

  /// Why there is no value.
  enum Failure: Error {
    /// With the last failure, if the last poll had one.
    case deadline(last: SeedreamError?, polls: Int)
  }

  /// Polls until the deadline, at which the last poll is made.
  ///
  /// - Parameters:
  ///   - deadline: when to give up.
  ///   - immediately: whether the first poll comes without a wait.
  ///   - poll: throws what ends the polling.
  /// - Returns: the value of the last poll.
  /// - Throws: `Failure.deadline`, `CancellationError`, and what the poll throws.
  func ask<Value: Sendable>(
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
