#if os(Linux)
  import HTTPTransport
  import LoopbackHTTP
  import Testing

  /// Requests as they arrive, and requests that are refused.
  @Suite(.serialized, .timeLimit(.minutes(5))) struct RequestTests {
    let transport = CurlTransport()

    /// Responds with the request's first line and header, one field a line.
    private func makeMirror() throws -> LoopbackServer {
      try LoopbackServer { exchange in
        _ = try await exchange.readBody()
        var text = "\(exchange.request.method) \(exchange.request.target)\n"
        for field in exchange.request.fields { text += "\(field.name): \(field.value)\n" }
        try await exchange.respond(200, [], text: exchange.request.method == "HEAD" ? "" : text)
      }
    }

    private func lines(_ request: HTTPRequest) async throws -> [String] {
      let bytes = try await transport.send(request).body.collect(upTo: 100_000)
      return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test func `fields arrive unchanged, and nothing reveals the program`() async throws {
      let server = try makeMirror()
      var request = HTTPRequest.post(server.url + "/a/../b?x=%20&y#part", .text("hi"))
      request.fields = ["X-One": "1", "x-one": "2", "X-Empty": "", "X-Tab": "a\tb", "X-Text": "café"]
      let lines = try await lines(request)
      #expect(lines.first == "POST /a/../b?x=%20&y")
      for line in ["X-One: 1", "x-one: 2", "X-Empty: ", "X-Tab: a\tb", "X-Text: café", "Content-Length: 2"] {
        #expect(lines.contains(line), "\(line)")
      }
      let names = lines.dropFirst().compactMap { $0.split(separator: ":").first.map(String.init) }
      #expect(
        Set(names) == [
          "Host", "User-Agent", "Accept", "Accept-Encoding", "X-One", "x-one", "X-Empty", "X-Tab", "X-Text",
          "Content-Length",
        ])
      #expect(lines.contains("User-Agent: OpenAPIClient/1"))
      request.fields["User-Agent"] = "mine"
      request.fields["Accept"] = "image/png"
      let chosen = try await self.lines(request)
      #expect(chosen.contains("User-Agent: mine") && !chosen.contains("User-Agent: OpenAPIClient/1"))
      #expect(chosen.contains("Accept: image/png") && !chosen.contains("Accept: */*"))
    }

    @Test(arguments: ["GET", "PUT", "POST", "DELETE", "OPTIONS", "PATCH", "TRACE", "QUERY", "PURGE"])
    func `every method arrives, with its body and without`(_ name: String) async throws {
      let server = try makeMirror()
      let method = HTTPMethod(rawValue: name)
      let bare = try await lines(HTTPRequest(method: method, url: server.url))
      #expect(bare.first == "\(name) /")
      #expect(bare.contains("Content-Length: 0") == ["PUT", "POST", "PATCH", "QUERY"].contains(name))
      let full = try await lines(HTTPRequest(method: method, url: server.url, body: .text("abc")))
      #expect(full.first == "\(name) /")
      #expect(full.contains("Content-Length: 3"))
      #expect(!full.contains { $0.hasPrefix("Content-Type") || $0.hasPrefix("Expect") })
    }

    @Test(arguments: [
      ("Bad Name", "x"), ("", "x"), ("X:Y", "x"), ("X\r\nY", "x"), ("Ünicode", "x"), ("X-A", "a\r\nX-B: c"),
      ("X-A", "a\nb"), ("X-A", "a\0b"), ("X-A", "\u{7f}"), ("Content-Length", "3"), ("transfer-encoding", "chunked"),
      ("HOST", "elsewhere"), ("Connection", "close"), ("Expect", "100-continue"), ("Upgrade", "h2c"),
    ]) func `a field that could be misread is refused`(_ name: String, _ value: String) async throws {
      let server = try makeMirror()
      var request = HTTPRequest.get(server.url)
      request.fields.append(name, value)
      let failure = await transport.failure(of: request)
      #expect(failure?.kind == .invalidRequest)
      #expect(failure?.mayHaveBeenProcessed == false)
      #expect(server.connectionCount == 0)
    }

    @Test(arguments: [
      "", "/path", "127.0.0.1/x", "ftp://127.0.0.1/x", "file:///etc/hosts", "http://", "http:///x", "http://:80/",
      "http://a b/", "http://127.0.0.1/ü", "http://127.0.0.1/a\r\nX: y", "http://name:word@127.0.0.1/",
      "http://127.0.0.1\\@elsewhere/", "http://127.0.0.1:99999999/", "https://?x",
    ]) func `an invalid URL is refused`(_ url: String) async throws {
      let failure = await transport.failure(of: .get(url))
      #expect(failure?.kind == .invalidRequest)
      #expect(failure?.mayHaveBeenProcessed == false)
    }

    @Test func `a method that isn't a token, a tunnel and a HEAD with a body are refused`() async throws {
      let server = try makeMirror()
      for request in [
        HTTPRequest(method: HTTPMethod(rawValue: "GE T"), url: server.url),
        HTTPRequest(method: HTTPMethod(rawValue: ""), url: server.url),
        HTTPRequest(method: HTTPMethod(rawValue: "CONNECT"), url: server.url),
        HTTPRequest(method: .head, url: server.url, body: .text("x")),
        HTTPRequest(method: .get, url: server.url, idleTimeout: .zero),
      ] {
        #expect(await transport.failure(of: request)?.kind == .invalidRequest)
      }
      #expect(server.connectionCount == 0)
      #expect(await transport.outcome(of: HTTPRequest(method: .head, url: server.url)) == .response(200, ""))
    }

    @Test func `failures contain no secrets`() async throws {
      let server = try LoopbackServer { $0.close() }
      var request = HTTPRequest.post(server.url + "/x?key=sesame", .text("sesame"))
      request.fields["Authorization"] = "Bearer sesame"
      let text = await transport.failure(of: request).map(String.init(describing:)) ?? "sesame"
      #expect(!text.contains("sesame"))
      request.fields["X-Key"] = "sesame\n"
      let refusal = await transport.failure(of: request).map(String.init(describing:)) ?? "sesame"
      #expect(!refusal.contains("sesame") && refusal.contains("X-Key"))
    }
  }
#endif
