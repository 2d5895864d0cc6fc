import Foundation
import OpenAPIClientRuntime
import Testing

@Suite("Requests and responses") struct ExchangeTests {
  @Test func `what is documented is asked for`() async throws {
    #expect(try await request(Exchange.csv()).fields["Accept"] == "text/csv, text/html")
    #expect(try await request(Exchange.pet()).fields["Accept"] == "application/vnd.pet+json")
    #expect(try await request(Exchange.count(id: 1)).fields["Accept"] == "application/json")
  }

  @Test func `whole numbers, large integers and lists in objects are sent as services read them`() async throws {
    let sent = try await request(
      Exchange.count(id: 42, after: .max, pageable: .init(page: 2, sort: ["a,desc", "b"])))
    #expect(sent.target == "/count/42?after=18446744073709551615&page=2&sort=a%2Cdesc&sort=b")
    #expect(sent.fields["Host"] == nil)
  }

  @Test func `large integers and the last day are read whole`() async throws {
    let text = #"{"id":18446744073709551615,"large":100000000000000000001,"until":"9999-12-31T23:59:59.9999999Z"}"#
    let count = try await output(Exchange.count(id: 1), text)
    #expect(count.id == .max)
    #expect(count.large == JSONNumber("100000000000000000001"))
    #expect(try count.jsonString().contains(#""until":"9999-12-31T23:59:59.9999"#))
  }

  @Test func `HEAD has no content, whatever is announced`() async throws {
    let response = HTTPResponse(
      status: 200, fields: ["Content-Type": "application/json", "Content-Length": "500", "X-Left": "3"])
    let answer = try await PlainClient(Recorder(response)).response(of: Exchange.exists())
    #expect(answer.status == 200 && answer.fields["X-Left"] == "3")
    #expect(try await request(Exchange.exists()).fields["Accept"] == nil)
  }

  @Test func `a body that must be there is null where it is nil`() async throws {
    #expect(try await request(Exchange.putNull()).text == "null")
    #expect(try await request(Exchange.putNull(body: .init(name: "a"))).text == #"{"name":"a"}"#)
  }

  @Test func `a text is sent in its documented character set, or not at all`() async throws {
    let recorder = Recorder()
    _ = try await PlainClient(recorder).send(Exchange.sendLatin(body: "caf\u{E9}"))
    #expect(await recorder.sent.first?.fields["Content-Type"] == "text/csv; charset=iso-8859-1")
    await #expect(throws: ClientError.self) { try await request(Exchange.sendLatin(body: "\u{20AC}")) }
  }

  @Test func `parts have their documented styles, and XML is text`() async throws {
    let sent = try await request(
      Exchange.sendParts(body: .init(tags: ["a", "b"], filter: .init(a: "x"), order: "<order/>")))
    #expect(
      sent.text.contains("name=\"tags\"\r\n\r\na,b\r\n") && sent.text.contains("name=\"filter[a]\"\r\n\r\nx\r\n")
        && sent.text.contains("name=\"order\"\r\nContent-Type: application/xml\r\n\r\n<order/>\r\n"))
  }

  @Test func `relative servers are resolved against the client's`() async throws {
    let recorder = Recorder()
    let client = PlainClient(recorder).with { $0.server = "https://api.example/v1" }
    _ = try await client.send(Exchange.up())
    _ = try await client.send(Exchange.down())
    #expect(await recorder.sent.map(\.url) == ["https://api.example/v2/up", "https://api.example/v3/down"])
  }

  @Test func `events without data are skipped, and a failure that is a stream is typed`() async throws {
    let events = try await output(
      Exchange.watch(), "data:\n\ndata: {\"name\":\"a\"}\n\n", type: "text/event-stream")
    var names: [String?] = []
    do {
      for try await event in events { names.append(event.name) }
    } catch {
      // Typed without a cast.
      Issue.record("\(error.kind)")
    }
    #expect(names == ["a"])
    let error = await failure(
      of: Exchange.watch(), "data: {\"title\":\"slow\"}\n\n", type: "text/event-stream", status: 429)
    #expect(error?.body(as: Exchange.Problem.self)?.title == "slow")
  }

  @Test func `what is unmistakable is read, and the rest names the entry that takes it`() async throws {
    let leave = try await output(Exchange.leave(), #"{"from":"2026-01-02T00:00:00","trace":""}"#)
    #expect(leave.from == CalendarDate(year: 2026, month: 1, day: 2) && leave.trace == nil)
    let trace = await failure(of: Exchange.leave(), #"{"from":"2026-01-02","trace":"req_77"}"#, status: 200)
    #expect(trace?.jsonPath == "$.trace")
    #expect(
      trace?.message.contains(#"found "req_77"; with "formats": { "uuid": "String" } in openapi-client.json"#) == true)
    let key = await failure(of: Exchange.leave(), #"{"from":"2026-01-02","key":"7b5aa"}"#, status: 200)
    #expect(key?.message.contains(#"found "7b5aa"; with "formats": { "byte": "String" }"#) == true)
  }

  @Test func `credentials that are there are sent where they are optional, after the scheme's own name`() async throws {
    let recorder = Recorder()
    let client = Exchange.Client(token: "k", transport: recorder)
    _ = try await client.feed()
    #expect(await recorder.sent.first?.fields["Authorization"] == "Token k")
  }
}
