import OpenAPIDocument

/// A content type of a body with what is known of it.
struct ContentDraft {
  /// Never `.any`.
  let kind: ContentKind
  /// As it is sent or compared, without wildcards.
  let contentType: String
  /// The name of its case where there are several.
  let label: String
  /// nil: the document says nothing about the content.
  var use: Use?
  let media: MediaType

  init(_ media: MediaType, _ graph: SchemaGraph) {
    self.media = media
    let essence = media.essence
    if let schema = media.schema ?? media.itemSchema { use = graph.use(of: schema) }
    var kind = ContentKind(essence)
    var isBinary = false
    var isText = false
    if let use {
      switch graph.kind(use) {
      case .binary: isBinary = true
      case .value(.string): isText = true
      default: break
      }
    }
    switch kind {
    case .any:
      if use.isNil || isBinary {
        kind = .binary
      } else {
        kind = isText ? .text : .json
      }
    case .json: if isBinary { kind = .binary }
    case .multipart where media.itemSchema.isPresent || !media.prefixEncoding.isEmpty || media.itemEncoding.isPresent:
      kind = .binary
    case .text, .markup: if isBinary { kind = .binary }
    default: break
    }
    if case .markup = kind, !graph.hasNotedXML, let use, ContentDraft.isStructured(use, graph) {
      graph.hasNotedXML = true
      graph.diagnostics.note(
        "xml-as-text", "XML isn't read or written; bodies in XML are text", at: media.node,
        hint: "use the JSON form of the service where it has one")
    }
    self.kind = kind
    contentType = ContentDraft.concrete(media.name, essence, kind)
    label = ContentDraft.label(essence, kind)
  }

  private static func isStructured(_ use: Use, _ graph: SchemaGraph) -> Bool {
    switch graph.kind(use) {
    case .object, .union, .array, .map, .tuple: return true
    default: return false
    }
  }

  /// A content type that can be sent where the document has a wildcard.
  private static func concrete(_ name: String, _ essence: String, _ kind: ContentKind) -> String {
    guard ContentKind.isRange(essence) || !essence.contains("/") else { return name }
    switch kind {
    case .json: return "application/json"
    case .text, .markup: return "text/plain"
    case .multipart: return "multipart/form-data"
    case .form: return "application/x-www-form-urlencoded"
    default: return "application/octet-stream"
    }
  }

  private static func label(_ essence: String, _ kind: ContentKind) -> String {
    switch kind {
    case .form: return "form"
    case .multipart: return essence == "multipart/form-data" ? "multipart" : subtype(essence)
    case .jsonLines: return "jsonLines"
    case .events: return "events"
    case .json where isPlain(essence, "application/json"): return "json"
    case .text where isPlain(essence, "text/plain"): return "text"
    case .binary where isPlain(essence, "application/octet-stream"): return "binary"
    default: return subtype(essence)
    }
  }

  private static func isPlain(_ essence: String, _ usual: String) -> Bool {
    essence == usual || ContentKind.isRange(essence)
  }

  /// `application/vnd.github.v3+json` → `githubV3JSON`.
  private static func subtype(_ essence: String) -> String {
    var text = essence
    if let slash = text.firstIndex(of: "/") { text = String(text[text.index(after: slash)...]) }
    let name = Identifiers.member(text.dropping("vnd.", "x-", "x."))
    return name.isEmpty ? "content" : name
  }
}

/// What a response of an operation carries.
struct ResponseDraft {
  let response: Response
  let status: StatusPattern
  let contents: [ContentDraft]
}

/// An operation on its way to a plan.
struct OperationDraft {
  let operation: Operation
  let name: String
  /// The holder of its types in the name table.
  let owner: Int
  let parameters: [(parameter: Parameter, use: Use)]
  var contents: [ContentDraft]
  let successes: [ResponseDraft]
  let failures: [ResponseDraft]
  let callbacks: [PayloadPlanning.Payload]
  /// Where its own types for choices are called.
  var bodyChoice: [String]?
  var answerChoice: [String]?
  /// The type of its servers, where the path or the operation has several or one with variables.
  var serverChoice: [String]?

  /// For messages, unique in the document.
  let identifier: String
}

extension [ContentDraft] {
  /// The first that is JSON.
  var json: ContentDraft? {
    for content in self {
      if case .json = content.kind { return content }
    }
    return nil
  }
}

/// What to do with a body of a content type.
enum ContentKind: Hashable {
  case json, form, multipart, text, markup, binary, jsonLines, events
  /// Any type: what it is depends on the schema.
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

  /// Whether a content type stands for several.
  static func isRange(_ essence: String) -> Bool { essence.contains("*") }
}

/// Server-sent events that a schema describes as a whole (OpenAPI 3.2, `itemSchema`).
enum EventShapes {
  private static let fields: Set<String> = ["data", "event", "id", "retry", "comment"]

  /// What of an event the type of its stream describes.
  static func form(_ media: MediaType) -> ResponsePlan.EventForm {
    guard let schema = media.itemSchema else { return .data }
    // An event that is told from others by its name, or by its variant, is nothing without it.
    var isTold = false
    var isJSON = false
    for part in self.parts(schema) {
      if part.hasVariants { isTold = true }
      for property in part.properties {
        guard fields.contains(property.name) else { return .data }
        let value = property.schema.resolved
        if property.name == "event", value.listsValues { isTold = true }
        if property.name == "data", value.contentSchema.isPresent { isJSON = true }
      }
    }
    if !isTold { return .data }
    return isJSON ? .eventWithJSONData : .event
  }

  /// The schema of the data of events that are not told apart by their names; nil: the whole schema is that of the data.
  static func data(_ schema: Schema) -> Schema? {
    var data: Schema?
    for property in schema.resolved.properties {
      guard fields.contains(property.name) else { return nil }
      if property.name == "data", data.isNil { data = property.schema }
    }
    return data?.contentSchema ?? data
  }

  /// A schema with all that it includes and all its variants.
  static func parts(_ schema: Schema) -> [Schema] {
    var seen: Set<Schema> = []
    var parts: [Schema] = []
    var next = [schema]
    while let part = next.popLast()?.resolved {
      guard seen.insert(part).inserted else { continue }
      parts.append(part)
      next += part.allOf + part.oneOf + part.anyOf
    }
    return parts
  }
}
