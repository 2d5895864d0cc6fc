#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// How the sandbox behaves when nothing goes wrong.
public struct SandboxOptions: Sendable {
  /// How many polls of a task get "queued", 0 or more.
  public var queuedPolls = 1
  /// How many polls after those get "running", 0 or more; the next one finds the task finished.
  public var runningPolls = 1
  /// OneRouter models whose requests get a task instead of pictures.
  public var asynchronousModels: Set<String> = ["openai/gpt-image-2/text-to-image"]
  /// How many submissions are taken; nil: any number.
  public var rateLimit: SandboxRateLimit?
  /// A file that remembers tasks, so that a sandbox that is started again with it still has them; nil: none.
  public var stateFile: String?
  /// The longest body that is read, in bytes; longer ones get HTTP 413.
  public var bodyLimit = 256 << 20
  /// How many requests are remembered for assertions, 1 or more; of more, the latest.
  public var rememberedRequests = 10_000
  /// Task numbers are made from this: with the same value they are the same in every run.
  public var idSeed: UInt64
  /// Seconds since 1970, for the times in responses.
  public var now: @Sendable () -> Int
  /// What the rate limit goes by.
  public var clock: @Sendable () -> ContinuousClock.Instant = { .now }
  /// Waits for a number of milliseconds: used by the faults `slow` and `drip` only.
  public var pause: @Sendable (_ milliseconds: Int) async throws -> Void
  /// Called for each request just before its response is sent, for a log.
  public var onRequest: (@Sendable (SandboxRequest) -> Void)?

  /// The defaults: tasks finish at the third poll, with the system's clock and unforeseeable task numbers.
  public init() {
    idSeed = .random(in: .min ... .max)
    now = { Int(time(nil)) }
    pause = { try await Task.sleep(nanoseconds: UInt64(max(0, $0)) * 1_000_000) }
  }
}
