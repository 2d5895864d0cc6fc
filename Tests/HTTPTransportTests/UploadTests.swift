#if os(Linux)
  import Foundation
  import HTTPTransport
  import LoopbackHTTP
  import Testing

  @Suite(.serialized, .timeLimit(.minutes(5))) struct UploadTests {
    let transport = CurlTransport()

    /// Responds with the body, and with its framing in a field.
    private func makeEcho() throws -> LoopbackServer {
      try LoopbackServer { exchange in
        let body = try await exchange.readBody(upTo: 64 << 20)
        let framing = exchange.request.field("Content-Length") ?? exchange.request.field("Transfer-Encoding") ?? "none"
        try await exchange.respond(200, [("X-Framing", framing)], body)
      }
    }

    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 1_000_000, 5_000_001])
    func `every kind of body arrives as it is`(_ size: Int) async throws {
      let server = try makeEcho()
      let bytes = sampleBytes(size)
      let middle = size / 2
      try await withFile(bytes) { path in
        let chunks = ChunkList(chunks: [[], Array(bytes[..<middle]), Array(bytes[middle...])])
        let bodies: [RequestBody] = [
          .bytes(bytes), .data(bytes), .file(path: path), .file(path: path, range: 0..<Int64(size)),
          .segments([.bytes(Array(bytes[..<middle])), .empty, .file(path: path, range: Int64(middle)..<Int64(size))]),
          .segments([.segments([.file(path: path, range: 0..<Int64(middle))]), .bytes(Array(bytes[middle...]))]),
          .stream(length: Int64(size)) { chunks },
          .stream(length: nil) { chunks },
          .segments([
            .bytes(Array(bytes[..<middle])), .stream(length: nil) { ChunkList(chunks: [Array(bytes[middle...])]) },
          ]),
        ]
        for (index, body) in bodies.enumerated() {
          let response = try await transport.send(.post(server.url, body))
          #expect(response.fields["X-Framing"] == (index < 7 ? "\(size)" : "chunked"))
          let isEqual = try await response.body.collect(upTo: 64 << 20) == bytes
          #expect(isEqual, "body \(index)")
          if body.isReplayable { #expect(try await body.collect(upTo: size) == bytes) }
        }
      }
    }

    @Test func `progress ends at the total`() async throws {
      let server = try makeEcho()
      let progress = Locked<[TransferProgress]>([])
      var request = HTTPRequest.post(server.url, .bytes(sampleBytes(3_000_000)))
      request.onUploadProgress = { step in progress.withLock { $0.append(step) } }
      _ = try await transport.send(request).body.collect(upTo: 4_000_000)
      let steps = progress.withLock { $0 }
      #expect(steps.last == TransferProgress(completedBytes: 3_000_000, totalBytes: 3_000_000))
      #expect(steps.map(\.completedBytes) == steps.map(\.completedBytes).sorted())
    }

    @Test func `lengths above 4 GiB are counted`() async throws {
      let size: Int64 = 5 << 30
      try await withFile([]) { path in
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.truncate(atOffset: UInt64(size))
        try handle.seek(toOffset: UInt64(size - 4))
        try handle.write(contentsOf: Data("tail".utf8))
        try handle.close()
        let body = RequestBody.segments([.file(path: path), .text("end")])
        #expect(try body.length == size + 3)
        let echo = try makeEcho()
        let tail = RequestBody.file(path: path, range: (size - 6)..<size)
        #expect(await transport.outcome(of: .post(echo.url, tail)) == .response(200, "\0\0tail"))
        let server = try LoopbackServer { exchange in
          let length = exchange.request.field("Content-Length") ?? ""
          try await exchange.respond(413, [("Connection", "close")], Array(length.utf8))
          exchange.endWriting()
        }
        #expect(await transport.outcome(of: .post(server.url, body)) == .response(413, "\(size + 3)"))
      }
    }

    @Test func `anything but a regular file is refused before a connection is opened`() async throws {
      let server = try makeEcho()
      try await withFile(sampleBytes(100)) { path in
        let pipe = path + "-pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        defer { unlink(pipe) }
        let bodies: [RequestBody] = [
          .file(path: path + "-missing"), .file(path: FileManager.default.temporaryDirectory.path), .file(path: pipe),
          .file(path: "/dev/null"), .file(path: path, range: 50..<101), .file(path: path, range: -1..<5),
          .file(path: path + "\0"), .segments([.text("a"), .file(path: path + "-missing")]),
          .stream(length: -1) { ChunkList(chunks: []) },
        ]
        for body in bodies {
          let failure = await transport.failure(of: .post(server.url, body))
          #expect(failure?.kind == .bodyFailed)
          #expect(failure?.mayHaveBeenProcessed == false)
          #expect(throws: TransportFailure.self) { try body.length }
        }
        #expect(server.connectionCount == 0)
      }
    }

    @Test func `a file that becomes shorter fails; one that is removed or grows is sent as it was`() async throws {
      let size = 48 << 20
      for change in ["shorter", "gone", "longer"] {
        try await withFile([UInt8](repeating: 5, count: size)) { path in
          let server = try LoopbackServer { exchange in
            var count = try await exchange.readChunk()?.count ?? 0
            switch change {
            case "shorter": truncate(path, 1000)
            case "gone": unlink(path)
            default: truncate(path, off_t(size + 1000))
            }
            while let chunk = try await exchange.readChunk() { count += chunk.count }
            try await exchange.respond(200, [], text: "\(count)")
          }
          let outcome = await transport.outcome(of: .post(server.url, .file(path: path)))
          #expect(outcome == (change == "shorter" ? .failed(.bodyFailed) : .response(200, "\(size)")))
        }
      }
    }

    @Test func `a stream that fails or has another length than announced fails the request`() async throws {
      let server = try makeEcho()
      let streams: [(Int64?, ChunkList)] = [
        (5, ChunkList(chunks: [[1, 2], [3]])), (5, ChunkList(chunks: [])), (2, ChunkList(chunks: [[1, 2], [3]])),
        (2, ChunkList(chunks: [[1, 2, 3]])), (0, ChunkList(chunks: [[1]])),
        (nil, ChunkList(chunks: [[1, 2]], breaks: true)), (5, ChunkList(chunks: [[1, 2]], breaks: true)),
      ]
      for (length, chunks) in streams where length != 0 {
        let outcome = await transport.outcome(of: .post(server.url, .stream(length: length) { chunks }))
        #expect(outcome == .failed(.bodyFailed))
      }
      // No request with a part of a body counted as a whole one.
      #expect(await transport.outcome(of: .post(server.url, .text("fine"))) == .response(200, "fine"))
    }

    @Test func `a stream of many tiny chunks arrives complete`() async throws {
      let server = try makeEcho()
      let bytes = sampleBytes(30_000)
      let crumbs = ChunkList(chunks: bytes.map { [$0] })
      for length in [Int64(30_000), nil] {
        let response = try await transport.send(.post(server.url, .stream(length: length) { crumbs }))
        #expect(try await response.body.collect(upTo: 40_000) == bytes)
      }
    }

    @Test func `a response can come while the body is still sent`() async throws {
      let server = try LoopbackServer { exchange in
        try await exchange.startResponse(200)
        while let chunk = try await exchange.readChunk() { try await exchange.write(chunk) }
        try await exchange.finish()
      }
      let (chunks, source) = AsyncStream.makeStream(of: [UInt8].self)
      let response = try await transport.send(.post(server.url, .stream(length: nil) { chunks }))
      var iterator = response.body.makeAsyncIterator()
      for number in 0..<20 {
        source.yield(Array("ping \(number)".utf8))
        #expect(try await iterator.next() == Array("ping \(number)".utf8))
      }
      source.finish()
      #expect(try await iterator.next() == nil)
    }
  }
#endif
