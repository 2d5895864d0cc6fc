/// What of an event the type describes.
public struct EventShape: Hashable, Sendable {
  enum Form: UInt8 { case data, event, eventWithJSONData }
  let form: Form

  /// The JSON in the data of each event; for `String` the data as it is.
  public static let data = EventShape(form: .data)
  /// The whole event as an object with `event`, `data`, `id`, `retry`; the data is a string.
  public static let event = EventShape(form: .event)
  /// The whole event as an object; the data is JSON, or a string where it is none or the type wants one.
  public static let eventWithJSONData = EventShape(form: .eventWithJSONData)
}

/// The typed events of a `text/event-stream` answer, to be iterated once.
///
/// Ends with the answer or with an end mark such as `[DONE]`. Leaving the loop ends the transfer.
/// Iterating throws `ClientError`: with kind `decoding` where an event doesn't fit the type.
public struct EventStream<Event: JSONCodable>: AsyncSequence, Sendable {
  /// What iterating gives.
  public typealias Element = Event

  let incoming: IncomingAnswer
  let shape: EventShape
  let endMarks: [String]

  init(_ incoming: IncomingAnswer, shape: EventShape, endMarks: [String]) {
    self.incoming = incoming
    self.shape = shape
    self.endMarks = endMarks
  }

  /// The events as they are, without types.
  public var events: ServerEvents { ServerEvents(incoming, endMarks: endMarks) }

  /// Begins to iterate.
  public func makeAsyncIterator() -> Iterator { Iterator(stream: self, base: events.makeAsyncIterator()) }

  /// Reads event after event.
  public struct Iterator: AsyncIteratorProtocol {
    let stream: EventStream
    var base: ServerEvents.Iterator

    /// The next event, or nil at the end.
    public mutating func next() async throws -> Event? {
      guard let event = try await base.next() else { return nil }
      return try stream.decode(event)
    }
  }

  private func decode(_ event: ServerEvent) throws -> Event {
    if shape.form == .data {
      if let text = event.data as? Event { return text }
      return try incoming.decode(Array(event.data.utf8))
    }
    var object: JSONObject = ["event": .string(event.event), "data": .string(event.data)]
    if let id = event.id { object["id"] = .string(id) }
    if let retry = event.retry { object["retry"] = .int(Int(retry.components.seconds) * 1000) }
    if shape.form == .eventWithJSONData, let data = try? JSONValue(jsonString: event.data) {
      var parsed = object
      parsed["data"] = data
      // Events of other names may have texts that only look like JSON.
      if let event = try? Event(jsonBytes: JSONWriter.document(parsed).bytes) { return event }
    }
    return try incoming.decode(JSONWriter.document(object).bytes)
  }
}

/// The events of a `text/event-stream` answer as they are.
public struct ServerEvents: AsyncSequence, Sendable {
  /// What iterating gives.
  public typealias Element = ServerEvent

  let incoming: IncomingAnswer
  let endMarks: [String]

  init(_ incoming: IncomingAnswer, endMarks: [String]) {
    self.incoming = incoming
    self.endMarks = endMarks
  }

  /// Begins to iterate.
  public func makeAsyncIterator() -> Iterator {
    Iterator(chunks: incoming.stream().makeAsyncIterator(), report: incoming.report, endMarks: endMarks)
  }

  /// Reads event after event.
  public struct Iterator: AsyncIteratorProtocol {
    var chunks: ResponseBody.AsyncIterator
    let report: FailureReport
    let endMarks: [String]
    var parser = EventParser()
    var waiting: [ServerEvent] = []
    var position = 0
    var isEnded = false

    /// The next event, or nil at the end.
    public mutating func next() async throws -> ServerEvent? {
      while !isEnded {
        if position < waiting.count {
          let event = waiting[position]
          position += 1
          if endMarks.contains(event.data) { isEnded = true } else { return event }
        } else {
          do {
            guard let chunk = try await chunks.next() else {
              isEnded = true
              break
            }
            waiting = try parser.parse(chunk)
            position = 0
          } catch {
            isEnded = true
            throw report.failure(error)
          }
        }
      }
      return nil
    }
  }
}
