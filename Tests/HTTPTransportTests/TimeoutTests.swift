#if os(Linux)
  import HTTPTransport
  import LoopbackHTTP
  import Testing

  @Suite(.serialized, .timeLimit(.minutes(5))) struct TimeoutTests {
    let transport = CurlTransport()

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

    @Test(arguments: Stall.all) func `an idle timeout ends a stall`(_ stall: Stall) async throws {
      let server = try LoopbackServer(handler: stall.stop)
      var request = HTTPRequest.get(server.url)
      request.idleTimeout = .milliseconds(250)
      let failure = await transport.failure(of: request)
      #expect(failure?.kind == .timedOut)
      #expect(failure?.mayHaveBeenProcessed == true)
      try await server.waitForClosing()
    }

    @Test(arguments: [30, 90, 400, 1100]) func `no timeout is early, fractions of a second count`(_ milliseconds: Int)
      async throws
    {
      let server = try LoopbackServer { try await $0.waitForClose() }
      for isDeadline in [true, false] {
        let start = ContinuousClock.now
        var request = HTTPRequest.get(server.url)
        let limit = Duration.milliseconds(milliseconds)
        if isDeadline { request.deadline = start + limit } else { request.idleTimeout = limit }
        #expect(await transport.outcome(of: request) == .failed(.timedOut))
        #expect(start.duration(to: .now) >= limit)
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

    @Test func `a deadline that has passed opens nothing`() async throws {
      let server = try LoopbackServer { try await $0.respond(200) }
      var request = HTTPRequest.get(server.url)
      request.deadline = .now - .seconds(1)
      let failure = await transport.failure(of: request)
      #expect(failure?.kind == .timedOut)
      #expect(failure?.mayHaveBeenProcessed == false)
      #expect(server.connectionCount == 0)
    }

  }

  /// Timeouts with a clock that advances only on request.
  @Suite(.serialized, .timeLimit(.minutes(5))) struct IdleTests {
    let clock = ManualClock()
    let transport: CurlTransport
    let other: LoopbackServer

    init() throws {
      transport = CurlTransport(now: { [clock] in clock.now })
      other = try LoopbackServer { try await $0.respond(200) }
    }

    /// Advances the time, and wakes the transport's thread.
    private func pass(_ duration: Duration) async {
      clock.advance(by: duration)
      for _ in 0..<3 { #expect(await transport.outcome(of: .get(other.url)) == .response(200, "")) }
    }

    @Test func `each byte of a response restarts the idle timeout, and the deadline ends the response`() async throws {
      let (wishes, wish) = AsyncStream.makeStream(of: Void.self)
      let server = try LoopbackServer { exchange in
        try await exchange.startResponse(200)
        for await _ in wishes { try await exchange.write([46]) }
      }
      var request = HTTPRequest.get(server.url)
      request.idleTimeout = .seconds(10)
      request.deadline = clock.now + .seconds(95)
      var iterator = try await transport.send(request).body.makeAsyncIterator()
      for _ in 0..<10 {
        await pass(.seconds(9))
        wish.yield()
        #expect(try await iterator.next() == [46])
      }
      await pass(.seconds(6))
      let failure = await #expect(throws: TransportFailure.self) { try await iterator.next() }
      #expect(failure?.kind == .timedOut)
      #expect(failure?.message.contains("deadline") == true)
    }

    @Test func `a pause between bytes ends a response`() async throws {
      let server = try LoopbackServer { exchange in
        try await exchange.startResponse(200)
        try await exchange.write([46])
        try await exchange.waitForClose()
      }
      var request = HTTPRequest.get(server.url)
      request.idleTimeout = .seconds(10)
      var iterator = try await transport.send(request).body.makeAsyncIterator()
      #expect(try await iterator.next() == [46])
      await pass(.seconds(11))
      let failure = await #expect(throws: TransportFailure.self) { try await iterator.next() }
      #expect(failure?.kind == .timedOut)
      try await server.waitForClosing()
    }

    @Test func `a server that reads slowly isn't idle, one that stops is`() async throws {
      let (permissions, permit) = AsyncStream.makeStream(of: Void.self)
      let read = Watched(0)
      let server = try LoopbackServer { exchange in
        exchange.setBufferSize(receive: 128 << 10)
        for await _ in permissions {
          let goal = read.current + (4 << 20)
          while read.current < goal, let chunk = try await exchange.readChunk() { read.withLock { $0 += chunk.count } }
        }
        try await exchange.waitForClose()
      }
      var request = HTTPRequest.post(server.url, .bytes([UInt8](repeating: 0, count: 64 << 20)))
      request.idleTimeout = .seconds(10)
      let sent = request
      let ended = Watched<Outcome?>(nil)
      Task {
        let outcome = await transport.outcome(of: sent)
        ended.withLock { $0 = outcome }
      }
      try await server.waitForRequests(1)
      for round in 1...4 {
        await pass(.seconds(9))
        permit.yield()
        try await read.wait { $0 >= round << 22 }
      }
      // Bytes that fit into the system's buffers are still sent.
      while ended.current == nil { await pass(.seconds(11)) }
      #expect(ended.current == .failed(.timedOut))
    }

    @Test func `a caller who reads slowly doesn't count as an idle service`() async throws {
      let server = try LoopbackServer { exchange in
        try await exchange.startResponse(200, [], length: 24 << 20)
        let piece = [UInt8](repeating: 7, count: 1 << 20)
        for _ in 0..<24 { try await exchange.write(piece) }
        try await exchange.finish()
      }
      var request = HTTPRequest.get(server.url)
      request.idleTimeout = .seconds(10)
      let response = try await transport.send(request)
      while !response.body.isHeldUp { await pass(.zero) }
      await pass(.seconds(100))
      #expect(try await response.body.collect(upTo: 24 << 20).count == 24 << 20)
    }

    @Test func `a stream that is slow to produce doesn't count as an idle service`() async throws {
      let arrived = Watched(0)
      let server = try LoopbackServer { exchange in
        var body: [UInt8] = []
        while let chunk = try await exchange.readChunk() {
          body += chunk
          arrived.withLock { $0 += chunk.count }
        }
        try await exchange.respond(200, [], body)
      }
      let (chunks, source) = AsyncStream.makeStream(of: [UInt8].self)
      var request = HTTPRequest.post(server.url, .stream(length: 4) { chunks })
      request.idleTimeout = .seconds(10)
      async let outcome = transport.outcome(of: request)
      source.yield(Array("ab".utf8))
      try await arrived.wait { $0 == 2 }
      await pass(.zero)
      await pass(.seconds(100))
      source.yield(Array("cd".utf8))
      source.finish()
      #expect(await outcome == .response(200, "abcd"))
    }
  }
#endif
