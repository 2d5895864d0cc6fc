/// A difference between two clients, as a caller sees it.
public struct Change: Hashable, Sendable, CustomStringConvertible {
  /// What callers have to do.
  public enum Impact: String, Sendable, CaseIterable {
    /// Code that used it may not compile any more.
    case breaking
    /// Something new; existing code compiles as it is.
    case additive
    /// The same declarations that say or do something else.
    case documentation
  }

  /// What callers have to do.
  public let impact: Impact
  /// The declaration, without the namespace: `Client.seeDreamV4`, `Pet.name`.
  public let declaration: String
  /// What happened to it, as the end of a sentence.
  public let text: String

  /// Creates a change.
  public init(_ impact: Impact, _ declaration: String, _ text: String) {
    self.impact = impact
    self.declaration = declaration
    self.text = text
  }

  /// One line: `breaking: Pet.name is gone`.
  public var description: String { "\(impact.rawValue): \(declaration) \(text)" }
}
