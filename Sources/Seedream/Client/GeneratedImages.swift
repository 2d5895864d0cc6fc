import Foundation
import OpenAPIClientRuntime

/// The pictures of a finished task, still at the service: save them soon, as links expire.
public struct GeneratedImages: Sendable {
  /// The task.
  public let task: ImageTask
  /// Where each picture is, in their order; also of those that the service failed to draw, and why.
  public let sources: [ImageSource]
  /// What the service says about them, such as the seed.
  public let reported: ReportedDetails?
  let downloader: Downloader
  let waitTimeout: Duration
  let journal: TaskJournal?

  /// How many pictures are fetched at once.
  public static let simultaneousDownloads = 4

  /// How many pictures there are.
  public var count: Int { sources.filter { !$0.isMissing }.count }

  /// The pictures that the service says it didn't draw, by their numbers.
  public var missing: [SeedreamError.MissingImage] { SeedreamError.missing(in: sources) }

  /// Warnings about pictures that are missing, and why.
  public var warnings: [ImageWarning] {
    let missing = missing.map { image in
      ImageWarning("Picture \(image.index) of \(sources.count) is missing: \(image.reason).")
    }
    guard sources.count < task.count else { return missing }
    let model = task.service.capabilities.model(named: task.model)
    let reason = model?.countIsUpperLimit == true ? "; the model decides how many it draws" : ""
    return missing + [
      ImageWarning(
        "\(task.service.name) drew \(sources.count) of the \(task.count) pictures that were asked for\(reason).",
        source: reason.isEmpty ? nil : model?.count?.source)
    ]
  }

  /// Saves all pictures in a folder, which is made if it is missing.
  ///
  /// Files are named `<task>-<number>.<extension by content>`. Each is written beside its path, checked to be a
  /// picture, and appears complete or not at all; other files are never overwritten, and a picture that is there
  /// already is left as it is.
  /// - Parameters:
  ///   - folder: the folder.
  ///   - deadline: when to give up; nil: after the client's ``SeedreamClient/waitTimeout``.
  ///   - onProgress: called with the number of a picture, from 1, and how much of it is there; from any thread.
  /// - Returns: the files, in the order of the pictures.
  /// - Throws: `SeedreamError`: its `saved` are the pictures that are there, its `missing` the others, with reasons.
  @discardableResult
  public func save(
    to folder: URL, until deadline: ContinuousClock.Instant? = nil,
    onProgress: (@Sendable (_ number: Int, _ progress: TransferProgress) -> Void)? = nil
  ) async throws(SeedreamError) -> [SavedImage] {
    try await save(to: try OutputFolder(path: folder.path), until: deadline, onProgress: onProgress)
  }

  /// Saves all pictures in a folder, as ``save(to:until:onProgress:)`` does.
  ///
  /// - Throws: `SeedreamError`: its `saved` are the pictures that are there, its `missing` the others, with reasons.
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
  ///   - template: where to; folders that are missing are made.
  ///   - requestNumber: what `{request}` stands for.
  ///   - deadline: when to give up; nil: after the client's ``SeedreamClient/waitTimeout``.
  ///   - onProgress: called with the number of a picture, from 1, and how much of it is there; from any thread.
  ///   - onSaved: called when all pictures are on the disk, before the journal drops the task: the moment to
  ///     record elsewhere that they are. If it throws, the journal keeps the task.
  /// - Returns: the files, in the order of the pictures.
  /// - Throws: `SeedreamError`: its `saved` are the pictures that are there, its `missing` the others, with reasons.
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
    guard let first = failures.first else {
      do {
        try onSaved?(saved)
      } catch {
        var error = error.with(task: task)
        error.saved = saved
        throw error
      }
      // What ends early may come whole another time.
      if saved.contains(where: \.isCutOff) { return saved }
      do {
        try await journal?.close(task)
      } catch {
        // The pictures are safe; that the journal still lists them harms nobody.
      }
      return saved
    }
    throw incomplete(saved, failures, first.error)
  }

  /// The bytes of a picture, fetched into memory.
  ///
  /// - Parameters:
  ///   - index: its index, from 0.
  ///   - deadline: when to give up; nil: after the client's ``SeedreamClient/waitTimeout``.
  /// - Returns: the picture as it came.
  /// - Throws: `SeedreamError`.
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

  private func incomplete(
    _ saved: [SavedImage], _ failures: [(index: Int, error: SeedreamError)], _ first: SeedreamError
  ) -> SeedreamError {
    // A reason that concerns all of them counts before one that concerns a single link.
    let common: [SeedreamError.Kind] = [.diskFull, .notWritable, .cancelled, .deadlineExceeded]
    let deciding = failures.first { common.contains($0.error.kind) }?.error ?? first
    let said = saved.isEmpty ? "" : "\(saved.count) of \(count) pictures are saved. "
    var error = SeedreamError(deciding.kind, said + deciding.message, service: task.service, task: task)
    error.status = deciding.status
    error.saved = saved
    let failed = failures.map { failure in
      SeedreamError.MissingImage(
        index: failure.index + 1, reason: failure.error.message, link: sources[failure.index].link)
    }
    error.missing = (failed + missing).sorted { $0.index < $1.index }
    return error
  }
}
