import Foundation
import OpenAPIClientRuntime

/// Pictures from one of three services, by one request type.
///
///     let seedream = SeedreamClient(.tensorsLab(apiKey: key))
///     let images = try await seedream.generate("a lighthouse at dusk", size: .level("2K"), count: 2)
///     try await images.save(to: folder)
///
/// Submitting costs money and is repeated only where the service certainly did nothing: it had too many requests (429),
/// or refused the connection. Polling a task and fetching its pictures is free and is repeated until the deadline.
///
/// Copies of a client share their rate limit: where the service has too many requests, all of them slow down.
public struct SeedreamClient: Sendable {
  /// The service, its address and key.
  public var configuration: ServiceConfiguration
  /// When tasks are polled: first after 1 s, then at growing intervals up to 15 s.
  public var polling = PollingSchedule()
  /// How long a request waits until the service takes it, a task until it is done, and pictures until they are fetched,
  /// each unless a call says otherwise: five minutes.
  public var waitTimeout: Duration = .seconds(300)
  /// How long a submission may wait for its response; sending the reference pictures may take longer.
  ///
  /// 180 s for TensorsLab, as its reference says; 300 s for OneRouter and Novita, which respond only when all pictures are drawn.
  public var submitTimeout: Duration
  /// Names the program in each request, as `Seedream/0.9.0`.
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
  ///   - journal: remembers tasks across crashes.
  ///   - transport: sends requests, also those for results.
  ///   - middleware: wraps calls to the service; results are fetched without it, for it may add credentials.
  ///   - clock: the clock for waits and deadlines.
  ///   - random: returns a random number from 0 up to 1, for the waits.
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
  ///   - count: how many, from 1 to what the model's ``ModelCapabilities/count`` says.
  ///   - references: pictures to work from.
  ///   - seed: makes results repeatable where the model knows seeds.
  ///   - watermark: whether the service marks its pictures.
  ///   - model: the model; nil: the service's default in this package.
  /// - Returns: the pictures, to be saved soon.
  /// - Throws: `SeedreamError`; where it has a task, that task lives on and can be resumed.
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
  /// - Throws: `SeedreamError`; where it has a task, that task lives on and can be resumed.
  public func generate(_ request: ImageRequest) async throws(SeedreamError) -> GeneratedImages {
    try await generate(request) { _ in }
  }

  /// Draws pictures, and reports each step.
  public func events(for request: ImageRequest) -> ImageEvents {
    ImageEvents { report in try await generate(request, report) }
  }

  /// Waits for a task that was submitted earlier, and reports each step.
  public func events(for task: ImageTask) -> ImageEvents {
    ImageEvents { report in try await wait(for: task, until: nil, immediately: true, report) }
  }

  /// Sends a request, and returns as soon as the service has taken it.
  ///
  /// A service that responds with the pictures is waited for; its task holds their links.
  /// - Throws: `SeedreamError`; `submissionUnknown` if the response never came, for it is not sent again.
  public func submit(_ request: ImageRequest) async throws(SeedreamError) -> ImageTask {
    try await submit(request) { _ in }
  }

  /// Waits for the pictures of a task.
  ///
  /// - Parameters:
  ///   - task: what ``submit(_:)`` returned, in this process or another.
  ///   - deadline: when to give up waiting; nil: after ``waitTimeout``.
  /// - Returns: the pictures, to be saved soon.
  /// - Throws: `SeedreamError`; `deadlineExceeded` holds the task, which lives on.
  public func wait(
    for task: ImageTask, until deadline: ContinuousClock.Instant? = nil
  ) async throws(SeedreamError) -> GeneratedImages {
    try await wait(for: task, until: deadline, immediately: false) { _ in }
  }

  /// Picks up a task submitted earlier: as ``wait(for:until:)``, but polls at once.
  ///
  /// - Throws: `SeedreamError`; `deadlineExceeded` holds the task, which lives on.
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
