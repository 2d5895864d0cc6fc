/// A request as it came over the wire.
public struct RecordedRequest: Sendable {
  /// The method, in capitals.
  public var method: String
  /// The path as sent, percent-encoded, without the query.
  public var path: String
  /// The query as sent, without the question mark; nil if there is none.
  public var query: String?
  /// The header fields in order, repeated ones apart.
  public var fields: [(name: String, value: String)]
  /// The body without transfer coding; nil if none was sent.
  public var body: [UInt8]?

  /// A request for a target.
  /// - Parameters:
  ///   - method: The method, in capitals.
  ///   - target: Path and query, or an absolute URL, of which scheme and host are left out.
  ///   - fields: The header fields.
  ///   - body: The body; nil if none was sent.
  public init(method: String, target: String, fields: [(name: String, value: String)] = [], body: [UInt8]? = nil) {
    let parts = URIReference(target)
    self.method = method
    path = parts.path.isEmpty ? "/" : parts.path
    query = parts.query
    self.fields = fields
    self.body = body
  }

  /// The values of all fields of a name.
  func values(_ name: String) -> [String] {
    FieldList.values(name, in: fields)
  }
}

/// Reads header fields: names in any case, values without white space around them.
enum FieldList {
  static func values(_ name: String, in fields: [(name: String, value: String)]) -> [String] {
    let wanted = name.lowercased()
    var values: [String] = []
    for field in fields where field.name.lowercased() == wanted { values.append(trimmed(field.value)) }
    return values
  }

  static func trimmed(_ text: some StringProtocol) -> String {
    var rest = Substring(text)
    while let first = rest.utf8.first, first == 0x20 || first == 0x09 { rest = rest.dropFirst() }
    while let last = rest.utf8.last, last == 0x20 || last == 0x09 { rest = rest.dropLast() }
    return String(rest)
  }

  /// Splits at a separator, but not inside quotes.
  static func split(_ text: String, at separator: UInt8) -> [String] {
    var parts: [String] = []
    var part: [UInt8] = []
    var isQuoted = false
    var isEscaped = false
    for byte in text.utf8 {
      if isEscaped {
        isEscaped = false
      } else if isQuoted, byte == 0x5C {
        isEscaped = true
      } else if byte == 0x22 {
        isQuoted.toggle()
      } else if byte == separator, !isQuoted {
        parts.append(trimmed(String(decoding: part, as: UTF8.self)))
        part = []
        continue
      }
      part.append(byte)
    }
    parts.append(trimmed(String(decoding: part, as: UTF8.self)))
    return parts
  }
}
