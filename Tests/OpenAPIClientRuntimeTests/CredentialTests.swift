import Foundation
import OpenAPIClientRuntime
import Testing

@Suite struct CredentialTests {
  static func operation(
    _ method: HTTPMethod = .get, _ alternatives: [[String]]? = nil
  ) -> APIOperation<JSONValue> {
    var operation = APIOperation<JSONValue>("test", method, "/x")
    if let alternatives {
      switch alternatives.count {
      case 1: operation.security(alternatives[0])
      case 2: operation.security(alternatives[0], alternatives[1])
      default: operation.security()
      }
    }
    return operation
  }

  private func sent(
    _ credentials: [String: SchemeCredential], _ alternatives: [[String]]? = nil, default defaults: [[String]] = []
  ) async throws -> MockTransport.Sent {
    let transport = MockTransport(json: "{}")
    let client = PlainClient(transport).with {
      $0.credentials = credentials
      $0.defaultSecurity = defaults
    }
    _ = try await client.send(Self.operation(.get, alternatives))
    return try #require(transport.sent.first)
  }

  @Test func `each scheme is sent in its location`() async throws {
    #expect(try await sent(["a": .apiKey("k", in: .header, name: "X-Key")], [["a"]]).fields["X-Key"] == "k")
    #expect(try await sent(["a": .apiKey("k/&", in: .query, name: "key")], [["a"]]).target == "/x?key=k%2F%26")
    #expect(try await sent(["a": .apiKey("k;", in: .cookie, name: "sid")], [["a"]]).fields["Cookie"] == "sid=k%3B")
    #expect(try await sent(["a": .bearer("k")], [["a"]]).fields["Authorization"] == "Bearer k")
    #expect(try await sent(["a": .http("Token", "k")], [["a"]]).fields["Authorization"] == "Token k")
    let basic = SchemeCredential.basic(BasicCredential(user: "Aladdin", password: "open sesame"))
    #expect(try await sent(["a": basic], [["a"]]).fields["Authorization"] == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")
  }

  @Test(arguments: ["Bearer k", "bearer k"]) func `a prefix is not repeated`(_ key: String) async throws {
    #expect(try await sent(["a": .bearer(key)], [["a"]]).fields["Authorization"] == key)
  }

  @Test func `the first alternative with all of its credentials is used`() async throws {
    let b = SchemeCredential.apiKey("b", in: .header, name: "X-B")
    let c = SchemeCredential.apiKey("c", in: .query, name: "c")
    let both = try await sent(["b": b, "c": c], [["a"], ["b", "c"]])
    #expect(both.fields["X-B"] == "b" && both.target == "/x?c=c")
    let first = try await sent(["b": b, "c": c], [["b"], ["c"]])
    #expect(first.fields["X-B"] == "b" && first.target == "/x")
    let incomplete = try await sent(["b": b], [["b", "c"]])
    #expect(incomplete.fields["X-B"] == nil)
  }

  @Test func `an operation's security replaces the client's`() async throws {
    let b = SchemeCredential.apiKey("b", in: .header, name: "X-B")
    #expect(try await sent(["b": b], nil, default: [["b"]]).fields["X-B"] == "b")
    #expect(try await sent(["b": b], [[]], default: [["b"]]).fields["X-B"] == nil)
  }

  /// Counts the calls.
  actor Tokens {
    var fetched = 0
    func next() -> String {
      fetched += 1
      return "token\(fetched)"
    }
  }

  private func client(_ transport: MockTransport, _ tokens: Tokens) -> PlainClient {
    PlainClient(transport).with {
      $0.credentials["a"] = .bearer(RefreshingToken { await tokens.next() })
      $0.defaultSecurity = [["a"]]
    }
  }

