/// A type that reads itself from JSON and writes itself as JSON.
///
/// `Codable`, `==` and `hash(into:)` follow from these two. Two values are equal if they write the same JSON; the order of
/// members in a `JSONObject` does not matter, and numbers are compared by value.
public protocol JSONCodable: Codable, Hashable, Sendable {
  /// Reads a value.
  ///
  /// `__shared` saves retaining the reader for every value; implementations need not write it.
  ///
  /// - Throws: `JSONError` naming the path, what was expected and what was found.
  init(json: __shared JSONReader) throws
  /// Writes the value.
  func write(to json: inout JSONWriter)
}

extension JSONCodable {
  /// Reads a document.
  ///
  /// - Throws: `JSONError` if the bytes are not JSON or don't fit the type.
  public init(jsonBytes bytes: [UInt8]) throws { self = try JSONReader(bytes).document(as: Self.self) }

  /// Reads a document.
  ///
  /// - Throws: `JSONError` if the text is not JSON or doesn't fit the type.
  public init(jsonString text: String) throws { self = try JSONReader(Array(text.utf8)).document(as: Self.self) }

  /// The value as a JSON document, UTF-8 without whitespace.
  ///
  /// - Throws: `JSONError` if a number is not finite.
  public func jsonBytes() throws(JSONError) -> [UInt8] {
    let writer = JSONWriter.document(self)
    if let problem = writer.problem { throw problem }
    return writer.bytes
  }

  /// The value as JSON text without whitespace.
  ///
  /// - Throws: `JSONError` if a number is not finite.
  public func jsonString() throws(JSONError) -> String { String(decoding: try jsonBytes(), as: UTF8.self) }

  /// The JSON text, with null where a number is not finite; for messages.
  var jsonText: String { String(decoding: JSONWriter.document(self).bytes, as: UTF8.self) }

  /// Whether both write the same JSON.
  public static func == (left: Self, right: Self) -> Bool {
    JSONWriter.document(left, isIdentity: true).bytes == JSONWriter.document(right, isIdentity: true).bytes
  }

  /// Hashes the JSON that the value writes.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(JSONWriter.document(self, isIdentity: true).bytes)
  }

  /// The hash of the JSON that the value writes.
  public var hashValue: Int {
    var hasher = Hasher()
    hash(into: &hasher)
    return hasher.finalize()
  }
}
