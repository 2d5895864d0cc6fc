import HTTPTransport
import LoopbackHTTP
import Testing
import FoundationTransport

@Suite(.serialized, .timeLimit(.minutes(5)))
struct `URLSession transport, failures` {
  private let transport = URLSessionTransport()

  @Test func `a refused connection can't have been processed`() async throws {
    let port = try ClosedPort()
    let failure = await self.failure(HTTPRequest(method: .post, url: port.url, body: .text("a")))
    #expect(failure?.kind == .cannotConnect)
    #expect(failure?.mayHaveBeenProcessed == false)
  }

  @Test func `a connection that ends before a response may have been processed`() async throws {
    let server = try LoopbackServer { exchange in
      _ = try await exchange.readBody()
      exchange.close()
    }
    let failure = await self.failure(HTTPRequest(method: .post, url: server.url, body: .text("a")))
    #expect(failure?.kind == .connectionLost)
    #expect(failure?.mayHaveBeenProcessed == true)
  }

  @Test func `bytes that aren't HTTP are an invalid response`() async throws {
    let server = try LoopbackServer { exchange in
      try await exchange.writeRaw("SSH-2.0-x\r\n\r\n")
      exchange.close()
    }
    let failure = await self.failure(HTTPRequest(method: .get, url: server.url))
    #expect(failure?.kind == .invalidResponse)
    #expect(failure?.mayHaveBeenProcessed == true)
  }

  @Test func `a body that breaks off throws where it ends`() async throws {
    let server = try LoopbackServer { exchange in
      try await exchange.writeRaw("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
      exchange.close()
    }
    let response = try await transport.send(HTTPRequest(method: .get, url: server.url))
    #expect(response.body.expectedLength == 10)
    var received: [UInt8] = []
    let failure = await #expect(throws: TransportFailure.self) {
      for try await chunk in response.body { received += chunk }
    }
    #expect(received == Array("abc".utf8))
    #expect(failure?.kind == .connectionLost)
  }

  @Test func `a deadline ends an endless response, and prevents a late start`() async throws {
    let server = try LoopbackServer { exchange in
      try await exchange.startResponse(200)
      try await exchange.write([1])
      try await exchange.waitForClose()
    }
    var request = HTTPRequest(method: .get, url: server.url)
    request.deadline = .now + .milliseconds(100)
    do {
      for try await _ in try await transport.send(request).body {}
      Issue.record("the body has an end")
    } catch {
      #expect((error as? TransportFailure)?.kind == .timedOut)
    }
    let count = server.requestCount
    request.deadline = .now - .seconds(1)
    let late = await self.failure(request)
    #expect(late?.kind == .timedOut)
    #expect(late?.mayHaveBeenProcessed == false)
    #expect(server.requestCount == count)
  }

  @Test func `the idle timeout ends a wait`() async throws {
    let server = try LoopbackServer { exchange in try await exchange.waitForClose() }
    let request = HTTPRequest(method: .get, url: server.url, idleTimeout: .milliseconds(300))
    let failure = await self.failure(request)
    #expect(failure?.kind == .timedOut)
    #expect(failure?.mayHaveBeenProcessed == true)
  }

  @Test func `cancelling a task ends its request and its connection`() async throws {
    let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
    let (endings, ended) = AsyncStream.makeStream(of: Void.self)
    let server = try LoopbackServer { exchange in
      arrived.yield()
      try? await exchange.waitForClose()
      ended.yield()
    }
    let request = HTTPRequest(method: .get, url: server.url)
    let task = Task { await self.failure(request) }
    for await _ in arrivals { break }
    task.cancel()
    #expect(await task.value?.kind == .cancelled)
    for await _ in endings { break }
  }

  @Test func `a task that is cancelled already sends nothing`() async throws {
    let server = try LoopbackServer { exchange in try await exchange.respond(200) }
    let request = HTTPRequest(method: .get, url: server.url)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return await self.failure(request)
    }
    let failure = await task.value
    #expect(failure?.kind == .cancelled)
    #expect(failure?.mayHaveBeenProcessed == false)
    #expect(server.connectionCount == 0)
  }

  @Test func `dropping a body ends its connection`() async throws {
    let (endings, ended) = AsyncStream.makeStream(of: Void.self)
    let server = try LoopbackServer { exchange in
      try await exchange.startResponse(200)
      try await exchange.write([1])
      try? await exchange.waitForClose()
      ended.yield()
    }
    var response: HTTPResponse? = try await transport.send(HTTPRequest(method: .get, url: server.url))
    #expect(response?.status == 200)
    response = nil
    for await _ in endings { break }
  }

  @Test func `cancellations that race with responses leave nothing behind`() async throws {
    let server = try LoopbackServer { exchange in try await exchange.respond(200, text: "a") }
    let url = server.url
    await withTaskGroup(of: Void.self) { group in
      for lane in 0..<8 {
        group.addTask {
          for round in 0..<50 {
            let task = Task {
              do {
                let response = try await transport.send(HTTPRequest(method: .get, url: url))
                #expect(try await response.body.collect(upTo: 10) == [97])
              } catch {
                #expect((error as? TransportFailure)?.kind == .cancelled)
              }
            }
            for _ in 0..<((lane * 37 + round * 101) % 200) { await Task.yield() }
            task.cancel()
            await task.value
          }
        }
      }
    }
    let response = try await transport.send(HTTPRequest(method: .get, url: url))
    #expect(try await response.body.collect(upTo: 10) == [97])
  }

  @Test func `a POST on a dead connection arrives at most once, a PUT is sent again`() async throws {
    let received = Received()
    let server = try LoopbackServer { exchange in
      if exchange.requestIndex == 1 {
        try await received.take(exchange)
        try await exchange.respond(200)
      } else {
        try await received.take(exchange)
        exchange.reset()
      }
    }
    let body = RequestBody.bytes([UInt8](repeating: 5, count: 2 << 20))
    for method in [HTTPMethod.post, .put] {
      let first = try await transport.send(HTTPRequest(method: method, url: server.url, body: .text("first")))
      _ = try await first.body.collect(upTo: 10)
      let before = received.bodies.count
      if method == .post {
        let failure = await self.failure(HTTPRequest(method: method, url: server.url, body: body))
        #expect(failure?.kind == .connectionLost)
        #expect(failure?.mayHaveBeenProcessed == true)
        #expect(received.bodies.count <= before + 1)
      } else {
        let second = try await transport.send(HTTPRequest(method: method, url: server.url, body: body))
        #expect(second.status == 200)
        #expect(received.bodies.last?.count == 2 << 20)
      }
    }
  }

  private func failure(_ request: HTTPRequest) async -> TransportFailure? {
    await #expect(throws: TransportFailure.self) { try await transport.send(request) }
  }
}
