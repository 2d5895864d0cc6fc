import OpenAPIDocument

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
        if property.name == "data", value.contentSchema != nil { isJSON = true }
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
      if property.name == "data", data == nil { data = property.schema }
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
