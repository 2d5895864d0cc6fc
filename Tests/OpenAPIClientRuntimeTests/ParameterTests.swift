import OpenAPIClientRuntime
import Testing

@Suite struct ParameterTests {
  /// The target of a request made of an operation with a path of one parameter.
  private func target(
    _ path: String = "/x", _ build: (inout APIOperation<JSONValue>) -> Void
  ) async throws -> MockTransport.Sent {
    let transport = MockTransport(json: "{}")
    var operation = APIOperation<JSONValue>("test", .get, path)
    build(&operation)
    _ = try await PlainClient(transport).send(operation)
    return try #require(transport.sent.first)
  }

  static let array: JSONValue = ["blue", "black", "brown"]
  static let object: JSONValue = ["R": 100, "G": 200, "B": 150]

  static let paths: [(ParameterStyle, JSONValue, String)] = [
    (.simple, "blue", "blue"), (.simple, array, "blue,black,brown"), (.simple, object, "R,100,G,200,B,150"),
    (.simple(explode: true), array, "blue,black,brown"), (.simple(explode: true), object, "R=100,G=200,B=150"),
    (.label, "blue", ".blue"), (.label, array, ".blue,black,brown"), (.label, object, ".R,100,G,200,B,150"),
    (.label, "", "."), (.label(explode: true), array, ".blue.black.brown"),
    (.label(explode: true), object, ".R=100.G=200.B=150"), (.matrix, "blue", ";color=blue"), (.matrix, "", ";color"),
    (.matrix, array, ";color=blue,black,brown"), (.matrix, object, ";color=R,100,G,200,B,150"),
    (.matrix(explode: true), array, ";color=blue;color=black;color=brown"),
    (.matrix(explode: true), object, ";R=100;G=200;B=150"),
    (.json, object, "%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D"),
    (.simple, "a/b?c#d e%é", "a%2Fb%3Fc%23d%20e%25%C3%A9"), (.simple, 5, "5"), (.simple, true, "true"),
    (.simple, "~a-b_c.d", "~a-b_c.d"),
  ]

  @Test(arguments: paths) func `path styles are serialized like this`(
    _ style: ParameterStyle, _ value: JSONValue, _ text: String
  ) async throws {
    let sent = try await target("/c{color}d") { $0.path("color", value, style) }
    #expect(sent.target == "/c\(text)d")
  }

