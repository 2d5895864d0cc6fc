import OpenAPISyntax

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Types read from strings of a format, which an empty string never has.
protocol FormattedText {}

extension Date: FormattedText {}
extension CalendarDate: FormattedText {}
extension UUID: FormattedText {}
extension URL: FormattedText {}

extension Date: JSONCodable {
  /// Reads an instant of RFC 3339, with or without fractions; a text without a zone is UTC, a date alone is midnight UTC.
  ///
  /// It also reads the dates of HTTP header fields (RFC 9110, section 5.6.7).
  public init(json: __shared JSONReader) throws {
    let text: String = try json.decode()
    var scanner = DateScanner(Array(text.utf8))
    if let date = scanner.dateTime() {
      json.arena.score += 1
      self = date
    } else if let date = CalendarDate(text) {
      json.countMisfit()
      self = DateText.date(seconds: date.daysSince1970 * 86_400, nanoseconds: 0)
    } else if let date = HTTPDate.parse(text) {
      json.countMisfit()
      self = date
    } else {
      throw json.malformed("a time as 2026-02-28T12:00:00Z", format: "date-time")
    }
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
  /// Reads a UUID in either case, also without hyphens, in braces or as `urn:uuid:…`.
  public init(json: __shared JSONReader) throws {
    let text: String = try json.decode()
    if let value = UUID(uuidString: text) {
      json.arena.score += 1
      self = value
    } else if let value = UUID(unusual: text) {
      json.countMisfit()
      self = value
    } else {
      throw json.malformed("a UUID", format: "uuid")
    }
  }

  /// Writes the UUID in lower case (RFC 9562, section 4).
  public func write(to json: inout JSONWriter) { json.scalar(uuidString.lowercased()) }
}

extension UUID {
  /// The UUID of 32 digits, in braces, or as a URN.
  fileprivate init?(unusual text: String) {
    var text = text[...]
    if text.lowercased().hasPrefix("urn:uuid:") { text = text.dropFirst(9) }
    if text.hasPrefix("{") && text.hasSuffix("}") { text = text.dropFirst().dropLast() }
    if text.utf8.count == 32, text.allSatisfy(\.isHexDigit) {
      let digits = Array(text)
      text =
        [digits[..<8], digits[8..<12], digits[12..<16], digits[16..<20], digits[20...]]
        .map { String($0) }.joined(separator: "-")[...]
    }
    self.init(uuidString: String(text))
  }
}

extension URL: JSONCodable {
  /// Reads a URL.
  public init(json: __shared JSONReader) throws {
    let text: String = try json.decode()
    guard let value = URL(string: text) else { throw json.malformed("a URL", format: "uri") }
    json.arena.score += 1
    self = value
  }

  /// Writes the URL.
  public func write(to json: inout JSONWriter) { json.scalar(absoluteString) }
}

extension Decimal: JSONCodable {
  /// Reads a number exactly, up to 38 digits.
  public init(json: __shared JSONReader) throws {
    guard json.kind == .number else {
      guard let value = json.value(ofText: .number) else { throw json.mismatch("a number") }
      try self.init(json: value)
      return
    }
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
    guard let data = json.arena.data(of: json.arena.nodes[json.index]) else {
      throw json.malformed("base64 text", format: "byte")
    }
    self = data
    json.arena.score += 1
  }

  /// Writes base64 with padding (RFC 4648, section 4).
  public func write(to json: inout JSONWriter) { json.scalar(base64: self, count: count) }
}

extension JSONValue {
  /// Dates and data of property lists, in the form of JSON.
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
