import HTTPTransport

/// Spaces a client's submissions out after the service has had too many of them.
///
/// All copies of a client share one, so that forty requests at once slow down together instead of each reaching the limit by
/// itself: a refusal delays all of them by the wait that the service names, and lengthens the interval between them; each
/// success shortens it again.
final class SubmissionPacer: Sendable {
  private struct State: Sendable {
    /// When the next request may be sent.
    var next: ContinuousClock.Instant?
    /// No request is sent before this.
    var blockedUntil: ContinuousClock.Instant?
    /// The interval between requests.
    var interval: Duration = .zero
    var hasResponded = false
  }

  /// The interval after the first refusal.
  private static let firstInterval: Duration = .milliseconds(50)
  private static let longestInterval: Duration = .seconds(5)
  private let state = Locked(State())

  /// Whether the service has ever responded to this client, even if only with a refusal.
  var hasResponded: Bool { state.withLock { $0.hasResponded } }

  /// Reserves the next time at which a request may be sent, and returns it.
  func reserve(now: ContinuousClock.Instant) -> ContinuousClock.Instant {
    state.withLock { state in
      let sendTime = max(now, state.next ?? now, state.blockedUntil ?? now)
      if state.interval > .zero || sendTime > now { state.next = sendTime + state.interval }
      return sendTime
    }
  }

  /// Whether a request may be sent at the time that was reserved for it: false after another one's refusal.
  func maySend(now: ContinuousClock.Instant) -> Bool {
    blockedUntil(now: now) == nil
  }

  /// Until when no request may be sent; nil if that time has passed.
  func blockedUntil(now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
    state.withLock { state in state.blockedUntil.flatMap { $0 > now ? $0 : nil } }
  }

  /// Records that the service has had too many requests: none is sent during the wait.
  func refused(wait: Duration, now: ContinuousClock.Instant) {
    state.withLock { state in
      state.hasResponded = true
      // Requests sent together are refused together: only the first refusal lengthens the interval.
      let isFirst = state.blockedUntil.map { $0 <= now } ?? true
      if isFirst { state.interval = min(max(state.interval * 2, Self.firstInterval), Self.longestInterval) }
      let until = now + wait
      state.blockedUntil = max(state.blockedUntil ?? until, until)
      if isFirst { state.next = nil }
    }
  }

  /// Records that the service has accepted a request, or refused it for another reason.
  func accepted() {
    state.withLock { state in
      state.hasResponded = true
      state.interval = state.interval < .milliseconds(5) ? .zero : state.interval * 0.9
    }
  }
}
