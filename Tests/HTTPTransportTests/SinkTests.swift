#if os(Linux)
  import Dispatch
  import HTTPTransport
  import LoopbackHTTP
  import Testing

  @Suite(.serialized, .timeLimit(.minutes(5))) struct SinkTests {
    let transport = CurlTransport()

    private func send(_ url: String) async throws -> HTTPResponse {
      var request = HTTPRequest.get(url)
      request.isDownload = true
      return try await transport.send(request)
    }

    /// A sink that records all bytes.
    private func drained(_ response: HTTPResponse) async throws -> [UInt8] {
      let received = Watched<[UInt8]>([])
      let isWhole = try await response.body.drain { piece in
        received.withLock { $0 += piece }
        return true
      }
      #expect(isWhole)
      return received.current
    }

    @Test(arguments: [0, 1, 65_535, 65_536, 9 << 20])
    func `a sink gets all bytes in their order`(size: Int) async throws {
      let bytes = sampleBytes(size)
      let server = try LoopbackServer { try await $0.respond(200, [], bytes) }
      let response = try await send(server.url)
      #expect(try await drained(response) == bytes)
    }

    @Test func `chunks that a slow caller hasn't read come first`() async throws {
      let bytes = sampleBytes(40 << 20)
      let server = try LoopbackServer { try await $0.respond(200, [], bytes) }
      let response = try await send(server.url)
      while !response.body.isHeldUp { await Task.yield() }
      #expect(try await drained(response) == bytes)
    }

    @Test func `a sink may follow a reader`() async throws {
      let bytes = sampleBytes(8 << 20)
      let server = try LoopbackServer { try await $0.respond(200, [], bytes) }
      let response = try await send(server.url)
      var iterator = response.body.makeAsyncIterator()
      let first = try #require(try await iterator.next())
      #expect(try await first + drained(response) == bytes)
    }

    @Test func `a sink that refuses ends the transfer and isn't called again`() async throws {
      let server = try LoopbackServer { exchange in
        try await exchange.startResponse(200)
        let piece = [UInt8](repeating: 0, count: 256 << 10)
        while true { try await exchange.write(piece) }
      }
      let response = try await send(server.url)
      let calls = Watched(0)
      let isWhole = try await response.body.drain { _ in
        calls.withLock {
          $0 += 1
          return $0 < 3
        }
      }
      #expect(!isWhole)
      #expect(calls.current == 3)
      try await server.waitForClosing()
    }

    @Test func `cancelling ends a transfer into a sink`() async throws {
      let server = try LoopbackServer { exchange in
        try await exchange.startResponse(200)
        let piece = [UInt8](repeating: 0, count: 256 << 10)
        while true { try await exchange.write(piece) }
      }
      let count = Watched(0)
      let response = try await send(server.url)
      let task = Task {
        try await response.body.drain { piece in
          count.withLock { $0 += piece.count }
          return true
        }
      }
      try await count.wait { $0 > 4 << 20 }
      task.cancel()
      let failure = await #expect(throws: TransportFailure.self) { try await task.value }
      #expect(failure?.kind == .cancelled)
      try await server.waitForClosing()
    }

    @Test func `a body that breaks off fails after the bytes that arrived`() async throws {
      let server = try LoopbackServer { exchange in
        try await exchange.startResponse(200, length: 1000)
        try await exchange.write(sampleBytes(400))
        exchange.reset()
      }
      let received = Watched<[UInt8]>([])
      let response = try await send(server.url)
      await #expect(throws: TransportFailure.self) {
        try await response.body.drain { piece in
          received.withLock { $0 += piece }
          return true
        }
      }
      #expect(sampleBytes(400).starts(with: received.current))
    }

    @Test func `a body can't be read while a sink reads it`() async throws {
      let server = try LoopbackServer { exchange in
        try await exchange.startResponse(200)
        try await exchange.write([1])
        try await exchange.waitForClose()
      }
      let response = try await send(server.url)
      let count = Watched(0)
      let task = Task {
        try await response.body.drain { piece in
          count.withLock { $0 += piece.count }
          return true
        }
      }
      try await count.wait { $0 == 1 }
      await #expect(throws: TransportFailure.self) { try await response.body.drain { _ in true } }
      task.cancel()
      _ = await task.result
    }

    @Test func `other calls don't wait while a sink waits`() async throws {
      let server = try LoopbackServer { exchange in
        guard exchange.request.path == "/flood" else { return try await exchange.respond(200, [], text: "body") }
        try await exchange.startResponse(200)
        let piece = [UInt8](repeating: 0, count: 256 << 10)
        while true { try await exchange.write(piece) }
      }
      let response = try await send(server.url + "/flood")
      let gate = DispatchSemaphore(value: 0)
      let count = Watched(0)
      let task = Task {
        try await response.body.drain { _ in
          count.withLock { $0 += 1 }
          gate.wait()
          return false
        }
      }
      try await count.wait { $0 == 1 }
      #expect(await transport.outcome(of: .get(server.url)) == .response(200, "body"))
      gate.signal()
      #expect(try await !task.value)
    }
  }
#endif
