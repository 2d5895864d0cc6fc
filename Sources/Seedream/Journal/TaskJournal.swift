import Foundation
import HTTPTransport

/// A file that keeps submissions until their pictures are saved, so that no crash loses what was paid for.
///
/// One JSON value per line, appended and flushed to the disk before the work goes on. Several processes may use it at
/// once. Lines that a crash has cut off are skipped.
public struct TaskJournal: Hashable, Sendable {
  /// The path of the file.
  public let path: String
  /// How long to wait for another process that keeps the file's lock: a minute unless changed.
  public var lockTimeout: Duration = .seconds(60)

  /// Creates a journal in that file, which is made with its folder when first written to.
  public init(path: String) { self.path = path }

  /// The journal of this user: `tasks.jsonl` under `$XDG_STATE_HOME/seedream`, else `~/Library/Application
  /// Support/seedream` on Apple's platforms and `~/.local/state/seedream` elsewhere.
  public static func standard(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> TaskJournal {
    let folder: String
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
      folder = state
    } else {
      let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? NSHomeDirectory()
      #if canImport(Darwin)
        folder = home + "/Library/Application Support"
      #else
        folder = home + "/.local/state"
      #endif
    }
    return TaskJournal(path: folder + "/seedream/tasks.jsonl")
  }

  /// The submissions whose pictures are not saved yet, the oldest first.
  ///
  /// - Throws: `SeedreamError` of kind `journal` if there is a file that can't be read.
  public func entries() throws(SeedreamError) -> [JournalEntry] {
    try store.history().open { SubmissionLock.isHeld($0, of: path) }
  }

  /// What a later version submitted to services that this one doesn't know, the oldest first.
  ///
  /// - Throws: `SeedreamError` of kind `journal` if there is a file that can't be read.
  public func entriesOfUnknownServices() throws(SeedreamError) -> [UnknownServiceEntry] {
    try store.history().ofUnknownServices
  }

  /// The open entry of a task.
  ///
  /// - Throws: `SeedreamError` of kind `journal` if there is a file that can't be read.
  public func entry(named name: String) throws(SeedreamError) -> JournalEntry? {
    try entries().last { $0.task.id == name || $0.id == name }
  }

  /// Removes a task, or a submission whose response never came.
  ///
  /// - Returns: whether there was one.
  /// - Throws: `SeedreamError` of kind `journal`.
  @discardableResult
  public func forget(_ name: String) throws(SeedreamError) -> Bool {
    let unknown = try entriesOfUnknownServices().last { $0.task == name || $0.id == name }
    guard let entry = try entry(named: name)?.id ?? unknown?.id else { return false }
    try store.appendBlocking(JournalRecord(.closed, entry: entry), timeout: lockTimeout)
    return true
  }

  /// Adds a task that another program submitted.
  ///
  /// - Throws: `SeedreamError` of kind `journal`.
  public func remember(_ task: ImageTask) throws(SeedreamError) {
    guard try entry(named: task.id) == nil else { return }
    try store.appendBlocking(JournalRecord(.submitted, entry: task.id, task: task), timeout: lockTimeout)
  }

  private var store: JournalStore { JournalStore.store(for: path) }

  // MARK: What the client writes

  /// A request is about to be sent.
  ///
  /// Without this line nothing is sent.
  func sending(
    _ task: ImageTask, entry: String, onWait: @escaping @Sendable () -> Void
  ) async throws(SeedreamError) {
    try JournalFile(path: path).makeFolder()
    let sender = SubmissionLock.take(entry, of: path)
    do {
      try await append(
        JournalRecord(.sending, entry: entry, at: task.submitted, task: task, sender: sender), onWait: onWait)
    } catch {
      SubmissionLock.release(entry, of: path)
      throw error
    }
  }

  func submitted(
    _ task: ImageTask, entry: String, onWait: @escaping @Sendable () -> Void
  ) async throws(SeedreamError) {
    defer { SubmissionLock.release(entry, of: path) }
    do {
      try await append(JournalRecord(.submitted, entry: entry, task: task), onWait: onWait)
    } catch {
      Self.unwritten.withLock { $0[unwrittenName(task)] = entry }
      throw error
    }
  }

  /// The entries of tasks whose names the file would not take.
  private static let unwritten = Locked<[String: String]>([:])

  private func unwrittenName(_ task: ImageTask) -> String { "\(path) \(task.service.rawValue) \(task.id)" }

  func refused(entry: String) async throws(SeedreamError) {
    defer { SubmissionLock.release(entry, of: path) }
    try await append(JournalRecord(.refused, entry: entry))
  }

  func unknown(entry: String, response: String?) async throws(SeedreamError) {
    defer { SubmissionLock.release(entry, of: path) }
    try await append(JournalRecord(.unknown, entry: entry, response: response))
  }

  func close(_ task: ImageTask) async throws(SeedreamError) {
    if let entry = Self.unwritten.withLock({ $0[unwrittenName(task)] }) {
      try await append(JournalRecord(.closed, entry: entry))
      Self.unwritten.withLock { $0[unwrittenName(task)] = nil }
      return
    }
    guard let entry = try store.history().entry(of: task) else { return }
    try await append(JournalRecord(.closed, entry: entry))
  }

  private func append(
    _ record: JournalRecord, onWait: @escaping @Sendable () -> Void = {}
  ) async throws(SeedreamError) {
    try await store.append(record, timeout: lockTimeout, onWait: onWait)
  }
}
