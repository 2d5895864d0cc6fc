/// Something worth knowing that is no failure.
public struct ImageWarning: Hashable, Sendable, Codable, CustomStringConvertible {
  /// What it is, as a sentence.
  public var message: String
  /// Where the fact behind it is written, where there is such a source.
  public var source: String?
  /// The task that would be lost if nobody read this: it is paid for, and no journal took its name.
  public var unrecordedTask: String?

  /// A warning.
  public init(_ message: String, source: String? = nil, unrecordedTask: String? = nil) {
    self.message = message
    self.source = source
    self.unrecordedTask = unrecordedTask
  }

  /// Message and source.
  public var description: String { source.map { "\(message) (\($0))" } ?? message }
}