  static let queries: [(ParameterStyle, JSONValue, String)] = [
    (.form, "blue", "?color=blue"), (.form, "", "?color="), (.form, array, "?color=blue&color=black&color=brown"),
    (.form, object, "?R=100&G=200&B=150"), (.form, [], ""), (.form, [:], ""), (.form, .null, ""),
    (.form(explode: false), array, "?color=blue,black,brown"),
    (.form(explode: false), object, "?color=R,100,G,200,B,150"), (.form(explode: false), [], ""),
    (.spaceDelimited, array, "?color=blue%20black%20brown"),
    (.spaceDelimited, object, "?color=R%20100%20G%20200%20B%20150"),
    (.spaceDelimited(explode: true), array, "?color=blue&color=black&color=brown"),
    (.pipeDelimited, array, "?color=blue%7Cblack%7Cbrown"),
    (.pipeDelimited, object, "?color=R%7C100%7CG%7C200%7CB%7C150"),
    (.deepObject, object, "?color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
    (.deepObject, ["a": ["b": ["c": 1]], "d": nil], "?color%5Ba%5D%5Bb%5D%5Bc%5D=1"),
    (.deepObject, ["x", "y"], "?color%5B%5D=x&color%5B%5D=y"),
    (.deepObject, [["p": 1], ["p": 2]], "?color%5B0%5D%5Bp%5D=1&color%5B1%5D%5Bp%5D=2"),
    (.deepObject, ["in": [1, 2]], "?color%5Bin%5D%5B%5D=1&color%5Bin%5D%5B%5D=2"),
    (.json, ["a": [1]], "?color=%7B%22a%22%3A%5B1%5D%7D"), (.form, "a&b=c+d e", "?color=a%26b%3Dc%2Bd%20e"),
    (.form, [["a": 1]], "?color=%7B%22a%22%3A1%7D"), (.form, 1.5, "?color=1.5"),
  ]

  @Test(arguments: queries) func `query styles are serialized like this`(
    _ style: ParameterStyle, _ value: JSONValue, _ text: String
  ) async throws {
    let sent = try await target { $0.query("color", value, style) }
    #expect(sent.target == "/x" + text)
  }

  @Test func `reserved characters are kept if the document allows them`() async throws {
    let sent = try await target { $0.query("q", "a/b?c=d&e:f@g,h;i+j%20k#l m", allowReserved: true) }
    #expect(sent.target == "/x?q=a/b?c=d&e:f@g,h;i+j%20k%23l%20m")
  }

  @Test func `queries keep their order, absent ones are left out`() async throws {
    let sent = try await target {
      $0.query("b", 1)
      $0.query("a", Int?.none)
      $0.query("é[", true)
      $0.query("a", ["x"])
    }
    #expect(sent.target == "/x?b=1&%C3%A9%5B=true&a=x")
  }

  @Test func `a whole query is a form, JSON or text`() async throws {
    #expect(try await target { $0.queryString(["a": 1, "b": ["x", "y"]] as JSONValue) }.target == "/x?a=1&b=x&b=y")
    #expect(try await target { $0.queryString(["a": 1] as JSONValue, .json) }.target == "/x?%7B%22a%22%3A1%7D")
    #expect(try await target { $0.queryString("$.a[?(@.b==1)]") }.target == "/x?$.a[?(@.b==1)]")
  }

  @Test func `headers and cookies are not percent-encoded`() async throws {
    let sent = try await target {
      $0.header("X-A", ["a b", "c"])
      $0.header("X-B", ["k": 1, "l": 2] as JSONValue, .simple(explode: true))
      $0.header("X-C", ["k": 1] as JSONValue, .json)
      $0.header("X-D", String?.none)
      $0.cookie("sid", "a=b/c;d")
      $0.cookie("n", [1, 2], .form(explode: false))
    }
    #expect(sent.fields["X-A"] == "a b,c")
    #expect(sent.fields["X-B"] == "k=1,l=2")
    #expect(sent.fields["X-C"] == #"{"k":1}"#)
    #expect(sent.fields["X-D"] == nil)
    #expect(sent.fields["Cookie"] == "sid=a=b/c%3Bd; n=1,2")
  }

  @Test(arguments: ["", ".", ".."]) func `a path value that would name another path is refused`(_ value: String) async {
    var operation = APIOperation<JSONValue>("remove", .delete, "/items/{id}")
    operation.path("id", value)
    let transport = MockTransport(json: "{}")
    let sending = operation
    let error = await failure { () async throws(ClientError) in try await PlainClient(transport).send(sending) }
    #expect(error?.kind == .invalidInput)
    #expect(error?.message.contains("another path") == true)
    #expect(transport.sent.isEmpty)
  }

  @Test func `a path parameter without a value is named`() async {
    let operation = APIOperation<JSONValue>("get", .get, "/items/{id}/{part}")
    let error = await failure { () async throws(ClientError) in
      try await PlainClient(MockTransport(json: "{}")).send(operation)
    }
    #expect(error?.message == "The path parameter 'id' has no value.")
  }

  @Test(arguments: [
    ("https://a.example", "https://a.example/x"), ("https://a.example/", "https://a.example/x"),
    ("https://a.example/v1/", "https://a.example/v1/x"), ("HTTP://A.Example:80/v1", "http://a.example/v1/x"),
    ("http://[::1]:8080", "http://[::1]:8080/x"), ("https://u:p@a.example", "https://a.example/x"),
  ]) func `the server's URL and the path are joined`(_ server: String, _ url: String) async throws {
    let transport = MockTransport(json: "{}")
    _ = try await PlainClient(transport, server: server).send(APIOperation<JSONValue>("x", .get, "/x"))
    #expect(transport.sent.first?.url == url)
  }

  @Test(arguments: ["", "/v1", "ftp://a", "a.example", "https://", "http://a:b"])
  func `a server that isn't a URL is refused`(
    _ server: String
  ) async {
    let error = await failure { () async throws(ClientError) in
      try await PlainClient(MockTransport(json: "{}"), server: server).send(APIOperation<JSONValue>("x", .get, "/x"))
    }
    #expect(error?.kind == .invalidInput)
  }

  @Test func `an operation's own server is used unless the configuration says otherwise`() async throws {
    let transport = MockTransport(json: "{}")
    var operation = APIOperation<JSONValue>("x", .get, "/x")
    operation.server("https://other.example/v2")
    let client = PlainClient(transport)
    _ = try await client.send(operation)
    _ = try await client.with { $0.usesOperationServers = false }.send(operation)
    operation.server("/relative")
    _ = try await client.send(operation)
    #expect(
      transport.sent.map(\.url) == [
        "https://other.example/v2/x", "https://api.example/x", "https://api.example/relative/x",
      ])
  }

