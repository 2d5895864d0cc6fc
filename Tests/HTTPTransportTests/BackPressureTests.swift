#if os(Linux)
  import HTTPTransport
  import LoopbackHTTP
  import Testing

  @Suite(.serialized, .timeLimit(.minutes(5))) struct BackPressureTests {
    let transport = CurlTransport()

    /// More than the transport may hold, and the system's buffers of a connection, which some kernels let grow past 32 MB.
    static let most = 64 << 20

    /// A server of endless zeros, and how many it has written.
    private func makeFlood() throws -> (LoopbackServer, Watched<Int>) {
      let written = Watched(0)
      let server = try LoopbackServer { exchange in
        try await exchange.startResponse(200)
        let piece = [UInt8](repeating: 0, count: 256 << 10)
        while true {
          try await exchange.write(piece)
          written.withLock { $0 += piece.count }
        }
      }
      return (server, written)
    }

    /// Makes the transport's thread check all of its connections again and again.
    private func keepBusy() async throws {
      let server = try LoopbackServer { try await $0.respond(200) }
      for _ in 0..<100 { #expect(await transport.outcome(of: .get(server.url)) == .response(200, "")) }
    }

    @Test func `a server waits for a caller who doesn't read`() async throws {
      let (server, written) = try makeFlood()
      let response = try await transport.send(.get(server.url))
      var iterator = response.body.makeAsyncIterator()
      var read = 0
      for _ in 0..<3 {
        while !response.body.isHeldUp { try await keepBusy() }
        try await keepBusy()
        #expect(written.current - read < Self.most)
        let goal = read + (40 << 20)
        while read < goal, let chunk = try await iterator.next() { read += chunk.count }
      }
      #expect(read >= 120 << 20)
    }

    @Test func `many small events for a slow caller don't fill the memory`() async throws {
      let server = try LoopbackServer { exchange in
        try await exchange.startResponse(200)
        for number in 0..<2000 { try await exchange.write(Array("data: \(number)\n\n".utf8)) }
        try await exchange.finish()
      }
      let response = try await transport.send(.get(server.url))
      var text: [UInt8] = []
      for try await chunk in response.body {
        await Task.yield()
        text += chunk
      }
      #expect(String(decoding: text, as: UTF8.self) == (0..<2000).map { "data: \($0)\n\n" }.joined())
    }

    @Test func `an event arrives before the next one is made`() async throws {
      let (requests, ask) = AsyncStream.makeStream(of: Int.self)
      let server = try LoopbackServer { exchange in
        try await exchange.startResponse(200)
        for await number in requests { try await exchange.write(Array("event \(number)".utf8)) }
      }
      let response = try await transport.send(.get(server.url))
      var iterator = response.body.makeAsyncIterator()
      for number in 0..<50 {
        ask.yield(number)
        #expect(try await iterator.next() == Array("event \(number)".utf8))
      }
    }

    @Test func `small calls finish while a download runs`() async throws {
      let (server, written) = try makeFlood()
      let transport = self.transport
      let download = Task {
        for try await _ in try await transport.send(.get(server.url)).body { try Task.checkCancellation() }
      }
      for round in 1...3 {
        try await written.wait { $0 > round << 23 }
        try await keepBusy()
      }
      download.cancel()
      _ = await download.result
      try await server.waitForClosing()
    }

    @Test func `a stream is made no faster than it is sent`() async throws {
      let made = Watched(0)
      let (permissions, permit) = AsyncStream.makeStream(of: Void.self)
      let server = try LoopbackServer { exchange in
        for await _ in permissions { break }
        var count = 0
        while let chunk = try await exchange.readChunk() { count += chunk.count }
        try await exchange.respond(200, [], text: "\(count)")
      }
      let body = RequestBody.stream(length: 64 << 20) {
        AsyncStream<[UInt8]>(unfolding: {
          guard made.current < 64 << 20 else { return nil }
          made.withLock { $0 += 256 << 10 }
          return [UInt8](repeating: 1, count: 256 << 10)
        })
      }
      let transport = self.transport
      let call = Task { await transport.outcome(of: .post(server.url, body)) }
      try await made.wait { $0 > 0 }
      try await keepBusy()
      #expect(made.current < Self.most)
      permit.yield()
      #expect(await call.value == .response(200, "\(64 << 20)"))
    }

    @Test func `two tasks can't read one body at the same time`() async throws {
      let server = try LoopbackServer { exchange in
        try await exchange.startResponse(200)
        try await exchange.waitForClose()
      }
      let response = try await transport.send(.get(server.url))
      let outcomes = await withTaskGroup(of: TransportFailure.Kind?.self) { group in
        for _ in 0..<2 {
          group.addTask {
            do {
              _ = try await response.body.collect(upTo: 10)
              return nil
            } catch {
              return (error as? TransportFailure)?.kind
            }
          }
        }
        let first = await group.next() ?? nil
        group.cancelAll()
        return [first, await group.next() ?? nil]
      }
      #expect(outcomes == [.invalidRequest, .cancelled])
    }

    @Test func `calls don't wait for the connections of others`() async throws {
      let arrived = Watched(0)
      let server = try LoopbackServer { exchange in
        arrived.withLock { $0 += 1 }
        try await arrived.wait { $0 == 48 }
        try await exchange.respond(200)
      }
      let transport = self.transport
      let outcomes = await withTaskGroup(of: Outcome.self) { group in
        for _ in 0..<48 { group.addTask { await transport.outcome(of: .get(server.url)) } }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outcomes == [Outcome](repeating: .response(200, ""), count: 48))
      #expect(server.connectionCount == 48)
    }

    @Test func `many calls at once share a transport`() async throws {
      let server = try LoopbackServer { exchange in
        let body = try await exchange.readBody()
        try await exchange.respond(200, [], body)
      }
      let transport = self.transport
      let wrong = await withTaskGroup(of: Int.self) { group in
        for lane in 0..<64 {
          group.addTask {
            var wrong = 0
            for round in 0..<15 {
              let text = "\(lane)/\(round)"
              if await transport.outcome(of: .post(server.url, .text(text))) != .response(200, text) { wrong += 1 }
            }
            return wrong
          }
        }
        return await group.reduce(0, +)
      }
      #expect(wrong == 0)
      #expect(server.requestCount == 64 * 15)
    }
  }
#endif
