import Foundation

/// A line of the journal.
struct JournalRecord: Codable, Hashable {
  enum Event: String, Codable {
    /// A request is about to be sent.
    case sending
    /// The service took it: the task is known.
    case submitted
    /// The service refused it, or it was never sent.
    case refused
    /// Its answer never came.
    case unknown
    /// Its pictures are saved, or there won't be any, or it was forgotten on purpose.
    case closed
  }

  var event: Event
  /// Joins the lines of one submission.
  var entry: String
  var at: Date
  var task: ImageTask?
  /// The place that the sender holds in `SubmissionLock` until it knows more.
  var sender: Int64?

  /// The line, with its end.
  func line() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return Array(try encoder.encode(self)) + [10]
  }

  /// The record of a line; nil for a torn one, or one of a later version.
  init?(line: some Collection<UInt8>) {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    guard let record = try? decoder.decode(JournalRecord.self, from: Data(line)) else { return nil }
    self = record
  }

  init(_ event: Event, entry: String, at: Date, task: ImageTask? = nil, sender: Int64? = nil) {
    self.event = event
    self.entry = entry
    self.at = at
    self.task = task
    self.sender = sender
  }
}
