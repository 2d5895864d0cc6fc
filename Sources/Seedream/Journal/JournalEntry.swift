import Foundation

/// A submission whose pictures are not saved yet.
public struct JournalEntry: Hashable, Sendable, Codable, Identifiable {
  /// How far it got.
  public enum State: String, Hashable, Sendable, Codable {
    /// A process is sending it right now.
    case sending
    /// The service may have it, its response never came or can't be read: it can't be resumed.
    case unknown
    /// The service has it: it can be resumed.
    case submitted
  }

  /// Its name in the journal.
  public var id: String
  /// How far it got.
  public var state: State
  /// The task; as long as the service has not responded its `id` is the entry's.
  public var task: ImageTask
  /// The beginning of the response that can't be read, at most 2000 characters, where there was one.
  public var response: String?
}

/// A submission to a service that this version doesn't know, written by a later one.
public struct UnknownServiceEntry: Hashable, Sendable, Codable, Identifiable {
  /// Its name in the journal.
  public var id: String
  /// What the journal calls the service.
  public var service: String
  /// The service's name for the task, or the entry's as long as there is none.
  public var task: String
  /// The prompt.
  public var prompt: String
  /// When it was submitted.
  public var submitted: Date?
}
