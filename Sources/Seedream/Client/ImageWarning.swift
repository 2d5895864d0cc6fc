/// Something worth knowing that isn't a failure.
public struct ImageWarning: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The warning, in sentences.
  public var message: String
  /// Where the fact behind it is documented, if it is.
  public var source: String?
  /// The ID of a task that was paid for but could not be recorded in the journal: keep it, or a crash loses the task.
  public var unrecordedTask: String?

  /// Creates a warning.
  public init(_ message: String, source: String? = nil, unrecordedTask: String? = nil) {
    self.message = message
    self.source = source
    self.unrecordedTask = unrecordedTask
  }

  /// The message, with the source in parentheses.
  public var description: String { source.map { "\(message) (\($0))" } ?? message }
}
