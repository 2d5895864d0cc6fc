import Foundation

/// A line of the journal.
struct JournalRecord: Codable, Hashable {
  enum Event: String, Codable {
    /// A request is about to be sent.
    case sending
    /// The service has accepted it: the task is known.
    case submitted
    /// The service has refused it, or it was never sent.
    case refused
    /// No response came, or it can't be read.
    case unknown
    /// Its pictures are saved, or there won't be any, or it was forgotten on purpose.
    case closed
  }

  var event: Event
  /// The name of the submission: all its lines have it.
  var entry: String
  var at: Date
  var task: ImageTask?
  /// The offset that the sender has locked by `SubmissionLock` until the outcome is recorded.
  var sender: Int64?
  /// The beginning of a response that can't be read.
  var response: String?

  /// The line, with its end.
  func line() throws(SeedreamError) -> [UInt8] {
    do {
      return try JSONLine.bytes(of: self)
    } catch {
      throw SeedreamError(.journal, "The task can't be written to the journal: \(error.localizedDescription)")
    }
  }

  /// The record of a line; nil for an incomplete line, or one of a later version.
  init?(line: some Collection<UInt8>) {
    guard let record = JSONLine.decode(JournalRecord.self, from: line) else { return nil }
    self = record
  }

  init(
    _ event: Event, entry: String, at: Date = Date(), task: ImageTask? = nil, sender: Int64? = nil,
    response: String? = nil
  ) {
    self.event = event
    self.entry = entry
    self.at = at
    self.task = task
    self.sender = sender
    self.response = response
  }
}

/// The members of a later version's line that this version can read.
struct ForeignRecord: Decodable {
  struct Task: Decodable {
    var id: String?
    var service: String?
    var prompt: String?
    var submitted: Date?
  }

  var entry: String?
  var event: String?
  var task: Task?

  /// The record of a line; nil for an incomplete line, which is not JSON.
  init?(line: some Collection<UInt8>) {
    guard (try? JSONSerialization.jsonObject(with: Data(line))) != nil else { return nil }
    self = JSONLine.decode(ForeignRecord.self, from: line) ?? ForeignRecord()
  }

  private init() {}
}
