/// A fact about a service, with its source.
public struct Documented<Value: Hashable & Sendable>: Hashable, Sendable {
  /// The fact.
  public var value: Value
  /// The source: a page and a field of the service's documentation, or where else it is known from.
  public var source: String

  /// Creates a fact with its source.
  public init(_ value: Value, _ source: String) {
    self.value = value
    self.source = source
  }
}
