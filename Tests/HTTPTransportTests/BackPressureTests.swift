#if os(Linux)
  import HTTPTransport
  import LoopbackServer
  import Testing

  @Suite struct BackPressureTests {
    let transport = CurlTransport()

    /// A server of endless zeros, and how many it has written.
    private func makeFlood() throws -> (LoopbackServer, Counter) {
      let written = Counter()
      let server = try LoopbackServer { exchange in
        try await exchange.startResponse(200)
        let piece = [UInt8](repeating: 0, count: 256 << 10)
        while true {
          try await exchange.write(piece)
          written.add(piece.count)
        }
      }
      return (server, written)
    }

    /// The count once it doesn't grow any more.
    private func settled(_ counter: Counter) async throws -> Int {
      var last = -1
      while counter.value != last {
        last = counter.value
        try await Task.sleep(for: .milliseconds(150))
      }
      return last
    }

    @Test func `a server waits for a caller who doesn't read`() async throws {
      let (server, written) = try makeFlood()
      let before = residentKilobytes()
      let response = try await transport.send(.get(server.url))
      var iterator = response.body.makeAsyncIterator()
      var read = 0
      for _ in 0..<3 {
        let ahead = try await settled(written) - read
        // What the transport holds and what the system's socket buffers do.
        #expect(ahead < 24 << 20)
        let goal = read + (40 << 20)
        while read < goal, let chunk = try await iterator.next() { read += chunk.count }
      }
      #expect(read >= 120 << 20)
      #expect(residentKilobytes() - before < 60_000)
    }

    @Test func `many small events reach a slow caller without growing`() async throws {
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

    @Test func `small calls get through while a download runs at full speed`() async throws {
      let (server, written) = try makeFlood()
      let quick = try LoopbackServer { try await $0.respond(200, [], text: "quick") }
      let transport = self.transport
      let download = Task {
        for try await _ in try await transport.send(.get(server.url)).body { try Task.checkCancellation() }
      }
      #expect(try await eventually { written.value > 8 << 20 })
      let clock = ContinuousClock()
      var times: [Duration] = []
      for _ in 0..<101 {
        times.append(
          await clock.measure { #expect(await transport.outcome(of: .get(quick.url)) == .response(200, "quick")) })
      }
      download.cancel()
      _ = await download.result
      #expect(times.sorted()[50] < .milliseconds(50))
    }

    @Test func `a stream is made no quicker than it is sent`() async throws {
      let made = Counter()
      let (permissions, permit) = AsyncStream.makeStream(of: Void.self)
      let server = try LoopbackServer { exchange in
        for await _ in permissions { break }
        var count = 0
        while let chunk = try await exchange.readChunk() { count += chunk.count }
        try await exchange.respond(200, [], text: "\(count)")
      }
      let body = RequestBody.stream(length: 64 << 20) {
        AsyncStream<[UInt8]>(unfolding: {
          guard made.value < 64 << 20 else { return nil }
          made.add(256 << 10)
          return [UInt8](repeating: 1, count: 256 << 10)
        })
      }
      let transport = self.transport
      let call = Task { await transport.outcome(of: .post(server.url, body)) }
      #expect(try await eventually { made.value > 0 })
      #expect(try await settled(made) < 32 << 20)
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
