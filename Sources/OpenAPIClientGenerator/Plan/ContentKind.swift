/// What to do with a body of a content type.
enum ContentKind: Hashable {
  case json, form, multipart, text, markup, binary, jsonLines, events
  /// Any type: what it is depends on the schema.
  case any

  /// The kind of a content type without parameters, in lower case.
  init(_ essence: String) {
    switch essence {
    case "application/json", "text/json", "application/x-json", "json": self = .json
    case "application/x-www-form-urlencoded": self = .form
    case "text/event-stream": self = .events
    case "application/jsonl", "application/x-ndjson", "application/ndjson", "application/x-jsonlines",
      "application/json-lines", "application/json-seq", "application/x-json-stream", "application/stream+json",
      "text/jsonl", "application/jsonlines":
      self = .jsonLines
    case "application/xml", "text/xml", "text/html", "application/xhtml+xml": self = .markup
    case "application/yaml", "application/x-yaml", "text/yaml", "application/javascript", "application/graphql",
      "application/x-javascript", "application/sql", "application/csv", "application/toml":
      self = .text
    case "*/*", "*", "", "application/*": self = .any
    default:
      if essence.hasSuffix("+json-seq") {
        self = .jsonLines
      } else if essence.hasSuffix("+json") {
        self = .json
      } else if essence.hasPrefix("multipart/") {
        self = .multipart
      } else if essence.hasSuffix("+xml"), !essence.hasPrefix("image/") {
        self = .markup
      } else if essence.hasSuffix("+yaml") {
        self = .text
      } else if essence.hasPrefix("text/") {
        self = .text
      } else {
        self = .binary
      }
    }
  }
}
