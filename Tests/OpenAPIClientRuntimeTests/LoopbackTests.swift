import Foundation
import LoopbackHTTP
import OpenAPIClientRuntime
import Testing

/// Calls over real connections: what a mock can't show.
@Suite(.serialized, .timeLimit(.minutes(5))) struct LoopbackTests {
  private func client(_ server: LoopbackServer) -> Images.Client {
    Images.Client(apiKey: "the-secret-key", server: .init(url: server.url)).with { $0.idleTimeout = nil }
  }

  @Test func `a form with files arrives unchanged, with its length announced`() async throws {
    let folder = try TemporaryFolder()
    folder.write("PNG \u{0}\r\n--B\r\n", to: "a.png")
    let seen = RedactionTests.Lines()
    let server = try LoopbackServer { exchange in
      let body = try await exchange.readBody()
      seen.add(exchange.request.field("content-length") ?? "")
      seen.add(exchange.request.field("authorization") ?? "")
      seen.add(exchange.request.field("transfer-encoding") ?? "none")
      seen.add(String(decoding: body, as: UTF8.self))
      try await exchange.respond(200, [("Content-Type", "application/json")], text: #"{"code":1000,"msg":"ok"}"#)
    }
    defer { server.stop() }
    let response = try await client(server).with { $0.makeBoundary = { "B1" } }
      .draw(.init(category: "c", sourceImage: [.file(folder.path + "/a.png")]))
    #expect(response.code == 1000)
    let body =
      "--B1\r\nContent-Disposition: form-data; name=\"category\"\r\n\r\nc\r\n"
      + "--B1\r\nContent-Disposition: form-data; name=\"sourceImage\"; filename=\"a.png\"\r\n"
      + "Content-Type: image/png\r\n\r\nPNG \u{0}\r\n--B\r\n\r\n--B1--\r\n"
    #expect(seen.all == ["\(body.utf8.count)", "the-secret-key", "none", body])
  }

  @Test(arguments: [[], ["a"], ["a", "bc"]])
  func `an optional file arrives in chunks, or is nil`(_ chunks: [String]) async throws {
    let server = try LoopbackServer { exchange in
      try await exchange.startResponse(200, [("Content-Type", "image/png")])
      for chunk in chunks { try await exchange.write(Array(chunk.utf8)) }
      try await exchange.finish()
    }
    defer { server.stop() }
    let file = APIOperation<ResponseBody?>("x", .get, "/", response: .optional(.body))
    let body = try await client(server).send(file)
    #expect(try await body?.collect(upTo: 10) == (chunks.isEmpty ? nil : chunks.flatMap(\.utf8)))
  }

  @Test func `no credential arrives at another port`() async throws {
    let seen = RedactionTests.Lines()
    let other = try LoopbackServer { exchange in
      seen.add("\(exchange.request.target) \(exchange.request.fields.map { "\($0.name): \($0.value)" })")
      try await exchange.respond(200, [], text: #"{"code":1,"msg":""}"#)
    }
    defer { other.stop() }
    let address = other.url
    let server = try LoopbackServer { exchange in
      _ = try await exchange.readBody()
      try await exchange.respond(307, [("Location", address + "/there")])
    }
    defer { server.stop() }
    let client = client(server).with {
      $0.credentials["q"] = .apiKey("the-secret-key", in: .query, name: "k")
      $0.credentials["c"] = .apiKey("the-secret-key", in: .cookie, name: "k")
    }
    var operation = Images.draw(.init(category: "c"))
    operation.security(["ApiKeyAuth", "q", "c"])
    #expect(try await client.send(operation).code == 1)
    #expect(seen.all.count == 1)
    #expect(!seen.text.contains("secret"))
    #expect(seen.text.hasPrefix("/there "))
  }

  @Test func `a POST whose connection dies arrives once`() async throws {
    let server = try LoopbackServer { exchange in
      _ = try await exchange.readBody()
      exchange.reset()
    }
    defer { server.stop() }
    let client = client(server).with { $0.middleware = [RetryMiddleware()] }
    let error = await failure { () async throws(ClientError) in try await client.draw() }
    #expect(error?.kind == .connection)
    #expect(error?.mayHaveBeenProcessed == true)
    #expect(server.requestCount == 1)
  }

  @Test func `a call of an unreachable service is retried and fails with an error that says so`() async throws {
    let port = try ClosedPort()
    let clock = RetryTests.VirtualClock()
    let client = Images.Client(apiKey: "k", server: .init(url: port.url)).with {
      $0.middleware = [RetryMiddleware(attempts: 3, timing: clock.timing())]
    }
    let error = await failure { () async throws(ClientError) in try await client.draw() }
    #expect(error?.kind == .connection)
    #expect(error?.mayHaveBeenProcessed == false)
    #expect(clock.slept.count == 2)
  }

  @Test func `a call that takes too long is timed out`() async throws {
    let server = try LoopbackServer { exchange in try await exchange.waitForClose() }
    defer { server.stop() }
    let client = client(server).with { $0.timeout = .milliseconds(150) }
    let error = await failure { () async throws(ClientError) in try await client.draw() }
    #expect(error?.kind == .timedOut)
    // A busy machine can need all the time to get ready.
    if server.requestCount > 0 { #expect(error?.mayHaveBeenProcessed == true) }
  }

  @Test func `cancelling a call ends it`() async throws {
    let arrived = AsyncStream<Void>.makeStream()
    let server = try LoopbackServer { exchange in
      arrived.continuation.yield()
      try await exchange.waitForClose()
    }
    defer { server.stop() }
    let client = client(server)
    let task = Task { await failure { () async throws(ClientError) in try await client.draw() } }
    for await _ in arrived.stream { break }
    task.cancel()
    #expect(await task.value?.kind == .cancelled)
  }

  @Test func `cancellations race with responses, and no call arrives twice`() async throws {
    let server = try LoopbackServer { exchange in
      _ = try await exchange.readBody()
      try await exchange.respond(200, [("Content-Type", "application/json")], text: #"{"code":1,"msg":""}"#)
    }
    defer { server.stop() }
    let client = client(server).with { $0.middleware = [RetryMiddleware()] }
    let (lanes, rounds) = (4, 100)
    let failures = await withTaskGroup(of: [ClientError.Kind].self) { group in
      for lane in 0..<lanes {
        group.addTask {
          var kinds: [ClientError.Kind] = []
          for round in 0..<rounds {
            let call = Task { await failure { () async throws(ClientError) in try await client.draw() } }
            for _ in 0..<((lane * 37 + round * 101) % 300) { await Task.yield() }
            call.cancel()
            if let error = await call.value { kinds.append(error.kind) }
          }
          return kinds
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(failures.allSatisfy { $0 == .cancelled })
    #expect(try await client.draw().code == 1)
    #expect(server.requestCount <= lanes * rounds + 1)
  }

  @Test func `events come one by one while the response goes on`() async throws {
    let next = AsyncStream<Void>.makeStream()
    let server = try LoopbackServer { exchange in
      try await exchange.startResponse(200, [("Content-Type", "text/event-stream")])
      var wishes = next.stream.makeAsyncIterator()
      for lives in 1...3 {
        try await exchange.write(Array("data: {\"type\":\"cat\",\"lives\":\(lives)}\r\n\r\n".utf8))
        // The next event only after this one has been read.
        _ = await wishes.next()
      }
      try await exchange.write(Array("data: [DONE]\n\n".utf8))
      try await exchange.finish()
    }
    defer { server.stop() }
    var lives: [Images.Pet] = []
    for try await pet in try await client(server).send(Images.chat([:])) {
      lives.append(pet)
      next.continuation.yield()
    }
    #expect(lives == [.cat(.init(lives: 1)), .cat(.init(lives: 2)), .cat(.init(lives: 3))])
  }

  @Test(arguments: [false, true])
  func `a download that breaks off is resumed and arrives complete`(byReset: Bool) async throws {
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let server = try LoopbackServer { exchange in
      let start = exchange.request.field("range").flatMap { Int($0.dropFirst(6).dropLast()) } ?? 0
      var fields = [("ETag", "\"v\""), ("Content-Type", "image/png")]
      if start > 0 { fields.append(("Content-Range", "bytes \(start)-\(bytes.count - 1)/\(bytes.count)")) }
      try await exchange.startResponse(start > 0 ? 206 : 200, fields, length: bytes.count - start)
      let end = min(bytes.count, start + 120_000)
      try await exchange.write(Array(bytes[start..<end]))
      if end == bytes.count { return try await exchange.finish() }
      if byReset { exchange.reset() } else { exchange.close() }
    }
    defer { server.stop() }
    let folder = try TemporaryFolder()
    var download = Download(server.url + "/p.png")
    download.idleTimeout = nil
    download.timing = RetryTests.VirtualClock().timing()
    // A reset can drop everything that arrived before it.
    download.attempts = 1000
    let file = try await download.save(to: folder.path + "/p.png")
    #expect(file.size == 300_000)
    #expect(FileManager.default.contents(atPath: file.path) == Data(bytes))
    #expect(byReset || server.requestCount == 3)
    #expect(folder.names == ["p.png"])
  }

  @Test func `progress of an upload ends with its length`() async throws {
    let server = try LoopbackServer { exchange in
      _ = try await exchange.readBody()
      try await exchange.respond(200, [], text: #"{"code":1,"msg":""}"#)
    }
    defer { server.stop() }
    let seen = RedactionTests.Lines()
    let client = client(server).with {
      $0.onUploadProgress = { seen.add("\($0.completedBytes)/\($0.totalBytes ?? -1)") }
    }
    let image = FilePart.bytes([UInt8](repeating: 7, count: 500_000), filename: "a.png")
    _ = try await client.draw(.init(sourceImage: [image]))
    let last = try #require(seen.all.last).split(separator: "/")
    #expect(last.first == last.last)
    #expect((last.first.flatMap { Int($0) } ?? 0) > 500_000)
  }
}
