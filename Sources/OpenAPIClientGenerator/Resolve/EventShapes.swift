import OpenAPIDocument

/// Server-sent events that a schema describes as a whole (OpenAPI 3.2, `itemSchema`).
enum EventShapes {
  private static let fields: Set<String> = ["data", "event", "id", "retry", "comment"]

  /// What of an event the type of its stream describes.
  static func form(_ media: MediaType) -> EventForm {
    guard let schema = media.itemSchema else { return .data }
    // An event that its name or its variant distinguishes can't be read without it.
    var isTold = false
    var isJSON = false
    for part in self.parts(schema) {
      if part.hasVariants { isTold = true }
      guard isEvent(part) else { return .data }
      for property in part.properties {
        let value = property.schema.resolved
        if property.name == "event", value.listsValues { isTold = true }
        if property.name == "data", value.contentSchema != nil { isJSON = true }
      }
    }
    if !isTold { return .data }
    return isJSON ? .eventWithJSONData : .event
  }

  /// The schema of the data of events whose names don't distinguish them; nil: the whole schema is that of the data.
  static func data(_ schema: Schema) -> Schema? {
    var data: Schema?
    guard isEvent(schema.resolved) else { return nil }
    for property in schema.resolved.properties where property.name == "data" && data == nil { data = property.schema }
    return data?.contentSchema ?? data
  }

  /// Whether an object is an event rather than what one carries: it has data, whatever else a later version of the
  /// document adds, or nothing but an event's fields.
  private static func isEvent(_ schema: Schema) -> Bool {
    let names = schema.properties.map(\.name)
    return names.contains("data") || names.allSatisfy(fields.contains)
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
