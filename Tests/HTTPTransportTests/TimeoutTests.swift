#if os(Linux)
  import HTTPTransport
  import LoopbackServer
  import Testing

  @Suite struct TimeoutTests {
    let transport = CurlTransport()
    let clock = ContinuousClock()

    /// A server that stops at some point, and how.
    struct Stall: Sendable, CustomTestStringConvertible {
      let testDescription: String
      let stop: @Sendable (Exchange) async throws -> Void

      static let all = [
        Stall(testDescription: "never answers") { try await $0.waitForClose() },
        Stall(testDescription: "stops inside the header") { exchange in
          try await exchange.writeRaw("HTTP/1.1 200 OK\r\nContent-")
          try await exchange.waitForClose()
        },
        Stall(testDescription: "stops before the body") { exchange in
          try await exchange.startResponse(200, [], length: 100)
          try await exchange.waitForClose()
        },
        Stall(testDescription: "stops inside the body") { exchange in
          try await exchange.startResponse(200, [], length: 100)
          try await exchange.write([1, 2, 3])
          try await exchange.waitForClose()
        },
      ]
    }

    @Test(arguments: Stall.all) func `an idle time-out ends a stall`(_ stall: Stall) async throws {
      let server = try LoopbackServer(handler: stall.stop)
      var request = HTTPRequest.get(server.url)
      request.idleTimeout = .milliseconds(250)
      let start = clock.now
      let failure = await transport.failure(of: request)
      let elapsed = start.duration(to: clock.now)
      #expect(failure?.kind == .timedOut)
      #expect(failure?.mayHaveBeenProcessed == true)
      #expect(elapsed >= .milliseconds(250) && elapsed < .seconds(8))
      #expect(try await eventually { server.openConnectionCount == 0 })
    }

    @Test(arguments: [30, 90, 400, 1100]) func `fractions of a second count`(_ milliseconds: Int) async throws {
      let server = try LoopbackServer { try await $0.waitForClose() }
      for isDeadline in [true, false] {
        let start = clock.now
        var request = HTTPRequest.get(server.url)
        let limit = Duration.milliseconds(milliseconds)
        if isDeadline { request.deadline = start + limit } else { request.idleTimeout = limit }
        #expect(await transport.outcome(of: request) == .failed(.timedOut))
        let elapsed = start.duration(to: clock.now)
        #expect(elapsed >= limit && elapsed < limit + .seconds(8))
      }
    }

    @Test func `a server that stops reading is idle`() async throws {
      let server = try LoopbackServer { exchange in
        _ = try await exchange.readChunk()
        try await exchange.waitForClose()
      }
      var request = HTTPRequest.post(server.url, .bytes([UInt8](repeating: 0, count: 64 << 20)))
      request.idleTimeout = .milliseconds(400)
      #expect(await transport.outcome(of: request) == .failed(.timedOut))
    }

    @Test func `a server that reads slowly isn't idle`() async throws {
      let server = try LoopbackServer { exchange in
        exchange.setBufferSize(receive: 16 << 10)
        var count = 0
        while let chunk = try await exchange.readChunk() {
          count += chunk.count
          if count < 2 << 20 { try await Task.sleep(for: .milliseconds(20)) }
        }
        try await exchange.respond(200, [], text: "\(count)")
      }
      var request = HTTPRequest.post(server.url, .bytes([UInt8](repeating: 0, count: 6 << 20)))
      request.idleTimeout = .seconds(3)
      #expect(await transport.outcome(of: request) == .response(200, "\(6 << 20)"))
    }

    @Test func `each byte starts the idle time-out again, and the deadline ends it all`() async throws {
      let server = try LoopbackServer { exchange in
        try await exchange.startResponse(200)
        for _ in 0..<1000 {
          try await exchange.write([46])
          try await Task.sleep(for: .milliseconds(20))
        }
      }
      var request = HTTPRequest.get(server.url)
      request.idleTimeout = .seconds(1)
      let start = clock.now
      request.deadline = start + .milliseconds(1600)
      let outcome = await transport.outcome(of: request)
      #expect(outcome == .brokenBody(200, .timedOut))
      #expect(start.duration(to: clock.now) >= .milliseconds(1600))
    }

    @Test func `a deadline that has passed opens nothing`() async throws {
      let server = try LoopbackServer { try await $0.respond(200) }
      var request = HTTPRequest.get(server.url)
      request.deadline = .now - .seconds(1)
      let failure = await transport.failure(of: request)
      #expect(failure?.kind == .timedOut)
      #expect(failure?.mayHaveBeenProcessed == false)
      #expect(server.connectionCount == 0)
    }

    @Test func `a caller who reads slowly doesn't time the service out`() async throws {
      let server = try LoopbackServer { exchange in
        try await exchange.startResponse(200, [], length: 24 << 20)
        let piece = [UInt8](repeating: 7, count: 1 << 20)
        for _ in 0..<24 { try await exchange.write(piece) }
        try await exchange.finish()
      }
      var request = HTTPRequest.get(server.url)
      request.idleTimeout = .milliseconds(300)
      let response = try await transport.send(request)
      var iterator = response.body.makeAsyncIterator()
      var count = try await iterator.next()?.count ?? 0
      try await Task.sleep(for: .milliseconds(800))
      while let chunk = try await iterator.next() { count += chunk.count }
      #expect(count == 24 << 20)
    }

    @Test func `a stream that makes its caller wait doesn't time the service out`() async throws {
      let server = try LoopbackServer { exchange in
        let body = try await exchange.readBody()
        try await exchange.respond(200, [], body)
      }
      let (chunks, source) = AsyncStream.makeStream(of: [UInt8].self)
      var request = HTTPRequest.post(server.url, .stream(length: 4) { chunks })
      request.idleTimeout = .milliseconds(200)
      async let outcome = transport.outcome(of: request)
      source.yield(Array("ab".utf8))
      try await Task.sleep(for: .milliseconds(700))
      source.yield(Array("cd".utf8))
      source.finish()
      #expect(await outcome == .response(200, "abcd"))
    }
  }
#endif
