#if os(Linux)
  import Foundation
  import LoopbackHTTP
  import OpenAPIClientRuntime
  import Seedream
  import Testing

  @Suite(
    .serialized, .enabled(if: Tool.path != nil, "The executable seedream is not built beside the tests."),
    .timeLimit(.minutes(10)))
  struct `The machine around the command line` {
    private let home: TemporaryFolder

    init() throws { home = try TemporaryFolder() }

    /// A proxy that responds as Novita and as the host of its pictures, and records the targets of requests.
    private func makeProxy() throws -> (LoopbackServer, Watched<[String]>) {
      let targets = Watched<[String]>([])
      let server = try LoopbackServer { exchange in
        targets.withLock { $0.append("\(exchange.request.field("Host") ?? "") \(exchange.request.path)") }
        if exchange.request.method == "POST" {
          _ = try await exchange.readBody()
          try await exchange.respond(200, [], text: #"{"images":["http://cdn.invalid/a.gif"]}"#)
        } else {
          try await exchange.respond(200, [("Content-Type", "image/gif")], gif(7, 5))
        }
      }
      return (server, targets)
    }

    private let service = ["NOVITA_BASE_URL": "http://service.invalid", "NOVITA_API_KEY": Fixture.key]

    @Test func `http_proxy applies to requests and downloads`() async throws {
      let (proxy, targets) = try makeProxy()
      let environment = service.merging(["http_proxy": proxy.url]) { $1 }
      let outcome = try await Tool.run(["generate", "a fox", "--output", "out"], in: home, environment)
      #expect(outcome.status == 0)
      #expect(targets.current == ["service.invalid /v3/seedream-4.0", "cdn.invalid /a.gif"])
    }

    @Test func `no_proxy excludes them`() async throws {
      let (proxy, targets) = try makeProxy()
      let environment = service.merging(["http_proxy": proxy.url, "no_proxy": "service.invalid"]) { $1 }
      let outcome = try await Tool.run(["generate", "a fox"], in: home, environment)
      #expect(outcome.status == 3)
      #expect(targets.current.isEmpty)
    }

    @Test func `a missing libcurl is named, with what to install`() async throws {
      for name in ["libcurl.so.4", "libcurl-gnutls.so.4"] { try home.write([], to: name) }
      let outcome = try await Tool.run(
        ["generate", "a fox"], in: home, service.merging(["LD_LIBRARY_PATH": home.path]) { $1 })
      #expect(outcome.status == 3)
      #expect(outcome.errors.contains("install the system's libcurl"))
    }
  }
#endif
