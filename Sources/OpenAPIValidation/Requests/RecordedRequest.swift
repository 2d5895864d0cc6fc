import OpenAPISyntax

/// A request as it was received.
public struct RecordedRequest: Sendable {
  /// The method, in capitals.
  public var method: String
  /// The path as sent, percent-encoded, without the query.
  public var path: String
  /// The query as sent, without the question mark; nil if there is none.
  public var query: String?
  /// The header fields in order; a repeated field has an entry for each occurrence.
  public var fields: [(name: String, value: String)]
  /// The body without transfer coding; nil if none was sent.
  public var body: [UInt8]?

  /// A request for a target.
  /// - Parameters:
  ///   - method: The method, in capitals.
  ///   - target: Path and query, or an absolute URL, whose scheme and host are ignored.
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

  /// The values of all fields of a name, in any case.
  func values(_ name: String) -> [String] {
    FieldList.values(name, in: fields)
  }
}

enum FieldList {
  /// The values of all fields of a name, in any case, without spaces and tabs around them.
  static func values(_ name: String, in fields: [(name: String, value: String)]) -> [String] {
    let wanted = name.lowercased()
    return fields.filter { $0.name.lowercased() == wanted }.map { FieldValue.trimmed($0.value) }
  }
}
