import Foundation
import OpenAPIClientRuntime

/// The pictures of a finished task, which are still at the service: save them soon, because links expire.
public struct GeneratedImages: Sendable {
  /// The task.
  public let task: ImageTask
  /// Where each picture is, in order; for a picture that the service failed to draw, the reason.
  public let sources: [ImageSource]
  /// What the service reports about them, such as the seed.
  public let reported: ReportedDetails?
  let downloader: Downloader
  let waitTimeout: Duration
  let journal: TaskJournal?

  /// How many pictures are fetched at once.
  public static let simultaneousDownloads = 4

  /// How many pictures can be fetched.
  public var count: Int { sources.filter { !$0.isMissing }.count }

  /// The pictures that the service failed to draw.
  public var missing: [SeedreamError.MissingImage] { SeedreamError.missing(in: sources) }

  /// Warnings about missing pictures, with reasons.
  public var warnings: [ImageWarning] {
    let missing = missing.map { image in
      ImageWarning("Picture \(image.number) of \(sources.count) is missing: \(image.reason).")
    }
    guard sources.count < task.count else { return missing }
    let model = task.service.capabilities.model(named: task.model)
    let reason = model?.mayDrawFewer == true ? "; the model decides how many it draws" : ""
    return missing + [
      ImageWarning(
        "\(task.service.name) drew \(sources.count) of the \(task.count) requested pictures\(reason).",
        source: reason.isEmpty ? nil : model?.maximumCount?.source)
    ]
  }

  /// Saves all pictures in a folder, which is created if it is missing.
  ///
  /// Files are named `<task>-<number>.<extension>`, with the extension of their content. Each file is written under another
  /// name, checked to be a picture, and then renamed, so that it is never seen incomplete. Other files are never
  /// overwritten, and a picture that was saved before is left as it is.
  /// - Parameters:
  ///   - folder: the folder.
  ///   - deadline: when to give up; nil: after the client's ``SeedreamClient/waitTimeout``.
  ///   - onProgress: called from any thread with the number of a picture, from 1, and how much of it has arrived.
  /// - Returns: the files, in the order of the pictures.
  /// - Throws: `SeedreamError`: its `saved` has the pictures that were saved, its `missing` the others, with reasons.
  @discardableResult
  public func save(
    to folder: URL, until deadline: ContinuousClock.Instant? = nil,
    onProgress: (@Sendable (_ number: Int, _ progress: TransferProgress) -> Void)? = nil
  ) async throws(SeedreamError) -> [SavedImage] {
    try await save(to: try OutputFolder(path: folder.path), until: deadline, onProgress: onProgress)
  }

  /// Saves all pictures in a folder, as ``save(to:until:onProgress:)`` does.
  ///
  /// - Throws: `SeedreamError`: its `saved` has the pictures that were saved, its `missing` the others, with reasons.
  @discardableResult
  public func save(
    to folder: OutputFolder, until deadline: ContinuousClock.Instant? = nil,
    onProgress: (@Sendable (_ number: Int, _ progress: TransferProgress) -> Void)? = nil
  ) async throws(SeedreamError) -> [SavedImage] {
    try await save(to: OutputTemplate(folder: folder), until: deadline, onProgress: onProgress)
  }

  /// Saves all pictures in files named by a template, as ``save(to:until:onProgress:)-(OutputFolder,_,_)`` does.
  ///
  /// - Parameters:
  ///   - template: the names of the files; missing folders are created.
  ///   - requestNumber: the value of `{request}`.
  ///   - deadline: when to give up; nil: after the client's ``SeedreamClient/waitTimeout``.
  ///   - onProgress: called from any thread with the number of a picture, from 1, and how much of it has arrived.
  ///   - onSaved: called when all pictures are on the disk, before the journal drops the task, so that you can record
  ///     elsewhere that they are saved. If it throws, the journal keeps the task.
  /// - Returns: the files, in the order of the pictures.
  /// - Throws: `SeedreamError`: its `saved` has the pictures that were saved, its `missing` the others, with reasons.
  @discardableResult
  public func save(
    to template: OutputTemplate, requestNumber: Int = 1, until deadline: ContinuousClock.Instant? = nil,
    onProgress: (@Sendable (_ number: Int, _ progress: TransferProgress) -> Void)? = nil,
    onSaved: (@Sendable (_ images: [SavedImage]) throws(SeedreamError) -> Void)? = nil
  ) async throws(SeedreamError) -> [SavedImage] {
    let deadline = deadline ?? downloader.time.now() + waitTimeout
    let results = await fetchAll(until: deadline, onProgress) { index throws(SeedreamError) in
      try template.destination(of: self, picture: index + 1, request: requestNumber)
    }
    var saved: [SavedImage] = []
    var failures: [(index: Int, error: SeedreamError)] = []
    for (index, result) in results {
      switch result {
      case .success(let image): saved.append(image)
      case .failure(let error): failures.append((index, error))
      }
    }
    if let first = failures.first { throw incomplete(saved, failures, first.error) }
    do {
      try onSaved?(saved)
    } catch {
      var error = error.with(task: task)
      error.saved = saved
      throw error
    }
    // A picture that was cut off may be complete when it is fetched again, so the journal keeps its task.
    if !saved.contains(where: \.isCutOff) {
      // The pictures are safe: if the journal still lists the task, it can be removed by hand.
      try? await journal?.close(task)
    }
    return saved
  }

