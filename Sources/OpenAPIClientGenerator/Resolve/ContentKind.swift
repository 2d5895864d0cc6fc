/// How bodies of a content type are read and written.
enum ContentKind: Hashable {
  case json, form, multipart, text, markup, binary, jsonLines, events
  /// A wildcard; the schema decides which kind it is.
  case any

  /// The kind of a content type without parameters, in lower case.
  init(_ essence: String) {
    if let known = ContentKind.known[essence] {
      self = known
    } else if essence.hasSuffix("+json-seq") {
      self = .jsonLines
    } else if essence.hasSuffix("+json") {
      self = .json
    } else if essence.hasPrefix("multipart/") {
      self = .multipart
    } else if essence.hasSuffix("+xml"), !essence.hasPrefix("image/") {
      self = .markup
    } else if essence.hasSuffix("+yaml") || essence.hasPrefix("text/") {
      self = .text
    } else {
      self = .binary
    }
  }

  private static let known: [String: ContentKind] = [
    "application/json": .json, "text/json": .json, "application/x-json": .json, "json": .json,
    "application/x-www-form-urlencoded": .form, "text/event-stream": .events,
    "application/jsonl": .jsonLines, "application/x-ndjson": .jsonLines, "application/ndjson": .jsonLines,
    "application/x-jsonlines": .jsonLines, "application/json-lines": .jsonLines, "application/json-seq": .jsonLines,
    "application/x-json-stream": .jsonLines, "application/stream+json": .jsonLines, "text/jsonl": .jsonLines,
    "application/jsonlines": .jsonLines,
    "application/xml": .markup, "text/xml": .markup, "text/html": .markup, "application/xhtml+xml": .markup,
    "application/yaml": .text, "application/x-yaml": .text, "text/yaml": .text, "application/javascript": .text,
    "application/graphql": .text, "application/x-javascript": .text, "application/sql": .text,
    "application/csv": .text, "application/toml": .text,
    "*/*": .any, "*": .any, "": .any, "application/*": .any,
  ]

  /// Whether a content type is a range, such as `image/*`.
  static func isRange(_ essence: String) -> Bool { essence.contains("*") }
}
