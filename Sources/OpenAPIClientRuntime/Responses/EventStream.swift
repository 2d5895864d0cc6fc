/// The part of an event that its type describes.
public struct EventShape: Hashable, Sendable {
  enum Form: UInt8 { case data, event, eventWithJSONData }
  let form: Form

  /// The JSON in the data of each event; for `String` the data as it is.
  public static let data = EventShape(form: .data)
  /// The whole event as an object with `event`, `data`, `id`, `retry`; the data is a string.
  public static let event = EventShape(form: .event)
  /// The whole event as an object; the data is JSON, or a string if it isn't JSON or the type needs a string.
  public static let eventWithJSONData = EventShape(form: .eventWithJSONData)
}

/// The typed events of a `text/event-stream` response, to be iterated once.
///
/// Ends with the response or with an end mark such as `[DONE]`. Leaving the loop ends the transfer.
/// Iterating throws `ClientError`: with kind `decoding` where an event doesn't fit the type.
public struct EventStream<Event: JSONCodable>: AsyncSequence, Sendable {
  /// The typed events.
  public typealias Element = Event
  /// What iterating throws.
  public typealias Failure = ClientError

  private enum Source: Sendable {
    case response(IncomingResponse, EventShape)
    case given([Event], ClientError?)
  }

  private let source: Source
  /// The events without types.
  public let events: ServerEvents

  init(_ incoming: IncomingResponse, shape: EventShape, endMarks: [String]) {
    source = .response(incoming, shape)
    events = ServerEvents(incoming, endMarks: endMarks)
  }

  /// Creates a stream of given events, for tests.
  ///
  /// - Parameters:
  ///   - events: The events; ``events`` has them as JSON.
  ///   - failure: What is thrown after the last one; nil to end the stream.
  public init(_ events: [Event], failure: ClientError? = nil) {
    source = .given(events, failure)
    self.events = ServerEvents(events.map { ServerEvent(data: $0.jsonText) }, failure: failure)
  }

  /// Begins to iterate.
  public func makeAsyncIterator() -> Iterator {
    switch source {
    case .response(let incoming, let shape):
      Iterator(form: .response(incoming, shape, events.makeAsyncIterator()))
    case .given(let events, let failure): Iterator(form: .given(events[...], failure))
    }
  }

  /// Reads event after event.
  public struct Iterator: AsyncIteratorProtocol {
    /// What iterating throws.
    public typealias Failure = ClientError

    enum Form {
      case response(IncomingResponse, EventShape, ServerEvents.Iterator)
      case given(ArraySlice<Event>, ClientError?)
    }

    var form: Form

    /// The next event, or nil at the end.
    public mutating func next() async throws(ClientError) -> Event? {
      switch form {
      case .given(var events, let failure):
        if let event = events.popFirst() {
          form = .given(events, failure)
          return event
        }
        form = .given([], nil)
        if let failure { throw failure }
        return nil
      case .response(let incoming, let shape, var base):
        while true {
          let event = try await base.next()
          form = .response(incoming, shape, base)
          guard let event else { return nil }
          if let event = try shape.decode(event, as: Event.self, from: incoming) { return event }
        }
      }
    }
  }
}

extension EventShape {
  /// The event as a type; nil for one without data if the data should be JSON: such events keep a connection alive.
  fileprivate func decode<Event: JSONCodable>(
    _ event: ServerEvent, as type: Event.Type, from incoming: IncomingResponse
  ) throws(ClientError) -> Event? {
    if form == .data {
      if let text = event.data as? Event { return text }
      if event.isBlank { return nil }
      return try incoming.decode(event: Array(event.data.utf8))
    }
    var object: JSONObject = ["event": .string(event.event), "data": .string(event.data)]
    if let id = event.id { object["id"] = .string(id) }
    if let retry = event.retry { object["retry"] = .int(Int(retry.components.seconds) * 1000) }
    if form == .eventWithJSONData, let data = try? JSONValue(jsonString: event.data) {
      var parsed = object
      parsed["data"] = data
      // The data may be text that only looks like JSON.
      if let event = try? Event(jsonBytes: JSONWriter.document(parsed).bytes) { return event }
    }
    do {
      return try incoming.decode(event: JSONWriter.document(object).bytes)
    } catch {
      if form == .eventWithJSONData && event.isBlank { return nil }
      throw error
    }
  }
}

extension ServerEvent {
  /// Whether there is no data.
  fileprivate var isBlank: Bool { IncomingResponse.isBlank(Array(data.utf8)) }
}

/// The events of a `text/event-stream` response without types.
public struct ServerEvents: AsyncSequence, Sendable {
  /// The events.
  public typealias Element = ServerEvent
  /// What iterating throws.
  public typealias Failure = ClientError

  private enum Source: Sendable {
    case response(IncomingResponse, endMarks: [String])
    case given([ServerEvent], ClientError?)
  }

  private let source: Source

  init(_ incoming: IncomingResponse, endMarks: [String]) { source = .response(incoming, endMarks: endMarks) }

  init(_ events: [ServerEvent], failure: ClientError?) { source = .given(events, failure) }

  /// Begins to iterate.
  public func makeAsyncIterator() -> Iterator {
    switch source {
    case .response(let incoming, let endMarks):
      Iterator(reader: (incoming.stream().makeAsyncIterator(), incoming.report), endMarks: endMarks)
    case .given(let events, let failure): Iterator(endMarks: [], waiting: events, failure: failure)
    }
  }

  /// Reads event after event.
  public struct Iterator: AsyncIteratorProtocol {
    /// What iterating throws.
    public typealias Failure = ClientError

    /// Nil once there are no more chunks.
    var reader: (chunks: ResponseBody.AsyncIterator, report: FailureReport)?
    let endMarks: [String]
    var parser = EventParser()
    var waiting: [ServerEvent] = []
    var position = 0
    var failure: ClientError?

    /// The next event, or nil at the end.
    public mutating func next() async throws(ClientError) -> ServerEvent? {
      while true {
        if position < waiting.count {
          let event = waiting[position]
          position += 1
          if !endMarks.contains(event.data) { return event }
          waiting = []
          position = 0
          reader = nil
        } else if case (var chunks, let report)? = reader {
          do {
            let chunk = try await chunks.next()
            reader = chunk == nil ? nil : (chunks, report)
            waiting = try parser.parse(chunk ?? [])
            position = 0
          } catch {
            reader = nil
            throw report.failure(error)
          }
        } else {
          defer { failure = nil }
          if let failure { throw failure }
          return nil
        }
      }
    }
  }
}