  /// Fetches a picture into memory.
  ///
  /// - Parameters:
  ///   - index: its index, from 0.
  ///   - deadline: when to give up; nil: after the client's ``SeedreamClient/waitTimeout``.
  /// - Returns: the bytes of the picture's file.
  /// - Throws: `SeedreamError`; of kind `noImages` if there is no such picture.
  public func bytes(
    at index: Int, until deadline: ContinuousClock.Instant? = nil
  ) async throws(SeedreamError) -> [UInt8] {
    guard sources.indices.contains(index) else {
      throw SeedreamError(
        .noImages, "There is no picture \(index): task \(task.id) has \(sources.count).", service: task.service,
        task: task)
    }
    let deadline = deadline ?? downloader.time.now() + waitTimeout
    do {
      return try await downloader.bytes(of: sources[index], until: deadline)
    } catch {
      throw error.with(task: task)
    }
  }

  private func fetchAll(
    until deadline: ContinuousClock.Instant, _ onProgress: (@Sendable (Int, TransferProgress) -> Void)?,
    destination: @escaping @Sendable (_ index: Int) throws(SeedreamError) -> Downloader.Destination
  ) async -> [(Int, Result<SavedImage, SeedreamError>)] {
    let work: @Sendable (Int) async -> (Int, Result<SavedImage, SeedreamError>) = { index in
      do throws(SeedreamError) {
        let file = try destination(index)
        let image = try await downloader.save(sources[index], to: file, until: deadline) { progress in
          onProgress?(index + 1, progress)
        }
        return (index, .success(image))
      } catch {
        return (index, .failure(error))
      }
    }
    return await withTaskGroup(of: (Int, Result<SavedImage, SeedreamError>).self) { group in
      var results: [(Int, Result<SavedImage, SeedreamError>)] = []
      var next = 0
      let indices = sources.indices.filter { !sources[$0].isMissing }
      while next < min(indices.count, Self.simultaneousDownloads) {
        let index = indices[next]
        group.addTask { await work(index) }
        next += 1
      }
      for await result in group {
        results.append(result)
        if next < indices.count {
          let index = indices[next]
          group.addTask { await work(index) }
          next += 1
        }
      }
      return results.sorted { $0.0 < $1.0 }
    }
  }

  /// The error of a task some of whose pictures could not be saved.
  private func incomplete(
    _ saved: [SavedImage], _ failures: [(index: Int, error: SeedreamError)], _ first: SeedreamError
  ) -> SeedreamError {
    // A reason that concerns all pictures is more important than one that concerns a single link.
    let common: [SeedreamError.Kind] = [.diskFull, .notWritable, .cancelled, .deadlineExceeded]
    let reason = failures.first { common.contains($0.error.kind) }?.error ?? first
    let progress = saved.isEmpty ? "" : "\(saved.count) of \(count) pictures are saved. "
    var error = SeedreamError(reason.kind, progress + reason.message, service: task.service, task: task)
    error.status = reason.status
    error.saved = saved
    let failed = failures.map { failure in
      SeedreamError.MissingImage(
        number: failure.index + 1, reason: failure.error.message, link: sources[failure.index].link)
    }
    error.missing = (failed + missing).sorted { $0.number < $1.number }
    return error
  }
}
