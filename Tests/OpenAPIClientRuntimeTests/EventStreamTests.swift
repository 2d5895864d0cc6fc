import OpenAPIClientRuntime
import Testing

@Suite struct EventStreamTests {
  static let type = [("Content-Type", "text/event-stream; charset=utf-8")]

  private func events(_ pieces: [String], failure: TransportFailure? = nil) async throws -> [ServerEvent] {
    let transport = MockTransport { _ in .pieces(200, pieces, Self.type, failure: failure) }
    let stream = try await PlainClient(transport).send(Images.chat([:]))
    var events: [ServerEvent] = []
    for try await event in stream.events { events.append(event) }
    return events
  }

  static let streams: [(String, [ServerEvent])] = [
    ("data: a\n\n", [.init(data: "a")]), ("data:a\r\rdata: b\r\r", [.init(data: "a"), .init(data: "b")]),
    ("data: a\r\ndata: b\r\n\r\n", [.init(data: "a\nb")]), ("\u{FEFF}data: a\n\n", [.init(data: "a")]),
    (": comment\ndata:  a\n:\n\n", [.init(data: " a")]), ("data\n\n", [.init(data: "")]),
    ("data\ndata\n\n", [.init(data: "\n")]),
    (
      "event: x\nid: 7\nretry: 1500\ndata: a\n\ndata: b\n\n",
      [
        .init(event: "x", data: "a", id: "7", retry: .milliseconds(1500)),
        .init(data: "b", id: "7", retry: .milliseconds(1500)),
      ]
    ),
    ("event: x\n\ndata: a\n\n", [.init(data: "a")]), ("data: a", []), ("data: a\n", []),
    ("retry: x\nid: a\0b\nunknown: y\ndata: a\n\n", [.init(data: "a")]),
    ("data: a: b\n\n", [.init(data: "a: b")]), ("", []), ("\n\n\n", []),
    ("id\ndata: é😀\n\n", [.init(data: "é😀", id: "")]),
  ]

  @Test(arguments: streams) func `streams of events are parsed as in the standard`(
    _ text: String, _ expected: [ServerEvent]
  ) async throws {
    #expect(try await events([text]) == expected)
  }

  @Test(arguments: streams) func `where chunks end doesn't matter`(
    _ text: String, _ expected: [ServerEvent]
  ) async throws {
    let bytes = Array(text.utf8)
    let transport = MockTransport { _ in
      let stream = AsyncStream<[UInt8]> { continuation in
        for byte in bytes { continuation.yield([byte]) }
        continuation.finish()
      }
      return HTTPResponse(status: 200, fields: HTTPFields(Self.type), body: ResponseBody(stream))
    }
    var events: [ServerEvent] = []
    for try await event in try await PlainClient(transport).send(Images.chat([:])).events { events.append(event) }
    #expect(events == expected)
  }

  private func typed<T: JSONCodable & Sendable>(
    _ type: T.Type, _ shape: EventShape, _ text: String
  ) async throws -> [T] {
    let operation = APIOperation<EventStream<T>>("x", .get, "/", response: .events(shape))
    let stream = try await PlainClient(MockTransport { _ in .text(200, text, Self.type) }).send(operation)
    var values: [T] = []
    for try await value in stream { values.append(value) }
    return values
  }

  @Test func `events are typed by their data until the end mark`() async throws {
    let text =
      "data: {\"type\":\"dog\"}\n\ndata: {\"type\":\"cat\",\ndata: \"lives\":9}\n\ndata: [DONE]\n\ndata: broken\n\n"
    #expect(try await typed(Images.Pet.self, .data, text) == [.dog(.init()), .cat(.init(lives: 9))])
  }

  @Test func `events of type String are the data itself`() async throws {
    #expect(try await typed(String.self, .data, "data: hello\n\ndata: \"x\"\n\n") == ["hello", "\"x\""])
  }

