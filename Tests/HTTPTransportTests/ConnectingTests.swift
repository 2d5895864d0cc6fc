#if os(Linux)
  import Foundation
  import HTTPTransport
  import LoopbackHTTP
  import Testing

  /// Failures before there is a connection.
  @Suite(.serialized, .timeLimit(.minutes(5))) struct ConnectingTests {
    /// An address to which no connection can be made, and the kind of failure.
    struct BadAddress: Sendable, CustomTestStringConvertible {
      let testDescription: String
      let kind: TransportFailure.Kind
      let url: String

      static let all = [
        BadAddress(testDescription: "an unknown name", kind: .cannotConnect, url: "http://nosuch.invalid/"),
        BadAddress(testDescription: "an unknown name for TLS", kind: .cannotConnect, url: "https://nosuch.invalid/"),
        BadAddress(testDescription: "an address out of range", kind: .cannotConnect, url: "http://999.1.1.1/"),
        BadAddress(testDescription: "an address with a bad zone", kind: .invalidRequest, url: "http://[::1%25/"),
        BadAddress(testDescription: "letters in brackets", kind: .invalidRequest, url: "http://[nonsense]/"),
        BadAddress(testDescription: "a port beyond the last", kind: .invalidRequest, url: "http://127.0.0.1:65536/"),
      ]
    }

    /// Makes eight requests at the same time, and expects the same of each.
    private func sendEight(
      _ request: HTTPRequest, by transport: CurlTransport, _ check: @escaping @Sendable (TransportFailure?) -> Void
    ) async {
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<8 {
          group.addTask { check(await transport.failure(of: request)) }
        }
      }
    }

    private func expectHealth(of transport: CurlTransport) async throws {
      let server = try LoopbackServer { try await $0.respond(200) }
      for isDownload in [false, true] {
        var request = HTTPRequest.get(server.url)
        request.isDownload = isDownload
        await sendEight(request, by: transport) { #expect($0 == nil) }
      }
      #expect(server.requestCount == 16)
    }

    @Test(arguments: BadAddress.all)
    func `eight failures at once don't slow down the next eight requests`(_ address: BadAddress) async throws {
      let transport = CurlTransport()
      await sendEight(.get(address.url), by: transport) { failure in
        #expect(failure?.kind == address.kind)
        #expect(failure?.mayHaveBeenProcessed == false)
      }
      try await expectHealth(of: transport)
    }

    @Test func `refused connections don't slow down the next requests`() async throws {
      let port = try ClosedPort()
      let transport = CurlTransport()
      await sendEight(.get(port.url), by: transport) { #expect($0?.kind == .cannotConnect) }
      try await expectHealth(of: transport)
    }

    @Test func `failed handshakes don't slow down the next requests`() async throws {
      let server = try LoopbackServer { try await $0.respond(200) }
      let transport = CurlTransport()
      let url = "https://127.0.0.1:\(server.port)/"
      async let failures: Void = sendEight(.get(url), by: transport) { failure in
        #expect(failure?.kind == .tls)
        #expect(failure?.mayHaveBeenProcessed == false)
      }
      try await server.waitForConnections(8)
      server.stop()
      await failures
      try await expectHealth(of: transport)
    }

    @Test func `cancelled lookups don't slow down the next requests`() async throws {
      let transport = CurlTransport()
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<8 {
          let call = Task { await transport.failure(of: .get("http://nosuch.invalid/")) }
          call.cancel()
          group.addTask { #expect(await call.value != nil) }
        }
      }
      try await expectHealth(of: transport)
    }

    // MARK: Time

    @Test func `a host that doesn't respond times out, and nothing was sent`() async throws {
      let port = try SilentPort()
      var configuration = CurlTransport.Configuration(environment: [:])
      configuration.connectTimeout = .milliseconds(150)
      let transport = CurlTransport(configuration)
      let failure = await transport.failure(of: .post(port.url, .text("x")))
      #expect(failure?.kind == .cannotConnect)
      #expect(failure?.mayHaveBeenProcessed == false)
      #expect(failure?.message.contains("nothing was sent") == true, "\(String(describing: failure))")
      try await expectHealth(of: transport)
    }

    @Test func `a TLS handshake without a response times out, and nothing was sent`() async throws {
      let server = try LoopbackServer { try await $0.respond(200) }
      var configuration = CurlTransport.Configuration(environment: [:])
      configuration.connectTimeout = .milliseconds(150)
      let url = "https://127.0.0.1:\(server.port)/"
      let failure = await CurlTransport(configuration).failure(of: .post(url, .text("x")))
      #expect(failure?.kind == .cannotConnect)
      #expect(failure?.mayHaveBeenProcessed == false)
    }

    @Test func `a host whose first address doesn't respond is reached by its second`() async throws {
      let server = try LoopbackServer { exchange in try await exchange.respond(200, [], try await exchange.readBody()) }
      let silent = try SilentPort(server.port)
      var configuration = CurlTransport.Configuration(environment: [:])
      // Half of it is for the first address.
      configuration.connectTimeout = .seconds(1)
      configuration.resolvedAddresses = ["two.invalid:\(server.port):\(silent.address),127.0.0.1"]
      var request = HTTPRequest.post("http://two.invalid:\(server.port)/", .text("x"))
      request.deadline = .now + .seconds(60)
      #expect(await CurlTransport(configuration).outcome(of: request) == .response(200, "x"))
    }

    /// A clock that is before a deadline for so many readings, and after it from then on.
    private final class SuddenClock: Sendable {
      struct State: Sendable {
        var looksLeft: Int
        var isLate = false
        var hasBegunLate = false
        var hasBegun = false
      }
      private let start = ContinuousClock.now
      private let state: Locked<State>
      var deadline: ContinuousClock.Instant { start + .seconds(10) }

      init(looks: Int) { state = Locked(State(looksLeft: looks)) }

      func now() -> ContinuousClock.Instant {
        state.withLock { state in
          state.looksLeft -= 1
          if state.looksLeft < 0 { state.isLate = true }
          return state.isLate ? start + .seconds(20) : start
        }
      }

      /// Records that a body is released.
      func noteUpload() {
        state.withLock { state in
          if !state.hasBegun { state.hasBegunLate = state.isLate }
          state.hasBegun = true
        }
      }

      var hasBegunLate: Bool { state.withLock { $0.hasBegunLate } }
    }

    @Test func `nothing is sent after the deadline, wherever the time ran out`() async throws {
      let server = try LoopbackServer { exchange in
        _ = try await exchange.readBody()
        try await exchange.respond(200, [], text: "done")
      }
      var ends: Set<String> = []
      for looks in 1..<60 {
        let clock = SuddenClock(looks: looks)
        let transport = CurlTransport(CurlTransport.Configuration(environment: [:]), now: { clock.now() })
        var request = HTTPRequest.post(server.url, .text("paid"))
        request.deadline = clock.deadline
        request.onUploadProgress = { _ in clock.noteUpload() }
        let before = server.requestCount
        let failure = await transport.failure(of: request)
        #expect(!clock.hasBegunLate, "after \(looks) looks at the clock")
        if failure?.mayHaveBeenProcessed == false {
          #expect(failure?.kind == .timedOut)
          try await server.waitForClosing()
          #expect(server.requestCount == before)
        }
        ends.insert(failure.map { "\($0.mayHaveBeenProcessed)" } ?? "response")
      }
      // Time ran out before the request and, at the latest, not at all.
      #expect(ends.isSuperset(of: ["false", "response"]), "\(ends)")
    }
  }

  /// A port that neither takes connections nor refuses them: its queue is full.
  final class SilentPort: Sendable {
    /// Another address of this machine than the servers of tests have.
    let address = "127.0.0.2"
    let port: UInt16
    var url: String { "http://\(address):\(port)" }
    private let sockets: [Int32]

    /// Takes a port, any if it is 0.
    init(_ wanted: UInt16 = 0) throws {
      struct Problem: Error {}
      let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
      let listener = socket(AF_INET, type, 0)
      var name = sockaddr_in()
      name.sin_family = sa_family_t(AF_INET)
      name.sin_port = wanted.bigEndian
      name.sin_addr.s_addr = inet_addr(address)
      var size = socklen_t(MemoryLayout<sockaddr_in>.size)
      var sockets = [listener]
      let isFull = withUnsafeMutablePointer(to: &name) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
          guard bind(listener, pointer, size) == 0, listen(listener, 0) == 0, getsockname(listener, pointer, &size) == 0
          else { return false }
          // Two fit into the queue of a listener that wants none.
          for _ in 0..<4 {
            let client = socket(AF_INET, type, 0)
            sockets.append(client)
            _ = connect(client, pointer, size)
          }
          return true
        }
      }
      self.sockets = sockets
      port = UInt16(bigEndian: name.sin_port)
      guard isFull else { throw Problem() }
    }

    deinit { for socket in sockets { close(socket) } }
  }
#endif
