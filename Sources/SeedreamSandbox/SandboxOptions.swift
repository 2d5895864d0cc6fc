#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// How the sandbox behaves when nothing goes wrong.
public struct SandboxOptions: Sendable {
  /// How many polls find a task queued, 0 or more.
  public var queuedPolls = 1
  /// How many polls after those find it running, 0 or more; the next one finds it finished.
  public var runningPolls = 1
  /// The models of OneRouter that respond with a task instead of pictures.
  public var asynchronousModels: Set<String> = ["openai/gpt-image-2/text-to-image"]
  /// How many submissions are accepted in a period; nil: any number.
  public var rateLimit: SandboxRateLimit?
  /// The path of a file that keeps tasks across restarts; nil: they are kept in memory only.
  public var stateFile: String?
  /// The longest body that is read, in bytes, 256 MiB unless changed; longer ones get HTTP 413.
  public var bodyLimit = 256 << 20
  /// How many requests are kept for assertions, the latest ones, 1 or more.
  public var rememberedRequests = 10_000
  /// The seed of task IDs, random unless changed: with the same seed they are the same in every run.
  public var idSeed: UInt64
  /// Seconds since 1970, for the times in responses.
  public var now: @Sendable () -> Int
  /// The clock of the rate limit.
  public var clock: @Sendable () -> ContinuousClock.Instant = { .now }
  /// Waits for a number of milliseconds; only the faults `slow` and `drip` use it.
  public var pause: @Sendable (_ milliseconds: Int) async throws -> Void
  /// Called with each request just before its response is sent, for a log.
  public var onRequest: (@Sendable (SandboxRequest) -> Void)?

  /// Creates the defaults: a task is finished at the third poll; the system's clock and random task IDs are used.
  public init() {
    idSeed = .random(in: .min ... .max)
    now = { Int(time(nil)) }
    pause = { try await Task.sleep(nanoseconds: UInt64(max(0, $0)) * 1_000_000) }
  }
}
