#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension ResponseReader where Output: JSONCodable {
  /// JSON, whatever the content type is, unless that is a form.
  public static var json: ResponseReader {
    ResponseReader(accept: "application/json", .json) { incoming in try await incoming.json(Output.self) }
  }

  /// A form, `application/x-www-form-urlencoded`, with each text read as the type of its member.
  ///
  /// If the service responds with JSON, that is read.
  public static var form: ResponseReader {
    ResponseReader(accept: "application/x-www-form-urlencoded", .form) { incoming in
      let isJSON = incoming.mediaType?.isJSON ?? false
      return try await isJSON ? incoming.json(Output.self) : incoming.form(Output.self)
    }
  }
}

extension ResponseReader where Output == String {
  /// Text in the character set that the content type names, else in UTF-8.
  ///
  /// Text that isn't in this character set is an error of kind `decoding`.
  public static var text: ResponseReader {
    ResponseReader(accept: "text/plain", .text) { incoming in
      let bytes = try await incoming.bytes()
      return try incoming.report.attempt(incoming, bytes) {
        try CharacterSets.decode(bytes, contentType: incoming.contentType)
      }
    }
  }
}

extension ResponseReader where Output == [UInt8] {
  /// All bytes.
  public static var bytes: ResponseReader {
    ResponseReader(accept: "*/*", .bytes) { incoming in try await incoming.bytes() }
  }
}

extension ResponseReader where Output == Data {
  /// All bytes.
  public static var data: ResponseReader {
    ResponseReader(accept: "*/*", .bytes) { incoming in
      var data = Data()
      for try await chunk in incoming.stream() {
        try incoming.report.limit(data.count + chunk.count)
        data.append(contentsOf: chunk)
      }
      if data.isEmpty && incoming.isOptional { throw IncomingResponse.NoContent() }
      return data
    }
  }
}

extension ResponseReader where Output == ResponseBody {
  /// The body as it arrives, for large files.
  public static var body: ResponseReader {
    ResponseReader(accept: "*/*", .body) { incoming in try await incoming.begun().stream() }
  }
}

extension ResponseReader where Output == Void {
  /// No content; a body that comes nevertheless is dropped.
  public static var empty: ResponseReader {
    ResponseReader(accept: "", .empty) { incoming in try await incoming.drop() }
  }
}

extension ResponseReader {
  /// Server-sent events, each read as a type; see `EventStream`.
  public static func events<Event: JSONCodable>(
    _ shape: EventShape = .data, endMarks: [String] = ["[DONE]"]
  ) -> ResponseReader<EventStream<Event>> where Output == EventStream<Event> {
    ResponseReader(accept: "text/event-stream", .events(shape)) { incoming in
      let incoming = try await incoming.begun()
      try await incoming.requireStream(of: "text/event-stream")
      return EventStream(incoming, shape: shape, endMarks: endMarks)
    }
  }

  /// JSON values, one per line (also `application/x-ndjson` and `application/json-seq`).
  public static func jsonLines<Element: JSONCodable>() -> ResponseReader<JSONLines<Element>>
  where Output == JSONLines<Element> {
    ResponseReader(accept: "application/jsonl, application/x-ndjson", .jsonLines) { incoming in
      JSONLines(try await incoming.begun())
    }
  }
}
