import OpenAPIClientRuntime
import Testing

@Suite struct RedirectTests {
  /// Redirects the first request, and responds to the second.
  private func follow(
    _ status: Int, _ method: HTTPMethod, to location: String, server: String = "https://api.example",
    body: RequestBody? = .bytes([1, 2]), then change: (inout ClientConfiguration) -> Void = { _ in }
  ) async throws(ClientError) -> [MockTransport.Sent] {
    let transport = MockTransport { sent in
      sent.number == 0 ? .text(status, "moved", [("Location", location)]) : .text(200, "{}")
    }
    var operation = APIOperation<JSONValue>("test", method, "/a/x")
    operation.binary(body, contentType: "image/png")
    operation.header("X-Plain", "p")
    operation.header("X-Api-Key", "header-secret")
    operation.cookie("sid", "cookie-secret")
    operation.security(["h", "q", "c"])
    var client = PlainClient(transport, server: server)
    client.configuration.credentials = [
      "h": .apiKey("scheme-secret", in: .header, name: "X-Odd"), "q": .apiKey("query-secret", in: .query, name: "odd"),
      "c": .apiKey("other-cookie", in: .cookie, name: "c"),
    ]
    change(&client.configuration)
    _ = try await client.send(operation)
    return transport.sent
  }

  static let methods: [(Int, HTTPMethod, String, Bool)] = [
    (301, .get, "GET", true), (302, .get, "GET", true), (303, .get, "GET", true), (307, .get, "GET", true),
    (308, .get, "GET", true), (301, .post, "GET", false), (302, .post, "GET", false), (303, .post, "GET", false),
    (307, .post, "POST", true), (308, .post, "POST", true), (301, .put, "PUT", true), (302, .delete, "DELETE", true),
    (303, .put, "GET", false), (303, .delete, "GET", false), (307, .patch, "PATCH", true), (303, .head, "HEAD", true),
  ]

  @Test(arguments: methods, ["/b", "https://other.example/b"])
  func `method and body follow the status`(
    _ row: (status: Int, method: HTTPMethod, expected: String, keepsBody: Bool), _ location: String
  ) async throws {
    let sent = try await follow(row.status, row.method, to: location)
    #expect(sent.count == 2)
    #expect(sent[1].method == row.expected)
    #expect(sent[1].body == (row.keepsBody ? [1, 2] : []))
    #expect((sent[1].fields["Content-Type"] != nil) == row.keepsBody)
    #expect(sent[1].fields["X-Plain"] == "p")
  }

  @Test(
    arguments: [301, 302, 303, 307, 308],
    [
      "https://other.example/b?odd=query-secret&x=1", "https://api.example:8443/b?x=1", "//other.example/b?x=1",
      "https://sub.api.example/b?x=1", "https://api.example@other.example/b?x=1",
    ])
  func `credentials never cross origins`(_ status: Int, _ location: String) async throws {
    let sent = try await follow(status, .post, to: location)
    #expect(sent.count == 2)
    let text = "\(sent[1].url) \(sent[1].fields.map(\.value))"
    for secret in ["secret", "other-cookie"] { #expect(!text.contains(secret), "\(text)") }
    #expect(sent[1].url.hasSuffix("/b?x=1"))
    #expect(sent[1].fields["X-Odd"] == nil && sent[1].fields["Cookie"] == nil)
  }

  @Test(arguments: ["/b?x=1", "https://api.example/b?x=1", "https://API.example:443/b?x=1", "../b?x=1"])
  func `credentials stay within an origin`(_ location: String) async throws {
    let sent = try await follow(307, .post, to: location)
    #expect(sent[1].url == "https://api.example/b?x=1&odd=query-secret")
    #expect(sent[1].fields["X-Odd"] == "scheme-secret")
    #expect(sent[1].fields["Cookie"] == "sid=cookie-secret; c=other-cookie")
    #expect(sent[1].fields["X-Api-Key"] == "header-secret")
  }

  @Test func `credentials aren't sent again after a redirect back to the first origin`() async throws {
    let transport = MockTransport { sent in
      switch sent.number {
      case 0: .text(302, "", [("Location", "https://other.example/")])
      case 1: .text(302, "", [("Location", "https://api.example/c?odd=1")])
      default: .text(200, "{}")
      }
    }
    let client = PlainClient(transport).with {
      $0.credentials["a"] = .bearer("the-secret")
      $0.defaultSecurity = [["a"]]
    }
    _ = try await client.send(APIOperation<JSONValue>("x", .get, "/"))
    #expect(transport.sent.map { $0.fields["Authorization"] } == ["Bearer the-secret", nil, nil])
  }

  @Test(arguments: ["http://api.example/b", "http://other.example/"]) func `https never becomes http`(
    _ location: String
  ) async {
    let error = await failure { () async throws(ClientError) in try await follow(302, .get, to: location) }
    #expect(error?.kind == .redirect)
    #expect(error?.status == 302)
  }

  @Test(arguments: ["file:///etc/passwd", "ftp://x/", "data:,x", "javascript:1", "https://"])
  func `redirects to other schemes are not followed`(_ location: String) async {
    let error = await failure { () async throws(ClientError) in try await follow(302, .get, to: location) }
    #expect(error?.kind == .redirect)
  }

  @Test func `a body that can't be replayed is not sent again`() async {
    let body = RequestBody.stream(
      length: 1, isReplayable: false,
      makeChunks: {
        AsyncThrowingStream {
          $0.yield([1]); $0.finish()
        }
      })
    let error = await failure { () async throws(ClientError) in try await follow(307, .post, to: "/b", body: body) }
    #expect(error?.kind == .redirect)
    let sent = try? await follow(303, .post, to: "/b", body: body)
    #expect(sent?.count == 2)
  }

  @Test func `a circle of redirects ends after five`() async {
    let transport = MockTransport { _ in .text(302, "", [("Location", "/again")]) }
    let error = await failure { () async throws(ClientError) in
      try await PlainClient(transport).send(APIOperation<JSONValue>("x", .get, "/"))
    }
    #expect(error?.kind == .redirect)
    #expect(error?.message.contains("more than 5 times") == true)
    #expect(transport.sent.count == 6)
  }

  @Test func `a redirect without a location is a response`() async {
    let error = await failure { () async throws(ClientError) in
      try await PlainClient(MockTransport { _ in .text(302, "") }).send(APIOperation<JSONValue>("x", .get, "/"))
    }
    #expect(error?.kind == .status)
    #expect(error?.status == 302)
  }

  @Test func `a middleware that changes the host sends no credentials there`() async throws {
    struct Elsewhere: Middleware {
      func intercept(
        _ request: HTTPRequest, context: CallContext, next: @Sendable (HTTPRequest) async throws -> HTTPResponse
      ) async throws -> HTTPResponse {
        var request = request
        request.url = request.url.replacingHost()
        return try await next(request)
      }
    }
    let sent = try await follow(308, .get, to: "/b", then: { $0.middleware = [Elsewhere()] })
    #expect(sent.count == 2)
    for request in sent {
      #expect(request.url.hasPrefix("https://proxy.example/"))
      #expect(!"\(request.url) \(request.fields.map(\.value))".contains("secret"))
    }
  }
}

extension String {
  fileprivate func replacingHost() -> String {
    split(separator: "api.example", maxSplits: 1, omittingEmptySubsequences: false).joined(separator: "proxy.example")
  }
}
