import HTTPTransport

/// Spaces a client's submissions out when the service has had too many at once.
///
/// All copies of a client share one, so that forty requests at once slow down together instead of each running into
/// the limit by itself: a refusal delays all of them for as long as the service asks, and makes the interval
/// longer; each success makes it shorter again.
final class SubmissionPacer: Sendable {
  private struct State: Sendable {
    /// When the next one may be sent.
    var next: ContinuousClock.Instant?
    /// Nothing is sent before this.
    var blockedUntil: ContinuousClock.Instant?
    /// The interval between them.
    var interval: Duration = .zero
    var hasResponded = false
  }

  /// The interval after the first refusal.
  private static let firstInterval: Duration = .milliseconds(50)
  private static let longestInterval: Duration = .seconds(5)
  private let state = Locked(State())

  /// Whether the service has ever responded to this client, if only with a refusal.
  var hasResponded: Bool { state.withLock { $0.hasResponded } }

  /// Reserves the next time to send.
  ///
  /// - Returns: when to send.
  func reserve(now: ContinuousClock.Instant) -> ContinuousClock.Instant {
    state.withLock { state in
      let leave = max(now, state.next ?? now, state.blockedUntil ?? now)
      if state.interval > .zero || leave > now { state.next = leave + state.interval }
      return leave
    }
  }

  /// Whether a time reserved earlier still holds: no refusal came meanwhile.
  func mayLeave(now: ContinuousClock.Instant) -> Bool {
    blockedUntil(now: now) == nil
  }

  /// Until when nothing may be sent; nil if that has passed.
  func blockedUntil(now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
    state.withLock { state in state.blockedUntil.flatMap { $0 > now ? $0 : nil } }
  }

  /// The service has had too many: nothing is sent for as long as the wait.
  func refused(wait: Duration, now: ContinuousClock.Instant) {
    state.withLock { state in
      state.hasResponded = true
      // Those sent together are refused together: only the first of them makes the interval longer.
      let isFirst = state.blockedUntil.map { $0 <= now } ?? true
      if isFirst { state.interval = min(max(state.interval * 2, Self.firstInterval), Self.longestInterval) }
      let until = now + wait
      state.blockedUntil = max(state.blockedUntil ?? until, until)
      if isFirst { state.next = nil }
    }
  }

  /// The service accepted one, or refused it for another reason.
  func accepted() {
    state.withLock { state in
      state.hasResponded = true
      state.interval = state.interval < .milliseconds(5) ? .zero : state.interval * 0.9
    }
  }
}
