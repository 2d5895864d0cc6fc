import Foundation
import HTTPTransport

/// A file that remembers what was submitted until its pictures are saved, so that no crash loses what was paid for.
///
/// One JSON value a line, appended and flushed to the disk before the work goes on. Several processes may use it at
/// once. Lines that a crash has torn are passed over.
public struct TaskJournal: Hashable, Sendable {
  /// The path of the file.
  public let path: String

  /// A journal in that file, which is made with its folder when first written to.
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

  /// What is not saved yet, the oldest first.
  ///
  /// - Throws: `SeedreamError` of kind `journal` if there is a file that can't be read.
  public func entries() throws(SeedreamError) -> [JournalEntry] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw SeedreamError(.journal, "The journal '\(path)' can't be read. Check its permissions.")
    }
    return JournalHistory(bytes: Array(data)) { SubmissionLock.isHeld($0, of: path) }.open
  }

  /// The open entry of a task.
  ///
  /// - Throws: `SeedreamError` of kind `journal` if there is a file that can't be read.
  public func entry(named name: String) throws(SeedreamError) -> JournalEntry? {
    try entries().last { $0.task.id == name || $0.id == name }
  }

  /// Removes what is remembered of a task, or of a submission whose answer never came.
  ///
  /// - Returns: whether there was anything.
  /// - Throws: `SeedreamError` of kind `journal`.
  @discardableResult
  public func forget(_ name: String) throws(SeedreamError) -> Bool {
    guard let entry = try entry(named: name) else { return false }
    try append(JournalRecord(.closed, entry: entry.id, at: Date()))
    return true
  }

  /// Takes up a task that another program submitted.
  ///
  /// - Throws: `SeedreamError` of kind `journal`.
  public func remember(_ task: ImageTask) throws(SeedreamError) {
    guard try entry(named: task.id) == nil else { return }
    try append(JournalRecord(.submitted, entry: task.id, at: Date(), task: task))
  }

  // MARK: What the client writes

  /// A request is about to be sent.
  ///
  /// Without this line nothing is sent.
  func sending(_ task: ImageTask, entry: String) throws(SeedreamError) {
    try JournalFile(path: path).makeFolder()
    let sender = SubmissionLock.take(entry, of: path)
    do {
      try append(JournalRecord(.sending, entry: entry, at: task.submitted, task: task, sender: sender))
    } catch {
      SubmissionLock.release(entry, of: path)
      throw error
    }
  }

  func submitted(_ task: ImageTask, entry: String) throws(SeedreamError) {
    defer { SubmissionLock.release(entry, of: path) }
    do {
      try append(JournalRecord(.submitted, entry: entry, at: Date(), task: task))
    } catch {
      Self.unwritten.withLock { $0[unwrittenName(task)] = entry }
      throw error
    }
  }

  /// The entries of tasks whose names the file would not take.
  private static let unwritten = Locked<[String: String]>([:])

  private func unwrittenName(_ task: ImageTask) -> String { "\(path) \(task.service.rawValue) \(task.id)" }

  func refused(entry: String) throws(SeedreamError) {
    defer { SubmissionLock.release(entry, of: path) }
    try append(JournalRecord(.refused, entry: entry, at: Date()))
  }

  func unknown(entry: String) throws(SeedreamError) {
    defer { SubmissionLock.release(entry, of: path) }
    try append(JournalRecord(.unknown, entry: entry, at: Date()))
  }

  func close(_ task: ImageTask) throws(SeedreamError) {
    if let entry = Self.unwritten.withLock({ $0[unwrittenName(task)] }) {
      try append(JournalRecord(.closed, entry: entry, at: Date()))
      Self.unwritten.withLock { $0[unwrittenName(task)] = nil }
      return
    }
    guard let entry = try entries().last(where: { $0.task.id == task.id && $0.task.service == task.service })
    else { return }
    try append(JournalRecord(.closed, entry: entry.id, at: Date()))
  }

  private func append(_ record: JournalRecord) throws(SeedreamError) {
    let line: [UInt8]
    do {
      line = try record.line()
    } catch {
      throw SeedreamError(.journal, "The journal can't take this task: \(error.localizedDescription)")
    }
    try JournalFile(path: path).append(line)
  }
}
