import Foundation
import OpenAPIClientRuntime
import Testing

@Suite("Parameters") struct ParameterTests {
  let point = Parameters.Point(x: 1, y: 2)

  @Test func `simple paths have lists with commas and exploded objects with equals signs`() async throws {
    let sent = try await request(
      Parameters.simplePath(text: "a/b ü", number: -7, list: ["red", "sea green"], object: point))
    #expect(sent.method == "GET")
    #expect(sent.target == "/plain/a%2Fb%20%C3%BC/-7/red,sea%20green/x=1,y=2")
  }

  @Test func `labels begin with a dot`() async throws {
    let sent = try await request(Parameters.labelPath(text: "a", list: ["red", "green"], object: point))
    #expect(sent.target == "/label/.a/.red.green/.x,1,y,2")
  }

  @Test func `matrix paths name their values`() async throws {
    let sent = try await request(Parameters.matrixPath(text: "a", list: ["red", "green"], object: point))
    #expect(sent.target == "/matrix/;text=a/;list=red;list=green/;x=1;y=2")
  }

  @Test func `a query in the path's template is a query, a fragment is not sent`() async throws {
    #expect(try await request(Parameters.queryInPath(id: "a?b", page: 2)).target == "/search/a%3Fb?mode=fast&page=2")
  }

  @Test func `absent query parameters are not sent`() async throws {
    #expect(try await request(Parameters.query()).target == "/query")
  }

  @Test func `query styles`() async throws {
    let list = ["red", "a,b"]
    let day = try #require(CalendarDate("2024-02-29"))
    let sent = try await request(
      Parameters.query(
        text: "a&b=c +", flag: false, many: list, joined: list, spaced: list, piped: list, spread: point, flat: point,
        json: point, since: Date(timeIntervalSince1970: 0), day: day, order: .down, limit: 5))
    #expect(
      sent.query == [
        "text=a%26b%3Dc%20%2B", "flag=false", "many=red", "many=a%2Cb", "joined=red,a%2Cb", "spaced=red%20a%2Cb",
        "piped=red%7Ca%2Cb", "x=1", "y=2", "flat=x,1,y,2", "json=%7B%22x%22%3A1%2C%22y%22%3A2%7D",
        "since=1970-01-01T00%3A00%3A00Z", "day=2024-02-29", "order=down", "limit=5",
      ])
  }

  @Test func `reserved characters stay where the document allows them`() async throws {
    let sent = try await request(Parameters.query(text: "/a:b", address: "https://x.example/a?b=c,d#e"))
    #expect(sent.query == ["text=%2Fa%3Ab", "address=https://x.example/a?b=c,d%23e"])
  }

  @Test func `deep objects nest, and lists in them have brackets`() async throws {
    let filter = Parameters.Deep.Filter(
      name: "a b", created: .init(gte: 1, lt: 2), tags: ["x", "y"], lines: [point], additionalProperties: ["z": "1"])
    let sent = try await request(Parameters.deep(expand: ["a.b", "c"], filter: filter, created: .object(.init(gt: 3))))
    #expect(
      sent.query == [
        "expand[]=a.b", "expand[]=c", "filter[name]=a%20b", "filter[created][gte]=1", "filter[created][lt]=2",
        "filter[tags][]=x", "filter[tags][]=y", "filter[lines][0][x]=1", "filter[lines][0][y]=2", "filter[z]=1",
        "created[gt]=3",
      ])
    #expect(try await request(Parameters.deep(created: .int(7))).query == ["created=7"])
  }

  @Test func `headers and cookies`() async throws {
    let id = try #require(UUID(uuidString: "0DC5DF4C-0A0E-4C5B-9C3F-000000000001"))
    let sent = try await request(
      Parameters.headersAndCookies(
        requestID: id, colours: ["red", "green"], point: point, json: point, session: "a b;c", seen: ["x", "y"]))
    #expect(sent.fields["X-Request-ID"] == "0dc5df4c-0a0e-4c5b-9c3f-000000000001")
    #expect(sent.fields["X-Colours"] == "red,green")
    #expect(sent.fields["X-Point"] == "x=1,y=2")
    #expect(sent.fields["X-Json"] == #"{"x":1,"y":2}"#)
    #expect(sent.fields["X-Version"] == "2024-01", "a fixed value is no argument, and sent all the same")
    #expect(sent.fields["Cookie"] == "session=a%20b%3Bc; seen=x,y")
  }

  @Test func `an operation's parameter replaces the path's, and one name in two places is two arguments`() async throws
  {
    let sent = try await request(Parameters.sharedParameters(id: "a", class: 3, queryID: 4))
    #expect(sent.target == "/shared/a?class=3&id=4")
  }

  @Test func `limits of parameters are checked when asked for`() async throws {
    var client = PlainClient(Recorder())
    try await client.send(Parameters.query(limit: 500))
    client.configuration.validatesRequests = true
    await #expect(throws: ClientError.self) { try await client.send(Parameters.query(limit: 500)) }
  }
}
