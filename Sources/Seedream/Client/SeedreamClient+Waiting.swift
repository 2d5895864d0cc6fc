import Foundation
import OpenAPIClientRuntime

/// How far a task is.
public enum ImageTaskStatus: Sendable {
  /// It waits for its turn.
  case queued
  /// It is being drawn.
  case running
  /// The pictures are there to be saved.
  case finished(GeneratedImages)
}

extension SeedreamClient {
  /// How long one question may take.
  private static let questionTimeout: Duration = .seconds(30)
  /// How often a service may say that it doesn't know a task before it is believed.
  private static let toleratedUnknowns = 3

  /// Asks once how far a task is.
  ///
  /// - Throws: `SeedreamError`, also if the service has failed the task.
  public func status(of task: ImageTask) async throws(SeedreamError) -> ImageTaskStatus {
    if let results = task.results { return .finished(try images(results, of: task)) }
    switch try await ask(task, timeout: Self.questionTimeout) {
    case .queued: return .queued
    case .running: return .running
    case .finished(let results): return .finished(try images(results, of: task))
    case .failed(let reason): throw failed(task, reason)
    }
  }

  /// Asks until the task is over, or time is.
  func wait(
    for task: ImageTask, until deadline: ContinuousClock.Instant?, immediately: Bool,
    _ report: @escaping @Sendable (ImageEvent) -> Void
  ) async throws(SeedreamError) -> GeneratedImages {
    let deadline = deadline ?? time.now() + patience
    let results: [ImageSource]
    if let known = task.results {
      results = known
    } else {
      do {
        results = try await poll(task, until: deadline, immediately: immediately, report)
      } catch let error as SeedreamError {
        throw error.holding(task)
      } catch Poller.Failure.deadline(let last, let questions) {
        throw late(task, last, questions)
      } catch {
        throw SeedreamError(
          .cancelled, "Interrupted; task \(task.id) lives on and can be resumed.", service: task.service, task: task)
      }
    }
    let images = try images(results, of: task)
    for warning in images.warnings { warn(warning, report) }
    return images
  }

  private func poll(
    _ task: ImageTask, until deadline: ContinuousClock.Instant, immediately: Bool,
    _ report: @escaping @Sendable (ImageEvent) -> Void
  ) async throws -> [ImageSource] {
    let poller = Poller(schedule: polling, time: time)
    var unknown = 0
    return try await poller.ask(until: deadline, immediately: immediately) {
      let left = time.now().duration(to: deadline)
      let status: ServiceTaskStatus
      do throws(SeedreamError) {
        status = try await ask(task, timeout: max(min(Self.questionTimeout, left), .seconds(1)))
      } catch {
        // What was submitted a moment ago need not be known to each of the service's machines yet.
        unknown += error.status == 404 ? 1 : 0
        guard error.isTransient || (error.status == 404 && unknown <= Self.toleratedUnknowns) else { throw error }
        report(.retrying(error))
        return .transient(error)
      }
      switch status {
      case .queued:
        report(.queued)
        return .pending
      case .running:
        report(.running)
        return .pending
      case .finished(let results): return .done(results)
      case .failed(let reason): throw failed(task, reason)
      }
    }
  }

  private func ask(_ task: ImageTask, timeout: Duration) async throws(SeedreamError) -> ServiceTaskStatus {
    var asked = configuration
    asked.server = task.server
    try asked.check()
    let failure = CallFailure(configuration: asked)
    do {
      return try await asked.adapter(transport: transport, middleware: middleware)
        .status(of: task, CallOptions(timeout: timeout, idleTimeout: timeout))
    } catch let error as SeedreamError {
      throw error.holding(task)
    } catch let error as ClientError {
      throw failure.asking(error).holding(task)
    } catch {
      throw SeedreamError(.cancelled, "Interrupted; task \(task.id) lives on.", service: task.service, task: task)
    }
  }

  private func images(_ results: [ImageSource], of task: ImageTask) throws(SeedreamError) -> GeneratedImages {
    guard !results.isEmpty else {
      if task.isFinished {
        // The answer was all there is: nothing is left to ask for.
        try? journal?.close(task)
        throw SeedreamError(
          .noImages,
          "\(task.service.name) answered without pictures. Look at \(task.service.console) whether it charged for them; "
            + "change the prompt, or try again.", service: task.service)
      }
      throw SeedreamError(
        .noImages,
        "\(task.service.name) says that task \(task.id) is finished, but gave no pictures. Ask again later, or "
          + "show the task's name to \(task.service.name)'s support.", service: task.service, task: task)
    }
    return GeneratedImages(
      task: task, sources: results,
      downloader: Downloader(transport: transport, time: time, linksMayBeRenewed: !task.isFinished), patience: patience,
      journal: journal)
  }

  /// The service has given the task up; nothing is left to resume.
  private func failed(_ task: ImageTask, _ reason: String) -> SeedreamError {
    try? journal?.close(task)
    let words = Complaint.oneLine(configuration.key.redact(reason))
    return SeedreamError(
      .taskFailed,
      "\(task.service.name) failed task \(task.id): \(words.isEmpty ? "no reason given" : words). Change the prompt or "
        + "the reference pictures, or try again.", service: task.service, task: task)
  }

  private func late(_ task: ImageTask, _ last: SeedreamError?, _ questions: Int) -> SeedreamError {
    let trouble = last.map { " The last answer was no help: \($0.message)" } ?? ""
    return SeedreamError(
      .deadlineExceeded,
      "Time is up after \(questions) \(questions == 1 ? "question" : "questions"), but task \(task.id) at "
        + "\(task.service.name) lives on; resume it later.\(trouble)", service: task.service, task: task)
  }
}
