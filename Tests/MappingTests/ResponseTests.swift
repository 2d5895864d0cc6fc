import OpenAPIClientRuntime
import Testing

@Suite("Responses") struct ResponseTests {
  let line = #"{"text":"t","price":3}"#

  @Test func `JSON, whatever the content type calls it`() async throws {
    let output = try await output(Bodies.sendJSON(body: .init(text: "")), line, type: "application/vnd.api+json")
    #expect(output == Bodies.Line(text: "t", price: 3))
  }

  @Test func `a response without content is nil where that is documented`() async throws {
    #expect(try await output(Bodies.sendMaybe(), "", status: 204) == nil)
    #expect(try await output(Bodies.sendMaybe(), line)?.text == "t")
  }

  @Test func `forms, text, bytes, XML`() async throws {
    let form = try await output(
      Bodies.sendForm(body: .init(name: "")), "text=a+b%21&price=3", type: "application/x-www-form-urlencoded")
    #expect(form == Bodies.Line(text: "a b!", price: 3))
    #expect(try await output(Bodies.sendText(body: ""), "é", type: "text/plain") == "é")
    #expect(try await output(Bodies.sendXML(body: ""), "<a/>", type: "application/xml") == Array("<a/>".utf8))
    let body = try await output(Bodies.sendBytes(body: .bytes([])), "AB", type: "image/png")
    #expect(try await body.collect(upTo: 10) == [0x41, 0x42])
  }

  @Test func `JSON lines come one by one`() async throws {
    let lines = try await output(
      Bodies.sendLines(body: []), "{\"text\":\"a\"}\n\n{\"text\":\"b\"}", type: "application/x-ndjson")
    var texts: [String] = []
    for try await line in lines { texts.append(line.text) }
    #expect(texts == ["a", "b"])
  }

  @Test func `events come typed, up to the end mark`() async throws {
    let stream = "event: x\ndata: {\"text\":\"a\"}\n\ndata: {\"text\":\ndata: \"b\"}\n\ndata: [DONE]\n\n"
    var texts: [String] = []
    for try await event in try await output(Bodies.events(), stream, type: "text/event-stream") {
      texts.append(event.text)
    }
    #expect(texts == ["a", "b"])
  }

  @Test func `the content type tells one response from another`() async throws {
    let json = try await output(Bodies.sendChoice(), line, type: "application/json; charset=utf-8")
    guard case .json(let value) = json else { return #expect(Bool(false), "\(json)") }
    #expect(value.text == "t")
    let csv = try await output(Bodies.sendChoice(), "a,b", type: "text/csv")
    guard case .csv("a,b") = csv else { return #expect(Bool(false), "\(csv)") }
    let stream = try await output(
      Bodies.completion(body: .init(stream: true)), "data: {\"content\":\"c\"}\n\n", type: "text/event-stream")
    guard case .events(let events) = stream else { return #expect(Bool(false), "\(stream)") }
    for try await event in events { #expect(event == Bodies.Message(content: "c")) }
    let whole = try await output(Bodies.completion(body: .init()), line)
    guard case .json = whole else { return #expect(Bool(false), "\(whole)") }
  }

  @Test func `statuses, their ranges and no content are cases`() async throws {
    guard case .ok(let ok) = try await output(Bodies.answers(), line) else { return #expect(Bool(false)) }
    #expect(ok.price == 3)
    guard case .accepted(let job) = try await output(Bodies.answers(), #"{"id":"j"}"#, status: 202) else {
      return #expect(Bool(false))
    }
    #expect(job.id == "j")
    guard case .noContent = try await output(Bodies.answers(), "", status: 204) else { return #expect(Bool(false)) }
    guard case .success("made") = try await output(Bodies.answers(), "made", type: "text/plain", status: 201) else {
      return #expect(Bool(false))
    }
  }

  @Test func `status and headers come with the response`() async throws {
    let fields = HTTPFields([("Content-Type", "application/json"), ("X-Rate", "7")])
    let client = PlainClient(Recorder(HTTPResponse(status: 200, fields: fields, body: .bytes(Array(line.utf8)))))
    let response = try await client.response(of: Bodies.answers())
    #expect(response.status == 200)
    #expect(response.fields["X-Rate"] == "7")
  }

  @Test func `documented errors are thrown, typed by status, range and default`() async {
    let missing = await failure(of: Bodies.answers(), #"{"code":1}"#, status: 404)
    #expect(missing?.body(as: Bodies.Problem.self)?.code == 1)
    let range = await failure(of: Bodies.answers(), #"{"title":"t"}"#, type: "application/problem+json", status: 418)
    #expect(range?.body(as: Bodies.Trouble.self)?.title == "t")
    let other = await failure(of: Bodies.answers(), #"{"code":2}"#, status: 503)
    #expect(other?.body(as: Bodies.Problem.self)?.code == 2)
  }

  @Test func `undocumented errors have status, headers and the first bytes`() async {
    let error = await failure(of: Bodies.sendText(body: ""), "<h1>Oops</h1>", type: "text/html", status: 500)
    #expect(error?.kind == .status)
    #expect(error?.status == 500)
    #expect(error?.fields["Content-Type"] == "text/html")
    #expect(error?.bodyText == "<h1>Oops</h1>")
  }

  @Test func `a lone default is the response of a success and the error of a failure`() async throws {
    #expect(try await output(Bodies.defaultAnswer(), line, status: 201).text == "t")
    let error = await failure(of: Bodies.defaultAnswer(), line, status: 400)
    #expect(error?.body(as: Bodies.Line.self)?.text == "t")
  }

  @Test func `where nothing is described the bytes come`() async throws {
    #expect(try await output(Bodies.noResponses(), "AB", type: "image/png") == [0x41, 0x42])
  }

  @Test func `webhooks and callbacks are types of what they carry`() throws {
    #expect(try roundTrip(Bodies.Webhooks.OrderCreated.self, #"{"order":{"text":"t"}}"#) == #"{"order":{"text":"t"}}"#)
    #expect(try roundTrip(Bodies.Webhooks.OrderGone.self, #"{"id":"j"}"#) == #"{"id":"j"}"#)
    let delivered = try Bodies.Subscribe.Delivered(jsonString: #"{"id":"d","at":"2024-01-01T00:00:00Z"}"#)
    #expect(delivered.id == "d")
    #expect(delivered.at != nil)
  }
}
