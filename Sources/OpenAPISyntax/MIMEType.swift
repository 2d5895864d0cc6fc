/// A media type or a range of them, such as `application/json; charset=utf-8` or `image/*` (RFC 9110, section 8.3.1).
///
/// Not called `MediaType`, which is an object of OpenAPI documents.
package struct MIMEType: Sendable {
  /// The type in lower case, such as `application`.
  package let type: String
  /// The subtype in lower case, such as `json`.
  package let subtype: String
  /// The parameters: names in lower case, values without quotes.
  package let parameters: [(name: String, value: String)]

  /// Reads the value of a `Content-Type` header field; nil if it has no type and subtype.
  package init?(_ text: String) {
    let pieces = FieldValue.split(text, at: UInt8(ascii: ";"))
    let halves = pieces[0].lowercased().split(separator: "/", omittingEmptySubsequences: false)
    guard halves.count == 2, !halves[0].isEmpty, !halves[1].isEmpty else { return nil }
    type = String(halves[0])
    subtype = String(halves[1])
    parameters = pieces.dropFirst().compactMap { piece in
      guard let equals = piece.firstIndex(of: "=") else { return nil }
      let name = FieldValue.trimmed(piece[..<equals]).lowercased()
      return (name, FieldValue.unquoted(FieldValue.trimmed(piece[piece.index(after: equals)...])))
    }
  }

  /// The value of a parameter, by its name in lower case.
  package subscript(parameter: String) -> String? { parameters.first { $0.name == parameter }?.value }

  /// The type without parameters.
  package var essence: String { type + "/" + subtype }

  /// Whether the content is one JSON value: `json` or `+json`, but not a sequence of values.
  package var isJSON: Bool { !isJSONLines && (subtype == "json" || subtype.hasSuffix("+json")) }

  /// Whether the content is a sequence of JSON values, one per line or as in RFC 7464.
  package var isJSONLines: Bool { MIMEType.jsonLines.contains(subtype) || subtype.hasSuffix("+json-seq") }

  private static let jsonLines: Set = [
    "jsonl", "x-ndjson", "ndjson", "x-jsonlines", "jsonlines", "json-lines", "json-seq", "x-json-stream", "stream+json",
  ]

  /// Whether it is text.
  package var isText: Bool { type == "text" }

  /// Whether it is `application/x-www-form-urlencoded`.
  package var isForm: Bool { essence == "application/x-www-form-urlencoded" }

  /// Whether it is a `multipart` type.
  package var isMultipart: Bool { type == "multipart" }

  /// How specifically a range matches the type: 0 not at all, 1 as `*/*`, 2 as `image/*`, 3 as `image/png`, 4 also in
  /// the parameters.
  package func specificity(of range: MIMEType) -> Int {
    if range.type == "*" { return 1 }
    if range.type != type { return 0 }
    if range.subtype == "*" { return 2 }
    if range.subtype != subtype { return 0 }
    for wanted in range.parameters where self[wanted.name]?.lowercased() != wanted.value.lowercased() { return 3 }
    return range.parameters.isEmpty ? 3 : 4
  }
}