  @Test func `a token is fetched once and again when it is refused`() async throws {
    let transport = MockTransport { sent in
      sent.fields["Authorization"] == "Bearer token1" && sent.number > 1 ? .text(401, "old") : .text(200, "{}")
    }
    let tokens = Tokens()
    let client = client(transport, tokens)
    for _ in 0..<4 { _ = try await client.send(Self.operation(.post)) }
    #expect(
      transport.sent.map { $0.fields["Authorization"] } == [
        "Bearer token1", "Bearer token1", "Bearer token1", "Bearer token2", "Bearer token2",
      ])
    #expect(await tokens.fetched == 2)
  }

  @Test func `a refusal of the new token is an error`() async {
    let transport = MockTransport { _ in .text(401, "no") }
    let tokens = Tokens()
    let client = client(transport, tokens)
    let error = await failure { () async throws(ClientError) in try await client.send(Self.operation()) }
    #expect(error?.status == 401)
    #expect(transport.sent.count == 2)
    #expect(await tokens.fetched == 2)
  }

  @Test func `a fixed key that is refused is not sent again`() async {
    let transport = MockTransport { _ in .text(401, "no") }
    let client = PlainClient(transport).with {
      $0.credentials["a"] = .bearer("fixed-key")
      $0.defaultSecurity = [["a"]]
    }
    let error = await failure { () async throws(ClientError) in try await client.send(Self.operation()) }
    #expect(error?.status == 401)
    #expect(transport.sent.count == 1)
  }

  @Test func `a body that can't be replayed is not sent again`() async {
    let transport = MockTransport { _ in .text(401, "no") }
    var operation = Self.operation(.post)
    operation.binary(
      .stream(
        length: 1, isReplayable: false,
        makeChunks: {
          AsyncThrowingStream {
            $0.yield([1]); $0.finish()
          }
        }))
    let sending = operation
    let client = client(transport, Tokens())
    let error = await failure { () async throws(ClientError) in try await client.send(sending) }
    #expect(error?.status == 401)
    #expect(transport.sent.count == 1)
  }

  @Test func `calls at the same time share a refresh`() async throws {
    let transport = MockTransport { sent in
      sent.fields["Authorization"] == "Bearer token1" ? .text(401, "old") : .text(200, "{}")
    }
    let tokens = Tokens()
    let client = client(transport, tokens)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<20 { group.addTask { _ = try await client.send(Self.operation()) } }
      try await group.waitForAll()
    }
    #expect(await tokens.fetched == 2)
  }

  @Test func `a token that is refused twice is fetched again once`() async throws {
    let tokens = Tokens()
    let token = RefreshingToken { await tokens.next() }
    #expect(try await token.token(refused: nil) == "token1")
    #expect(try await token.token(refused: nil) == "token1")
    #expect(try await token.token(refused: "token1") == "token2")
    #expect(try await token.token(refused: "token1") == "token2")
    #expect(try await token.token(refused: nil) == "token2")
    #expect(await tokens.fetched == 2)
  }

  @Test(.timeLimit(.minutes(5)))
  func `a call that waits for a token can be cancelled, and the next one gets it`() async throws {
    let (begins, begun) = AsyncStream.makeStream(of: Void.self)
    let (tokens, give) = AsyncStream.makeStream(of: String.self)
    let token = RefreshingToken {
      begun.yield()
      for await token in tokens { return token }
      throw CancellationError()
    }
    let transport = MockTransport(json: "{}")
    let client = PlainClient(transport).with {
      $0.credentials["a"] = .bearer(token)
      $0.defaultSecurity = [["a"]]
    }
    let first = Task { await failure { () async throws(ClientError) in try await client.send(Self.operation()) } }
    for await _ in begins { break }
    first.cancel()
    #expect(await first.value?.kind == .cancelled)
    #expect(transport.sent.isEmpty)
    async let second = client.send(Self.operation())
    give.yield("late")
    _ = try await second
    #expect(transport.sent.map { $0.fields["Authorization"] } == ["Bearer late"])
  }

  @Test func `a token that can't be obtained is an error of its own kind`() async {
    struct Locked: Error {}
    let transport = MockTransport(json: "{}")
    let client = PlainClient(transport).with {
      $0.credentials["a"] = .bearer(RefreshingToken { throw Locked() })
      $0.defaultSecurity = [["a"]]
    }
    let error = await failure { () async throws(ClientError) in try await client.send(Self.operation()) }
    #expect(error?.kind == .credential)
    #expect(error?.underlying is Locked)
    #expect(transport.sent.isEmpty)
  }

  @Test func `a key with a line end is refused with an explanation`() async {
    let client = PlainClient(MockTransport(json: "{}")).with {
      $0.credentials["a"] = .bearer("key\n")
      $0.defaultSecurity = [["a"]]
    }
    let error = await failure { () async throws(ClientError) in try await client.send(Self.operation()) }
    #expect(error?.kind == .invalidInput)
  }

  @Test func `a missing credential is named when the service refuses`() async {
    let client = PlainClient(MockTransport { _ in .text(401, "") })
    let error = await failure { () async throws(ClientError) in
      try await client.send(Self.operation(.get, [["ApiKeyAuth"]]))
    }
    #expect(error?.message.contains("'ApiKeyAuth'") == true)
  }

  @Test func `optional credentials are sent if the client has them`() async throws {
    let key = ["a": SchemeCredential.bearer("k")]
    #expect(try await sent(key, [[], ["a"]]).fields["Authorization"] == "Bearer k")
    #expect(try await sent(key, [["a"], []]).fields["Authorization"] == "Bearer k")
    #expect(try await sent([:], [[], ["a"]]).fields["Authorization"] == nil)
    #expect(try await sent(key, [[]]).fields["Authorization"] == nil)
  }

  @Test func `user information of the server's address is sent as basic credentials`() async throws {
    let transport = MockTransport(json: "{}")
    let client = PlainClient(transport, server: "https://Aladdin:open%20sesame@api.example/v1")
    _ = try await client.send(Self.operation())
    let sent = try #require(transport.sent.first)
    #expect(sent.url == "https://api.example/v1/x")
    #expect(sent.fields["Authorization"] == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")
    #expect(!"\(client.configuration)".contains("sesame"))

    var relative = Self.operation()
    relative.server("../v2")
    _ = try await client.send(relative)
    #expect(transport.sent.last?.url == "https://api.example/v2/x")
    #expect(transport.sent.last?.fields["Authorization"] == sent.fields["Authorization"])

    let conflict = client.with { $0.credentials["a"] = .bearer("k") }
    let error = await failure { () async throws(ClientError) in
      try await conflict.send(Self.operation(.get, [["a"]]))
    }
    #expect(error?.kind == .invalidInput)
    #expect(error?.description.contains("sesame") == false)
  }

  @Test func `user information doesn't go to another origin`() async throws {
    let transport = MockTransport { request in
      request.number == 0 ? .text(307, "", [("Location", "https://other.example/")]) : .text(200, "{}")
    }
    _ = try await PlainClient(transport, server: "https://user:password@api.example").send(Self.operation())
    #expect(transport.sent.map { $0.fields["Authorization"] != nil } == [true, false])
  }
}
