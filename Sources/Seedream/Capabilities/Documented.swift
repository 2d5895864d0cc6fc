/// A fact about a service, with its source.
public struct Documented<Value: Hashable & Sendable>: Hashable, Sendable {
  /// The fact.
  public var value: Value
  /// The source, such as a page and a field of the service's documentation.
  public var source: String

  /// Creates a fact with its source.
  public init(_ value: Value, _ source: String) {
    self.value = value
    self.source = source
  }
}
