#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Date: JSONCodable {
  /// Reads an instant as RFC 3339 has it, with or without fractions; a text without a zone is UTC.
  public init(json: __shared JSONReader) throws {
    let text: String = try json.decode()
    var scanner = DateScanner(Array(text.utf8))
    guard let date = scanner.dateTime() else { throw json.malformed("a time as 2026-02-28T12:00:00Z") }
    json.arena.score += 1
    self = date
  }

  /// Writes the instant in UTC with 0, 3 or 6 digits of the second, as many as it needs.
  public func write(to json: inout JSONWriter) {
    if json.isIdentity {
      // Two instants may differ in less than a microsecond.
      timeIntervalSinceReferenceDate.write(to: &json)
    } else if let text = DateText.bytes(of: self) {
      json.scalar(plain: text)
    } else {
      json.fail("a date in the years 0 to 9999", found: "another")
    }
  }
}

extension UUID: JSONCodable {
  /// Reads a UUID in either case.
  public init(json: __shared JSONReader) throws {
    guard let value = UUID(uuidString: try json.decode()) else { throw json.malformed("a UUID") }
    json.arena.score += 1
    self = value
  }

  /// Writes the UUID in lower case (RFC 9562, section 4).
  public func write(to json: inout JSONWriter) { json.scalar(uuidString.lowercased()) }
}

extension URL: JSONCodable {
  /// Reads a URL.
  public init(json: __shared JSONReader) throws {
    let text: String = try json.decode()
    guard let value = URL(string: text) else { throw json.malformed("a URL") }
    json.arena.score += 1
    self = value
  }

  /// Writes the URL.
  public func write(to json: inout JSONWriter) { json.scalar(absoluteString) }
}

extension Decimal: JSONCodable {
  /// Reads a number exactly, up to 38 digits.
  public init(json: __shared JSONReader) throws {
    guard json.kind == .number else { throw json.mismatch("a number") }
    let text = json.arena.text(of: json.arena.nodes[json.index])
    guard let value = Decimal(string: text) else { throw json.mismatch("a number that fits a decimal") }
    self = value
  }

  /// Writes the number.
  public func write(to json: inout JSONWriter) {
    if isNaN { json.fail("a finite number", found: "NaN") } else { json.scalar("\(self)".utf8) }
  }
}

extension Data: JSONCodable {
  /// Reads base64, of either alphabet, with or without padding (RFC 4648).
  public init(json: __shared JSONReader) throws {
    guard json.kind == .string else { throw json.mismatch("base64 text") }
    guard let data = json.arena.data(of: json.arena.nodes[json.index]) else { throw json.mismatch("base64 text") }
    self = data
    json.arena.score += 1
  }

  /// Writes base64 with padding (RFC 4648, section 4).
  public func write(to json: inout JSONWriter) { json.scalar(base64: self, count: count) }
}

extension JSONValue {
  /// Dates and data of property lists, as JSON would write them.
  init?(propertyListFrom container: any SingleValueDecodingContainer) {
    if let date = try? container.decode(Date.self), let text = DateText.bytes(of: date) {
      self = .string(String(decoding: text, as: UTF8.self))
    } else if let data = try? container.decode(Data.self) {
      self = .string(Base64.encode(data))
    } else {
      return nil
    }
  }
}