  @Test(arguments: [
    (42.0, "42"), (-0.0, "0"), (0, "0"), (-3, "-3"), (1e16, "10000000000000000"), (1e20, "100000000000000000000"),
    (9_007_199_254_740_992, "9007199254740992"), (-1e18, "-1000000000000000000"), (1.5, "1.5"), (0.00001, "0.00001"),
    (123_456_789.125, "123456789.125"), (1e21, "1e%2B21"), (1.5e-7, "1.5e-7"),
  ]) func `numbers have no fraction or exponent that they don't need`(_ value: Double, _ text: String) async throws {
    let plain = PercentDecoding.decode(text)
    let sent = try await target("/users/{id}") { operation in
      operation.path("id", value)
      operation.query("page", value)
      operation.query("list", [value, 1])
      operation.header("X-Page", value)
      operation.cookie("page", value)
      operation.form(["n": value])
    }
    #expect(sent.target == "/users/\(text)?page=\(text)&list=\(text)&list=1")
    #expect(sent.fields["X-Page"] == plain)
    #expect(sent.text == "n=\(text)")
    #expect(try value.jsonString() == plain)
    #expect(JSONValue.double(value).description == plain)
    #expect(try Double(jsonString: plain) == value)
    #expect(try [Float(42)].jsonString() == "[42]")
  }

  @Test func `a list in an exploded object repeats the name`() async throws {
    let pageable: JSONValue = ["page": 2, "sort": ["a,desc", "b"], "none": []]
    #expect(
      try await target { $0.query("pageable", pageable) }.target == "/x?page=2&sort=a%2Cdesc&sort=b")
    #expect(try await target { $0.cookie("pageable", pageable) }.fields["Cookie"] == "page=2; sort=a%2Cdesc; sort=b")
  }

  @Test func `a string is sent as a form unchanged, and a value without members is refused`() async throws {
    let sent = try await target { $0.form("a=1&b=%20") }
    #expect(sent.text == "a=1&b=%20")
    #expect(sent.fields["Content-Type"] == "application/x-www-form-urlencoded")
    for build: @Sendable (inout APIOperation<JSONValue>) -> Void in [
      { $0.form(["a", "b"]) }, { $0.form(5) }, { $0.multipart(json: ["a"]) },
    ] {
      var operation = APIOperation<JSONValue>("test", .post, "/x")
      build(&operation)
      let sending = operation
      let error = await failure { () async throws(ClientError) in
        try await PlainClient(MockTransport(json: "{}")).send(sending)
      }
      #expect(error?.kind == .invalidInput)
    }
  }

  @Test func `a required body that is nil is sent as null`() async throws {
    let sent = try await target { $0.json(orNull: nil as Images.Problem?) }
    #expect(sent.text == "null" && sent.fields["Content-Type"] == "application/json")
    #expect(try await target { $0.json(orNull: Images.Problem(error: "e")) }.text == #"{"error":"e"}"#)
    #expect(try await target { $0.json(nil as Images.Problem?) }.fields["Content-Type"] == nil)
  }

  @Test(arguments: [
    ("../v2", "https://api.example/v2/x"), ("v3", "https://api.example/v3/x"), ("./v3/", "https://api.example/v3/x"),
    ("/v4", "https://api.example/v4/x"), ("//other.example/v5", "https://other.example/v5/x"),
    ("../../..", "https://api.example/x"), ("https://third.example", "https://third.example/x"),
  ]) func `a relative server is resolved against the client's`(_ server: String, _ url: String) async throws {
    let transport = MockTransport(json: "{}")
    var operation = APIOperation<JSONValue>("test", .get, "/x")
    operation.server(server)
    _ = try await PlainClient(transport, server: "https://api.example/v1").send(operation)
    #expect(transport.sent.first?.url == url)
  }
}

private enum PercentDecoding {
  static func decode(_ text: String) -> String { text.replacing("%2B", with: "+") }
}
