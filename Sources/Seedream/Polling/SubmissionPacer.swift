import HTTPTransport

/// Lets a client's submissions out one after the other when the service has had too many at once.
///
/// All copies of a client share one, so that forty requests at once slow down together instead of each running into
/// the limit by itself: a refusal holds all of them back for as long as the service asks, and makes them leave further
/// apart; each success brings them closer together again.
final class SubmissionPacer: Sendable {
  private struct State: Sendable {
    /// When the next one may leave.
    var next: ContinuousClock.Instant?
    /// Nothing leaves before.
    var blockedUntil: ContinuousClock.Instant?
    /// How far apart they leave.
    var interval: Duration = .zero
    var hasResponded = false
  }

  /// The distance after the first refusal.
  private static let firstInterval: Duration = .milliseconds(50)
  private static let longestInterval: Duration = .seconds(5)
  private let state = Locked(State())

  /// Whether the service has ever responded to this client, if only with a refusal.
  var hasResponded: Bool { state.withLock { $0.hasResponded } }

  /// Takes the next turn.
  ///
  /// - Returns: when to leave.
  func reserve(now: ContinuousClock.Instant) -> ContinuousClock.Instant {
    state.withLock { state in
      let leave = max(now, state.next ?? now, state.blockedUntil ?? now)
      if state.interval > .zero || leave > now { state.next = leave + state.interval }
      return leave
    }
  }

  /// Whether a turn that was taken earlier still holds: no refusal came meanwhile.
  func mayLeave(now: ContinuousClock.Instant) -> Bool {
    blockedUntil(now: now) == nil
  }

  /// Until when nothing is to be asked; nil if that is over.
  func blockedUntil(now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
    state.withLock { state in state.blockedUntil.flatMap { $0 > now ? $0 : nil } }
  }

  /// The service has had too many: nobody leaves for as long as the wait.
  func refused(wait: Duration, now: ContinuousClock.Instant) {
    state.withLock { state in
      state.hasResponded = true
      // Those that left together are refused together: only the first of them makes the distance longer.
      let isFirst = state.blockedUntil.map { $0 <= now } ?? true
      if isFirst { state.interval = min(max(state.interval * 2, Self.firstInterval), Self.longestInterval) }
      let until = now + wait
      state.blockedUntil = max(state.blockedUntil ?? until, until)
      if isFirst { state.next = nil }
    }
  }

  /// The service took one, or refused it for another reason.
  func accepted() {
    state.withLock { state in
      state.hasResponded = true
      state.interval = state.interval < .milliseconds(5) ? .zero : state.interval * 0.9
    }
  }
}
