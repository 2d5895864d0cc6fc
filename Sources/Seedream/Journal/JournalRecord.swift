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
    /// Its response never came, or can't be read.
    case unknown
    /// Its pictures are saved, or there won't be any, or it was removed on purpose.
    case closed
  }

  var event: Event
  /// Joins the lines of one submission.
  var entry: String
  var at: Date
  var task: ImageTask?
  /// The offset that the sender has locked by `SubmissionLock` until it knows more.
  var sender: Int64?
  /// The beginning of a response that can't be read.
  var response: String?

  /// The line, with its end.
  func line() throws(SeedreamError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    do {
      return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
    } catch {
      throw SeedreamError(.journal, "The journal can't take this task: \(error.localizedDescription)")
    }
  }

  /// The record of a line; nil for a torn one, or one of a later version.
  init?(line: some Collection<UInt8>) {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    guard let record = try? decoder.decode(JournalRecord.self, from: Data(line)) else { return nil }
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

/// What can be read from a line that this version can't read, for it names a service of a later one.
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

  /// nil for a torn line, which is no JSON.
  init?(line: some Collection<UInt8>) {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    guard (try? JSONSerialization.jsonObject(with: Data(line))) != nil else { return nil }
    self = (try? decoder.decode(ForeignRecord.self, from: Data(line))) ?? ForeignRecord()
  }

  private init() {}
}
