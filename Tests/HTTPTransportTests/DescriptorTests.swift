#if os(Linux)
  import Foundation
  import HTTPTransport
  import LoopbackHTTP
  import Testing

  /// A process that may have few open files: each test is in a process of its own, where nothing else runs.
  @Suite(.serialized, .timeLimit(.minutes(5))) struct DescriptorTests {
    /// Lets this process, which was made for a test, have so many open files, and no more.
    static func limitOpenFiles(to count: UInt) {
      // Sockets of the tests that ran when the process was made: some libraries let children inherit theirs.
      for descriptor in 3..<Int32(4096) {
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK { close(descriptor) }
      }
      var limit = rlimit(rlim_cur: count, rlim_max: count)
      precondition(setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
    }

    /// How many of so many calls made at once fail, and the first reason.
    static func failures(
      of count: Int, _ transport: CurlTransport, _ request: @escaping @Sendable (Int) -> HTTPRequest
    ) async -> (count: Int, first: String) {
      await withTaskGroup(of: TransportFailure?.self) { group in
        for index in 0..<count { group.addTask { await transport.failure(of: request(index)) } }
        var failures: [TransportFailure] = []
        for await failure in group.compactMap(\.self) { failures.append(failure) }
        return (failures.count, failures.first.map { "\($0)" } ?? "none")
      }
    }

    @Test(arguments: [64, 256] as [UInt])
    func `three hundred calls at once succeed under any limit of descriptors`(_ limit: UInt) async throws {
      // Each call's response comes late, so that its connection stays.
      let server = try LoopbackServer { exchange in
        let body = try await exchange.readBody()
        try await Task.sleep(nanoseconds: 2_000_000)
        try await exchange.respond(200, [], body)
      }
      await #expect(processExitsWith: .success) { [url = server.url as String, limit = limit as UInt] in
        Self.limitOpenFiles(to: limit)
        let transport = CurlTransport(.init(environment: [:]))
        let result = await Self.failures(of: 300, transport) { index in
          var request = HTTPRequest.post(url, .text("\(index)"))
          // Both threads share the descriptors.
          request.isDownload = index % 3 == 0
          return request
        }
        #expect(result.first == "none")
        // Some are left for others.
        #expect((try? FileHandle(forReadingFrom: URL(fileURLWithPath: "/dev/null"))) != nil)
      }
      #expect(server.requestCount == 300)
    }

    @Test(arguments: [64, 256] as [UInt])
    func `uploads of files wait for their turn, also with names to look up`(_ limit: UInt) async throws {
      let server = try LoopbackServer { exchange in
        try await exchange.respond(200, [], try await exchange.readBody())
      }
      _ = try await withFile(sampleBytes(10_000)) { path in
        await #expect(processExitsWith: .success) {
          [port = server.port as UInt16, limit = limit as UInt, path = path as String] in
          Self.limitOpenFiles(to: limit)
          let transport = CurlTransport(.init(environment: [:]))
          let result = await Self.failures(of: 300, transport) { _ in
            let body = RequestBody.segments([
              .file(path: path, range: 0..<5000), .file(path: path, range: 5000..<10_000),
            ])
            return .post("http://localhost:\(port)/", body)
          }
          #expect(result.first == "none")
        }
      }
      #expect(server.requestCount == 300)
    }

    @Test func `a call waits while descriptors are missing, and names that as the reason if it fails`() async throws {
      let server = try LoopbackServer { try await $0.respond(200) }
      await #expect(processExitsWith: .success) { [url = server.url as String] in
        Self.limitOpenFiles(to: 64)
        var configuration = CurlTransport.Configuration(environment: [:])
        configuration.connectTimeout = .milliseconds(200)
        let transport = CurlTransport(configuration)
        // The transport's thread starts while descriptors are left.
        #expect(await transport.failure(of: .get(url)) == nil)
        let other = url.replacingOccurrences(of: "127.0.0.1", with: "localhost")
        var taken: [Int32] = []
        while case let descriptor = dup(0), descriptor >= 0 { taken.append(descriptor) }
        let failure = await transport.failure(of: .post(other, .text("x")))
        #expect(failure?.kind == .cannotConnect)
        #expect(failure?.mayHaveBeenProcessed == false)
        #expect(failure?.message.contains("ulimit -n") == true)
        let file = await transport.failure(of: .post(url, .file(path: "/etc/hosts")))
        #expect(file?.message.contains("too many open files") == true)
        // A new transport can't even begin.
        let fresh = await CurlTransport(configuration).failure(of: .get(url))
        #expect(fresh?.kind == .cannotConnect && fresh?.mayHaveBeenProcessed == false)
        // A shortage that ends while a call waits does not fail the call.
        let waiting = Task { await transport.failure(of: .post(other, .text("x"))) }
        for descriptor in taken { close(descriptor) }
        #expect(await waiting.value == nil)
      }
    }

    @Test func `a call that waits for its turn can be cancelled, and ends at its deadline`() async throws {
      let server = try LoopbackServer { try await $0.waitForClose() }
      await #expect(processExitsWith: .success) { [url = server.url as String] in
        Self.limitOpenFiles(to: 40)
        let transport = CurlTransport(.init(environment: [:]))
        let begun = Watched(0)
        let held = (0..<30).map { _ in
          var request = HTTPRequest.post(url, .text("x"))
          request.onUploadProgress = { _ in begun.withLock { $0 += 1 } }
          let sent = request
          return Task { await transport.failure(of: sent) }
        }
        // Of 20 descriptors one is for each connection, and four are needed to begin another.
        try await begun.wait { $0 >= 17 }
        var request = HTTPRequest.post(url, .text("x"))
        request.deadline = .now + .milliseconds(100)
        let late = await transport.failure(of: request)
        #expect(late?.kind == .timedOut && late?.mayHaveBeenProcessed == false)
        for call in held.reversed() { call.cancel() }
        for call in held { #expect(await call.value?.kind == .cancelled) }
      }
    }
  }
#endif
