#if os(Linux)
  import HTTPTransport
  import LoopbackServer
  import Testing

  /// What happens before there is a connection.
  @Suite(.serialized, .timeLimit(.minutes(5))) struct ConnectingTests {
    /// An address to which no connection can be made, and what that is called.
    struct BadAddress: Sendable, CustomTestStringConvertible {
      let testDescription: String
      let kind: TransportFailure.Kind
      let url: String

      static let all = [
        BadAddress(testDescription: "an unknown name", kind: .cannotConnect, url: "http://nosuch.invalid/"),
        BadAddress(testDescription: "an unknown name for TLS", kind: .cannotConnect, url: "https://nosuch.invalid/"),
        BadAddress(testDescription: "an address out of range", kind: .cannotConnect, url: "http://999.1.1.1/"),
        BadAddress(testDescription: "an address with a bad zone", kind: .invalidRequest, url: "http://[::1%25/"),
        BadAddress(testDescription: "letters in brackets", kind: .invalidRequest, url: "http://[nonsense]/"),
        BadAddress(testDescription: "a port beyond the last", kind: .invalidRequest, url: "http://127.0.0.1:65536/"),
      ]
    }

    /// Makes eight requests at the same time, and expects of each the same.
    private func sendEight(
      _ request: HTTPRequest, by transport: CurlTransport, _ check: @escaping @Sendable (TransportFailure?) -> Void
    ) async {
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<8 {
          group.addTask { check(await transport.failure(of: request)) }
        }
      }
    }

    private func expectHealth(of transport: CurlTransport) async throws {
      let server = try LoopbackServer { try await $0.respond(200) }
      for isDownload in [false, true] {
        var request = HTTPRequest.get(server.url)
        request.isDownload = isDownload
        await sendEight(request, by: transport) { #expect($0 == nil) }
      }
      #expect(server.requestCount == 16)
    }

    @Test(arguments: BadAddress.all)
    func `eight failures side by side cost the next eight requests nothing`(_ address: BadAddress) async throws {
      let transport = CurlTransport()
      await sendEight(.get(address.url), by: transport) { failure in
        #expect(failure?.kind == address.kind)
        #expect(failure?.mayHaveBeenProcessed == false)
      }
      try await expectHealth(of: transport)
    }

    @Test func `refused connections cost the next requests nothing`() async throws {
      let port = try ClosedPort()
      let transport = CurlTransport()
      await sendEight(.get(port.url), by: transport) { #expect($0?.kind == .cannotConnect) }
      try await expectHealth(of: transport)
    }

    @Test func `failed handshakes cost the next requests nothing`() async throws {
      let server = try LoopbackServer { try await $0.respond(200) }
      let transport = CurlTransport()
      let url = "https://127.0.0.1:\(server.port)/"
      async let failures: Void = sendEight(.get(url), by: transport) { failure in
        #expect(failure?.kind == .tls)
        #expect(failure?.mayHaveBeenProcessed == false)
      }
      try await server.waitForConnections(8)
      server.stop()
      await failures
      try await expectHealth(of: transport)
    }

    @Test func `cancelled lookups cost the next requests nothing`() async throws {
      let transport = CurlTransport()
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<8 {
          let call = Task { await transport.failure(of: .get("http://nosuch.invalid/")) }
          call.cancel()
          group.addTask { #expect(await call.value != nil) }
        }
      }
      try await expectHealth(of: transport)
    }
  }
#endif
