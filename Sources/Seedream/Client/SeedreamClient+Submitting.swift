import Foundation
import OpenAPIClientRuntime

extension SeedreamClient {
  /// Checks a request, sends it once, and writes down what came of it before anything else happens.
  func submit(
    _ request: ImageRequest, _ report: @escaping @Sendable (ImageEvent) -> Void
  ) async throws(SeedreamError) -> ImageTask {
    let prepared = try PreparedRequest(request, service: configuration.service)
    try configuration.check()
    for warning in prepared.warnings { warn(warning, report) }

    let entry = Self.newName()
    var task = ImageTask(
      id: entry, service: configuration.service, server: configuration.server, model: prepared.model,
      prompt: request.prompt, count: request.count)
    try journal?.sending(task, entry: entry)
    do {
      switch try await send(prepared, report) {
      case .task(let id): task.id = id
      case .images(let images): task.results = images
      }
    } catch {
      try? settle(entry, error)
      throw error
    }
    do {
      try journal?.submitted(task, entry: entry)
    } catch {
      // The task exists and is paid for: go on, but say what would be lost by a crash now.
      let text = "Task \(task.id) is not in the journal: \(error.message) Keep its name."
      warn(ImageWarning(text, unrecordedTask: task.id), report)
    }
    report(.submitted(task))
    return task
  }

  func warn(_ warning: ImageWarning, _ report: @Sendable (ImageEvent) -> Void) {
    onWarning?(warning)
    report(.warning(warning))
  }

  private func send(
    _ prepared: PreparedRequest, _ report: @escaping @Sendable (ImageEvent) -> Void
  ) async throws(SeedreamError) -> Submission {
    let filter = ProgressFilter()
    let options = CallOptions(timeout: submitTimeout + prepared.uploadTime, idleTimeout: submitTimeout) { progress in
      if filter.passes(progress) { report(.uploading(progress)) }
    }
    let failure = CallFailure(configuration: configuration)
    do {
      try Task.checkCancellation()
      return try await configuration.adapter(transport: transport, middleware: middleware).submit(prepared, options)
    } catch let error as SeedreamError {
      throw error
    } catch let error as ClientError {
      throw failure.submitting(error)
    } catch is CancellationError {
      throw SeedreamError(.cancelled, "Interrupted before anything was sent.", service: configuration.service)
    } catch {
      throw failure.unknown("could not be understood")
    }
  }

  /// Notes that a submission came to nothing, or that nobody knows.
  private func settle(_ entry: String, _ error: SeedreamError) throws(SeedreamError) {
    if error.mayBeCharged {
      try journal?.unknown(entry: entry)
    } else {
      try journal?.refused(entry: entry)
    }
  }

  /// A name for a submission: its time and a little chance.
  private static func newName() -> String {
    let parts = Calendar(identifier: .gregorian).dateComponents(
      [.year, .month, .day, .hour, .minute, .second], from: Date())
    func two(_ number: Int?) -> String { (number ?? 0) < 10 ? "0\(number ?? 0)" : "\(number ?? 0)" }
    let day = "\(parts.year ?? 0)\(two(parts.month))\(two(parts.day))"
    let time = two(parts.hour) + two(parts.minute) + two(parts.second)
    let chance = String(UInt64.random(in: 78_364_164_096..<2_821_109_907_456), radix: 36)
    return "\(day)-\(time)-\(chance)"
  }
}
