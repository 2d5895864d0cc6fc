extension Int: JSONCodable {
  /// Reads an integral number that fits.
  public init(json: __shared JSONReader) throws { self = try Numbers.integer(json) }

  /// Writes an integer.
  public func write(to json: inout JSONWriter) {
    json.scalar(magnitude: UInt64(magnitude), isNegative: self < 0)
  }
}

extension Int8: JSONCodable {
  /// Reads an integral number that fits.
  public init(json: __shared JSONReader) throws { self = try Numbers.integer(json) }

  /// Writes an integer.
  public func write(to json: inout JSONWriter) {
    json.scalar(magnitude: UInt64(magnitude), isNegative: self < 0)
  }
}

extension Int16: JSONCodable {
  /// Reads an integral number that fits.
  public init(json: __shared JSONReader) throws { self = try Numbers.integer(json) }

  /// Writes an integer.
  public func write(to json: inout JSONWriter) {
    json.scalar(magnitude: UInt64(magnitude), isNegative: self < 0)
  }
}

extension Int32: JSONCodable {
  /// Reads an integral number that fits.
  public init(json: __shared JSONReader) throws { self = try Numbers.integer(json) }

  /// Writes an integer.
  public func write(to json: inout JSONWriter) {
    json.scalar(magnitude: UInt64(magnitude), isNegative: self < 0)
  }
}

extension Int64: JSONCodable {
  /// Reads an integral number that fits.
  public init(json: __shared JSONReader) throws { self = try Numbers.integer(json) }

  /// Writes an integer.
  public func write(to json: inout JSONWriter) {
    json.scalar(magnitude: UInt64(magnitude), isNegative: self < 0)
  }
}

extension UInt: JSONCodable {
  /// Reads an integral number that fits.
  public init(json: __shared JSONReader) throws { self = try Numbers.integer(json) }

  /// Writes an integer.
  public func write(to json: inout JSONWriter) { json.scalar(magnitude: UInt64(self), isNegative: false) }
}

extension UInt8: JSONCodable {
  /// Reads an integral number that fits.
  public init(json: __shared JSONReader) throws { self = try Numbers.integer(json) }

  /// Writes an integer.
  public func write(to json: inout JSONWriter) { json.scalar(magnitude: UInt64(self), isNegative: false) }
}

extension UInt16: JSONCodable {
  /// Reads an integral number that fits.
  public init(json: __shared JSONReader) throws { self = try Numbers.integer(json) }

  /// Writes an integer.
  public func write(to json: inout JSONWriter) { json.scalar(magnitude: UInt64(self), isNegative: false) }
}

extension UInt32: JSONCodable {
  /// Reads an integral number that fits.
  public init(json: __shared JSONReader) throws { self = try Numbers.integer(json) }

  /// Writes an integer.
  public func write(to json: inout JSONWriter) { json.scalar(magnitude: UInt64(self), isNegative: false) }
}

extension UInt64: JSONCodable {
  /// Reads an integral number that fits.
  public init(json: __shared JSONReader) throws { self = try Numbers.integer(json) }

  /// Writes an integer.
  public func write(to json: inout JSONWriter) { json.scalar(magnitude: UInt64(self), isNegative: false) }
}
