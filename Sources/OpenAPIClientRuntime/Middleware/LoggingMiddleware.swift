/// Writes a line for each request and each response, without secrets and, unless asked, without bodies.
public struct LoggingMiddleware: Middleware {
  /// How much is written.
  public enum Detail: Int, Sendable, Comparable {
    /// Method, address, status, time.
    case lines
    /// Header fields, too.
    case fields
    /// The first kilobyte of request bodies, too, where they can be read twice.
    case bodies

    /// Whether less is written.
    public static func < (left: Detail, right: Detail) -> Bool { left.rawValue < right.rawValue }
  }

  private let detail: Detail
  private let write: @Sendable (String) -> Void
  private let now: @Sendable () -> ContinuousClock.Instant

  /// Creates a logging middleware.
  ///
  /// - Parameters:
  ///   - detail: how much is written.
  ///   - now: the clock.
  ///   - write: takes each line.
  public init(
    _ detail: Detail = .lines, now: @escaping @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now },
    write: @escaping @Sendable (String) -> Void
  ) {
    self.detail = detail
    self.now = now
    self.write = write
  }

  /// Logs the call.
  public func intercept(
    _ request: HTTPRequest, context: CallContext,
    next: @Sendable (HTTPRequest) async throws -> HTTPResponse
  ) async throws -> HTTPResponse {
    let redaction = context.redaction
    var line = "\(context.operationID) → \(request.method.rawValue) \(redaction.redact(url: request.url))"
    if detail >= .fields { line += text(request.fields, redaction) }
    if detail >= .bodies { line += await text(request.body, redaction) }
    write(line)
    let start = now()
    do {
      let response = try await next(request)
      var line = "\(context.operationID) ← \(response.status) after \(milliseconds(since: start)) ms"
      if detail >= .fields { line += text(response.fields, redaction) }
      write(line)
      return response
    } catch {
      write("\(context.operationID) ✗ after \(milliseconds(since: start)) ms: \(redaction.redact("\(error)"))")
      throw error
    }
  }

  private func milliseconds(since start: ContinuousClock.Instant) -> Int64 {
    let duration = (now() - start).components
    return duration.seconds * 1000 + duration.attoseconds / 1_000_000_000_000_000
  }

  private func text(_ fields: HTTPFields, _ redaction: Redaction) -> String {
    var text = ""
    for field in redaction.redact(fields) { text += "\n  \(field.name): \(field.value)" }
    return text
  }

  private func text(_ body: RequestBody, _ redaction: Redaction) async -> String {
    guard body.isReplayable, let length = try? body.length, length > 0, length <= 1 << 20,
      let bytes = try? await body.collect(upTo: 1 << 20)
    else { return "" }
    return "\n  " + String(decoding: redaction.redact(bytes).prefix(1024), as: UTF8.self)
  }
}
