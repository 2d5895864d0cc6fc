/// The clock and random numbers of the client: the machine's, or those of a test.
///
/// Converts the times of any clock to those of `ContinuousClock`.
struct ClientClock: Sendable {
  var now: @Sendable () -> ContinuousClock.Instant
  var sleep: @Sendable (_ until: ContinuousClock.Instant) async throws -> Void
  /// From 0 up to 1.
  var random: @Sendable () -> Double

  init<C: Clock>(clock: C, random: @escaping @Sendable () -> Double) where C.Duration == Duration {
    let start = clock.now
    // A test's clock may count in the same instants; then they are taken as they are.
    let origin = start as? ContinuousClock.Instant ?? ContinuousClock.now
    now = { origin + start.duration(to: clock.now) }
    sleep = { until in try await clock.sleep(until: start.advanced(by: until - origin), tolerance: nil) }
    self.random = random
  }
}
