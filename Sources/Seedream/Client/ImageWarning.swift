/// Something worth knowing that isn't a failure.
public struct ImageWarning: Hashable, Sendable, Codable, CustomStringConvertible {
  /// What it is, as a sentence.
  public var message: String
  /// The source of the fact behind it, if there is one.
  public var source: String?
  /// The task that would be lost if this weren't read: it is paid for, and could not be written to the journal.
  public var unrecordedTask: String?

  /// Creates a warning.
  public init(_ message: String, source: String? = nil, unrecordedTask: String? = nil) {
    self.message = message
    self.source = source
    self.unrecordedTask = unrecordedTask
  }

  /// Message and source.
  public var description: String { source.map { "\(message) (\($0))" } ?? message }
}
