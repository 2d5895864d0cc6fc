import OpenAPIDocument

/// Server-sent events that a schema describes as a whole (OpenAPI 3.2, `itemSchema`).
enum EventShapes {
  private static let fields: Set<String> = ["data", "event", "id", "retry", "comment"]

  /// What of an event the type of its stream describes.
  static func form(_ media: MediaType) -> AnswerPlan.EventForm {
    guard let schema = media.itemSchema else { return .data }
    let parts = self.parts(schema)
    // An event that is told from others by its name is nothing without it.
    var isNamed = false
    var isJSON = false
    for property in parts.flatMap(\.properties) {
      guard fields.contains(property.name) else { return .data }
      let value = property.schema.resolved
      if property.name == "event", value.const != nil || value.enumValues != nil { isNamed = true }
      if property.name == "data", value.contentSchema != nil { isJSON = true }
    }
    guard isNamed || parts.contains(where: { !$0.oneOf.isEmpty || !$0.anyOf.isEmpty }) else { return .data }
    return isJSON ? .eventWithJSONData : .event
  }

  /// The schema of the data of events that are not told apart by their names; nil: the whole schema is that of the data.
  static func data(_ schema: Schema) -> Schema? {
    let properties = schema.resolved.properties
    guard let data = properties.first(where: { $0.name == "data" }) else { return nil }
    for property in properties where !fields.contains(property.name) { return nil }
    return data.schema.contentSchema ?? data.schema
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
