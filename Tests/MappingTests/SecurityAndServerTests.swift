import OpenAPIClientRuntime
import Testing

@Suite("Credentials and servers") struct SecurityAndServerTests {
  private func send(
    _ change: (inout Parameters.Client) -> Void = { _ in }, server: Parameters.Server = .default(),
    call: (Parameters.Client) async throws -> Void
  ) async throws -> Recorder.Sent {
    let recorder = Recorder()
    var client = Parameters.Client(
      apiKey: "K", queryKey: "Q&", cookieKey: "C", token: "T", password: BasicCredential(user: "u", password: "p"),
      signed: "S", accessToken: "A", openID: "O", authorization: "raw", server: server, transport: recorder)
    change(&client)
    try await call(client)
    return await recorder.sent[0]
  }

  @Test func `the document's default is sent where an operation names none`() async throws {
    let sent = try await send { try await $0.byKey() }
    #expect(sent.fields["X-Key"] == "K")
    #expect(sent.fields["Authorization"] == nil)
  }

  @Test func `an operation without security sends nothing`() async throws {
    let sent = try await send { try await $0.byNothing() }
    #expect(sent.fields["X-Key"] == nil)
    #expect(sent.fields["Authorization"] == nil)
    #expect(sent.target == "/v1/security/none")
  }

  @Test func `keys go into query and cookie`() async throws {
    let query = try await send { try await $0.byQueryKey() }
    #expect(query.target == "/v1/security/query?key=Q%26")
    #expect(query.fields["X-Key"] == nil)
    let cookie = try await send { try await $0.byCookie() }
    #expect(cookie.fields["Cookie"] == "sid=C")
  }

  @Test func `schemes of HTTP, OAuth and OpenID Connect go into Authorization`() async throws {
    func authorization(_ call: (Parameters.Client) async throws -> Void) async throws -> String? {
      try await send(call: call).fields["Authorization"]
    }
    #expect(try await authorization { try await $0.byBearer() } == "Bearer T")
    #expect(try await authorization { try await $0.byPassword() } == "Basic dTpw")
    #expect(try await authorization { try await $0.byOtherScheme() } == "Signature S")
    #expect(try await authorization { try await $0.byOAuth() } == "Bearer A")
    #expect(try await authorization { try await $0.byOpenID() } == "Bearer O")
    #expect(try await authorization { try await $0.byCertificate() } == nil)
  }

  @Test func `a header parameter named Authorization is a credential, sent as it is`() async throws {
    let sent = try await send { try await $0.byHeaderParameter() }
    #expect(sent.fields["Authorization"] == "raw")
  }

  @Test func `of alternatives the first that is complete is sent`() async throws {
    let both = try await send { try await $0.byBoth() }
    #expect(both.target == "/v1/security/both?key=Q%26")
    #expect(both.fields["Cookie"] == "sid=C")
    #expect(both.fields["Authorization"] == nil)
    let other = try await send({ $0.configuration.credentials["cookieKey"] = nil }) { try await $0.byBoth() }
    #expect(other.target == "/v1/security/both")
    #expect(other.fields["Authorization"] == "Bearer T")
  }

  @Test func `a refused token is fetched anew, once`() async throws {
    /// Refuses the first token.
    actor Service: Transport {
      var seen: [String] = []
      func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
        seen.append(request.fields["Authorization"] ?? "")
        return HTTPResponse(status: seen.count == 1 ? 401 : 204)
      }
    }
    actor Issuer {
      var count = 0
      func next() -> String {
        count += 1
        return "token\(count)"
      }
    }
    let service = Service()
    let issuer = Issuer()
    let client = Parameters.Client(accessToken: RefreshingToken { await issuer.next() }, transport: service)
    try await client.byOAuth()
    try await client.byOAuth()
    #expect(await service.seen == ["Bearer token1", "Bearer token2", "Bearer token2"])
  }

  @Test func `servers are chosen with their variables, or given as any address`() async throws {
    func url(_ server: Parameters.Server) async throws -> String {
      try await send(server: server) { try await $0.byKey() }.url
    }
    #expect(try await url(.default()) == "https://eu.api.example/v1/security/key")
    #expect(
      try await url(.default(region: .us, version: "v2")) == "https://us.api.example/v2/security/key")
    #expect(try await url(.spareExample) == "https://spare.example/security/key")
    #expect(try await url(.init(url: "http://localhost:1234/x/")) == "http://localhost:1234/x/security/key")
  }

  @Test func `a path and an operation have servers of their own`() async throws {
    let path = try await send { try await $0.onPathServer() }
    #expect(path.url == "https://path.example/live/servers/path")
    let stage = try await send { try await $0.onPathServer(server: .default(stage: "test")) }
    #expect(stage.url == "https://path.example/test/servers/path")
    let any = try await send { try await $0.onPathServer(server: .init(url: "http://localhost")) }
    #expect(any.url == "http://localhost/servers/path")
    let operation = try await send { try await $0.onOperationServer() }
    #expect(operation.url == "https://operation.example/servers/path")
    let relative = try await send { try await $0.onRelativeServer() }
    #expect(relative.url == "https://eu.api.example/other/servers/relative", "a path alone is on the client's host")
    let mine = try await send({ $0.configuration.usesOperationServers = false }) { try await $0.onPathServer() }
    #expect(mine.url == "https://eu.api.example/v1/servers/path")
  }
}
