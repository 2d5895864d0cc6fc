#if os(Linux)
  import HTTPTransport
  import LoopbackHTTP
  import Testing

  @Suite(.serialized, .timeLimit(.minutes(10))) struct CancellationTests {
    @Test func `cancellations race with responses, thousands of times`() async throws {
      let server = try LoopbackServer { exchange in
        let body = try await exchange.readBody()
        try await exchange.respond(200, [], body)
      }
      let transport = CurlTransport()
      let (lanes, rounds) = (8, 500)
      let outcomes = await withTaskGroup(of: [Outcome].self) { group in
        for lane in 0..<lanes {
          group.addTask {
            var generator = SampleGenerator(seed: UInt64(lane + 1))
            var outcomes: [Outcome] = []
            for _ in 0..<rounds {
              let call = Task { await transport.outcome(of: .post(server.url, .text("hello"))) }
              for _ in 0..<Int.random(in: 0...300, using: &generator) { await Task.yield() }
              call.cancel()
              outcomes.append(await call.value)
            }
            return outcomes
          }
        }
        return await group.reduce(into: []) { $0 += $1 }
      }
      let allowed: [Outcome] = [.response(200, "hello"), .failed(.cancelled), .brokenBody(200, .cancelled)]
      #expect(outcomes.count == lanes * rounds)
      #expect(outcomes.filter { !allowed.contains($0) } == [])
      #expect(server.requestCount <= lanes * rounds)
      // Nothing is left over.
      #expect(await transport.outcome(of: .post(server.url, .text("after"))) == .response(200, "after"))
      try await server.waitForClosing(downTo: lanes + 1)
    }

    @Test func `cancellations race with refusals`() async throws {
      let port = try ClosedPort()
      let transport = CurlTransport()
      for round in 0..<1000 {
        let call = Task { await transport.outcome(of: .get(port.url)) }
        for _ in 0..<(round % 60) { await Task.yield() }
        call.cancel()
        #expect([.failed(.cancelled), .failed(.cannotConnect)].contains(await call.value))
      }
    }

    @Test func `a task that is cancelled already opens nothing`() async throws {
      let server = try LoopbackServer { try await $0.respond(200) }
      let transport = CurlTransport()
      for _ in 0..<100 {
        let call = Task {
          withUnsafeCurrentTask { $0?.cancel() }
          return await transport.failure(of: .get(server.url))
        }
        let failure = await call.value
        #expect(failure?.kind == .cancelled)
        #expect(failure?.mayHaveBeenProcessed == false)
      }
      #expect(server.connectionCount == 0)
    }

    enum Point: CaseIterable { case noResponse, insideBody, unreadBytes, unreadFile, unreadStream }

    @Test(arguments: Point.allCases)
    func `a cancelled call ends, and the server sees it`(_ point: Point) async throws {
      let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
      let (ends, ended) = AsyncStream.makeStream(of: Void.self)
      let (cancellations, cancelled) = AsyncStream.makeStream(of: Void.self)
      let server = try LoopbackServer { exchange in
        if point == .insideBody {
          try await exchange.startResponse(200, [], length: 100)
          try await exchange.write([1])
        }
        arrived.yield()
        if point != .noResponse, point != .insideBody {
          // The bytes that were sent come before the end, so only reading shows it.
          for await _ in cancellations { break }
          await #expect(throws: LoopbackError.self) { _ = try await exchange.readBody() }
        } else {
          try? await exchange.waitForClose()
        }
        ended.yield()
      }
      let transport = CurlTransport()
      let bytes = [UInt8](repeating: 0, count: 32 << 20)
      try await withFile(bytes) { path in
        let body: RequestBody =
          switch point {
          case .noResponse, .insideBody: .empty
          case .unreadBytes: .bytes(bytes)
          case .unreadFile: .file(path: path)
          case .unreadStream: .stream(length: nil) { ChunkList(chunks: [bytes, bytes]) }
          }
        let call = Task { await transport.failure(of: .post(server.url, body)) }
        for await _ in arrivals { break }
        call.cancel()
        #expect(await call.value?.kind == .cancelled)
      }
      cancelled.yield()
      for await _ in ends { break }
      try await server.waitForClosing()
    }

    @Test func `a transfer ends when nobody holds its body`() async throws {
      let ended = Watched(0)
      let server = try LoopbackServer { exchange in
        defer { ended.withLock { $0 += 1 } }
        try await exchange.startResponse(200)
        while true { try await exchange.write([UInt8](repeating: 0, count: 10_000)) }
      }
      let transport = CurlTransport()
      for round in 0..<60 {
        let response = try await transport.send(.get(server.url))
        #expect(response.status == 200)
        switch round % 3 {
        case 0: break
        case 1:
          for try await chunk in response.body {
            #expect(!chunk.isEmpty)
            break
          }
        default:
          var iterator = response.body.makeAsyncIterator()
          for _ in 0..<20 { #expect(try await iterator.next() != nil) }
        }
      }
      try await ended.wait { $0 == 60 }
      try await server.waitForClosing()
    }

    @Test func `the stream of a cancelled upload ends, too`() async throws {
      let server = try LoopbackServer { try await $0.waitForClose() }
      let transport = CurlTransport()
      let (chunks, source) = AsyncStream.makeStream(of: [UInt8].self)
      let (starts, started) = AsyncStream.makeStream(of: Void.self)
      let (ends, ended) = AsyncStream.makeStream(of: Void.self)
      source.onTermination = { _ in ended.yield() }
      source.yield([1])
      let body = RequestBody.stream(length: nil) {
        started.yield()
        return chunks
      }
      let call = Task { await transport.failure(of: .post(server.url, body)) }
      for await _ in starts { break }
      call.cancel()
      #expect(await call.value?.kind == .cancelled)
      for await _ in ends { break }
    }

    @Test func `a released transport finishes its transfers`() async throws {
      let server = try LoopbackServer { exchange in
        try await exchange.startResponse(200, [], length: 8 << 20)
        for _ in 0..<8 { try await exchange.write([UInt8](repeating: 0, count: 1 << 20)) }
        try await exchange.finish()
      }
      for _ in 0..<10 {
        let response = try await CurlTransport().send(.get(server.url))
        #expect(try await response.body.collect(upTo: 8 << 20).count == 8 << 20)
      }
      try await server.waitForClosing()
    }
  }
#endif
