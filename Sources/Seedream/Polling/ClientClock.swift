/// The clock and the random numbers of a client, which a test can replace.
///
/// Converts the instants of any clock to those of `ContinuousClock`.
struct ClientClock: Sendable {
  var now: @Sendable () -> ContinuousClock.Instant
  var sleep: @Sendable (_ until: ContinuousClock.Instant) async throws -> Void
  /// Returns a number from 0 up to, but not including, 1.
  var random: @Sendable () -> Double

  init<C: Clock>(clock: C, random: @escaping @Sendable () -> Double) where C.Duration == Duration {
    let start = clock.now
    // A test's clock may have these instants itself; then they are used as they are.
    let origin = start as? ContinuousClock.Instant ?? ContinuousClock.now
    now = { origin + start.duration(to: clock.now) }
    sleep = { until in try await clock.sleep(until: start.advanced(by: until - origin), tolerance: nil) }
    self.random = random
  }
}
