/// A media type or a range of them, such as `image/*`.
package struct MediaType: Sendable {
  var type: String
  var subtype: String
  /// Names in lower case, values without quotes.
  var parameters: [(name: String, value: String)] = []

  /// Reads a `Content-Type`; nil if it has no type and subtype.
  package init?(_ text: String) {
    let pieces = FieldList.split(text, at: 0x3B)
    let essence = pieces[0].split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard essence.count == 2, !essence[0].isEmpty, !essence[1].isEmpty, !essence[1].contains("/") else { return nil }
    type = essence[0].lowercased()
    subtype = essence[1].lowercased()
    for piece in pieces.dropFirst() {
      guard let equals = piece.firstIndex(of: "=") else { continue }
      let name = FieldList.trimmed(piece[..<equals]).lowercased()
      parameters.append((name, MediaType.unquoted(FieldList.trimmed(piece[piece.index(after: equals)...]))))
    }
  }

  package subscript(parameter: String) -> String? {
    for pair in parameters where pair.name == parameter { return pair.value }
    return nil
  }

  package var essence: String { type + "/" + subtype }
  package var isJSON: Bool { !isJSONLines && (subtype == "json" || subtype.hasSuffix("+json")) }
  /// Whether it is a JSON value on each line.
  package var isJSONLines: Bool { MediaType.lines.contains(subtype) || subtype.hasSuffix("+json-seq") }
  var isText: Bool { type == "text" }
  var isForm: Bool { essence == "application/x-www-form-urlencoded" }
  package var isMultipart: Bool { type == "multipart" }

  private static let lines: Set = [
    "jsonl", "x-ndjson", "ndjson", "x-jsonlines", "jsonlines", "json-lines", "json-seq", "x-json-stream", "stream+json",
  ]

  /// How closely the type fits a range: 0 not at all, then any, any of the kind, this one, this one with its parameters.
  package func fit(_ range: MediaType) -> Int {
    if range.type == "*" { return 1 }
    if range.type != type { return 0 }
    if range.subtype == "*" { return 2 }
    if range.subtype != subtype { return 0 }
    for wanted in range.parameters where self[wanted.name]?.lowercased() != wanted.value.lowercased() { return 3 }
    return range.parameters.isEmpty ? 3 : 4
  }

  static func unquoted(_ text: String) -> String {
    guard text.utf8.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
    var result: [UInt8] = []
    var isEscaped = false
    for byte in text.utf8.dropFirst().dropLast() {
      if !isEscaped, byte == 0x5C {
        isEscaped = true
        continue
      }
      isEscaped = false
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }
}
