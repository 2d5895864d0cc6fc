import Foundation
import HTTPTransport

/// A file that keeps submissions until their pictures are saved, so that a crash loses nothing that was paid for.
///
/// It has one JSON object per line, which is flushed to the disk before the work continues. Several processes may use it at
/// once. Lines that a crash has left incomplete are skipped.
public struct TaskJournal: Hashable, Sendable {
  /// The path of the file.
  public let path: String
  /// The longest wait for another process that has locked the file: a minute unless changed.
  public var lockTimeout: Duration = .seconds(60)

  /// Creates a journal in that file, which is created, with its folder, by the first write.
  public init(path: String) { self.path = path }

  /// The journal of this user: `tasks.jsonl` in `$XDG_STATE_HOME/seedream`, otherwise in `~/Library/Application
  /// Support/seedream` on Apple's platforms and in `~/.local/state/seedream` on others.
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

  /// The submissions whose pictures are not saved yet, the oldest first; empty if there is no file.
  ///
  /// - Throws: `SeedreamError` of kind `journal` if the file can't be read.
  public func entries() throws(SeedreamError) -> [JournalEntry] {
    try store.history().open { SubmissionLock.isHeld($0, of: path) }
  }

  /// The submissions of a later version to services that this one doesn't know, the oldest first.
  ///
  /// - Throws: `SeedreamError` of kind `journal` if the file can't be read.
  public func entriesOfUnknownServices() throws(SeedreamError) -> [UnknownServiceEntry] {
    try store.history().ofUnknownServices
  }

  /// The open entry with that name, or whose task has that ID.
  ///
  /// - Throws: `SeedreamError` of kind `journal` if the file can't be read.
  public func entry(named name: String) throws(SeedreamError) -> JournalEntry? {
    try entries().last { $0.task.id == name || $0.id == name }
  }

  /// Removes the entry with that name, or whose task has that ID.
  ///
  /// - Returns: whether there was one.
  /// - Throws: `SeedreamError` of kind `journal` or `diskFull`.
  @discardableResult
  public func forget(_ name: String) throws(SeedreamError) -> Bool {
    let unknown = try entriesOfUnknownServices().last { $0.task == name || $0.id == name }
    guard let entry = try entry(named: name)?.id ?? unknown?.id else { return false }
    try store.appendBlocking(JournalRecord(.closed, entry: entry), timeout: lockTimeout)
    return true
  }

  /// Adds a task that another program submitted, unless the journal has it.
  ///
  /// - Throws: `SeedreamError` of kind `journal` or `diskFull`.
  public func remember(_ task: ImageTask) throws(SeedreamError) {
    guard try entry(named: task.id) == nil else { return }
    try store.appendBlocking(JournalRecord(.submitted, entry: task.id, task: task), timeout: lockTimeout)
  }

  private var store: JournalStore { JournalStore.store(for: path) }

  // MARK: Records of the client

  /// Records that a request is about to be sent; without this line nothing is sent.
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

  /// Records the task of a request that the service has accepted.
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

  /// The entries of tasks whose IDs could not be written to the file.
  private static let unwritten = Locked<[String: String]>([:])

  private func unwrittenName(_ task: ImageTask) -> String { "\(path) \(task.service.rawValue) \(task.id)" }

  /// Records that a request was refused, or not sent.
  func refused(entry: String) async throws(SeedreamError) {
    defer { SubmissionLock.release(entry, of: path) }
    try await append(JournalRecord(.refused, entry: entry))
  }

  /// Records that the outcome of a request is unknown.
  func unknown(entry: String, response: String?) async throws(SeedreamError) {
    defer { SubmissionLock.release(entry, of: path) }
    try await append(JournalRecord(.unknown, entry: entry, response: response))
  }

  /// Records that nothing is left to do for a task.
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
