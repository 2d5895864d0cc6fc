import Foundation
import OpenAPIClientRuntime

/// Draws pictures with one of three services, with one request type for all.
///
///     let seedream = SeedreamClient(.tensorsLab(apiKey: key))
///     let images = try await seedream.generate("a lighthouse at dusk", size: .level("2K"), count: 2)
///     try await images.save(to: folder)
///
/// Submitting costs money and is repeated only if the service certainly did nothing: it had too many requests (429), or
/// refused the connection. Polling a task and fetching its pictures is free and is repeated until the deadline.
///
/// Copies of a client share their rate limit: if the service has too many requests, all of them slow down.
public struct SeedreamClient: Sendable {
  /// The service, its base URL and the key.
  public var configuration: ServiceConfiguration
  /// When tasks are polled: first after 1 s, then at growing intervals of up to 15 s.
  public var polling = PollingSchedule()
  /// The longest time until the service accepts a request, until a task is finished, and until its pictures are fetched, in
  /// calls without a deadline of their own: five minutes each.
  public var waitTimeout: Duration = .seconds(300)
  /// The longest wait for the response to a submission, beside the time for sending reference pictures.
  ///
  /// 180 s for TensorsLab, as its documentation says; 300 s for OneRouter and Novita, which respond only when all pictures are
  /// drawn.
  public var submitTimeout: Duration
  /// The `User-Agent` of each request, `Seedream/0.9.0` unless changed.
  public var userAgent = "Seedream/\(SeedreamVersion.current)"
  /// Keeps tasks across crashes; nil: they are not kept.
  public var journal: TaskJournal?
  /// Called with each warning.
  public var onWarning: (@Sendable (ImageWarning) -> Void)?

  let transport: any Transport
  let middleware: [any Middleware]
  let time: ClientClock
  let pacer = SubmissionPacer()

  /// Creates a client.
  ///
  /// - Parameters:
  ///   - configuration: the service with its key.
  ///   - journal: keeps tasks across crashes; nil: they are not kept.
  ///   - transport: sends requests, also those for pictures.
  ///   - middleware: wraps calls to the service, but not downloads of pictures, because it may add credentials.
  ///   - clock: the clock for waits and deadlines.
  ///   - random: returns a random number from 0 up to, but not including, 1, for the jitter of waits.
  public init<C: Clock>(
    _ configuration: ServiceConfiguration, journal: TaskJournal? = nil,
    transport: any Transport = DefaultTransport.shared, middleware: [any Middleware] = [],
    clock: C = ContinuousClock(), random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
  ) where C.Duration == Duration {
    self.configuration = configuration
    self.journal = journal
    self.transport = transport
    self.middleware = middleware
    submitTimeout = configuration.service == .tensorsLab ? .seconds(180) : .seconds(300)
    time = ClientClock(clock: clock, random: random)
  }

  /// What the service can do.
  public var capabilities: ServiceCapabilities { configuration.service.capabilities }

  /// Draws pictures and waits for them.
  ///
  /// - Parameters:
  ///   - prompt: what to draw.
  ///   - size: their size; nil: the service's default.
  ///   - count: how many, from 1 to the model's ``ModelCapabilities/maximumCount``.
  ///   - references: pictures to work from.
  ///   - seed: makes results repeatable, if the model takes seeds.
  ///   - watermark: whether the service adds a watermark; nil: the service's default.
  ///   - model: the model; nil: ``ServiceCapabilities/defaultModel``.
  /// - Returns: the pictures; save them soon.
  /// - Throws: `SeedreamError`; if it has a task, the task can be resumed.
  public func generate(
    _ prompt: String, size: ImageSize? = nil, count: Int = 1, references: [ImageReference] = [], seed: Int? = nil,
    watermark: Bool? = nil, model: String? = nil
  ) async throws(SeedreamError) -> GeneratedImages {
    try await generate(
      ImageRequest(
        prompt, model: model, size: size, count: count, references: references, seed: seed, watermark: watermark))
  }

  /// Draws pictures and waits for them.
  ///
  /// - Throws: `SeedreamError`; if it has a task, the task can be resumed.
  public func generate(_ request: ImageRequest) async throws(SeedreamError) -> GeneratedImages {
    try await generate(request) { _ in }
  }

  /// Draws pictures, and reports each event.
  public func events(for request: ImageRequest) -> ImageEvents {
    ImageEvents { report in try await generate(request, report) }
  }

  /// Waits for a task that was submitted earlier, and reports each event.
  public func events(for task: ImageTask) -> ImageEvents {
    ImageEvents { report in try await wait(for: task, until: nil, immediately: true, report) }
  }

  /// Sends a request, and returns as soon as the service has accepted it.
  ///
  /// If the service responds only when the pictures are drawn, this waits for them, and the task contains their links.
  /// - Throws: `SeedreamError`; of kind `submissionUnknown` if no response came, because the request is not sent again.
  public func submit(_ request: ImageRequest) async throws(SeedreamError) -> ImageTask {
    try await submit(request) { _ in }
  }

  /// Waits for the pictures of a task.
  ///
  /// - Parameters:
  ///   - task: what ``submit(_:)`` returned, in this process or another.
  ///   - deadline: when to give up waiting; nil: after ``waitTimeout``.
  /// - Returns: the pictures; save them soon.
  /// - Throws: `SeedreamError`; of kind `deadlineExceeded`, with the task, which can be resumed.
  public func wait(
    for task: ImageTask, until deadline: ContinuousClock.Instant? = nil
  ) async throws(SeedreamError) -> GeneratedImages {
    try await wait(for: task, until: deadline, immediately: false) { _ in }
  }

  /// Waits for the pictures of a task submitted earlier: like ``wait(for:until:)``, but polls at once.
  ///
  /// - Throws: `SeedreamError`; of kind `deadlineExceeded`, with the task, which can be resumed.
  public func resume(
    _ task: ImageTask, until deadline: ContinuousClock.Instant? = nil
  ) async throws(SeedreamError) -> GeneratedImages {
    try await wait(for: task, until: deadline, immediately: true) { _ in }
  }

  func generate(
    _ request: ImageRequest, _ report: @escaping @Sendable (ImageEvent) -> Void
  ) async throws(SeedreamError) -> GeneratedImages {
    let task = try await submit(request, report)
    return try await wait(for: task, until: nil, immediately: false, report)
  }
}