  @Test func `whole events are objects`() async throws {
    let text = "event: add\nid: 1\nretry: 2000\ndata: {\"a\":1}\n\n"
    #expect(
      try await typed(JSONValue.self, .event, text)
        == [["event": "add", "data": "{\"a\":1}", "id": "1", "retry": 2000]])
    #expect(
      try await typed(JSONValue.self, .eventWithJSONData, text)
        == [["event": "add", "data": ["a": 1], "id": "1", "retry": 2000]])
  }

  @Test func `an event that doesn't fit is an error with operation and path`() async {
    let operation = APIOperation<EventStream<Images.Problem>>("chat", .post, "/c", response: .events())
    let transport = MockTransport { _ in .text(200, "data: {\"error\":\"a\"}\n\ndata: {\"error\":1}\n\n", Self.type) }
    var count = 0
    let error = await #expect(throws: ClientError.self) {
      for try await _ in try await PlainClient(transport).send(operation) { count += 1 }
    }
    #expect(count == 1)
    #expect(error?.kind == .decoding && error?.jsonPath == "$.error" && error?.operationID == "chat")
  }

  @Test func `a stream that breaks off is a connection error`() async {
    let error = await #expect(throws: ClientError.self) {
      _ = try await events(["data: a\n\n", "data"], failure: .lost(true))
    }
    #expect(error?.kind == .connection)
  }

  @Test func `JSON instead of a stream is an error that shows it`() async {
    let transport = MockTransport { _ in .text(200, #"{"error":"no stream"}"#, [("Content-Type", "application/json")]) }
    let error = await failure { () async throws(ClientError) in try await PlainClient(transport).send(Images.chat([:]))
    }
    #expect(error?.kind == .decoding)
    #expect(error?.message.contains("no stream") == true)
  }

  @Test func `JSON lines are parsed in chunks of any size`() async throws {
    let pieces = ["{\"error\":\"a\"}\n\r\n{\"err", "or\":\"b\"}\r\n\u{1E}{\"error\":\"c\"}\n{\"error\":\"d\"}"]
    let transport = MockTransport { _ in .pieces(200, pieces, [("Content-Type", "application/jsonl")]) }
    var texts: [String] = []
    for try await value in try await PlainClient(transport).send(Images.lines()) { texts.append(value.error) }
    #expect(texts == ["a", "b", "c", "d"])
  }

  @Test func `a line that doesn't fit is an error`() async {
    let transport = MockTransport { _ in .text(200, "{\"error\":\"a\"}\n{\n") }
    var count = 0
    let error = await #expect(throws: ClientError.self) {
      for try await _ in try await PlainClient(transport).send(Images.lines()) { count += 1 }
    }
    #expect(count == 1)
    #expect(error?.kind == .decoding)
  }

  @Test func `an event without data is skipped where events are JSON`() async throws {
    let text = "event: ping\ndata:\n\ndata: {\"error\":\"a\"}\n\ndata:  \n\ndata: {\"error\":\"b\"}\n\n"
    #expect(try await typed(Images.Problem.self, .data, text).map(\.error) == ["a", "b"])
    // Where events are texts, an empty one is a text.
    #expect(try await typed(String.self, .data, "data:\n\ndata: a\n\n") == ["", "a"])
  }

  @Test func `iterating throws ClientError`() async throws {
    let transport = MockTransport { _ in .pieces(200, ["data: {\"error\":\"a\"}\n\ndata: 7\n\n"], Self.type) }
    let operation = APIOperation<EventStream<Images.Problem>>("x", .get, "/", response: .events())
    let stream = try await PlainClient(transport).send(operation)
    var count = 0
    do {
      for try await _ in stream { count += 1 }
      Issue.record("The second event is no pet.")
    } catch {
      // The error is typed, so no cast is needed.
      #expect(error.kind == .decoding)
    }
    #expect(count == 1)
  }

  @Test func `streams can be made from given events for tests`() async throws {
    let stream = EventStream(
      [Images.Problem(error: "a"), Images.Problem(error: "b")], failure: ClientError(.timedOut, "late"))
    var errors: [String] = []
    do {
      for try await problem in stream { errors.append(problem.error) }
      Issue.record("The stream fails.")
    } catch {
      #expect(error.kind == .timedOut)
    }
    #expect(errors == ["a", "b"])
    var raw: [String] = []
    for try await event in EventStream([Images.Problem(error: "a")]).events { raw.append(event.data) }
    #expect(raw == [#"{"error":"a"}"#])
    var lines: [String] = []
    for try await line in JSONLines([Images.Problem(error: "c")]) { lines.append(line.error) }
    #expect(lines == ["c"])
  }

  @Test func `a failure that is documented as a stream has a typed body`() async {
    var operation = APIOperation<EventStream<Images.Pet>>("x", .get, "/", response: .events())
    operation.failure(500, Images.Problem.self)
    let sending = operation
    for body in ["data: {\"error\":\"e\"}\n\n", "event: error\ndata: {\"error\":\"e\"}", #"{"error":"e"}"#] {
      let error = await failure { () async throws(ClientError) in
        try await PlainClient(MockTransport { _ in .text(500, body, Self.type) }).send(sending)
      }
      #expect(error?.body(as: Images.Problem.self)?.error == "e")
    }
  }
}
