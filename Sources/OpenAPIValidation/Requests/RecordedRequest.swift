import OpenAPISyntax

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
    for field in fields where field.name.lowercased() == wanted { values.append(FieldValue.trimmed(field.value)) }
    return values
  }
}
