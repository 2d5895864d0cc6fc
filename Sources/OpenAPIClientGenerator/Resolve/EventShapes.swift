import OpenAPIDocument

/// Schemas of whole server-sent events (OpenAPI 3.2, `itemSchema`).
///
///     {properties: {event: {const: added}, data: {contentSchema: {$ref: …/Pet}}}}  → whole events with JSON data
///     {properties: {data: {type: string}}}                                          → the data alone
enum EventShapes {
  private static let fields: Set<String> = ["data", "event", "id", "retry", "comment"]

  /// How much of an event the generated type describes.
  static func form(_ media: MediaType) -> EventForm {
    guard let schema = media.itemSchema else { return .data }
    // If events are distinguished by name or as variants, the data alone isn't enough to read them.
    var isDistinguished = false
    var isJSON = false
    for part in self.parts(schema) {
      if part.hasVariants { isDistinguished = true }
      guard isEvent(part) else { return .data }
      for property in part.properties {
        let value = property.schema.resolved
        if property.name == "event", value.listsValues { isDistinguished = true }
        if property.name == "data", value.contentSchema != nil { isJSON = true }
      }
    }
    if !isDistinguished { return .data }
    return isJSON ? .eventWithJSONData : .event
  }

  /// The schema of an event's data; nil if the schema itself describes the data, not the event.
  static func data(_ schema: Schema) -> Schema? {
    guard isEvent(schema.resolved) else { return nil }
    let data = schema.resolved.properties.first { $0.name == "data" }?.schema
    return data?.contentSchema ?? data
  }

  /// Whether a schema describes an event and not its data: it has `data`, or no other properties than the fields of events.
  private static func isEvent(_ schema: Schema) -> Bool {
    let names = schema.properties.map(\.name)
    return names.contains("data") || names.allSatisfy(fields.contains)
  }

  /// A schema with all members of its `allOf` and all its variants.
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
