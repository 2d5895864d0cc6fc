/// Holds a value behind a reference: for types that contain themselves, and for large members, so that the type that
/// holds them stays small: `@Boxed public var parent: Node`.
///
/// A box never changes; setting makes another one, so that copies are values of their own.
@propertyWrapper
public struct Boxed<Value: Sendable>: Sendable {
  private var box: Box<Value>

  /// Creates a boxed value.
  public init(wrappedValue: Value) { box = Box(wrappedValue) }

  /// The value.
  public var wrappedValue: Value {
    // Yields the value, so that reading one member copies that one only.
    _read { yield box.value }
    set { box = Box(newValue) }
  }
}

extension Boxed: JSONCodable, Codable, Hashable, Equatable where Value: JSONCodable {
  /// Reads the value.
  public init(json: __shared JSONReader) throws { box = Box(try Value(json: json)) }

  /// Writes the value.
  public func write(to json: inout JSONWriter) { box.value.write(to: &json) }
}

/// Holds an optional value behind a reference, and nothing at all for nil: `@BoxedOptional public var parent: Node?`.
///
/// One word large and without an allocation where the value is absent, which most of a wide type's members are.
@propertyWrapper
public struct BoxedOptional<Value: JSONCodable>: JSONCodable {
  private var box: Box<Value>?

  /// Creates a boxed value, or nil.
  public init(wrappedValue: Value?) { box = wrappedValue.map(Box.init) }

  /// The value, or nil.
  public var wrappedValue: Value? {
    get { box?.value }
    set { box = newValue.map(Box.init) }
  }

  /// Reads the value as an optional is read.
  public init(json: __shared JSONReader) throws { box = try Optional<Value>(json: json).map(Box.init) }

  /// Writes the value as an optional is written.
  public func write(to json: inout JSONWriter) {
    if let box { box.value.write(to: &json) } else { json.absent() }
  }
}

/// What is behind the reference.
private final class Box<Value: Sendable>: Sendable {
  let value: Value
  init(_ value: Value) { self.value = value }
}
