import OpenAPISyntax

/// Reads the whole body of a failure as a type.
enum DocumentedBody {
  /// Reads JSON, a form, the first event of a stream, or for a `String` plain text.
  ///
  /// JSON is tried first whatever the content type is, because services often send failures with a wrong one.
  static func read<T: JSONCodable>(_ bytes: [UInt8], contentType: String?, as type: T.Type) throws -> T {
    do {
      return try T(jsonBytes: CharacterSets.json(bytes, contentType: contentType))
    } catch {
      let mediaType = contentType.flatMap(MIMEType.init)
      switch mediaType?.essence {
      case "application/x-www-form-urlencoded": return try FormReader.read(bytes)
      case "text/event-stream": return try firstEvent(bytes, as: type)
      default: break
      }
      guard !(mediaType?.isJSON ?? false), T.self == String.self,
        let text = try CharacterSets.decode(bytes, contentType: contentType) as? T
      else { throw error }
      return text
    }
  }

  /// The first event with data that fits, where a failure is a stream of events.
  private static func firstEvent<T: JSONCodable>(_ bytes: [UInt8], as type: T.Type) throws -> T {
    var parser = EventParser()
    // A failure's stream may end without the blank line that ends an event.
    let events = try parser.parse(bytes + "\n\n".utf8)
    for event in events {
      if let value = try? T(jsonString: event.data) { return value }
      if let value = event.data as? T { return value }
    }
    throw JSONError(path: "$", expected: "an event with a documented failure", found: "\(events.count) events")
  }
}
