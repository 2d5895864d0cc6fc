import OpenAPIClientRuntime
import Testing

@Suite("Versions and files") struct VersionTests {
  @Test func `query is a method with a body (3.2)`() async throws {
    let sent = try await request(Newer.search(body: .init(text: "t", limit: 1)))
    #expect(sent.method == "QUERY")
    #expect(sent.text == #"{"text":"t","limit":1}"#)
    #expect(try await output(Newer.search(body: .init(text: "")), #"["a"]"#) == ["a"])
  }

  @Test func `additional operations have methods of their own (3.2)`() async throws {
    #expect(try await request(Newer.copy()).method == "COPY")
    #expect(try await request(Newer.purgeSearch()).method == "PURGE")
  }

  @Test func `a parameter that is the whole query (3.2)`() async throws {
    let form = try await request(Newer.byForm(all: .init(text: "a b", limit: 1, tags: ["x", "y"])))
    #expect(form.target == "/form?text=a%20b&limit=1&tags=x&tags=y")
    let json = try await request(Newer.byJSON(all: .init(text: "t")))
    #expect(json.target == "/selector?%7B%22text%22%3A%22t%22%7D")
    #expect(try await request(Newer.byJSON()).target == "/selector")
  }

  @Test func `a cookie in cookie style is sent as it is (3.2)`() async throws {
    #expect(try await request(Newer.byCookie(seen: "a%20b,c")).fields["Cookie"] == "seen=a%20b,c")
  }

  @Test func `events by itemSchema are typed by the data's own schema (3.2)`() async throws {
    let stream = "event: e\ndata: {\"text\":\"a\"}\n\ndata: {\"text\":\"b\"}\n\n"
    var texts: [String] = []
    for try await event in try await output(Newer.events(), stream, type: "text/event-stream") {
      texts.append(event.text)
    }
    #expect(texts == ["a", "b"])
  }

  @Test func `events by name are a union with typed data (3.2)`() async throws {
    let stream = "event: said\ndata: 5\n\nevent: asked\ndata: {\"text\":\"why\"}\n\nevent: else\ndata: x\n\n"
    var events: [Newer.NamedEvents.Event] = []
    for try await event in try await output(Newer.namedEvents(), stream, type: "text/event-stream") {
      events.append(event)
    }
    try #require(events.count == 3)
    #expect(events[0] == .said(.init(data: "5")))
    #expect(events[1] == .asked(.init(data: .init(text: "why"))))
    guard case .other(let other) = events[2] else { return #expect(Bool(false), "\(events[2])") }
    #expect(other["event"] == "else")
  }

  @Test func `lines by itemSchema (3.2)`() async throws {
    #expect(try await request(Newer.lines(body: [.init(text: "a")])).text == "{\"text\":\"a\"}\n")
    for try await line in try await output(Newer.lines(), "{\"text\":\"a\"}\n", type: "application/jsonl") {
      #expect(line.text == "a")
    }
  }

  @Test func `media types of components (3.2)`() async throws {
    #expect(try await output(Newer.reusedMedia(), #"[{"text":"a"}]"#) == [Newer.Query(text: "a")])
  }

  @Test func `references lead to other files, theirs back and forth`() async throws {
    let receipt = try await output(
      Older.sendThing(body: .init(must: "m", number: 1)), #"{"id":"1","previous":{"id":"0"}}"#)
    #expect(receipt.previous == Older.Receipt(id: "0"))
    let sent = try await request(Older.elsewhere(page: 2))
    #expect(sent.target == "/elsewhere?page=2")
  }

  @Test func `a response of another file is the error of a failure`() async {
    let error = await failure(of: Older.upload(), #"{"code":7}"#, status: 400)
    #expect(error?.body(as: Older.Problem.self)?.code == 7)
  }
}
