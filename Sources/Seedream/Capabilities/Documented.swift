/// A fact about a service, with its source.
public struct Documented<Value: Hashable & Sendable>: Hashable, Sendable {
  /// The fact.
  public var value: Value
  /// Where it is written: a page and a field of the service's documentation, or what else it is known from.
  public var source: String

  /// A fact and where it is written.
  public init(_ value: Value, _ source: String) {
    self.value = value
    self.source = source
  }
}
