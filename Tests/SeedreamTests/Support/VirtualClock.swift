import HTTPTransport

/// A clock whose sleepers wake at once: its time passes only by sleeping.
struct VirtualClock: Clock {
  typealias Duration = Swift.Duration
  typealias Instant = ContinuousClock.Instant

  private struct State: Sendable {
    var now = ContinuousClock.now
    var sleeps: [Duration] = []
  }

  private let state = Locked(State())

  var now: Instant { state.withLock { $0.now } }
  var minimumResolution: Duration { .zero }

  /// The length of each sleep, in order.
  var sleeps: [Duration] { state.withLock { $0.sleeps } }

  /// How much time has passed.
  var elapsed: Duration { sleeps.reduce(.zero, +) }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    try Task.checkCancellation()
    state.withLock { state in
      state.sleeps.append(state.now.duration(to: deadline))
      state.now = max(state.now, deadline)
    }
    await Task.yield()
  }
}
