#if os(Linux)
  import HTTPTransport
  import LoopbackHTTP
  import Testing

  /// A kept connection that dies when it is used again.
  @Suite(.serialized, .timeLimit(.minutes(5))) struct StaleConnectionTests {
    enum Death: CaseIterable { case closeAtOnce, resetAtOnce, closeAfterBody, resetAfterBody }

    struct NamedBody: Sendable, CustomTestStringConvertible {
      let testDescription: String
      let bytes: [UInt8]
      var make: @Sendable ([UInt8], String) -> RequestBody

      static let all = [
        NamedBody(testDescription: "no body", bytes: []) { _, _ in .empty },
        NamedBody(testDescription: "a few bytes", bytes: Array("hello".utf8)) { bytes, _ in .bytes(bytes) },
        NamedBody(testDescription: "10 MB", bytes: sampleBytes(10_000_000)) { bytes, _ in .bytes(bytes) },
        NamedBody(testDescription: "a file", bytes: sampleBytes(1_000_000)) { _, path in .file(path: path) },
        NamedBody(testDescription: "segments", bytes: sampleBytes(300_000)) { bytes, path in
          .segments([.bytes(Array(bytes[..<9])), .file(path: path, range: 9..<300_000)])
        },
        NamedBody(testDescription: "a stream with a length", bytes: sampleBytes(200_000)) { bytes, _ in
          .stream(length: 200_000, isReplayable: true) {
            ChunkList(chunks: [Array(bytes[..<1000]), Array(bytes[1000...])])
          }
        },
        NamedBody(testDescription: "a stream without a length", bytes: sampleBytes(200_000)) { bytes, _ in
          .stream(length: nil, isReplayable: true) {
            ChunkList(chunks: [Array(bytes[..<1000]), Array(bytes[1000...])])
          }
        },
      ]
    }

    /// Responds to the first request of the first connection, dies at its second, and responds to all later connections.
    private func makeServer(_ death: Death) throws -> LoopbackServer {
      try LoopbackServer { exchange in
        if exchange.connectionID == 1, exchange.requestIndex == 2 {
          switch death {
          case .closeAtOnce: exchange.close()
          case .resetAtOnce: exchange.reset()
          case .closeAfterBody:
            _ = try await exchange.readBody()
            exchange.close()
          case .resetAfterBody:
            _ = try await exchange.readBody()
            exchange.reset()
          }
          return
        }
        let body = try await exchange.readBody()
        try await exchange.respond(200, [], body)
      }
    }

    @Test(arguments: NamedBody.all, Death.allCases)
    func `a POST arrives once`(_ body: NamedBody, _ death: Death) async throws {
      let server = try makeServer(death)
      let transport = CurlTransport()
      #expect(await transport.outcome(of: .get(server.url)) == .response(200, ""))
      try await withFile(body.bytes) { path in
        let failure = await transport.failure(of: .post(server.url, body.make(body.bytes, path)))
        #expect(failure?.kind == .connectionLost)
        #expect(failure?.mayHaveBeenProcessed == true)
        #expect(server.requestCount == 2)
      }
    }

    @Test(arguments: NamedBody.all, [Death.closeAfterBody, .resetAfterBody])
    func `a PUT is sent again from its start`(_ body: NamedBody, _ death: Death) async throws {
      let server = try makeServer(death)
      let transport = CurlTransport()
      #expect(await transport.outcome(of: .get(server.url)) == .response(200, ""))
      try await withFile(body.bytes) { path in
        let request = HTTPRequest(method: .put, url: server.url, body: body.make(body.bytes, path))
        let response = try await transport.send(request)
        #expect(try await response.body.collect(upTo: 20_000_000) == body.bytes)
        #expect(server.requestCount == 3)
      }
    }

    @Test func `a POST that may be repeated is sent again`() async throws {
      let server = try makeServer(.closeAfterBody)
      let transport = CurlTransport()
      _ = await transport.outcome(of: .get(server.url))
      var request = HTTPRequest.post(server.url, .text("again"))
      request.isRepeatable = true
      #expect(await transport.outcome(of: request) == .response(200, "again"))
    }

    @Test func `a PUT of a stream that can't be replayed isn't sent again`() async throws {
      let server = try makeServer(.closeAfterBody)
      let transport = CurlTransport()
      _ = await transport.outcome(of: .get(server.url))
      let body = RequestBody.stream(length: 2) { ChunkList(chunks: [[1], [2]]) }
      let failure = await transport.failure(of: HTTPRequest(method: .put, url: server.url, body: body))
      #expect(failure?.kind == .connectionLost)
      #expect(server.requestCount == 2)
    }

    @Test func `a connection that was closed while idle fails no request`() async throws {
      let server = try LoopbackServer { exchange in
        try await exchange.respond(200, [], text: "ok")
        exchange.close()
      }
      let transport = CurlTransport()
      for round in 1...20 {
        #expect(await transport.outcome(of: .get(server.url)) == .response(200, "ok"))
        try await server.waitForClosing()
        #expect(await transport.outcome(of: .post(server.url, .text("x"))) == .response(200, "ok"))
        #expect(server.requestCount == 2 * round)
      }
    }

    @Test(arguments: [HTTPMethod.post, .put]) func `a service that dies as a whole may have seen the request`(
      _ method: HTTPMethod
    ) async throws {
      let (stops, stop) = AsyncStream.makeStream(of: Void.self)
      let server = try LoopbackServer { exchange in
        if exchange.requestIndex == 1 { return try await exchange.respond(200) }
        stop.yield()
        try await exchange.waitForClose()
      }
      let transport = CurlTransport()
      _ = await transport.outcome(of: .get(server.url))
      async let sent = transport.failure(of: HTTPRequest(method: method, url: server.url, body: .text("x")))
      for await _ in stops { break }
      server.stop()
      let failure = await sent
      #expect(failure?.kind == .connectionLost)
      #expect(failure?.mayHaveBeenProcessed == true)
    }

    @Test func `connections are reused`() async throws {
      let server = try LoopbackServer { exchange in
        _ = try await exchange.readBody()
        try await exchange.respond(200)
      }
      let transport = CurlTransport()
      for _ in 0..<50 { #expect(await transport.outcome(of: .post(server.url, .text("x"))) == .response(200, "")) }
      #expect(server.connectionCount == 1)
    }
  }
#endif
