/// A value or null, where null means something else than absence: `Nullable<String>?` is nil if absent.
public enum Nullable<Value: JSONCodable>: JSONCodable {
  /// Null.
  case null
  /// A value.
  case value(Value)

  /// Creates a value.
  public init(_ value: Value) { self = .value(value) }

  /// The value, or nil for null.
  public var value: Value? {
    if case .value(let value) = self { value } else { nil }
  }

  /// Reads a value or null; absence is an error.
  public init(json: __shared JSONReader) throws {
    guard !json.isMissing else { throw json.mismatch("a value or null") }
    if json.kind == .null { self = .null } else { self = .value(try Value(json: json)) }
  }

  /// Writes a value or null.
  public func write(to json: inout JSONWriter) {
    if case .value(let value) = self { value.write(to: &json) } else { json.null() }
  }
}

/// Types that read null themselves, even as the value of an optional.
protocol NullReadable {}

extension Nullable: NullReadable {}

extension JSONValue: NullReadable {}
