#if os(Linux)
  import HTTPTransport
  import LoopbackHTTP
  import Testing

  /// A server's misbehavior, and its outcome for the caller.
  struct BadServer: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let expected: Outcome
    let answer: @Sendable (Exchange) async throws -> Void

    init(_ name: String, _ expected: Outcome, _ answer: @escaping @Sendable (Exchange) async throws -> Void) {
      testDescription = name
      self.expected = expected
      self.answer = answer
    }

    /// A server that writes a text and closes in order.
    init(_ name: String, _ expected: Outcome, raw text: String) {
      self.init(name, expected) { exchange in
        try await exchange.writeRaw(text)
        exchange.close()
      }
    }
  }

  @Suite(.serialized, .timeLimit(.minutes(5))) struct BadServerTests {
    let transport = CurlTransport()

    static let head = "HTTP/1.1 200 OK\r\n"

    static let ends: [BadServer] = [
      BadServer("closes before any byte", .failed(.connectionLost)) { $0.close() },
      BadServer("resets before any byte", .failed(.connectionLost)) { $0.reset() },
      BadServer("closes inside the status line", .failed(.connectionLost), raw: "HTTP/1.1 2"),
      BadServer("closes inside the header", .failed(.connectionLost), raw: head + "Content-Le"),
      BadServer("closes before the blank line", .failed(.connectionLost), raw: head + "Content-Length: 2\r\n"),
      BadServer("closes after an interim response", .failed(.connectionLost), raw: "HTTP/1.1 103 Hints\r\n\r\n"),
      BadServer("resets inside the header", .failed(.connectionLost)) { exchange in
        try await exchange.writeRaw(head + "Content-Le")
        exchange.reset()
      },
      BadServer(
        "closes inside the body", .brokenBody(200, .connectionLost), raw: head + "Content-Length: 20\r\n\r\n1234"),
      BadServer(
        "closes after a header that promised a body", .brokenBody(200, .connectionLost),
        raw: head + "Content-Length: 20\r\n\r\n"),
      BadServer(
        "cuts a body in chunks", .brokenBody(200, .connectionLost),
        raw: head + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"),
      BadServer(
        "cuts a chunk", .brokenBody(200, .connectionLost), raw: head + "Transfer-Encoding: chunked\r\n\r\n5\r\nhe"),
      BadServer("sends more than it said", .response(200, "1234"), raw: head + "Content-Length: 4\r\n\r\n1234567"),
      BadServer("says no length and closes", .response(200, "hello"), raw: head + "\r\nhello"),
      BadServer("says nothing and closes after the header", .response(200, ""), raw: head + "\r\n"),
    ]

    static let contradictions: [BadServer] = [
      BadServer("speaks another protocol", .failed(.invalidResponse), raw: "SSH-2.0-server\r\n"),
      BadServer("speaks HTTP/0.9", .failed(.invalidResponse), raw: "<html>hello</html>"),
      BadServer("has a status of two digits", .failed(.invalidResponse), raw: "HTTP/1.1 20 OK\r\n\r\n"),
      BadServer("has a status of four digits", .failed(.invalidResponse), raw: "HTTP/1.1 2000 OK\r\n\r\n"),
      BadServer("has a status of letters", .failed(.invalidResponse), raw: "HTTP/1.1 abc OK\r\n\r\n"),
      BadServer(
        "switches protocols unasked", .failed(.invalidResponse), raw: "HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n"),
      BadServer("has a negative length", .failed(.invalidResponse), raw: head + "Content-Length: -5\r\n\r\nhello"),
      BadServer("has two lengths", .failed(.invalidResponse)) { exchange in
        try await exchange.writeRaw(head + "Content-Length: 5\r\nContent-Length: 9\r\n\r\nhello")
        try await exchange.waitForClose()
      },
      BadServer(
        "has one length twice", .response(200, "hello"),
        raw: head + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello"),
      BadServer(
        "has a header line without colon", .failed(.invalidResponse), raw: head + "Broken\r\nContent-Length: 0\r\n\r\n"),
      BadServer(
        "has a 200 kB header line", .failed(.invalidResponse),
        raw: head + "X-A: " + String(repeating: "a", count: 200_000) + "\r\n\r\n"),
      BadServer("never ends its header", .failed(.invalidResponse)) { exchange in
        try await exchange.writeRaw(head)
        while exchange.isOpen { try await exchange.writeRaw("X-Again: and again and again\r\n") }
      },
      BadServer("never ends its interim responses", .failed(.invalidResponse)) { exchange in
        while exchange.isOpen { try await exchange.writeRaw("HTTP/1.1 100 Continue\r\n\r\n") }
      },
      BadServer(
        "claims gzip and sends text", .brokenBody(200, .invalidResponse),
        raw: head + "Content-Encoding: gzip\r\nContent-Length: 12\r\n\r\nnot gzipped!"),
    ]

    static let oddities: [BadServer] = [
      BadServer("has no reason", .response(200, "ok"), raw: "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok"),
      BadServer("is of HTTP/1.0", .response(200, "ok"), raw: "HTTP/1.0 200 OK\r\n\r\nok"),
      BadServer("ends lines with LF", .response(200, "ok"), raw: "HTTP/1.1 200 OK\nContent-Length: 2\n\nok"),
      BadServer("has no blank after a colon", .response(200, "ok"), raw: head + "Content-Length:2\r\nX-A:b\r\n\r\nok"),
      BadServer(
        "has a 50 kB header line", .response(200, "ok"),
        raw: head + "X-A: " + String(repeating: "a", count: 50_000) + "\r\nContent-Length: 2\r\n\r\nok"),
      BadServer(
        "sends 100 unasked", .response(200, "ok"),
        raw: "HTTP/1.1 100 Continue\r\n\r\n" + head + "Content-Length: 2\r\n\r\nok"),
      BadServer(
        "sends early hints", .response(200, "ok"),
        raw: "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + head + "Content-Length: 2\r\n\r\nok"),
      BadServer(
        "sends chunks with extensions and trailers", .response(200, "hello you"),
        raw: head
          + "Transfer-Encoding: chunked\r\nTrailer: X-T\r\n\r\n5;a=b\r\nhello\r\n4\r\n you\r\n0\r\nX-T: 1\r\nContent-Length: 99\r\n\r\n"
      ),
      BadServer("has nothing to say", .response(204, ""), raw: "HTTP/1.1 204 No Content\r\n\r\n"),
      BadServer("has not changed", .response(304, ""), raw: "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n"),
      BadServer("has zero bytes", .response(200, ""), raw: head + "Content-Length: 0\r\n\r\n"),
      BadServer(
        "asks for a password", .response(401, "who?"),
        raw: "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 4\r\n\r\nwho?"),
      BadServer(
        "asks for a digest", .response(401, "who?"),
        raw:
          "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest realm=\"x\", nonce=\"y\"\r\nContent-Length: 4\r\n\r\nwho?"
      ),
      BadServer("asks for a token", .response(401, "who?")) { exchange in
        try await exchange.respond(401, [("WWW-Authenticate", "Bearer")], text: "who?")
      },
      BadServer("asks without saying for what", .response(401, "who?")) { exchange in
        try await exchange.respond(401, text: "who?")
      },
      BadServer("redirects to itself", .response(302, "")) { exchange in
        try await exchange.respond(302, [("Location", exchange.request.target)])
      },
      BadServer(
        "has a status nobody knows", .response(799, "?"), raw: "HTTP/1.1 799 Odd\r\nContent-Length: 1\r\n\r\n?"),
    ]

    private func check(_ bad: BadServer) async throws {
      let server = try LoopbackServer(handler: bad.answer)
      #expect(await transport.outcome(of: .get(server.url + "/a")) == bad.expected)
      #expect(server.requestCount == 1)
      // The transport is as good as before.
      let good = try LoopbackServer { try await $0.respond(200, [], text: "fine") }
      #expect(await transport.outcome(of: .get(good.url)) == .response(200, "fine"))
    }

    @Test(arguments: ends) func `a connection that ends too early`(_ bad: BadServer) async throws {
      try await check(bad)
    }

    @Test(arguments: contradictions) func `a response that isn't HTTP or contradicts itself`(_ bad: BadServer)
      async throws
    {
      try await check(bad)
    }

    @Test(arguments: oddities) func `an odd response that is still valid`(_ bad: BadServer) async throws {
      try await check(bad)
    }

    @Test(arguments: ["zz", "-5", "ffffffffffffffffffff", ""])
    func `a chunk size that isn't a number ends the body with an error`(_ size: String) async throws {
      let server = try LoopbackServer { exchange in
        try await exchange.writeRaw(Self.head + "Transfer-Encoding: chunked\r\n\r\n\(size)\r\nhello\r\n0\r\n\r\n")
        exchange.close()
      }
      let outcome = await transport.outcome(of: .get(server.url))
      #expect([.brokenBody(200, .connectionLost), .brokenBody(200, .invalidResponse)].contains(outcome))
    }

    @Test func `a reset inside the body`() async throws {
      let server = try LoopbackServer { exchange in
        try await exchange.startResponse(200, [], length: 1 << 20)
        try await exchange.write([UInt8](repeating: 1, count: 1000))
        // The client says that it has the beginning.
        _ = try await exchange.readChunk()
        exchange.reset()
      }
      let (go, signal) = AsyncStream.makeStream(of: [UInt8].self)
      let response = try await transport.send(.post(server.url, .stream(length: nil) { go }))
      var iterator = response.body.makeAsyncIterator()
      #expect(try await iterator.next()?.isEmpty == false)
      signal.yield([1])
      let failure = await #expect(throws: TransportFailure.self) { while try await iterator.next() != nil {} }
      #expect(failure?.kind == .connectionLost)
      #expect(failure?.mayHaveBeenProcessed == true)
    }

    @Test func `repeated fields stay separate, in their order and spelling`() async throws {
      let server = try LoopbackServer { exchange in
        try await exchange.writeRaw(
          Array((Self.head + "Set-Cookie: a=1\r\nset-cookie: b=2\r\nX-Latin: caf").utf8) + [0xe9]
            + Array("\r\nX-UTF: café\r\nX-Fold: one\r\n two\r\nX-Blank:\r\nContent-Length: 0\r\n\r\n".utf8))
      }
      let response = try await transport.send(.get(server.url))
      #expect(response.fields.values("Set-Cookie") == ["a=1", "b=2"])
      #expect(response.fields.map(\.name).prefix(2) == ["Set-Cookie", "set-cookie"])
      #expect(response.fields["x-latin"] == "café")
      #expect(response.fields["x-utf"] == "café")
      #expect(response.fields["x-fold"]?.split(separator: " ") == ["one", "two"])
      #expect(response.fields["x-blank"] == "")
      #expect(response.body.expectedLength == 0)
    }

    @Test(arguments: [301, 302, 303, 307, 308]) func `a redirect is returned and not followed`(_ status: Int)
      async throws
    {
      let target = try LoopbackServer { try await $0.respond(200) }
      let server = try LoopbackServer {
        try await $0.respond(status, [("Location", target.url + "/b")], Array("there".utf8))
      }
      var request = HTTPRequest.post(server.url, .text("x"))
      request.fields["Authorization"] = "Bearer secret"
      let response = try await transport.send(request)
      #expect(response.status == status)
      #expect(response.fields["Location"] == target.url + "/b")
      #expect(try await response.body.collect(upTo: 100) == Array("there".utf8))
      #expect(target.requestCount == 0)
    }

    @Test func `after a refused connection nothing was sent`() async throws {
      let port = try ClosedPort()
      let failure = await transport.failure(of: .post(port.url, .text("x")))
      #expect(failure?.kind == .cannotConnect)
      #expect(failure?.mayHaveBeenProcessed == false)
    }

    @Test func `a server without TLS fails for https`() async throws {
      let server = try LoopbackServer { try await $0.respond(200) }
      async let sent = transport.failure(of: .get("https://127.0.0.1:\(server.port)/"))
      try await server.waitForConnections(1)
      server.stop()
      let failure = await sent
      #expect(failure?.kind == .tls)
      #expect(failure?.mayHaveBeenProcessed == false)
    }

    @Test func `an early refusal of an upload is delivered`() async throws {
      let server = try LoopbackServer { exchange in
        try await exchange.respond(413, [("Connection", "close")], Array("too much".utf8))
        while try await exchange.readChunk() != nil {}
      }
      let body = RequestBody.bytes([UInt8](repeating: 0, count: 8 << 20))
      #expect(await transport.outcome(of: .post(server.url, body)) == .response(413, "too much"))
    }

    @Test(arguments: [false, true]) func `an upload that the server breaks off`(byReset: Bool) async throws {
      let server = try LoopbackServer { exchange in
        _ = try await exchange.readChunk()
        if byReset { exchange.reset() } else { exchange.close() }
      }
      let failure = await transport.failure(of: .post(server.url, .bytes([UInt8](repeating: 0, count: 32 << 20))))
      #expect(failure?.kind == .connectionLost)
      #expect(failure?.mayHaveBeenProcessed == true)
      #expect(server.requestCount == 1)
    }

    @Test func `a gzip body that is cut off fails`() async throws {
      let server = try LoopbackServer { exchange in
        try await exchange.respond(200, [("Content-Encoding", "gzip")], Array(Deflated.hello.dropLast(11)))
      }
      #expect(await transport.outcome(of: .get(server.url)) == .brokenBody(200, .invalidResponse))
    }

    @Test func `a gzip body is decoded, and its length isn't known`() async throws {
      let server = try LoopbackServer { exchange in
        let accepts = exchange.request.field("Accept-Encoding") ?? ""
        if accepts == "identity", exchange.request.path == "/" {
          return try await exchange.respond(200, [], text: "plain")
        }
        try await exchange.respond(
          accepts.contains("gzip") || accepts == "identity" ? 200 : 500, [("Content-Encoding", "gzip")], Deflated.hello)
      }
      let response = try await transport.send(.get(server.url))
      #expect(response.body.expectedLength == nil)
      #expect(try await response.body.collect(upTo: 100) == Array("hello".utf8))
      #expect(response.fields["Content-Encoding"] == "gzip")
      var request = HTTPRequest.get(server.url)
      request.fields["Accept-Encoding"] = "identity"
      let plain = try await transport.send(request)
      #expect(plain.body.expectedLength == 5)
      #expect(try await plain.body.collect(upTo: 100) == Array("plain".utf8))
      // Some services send gzip nevertheless.
      request.url = server.url + "/stubborn"
      let decoded = try await transport.send(request)
      #expect(decoded.body.expectedLength == nil)
      #expect(try await decoded.body.collect(upTo: 100) == Array("hello".utf8))
    }

    @Test func `a decompression bomb ends at the caller's limit`() async throws {
      let bomb = Deflated.zeros(runs: 200_000)
      let server = try LoopbackServer { exchange in
        try await exchange.startResponse(200, [("Content-Encoding", "gzip")], length: bomb.count + 1)
        try await exchange.write(bomb)
        try await exchange.waitForClose()
      }
      #expect(await transport.outcome(of: .get(server.url), upTo: 4 << 20) == .brokenBody(200, .tooLarge))
      try await server.waitForClosing()
    }

    @Test func `a HEAD's response has a length and no body`() async throws {
      let server = try LoopbackServer { exchange in
        try await exchange.writeRaw(Self.head + "Content-Length: 1234\r\n\r\n")
      }
      let response = try await transport.send(HTTPRequest(method: .head, url: server.url))
      #expect(response.fields["Content-Length"] == "1234")
      #expect(try await response.body.collect(upTo: 0) == [])
    }
  }

  /// Bytes in RFC 1952's format.
  enum Deflated {
    private static let header: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]

    /// "hello" in one stored block, with its checksum 0x3610a686.
    static let hello: [UInt8] =
      header + [1, 5, 0, 0xfa, 0xff] + Array("hello".utf8) + [0x86, 0xa6, 0x10, 0x36, 5, 0, 0, 0]

    /// A zero and then 258 zeros for each run, 13 bits each; without end.
    static func zeros(runs: Int) -> [UInt8] {
      var bytes = header
      var buffer: UInt32 = 0
      var filled: UInt32 = 0
      func put(_ bits: UInt32, _ count: UInt32) {
        buffer |= bits << filled
        filled += count
        while filled >= 8 {
          bytes.append(UInt8(truncatingIfNeeded: buffer))
          buffer >>= 8
          filled -= 8
        }
      }
      put(0b011, 3)  // last block, fixed codes
      put(0b0000_1100, 8)  // literal 0: code 00110000, first bit first
      for _ in 0..<runs { put(0b1010_0011, 8 + 5) }  // length 258: code 11000101; distance 1: code 00000
      return bytes
    }
  }
#endif
