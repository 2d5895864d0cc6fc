extension String: JSONCodable {
  /// Reads a string.
  public init(json: __shared JSONReader) throws {
    guard json.kind == .string else { throw json.mismatch("a string") }
    self = json.arena.text(of: json.arena.nodes[json.index])
  }

  /// Writes a string.
  public func write(to json: inout JSONWriter) { json.scalar(self) }
}

extension Bool: JSONCodable {
  /// Reads `true` or `false`.
  public init(json: __shared JSONReader) throws {
    guard json.kind == .bool else {
      guard let value = json.value(ofText: .bool) else { throw json.mismatch("a boolean") }
      try self.init(json: value)
      return
    }
    self = json.arena.nodes[json.index].length == 4
  }

  /// Writes `true` or `false`.
  public func write(to json: inout JSONWriter) { json.scalar(self) }
}

extension Double: JSONCodable {
  /// Reads a number.
  public init(json: __shared JSONReader) throws { self = try Numbers.double(json) }

  /// Writes the shortest text that reads back as the same number; whole numbers as `42`.
  public func write(to json: inout JSONWriter) {
    if json.isIdentity {
      json.scalar((self == 0 ? "0.0" : description).utf8)
    } else if isFinite {
      json.scalar(NumberText.of(self).utf8)
    } else {
      json.fail("a finite number", found: description)
    }
  }
}

extension Float: JSONCodable {
  /// Reads a number.
  public init(json: __shared JSONReader) throws {
    let value = Float(try Numbers.double(json))
    guard value.isFinite else { throw json.mismatch("a number that fits a float") }
    self = value
  }

  /// Writes the shortest text that reads back as the same number; whole numbers as `42`.
  public func write(to json: inout JSONWriter) {
    if json.isIdentity {
      json.scalar((self == 0 ? "0.0" : description).utf8)
    } else if isFinite {
      json.scalar(NumberText.of(self).utf8)
    } else {
      json.fail("a finite number", found: description)
    }
  }
}
