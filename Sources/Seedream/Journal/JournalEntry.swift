import Foundation

/// A submission whose pictures are not saved yet.
public struct JournalEntry: Hashable, Sendable, Codable, Identifiable {
  /// The progress of a submission.
  public enum State: String, Hashable, Sendable, Codable {
    /// A process is sending it right now.
    case sending
    /// The service may have accepted it, but no response came, or it can't be read: there is no task ID to resume it by.
    case unknown
    /// The service has accepted it: its task can be resumed.
    case submitted
  }

  /// Its name in the journal.
  public var id: String
  /// The progress of the submission.
  public var state: State
  /// The task; its `id` is the entry's until the service has responded.
  public var task: ImageTask
  /// The beginning of a response that can't be read, at most 2000 characters; nil if there was none.
  public var response: String?
}

/// A submission to a service that this version doesn't know, recorded by a later version.
public struct UnknownServiceEntry: Hashable, Sendable, Codable, Identifiable {
  /// Its name in the journal.
  public var id: String
  /// The service's name in the journal.
  public var service: String
  /// The service's ID for the task; the entry's name until the service has responded.
  public var task: String
  /// The prompt.
  public var prompt: String
  /// When it was submitted.
  public var submitted: Date?
}
