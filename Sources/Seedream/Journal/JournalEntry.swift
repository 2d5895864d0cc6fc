/// A submission whose pictures are not saved yet.
public struct JournalEntry: Hashable, Sendable, Codable, Identifiable {
  /// How far it got.
  public enum State: String, Hashable, Sendable, Codable {
    /// A process is sending it right now.
    case sending
    /// The service may have it, its answer never came: the process ended or the connection broke. It can't be resumed.
    case unknown
    /// The service has it: it can be resumed.
    case submitted
  }

  /// Its name in the journal.
  public var id: String
  /// How far it got.
  public var state: State
  /// The task; as long as the service has not answered its `id` is the entry's.
  public var task: ImageTask
}
