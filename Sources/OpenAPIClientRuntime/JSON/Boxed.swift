/// Holds a value behind a reference, for types that contain themselves: `@Boxed public var parent: Node?`.
@propertyWrapper
public struct Boxed<Value: JSONCodable>: JSONCodable {
  private final class Box: Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
  }

  private var box: Box

  /// A boxed value.
  public init(wrappedValue: Value) { box = Box(wrappedValue) }

  /// The value.
  public var wrappedValue: Value {
    get { box.value }
    set { box = Box(newValue) }
  }

  /// Reads the value.
  public init(json: __shared JSONReader) throws { box = Box(try Value(json: json)) }

  /// Writes the value.
  public func write(to json: inout JSONWriter) { box.value.write(to: &json) }
}
