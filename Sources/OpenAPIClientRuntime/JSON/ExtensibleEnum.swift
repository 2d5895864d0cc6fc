/// An extensible enum: a value that the document doesn't list is kept in `rawValue` and written unchanged.
public protocol ExtensibleEnum: RawRepresentable, JSONCodable, CustomStringConvertible where RawValue: JSONCodable {
  /// Any value, listed or not.
  init(rawValue: RawValue)
}

extension ExtensibleEnum {
  /// Any value, listed or not.
  public init(_ rawValue: RawValue) { self.init(rawValue: rawValue) }

  /// Reads the value.
  public init(json: __shared JSONReader) throws { self.init(rawValue: try json.decode()) }

  /// Writes the value.
  public func write(to json: inout JSONWriter) { rawValue.write(to: &json) }

  /// The value itself.
  public var description: String { String(describing: rawValue) }

  /// Whether the values are equal.
  public static func == (left: Self, right: Self) -> Bool { left.rawValue == right.rawValue }

  /// Hashes the value.
  public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }

  /// The hash of the value.
  public var hashValue: Int { rawValue.hashValue }

  /// Reads the value from any decoder.
  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(RawValue.self))
  }

  /// Writes the value to any encoder.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}
