import Foundation
import HTTPTransport
import LoopbackHTTP
import OpenAPIClientRuntime
import Seedream
import SeedreamSandbox
import Testing

@Suite(.serialized) struct `Too many requests` {
  private func seconds(_ durations: [Duration]) -> [Double] {
    durations.map { (($0 / .milliseconds(1)) / 10).rounded() / 100 }
  }

  @Test(
    arguments: ImageService.allCases,
    [SandboxFault.Kind.rateLimited, .rateLimitedDate, .rateLimitedMilliseconds])
  func `are sent again after the wait that the service names`(
    service: ImageService, fault: SandboxFault.Kind
  ) async throws {
    var options = SandboxOptions()
    options.now = { Int(Date().timeIntervalSince1970.rounded(.up)) }
    let value = fault == .rateLimitedMilliseconds ? 2500 : 20
    let fixture = try Fixture(service, SandboxFault(fault, value: value, at: .submit, times: 2), options: options)
    let task = try await fixture.client.submit(ImageRequest("a fox"))
    #expect(fixture.submitted.count == 3)
    #expect(fixture.sandbox.accepted.count == 1)
    #expect(!task.id.isEmpty)
    let sleeps = seconds(fixture.clock.sleeps)
    if fault == .rateLimitedDate {
      // A date has whole seconds, and the machine may be busy.
      #expect(sleeps.count == 2 && sleeps.allSatisfy { $0 > 10 && $0 <= 22 })
    } else {
      #expect(sleeps == (fault == .rateLimited ? [20, 20] : [2.5, 2.5]))
    }
  }

  @Test func `are sent again at growing intervals if the service names no wait`() async throws {
    let reply = Canned.Reply(status: 429, body: Array(#"{"code":429,"msg":"slow down"}"#.utf8))
    let canned = Canned([reply])
    let clock = VirtualClock()
    let client = SeedreamClient(
      .tensorsLab(apiKey: Fixture.key, server: "https://api.example.com"), transport: canned, clock: clock,
      random: { 0.5 })
    let error = await #expect(throws: SeedreamError.self) { try await client.submit(ImageRequest("a fox")) }
    #expect(error?.kind == .rateLimited)
    #expect(error?.isTransient == true)
    #expect(error?.message.contains("\(canned.sent.count) times") == true)
    #expect(seconds(clock.sleeps).prefix(6) == [1, 2, 4, 8, 16, 30])
    #expect(clock.elapsed < .seconds(300))
  }

  @Test func `fail at the client's timeout, and the error has the wait`() async throws {
    let fixture = try Fixture(.tensorsLab, SandboxFault(.rateLimited, value: 400, at: .submit))
    let error = await fixture.failure(ImageRequest("a fox"))
    #expect(error?.kind == .rateLimited)
    #expect(error?.retryAfter == .seconds(400))
    #expect(error?.isTransient == true)
    #expect(error?.mayBeCharged == false)
    #expect(fixture.submitted.count == 1)
    #expect(fixture.clock.sleeps.isEmpty)
  }

  @Test func `are reported while they wait`() async throws {
    let fixture = try Fixture(.novita, SandboxFault(.rateLimited, value: 7, at: .submit, times: 1))
    var waits: [Duration] = []
    for try await event in fixture.client.events(for: ImageRequest("a fox")) {
      if case .postponed(let error, let wait) = event {
        #expect(error.kind == .rateLimited)
        waits.append(wait)
      }
    }
    #expect(waits == [.seconds(7)])
  }

  @Test func `delay all requests of a client, so that forty at once slow down together`() async throws {
    var options = SandboxOptions()
    let clock = VirtualClock()
    options.clock = { clock.now }
    options.rateLimit = SandboxRateLimit(submissions: 8)
    let sandbox = try SandboxServer(options: options)
    let client = SeedreamClient(
      .tensorsLab(apiKey: Fixture.key, server: sandbox.url), transport: UntimedTransport(), clock: clock,
      random: { 0.5 })
    let ids = await withTaskGroup(of: String?.self) { group in
      for number in 0..<40 {
        group.addTask { try? await client.submit(ImageRequest("fox \(number)")).id }
      }
      return await group.reduce(into: Set<String>()) { ids, id in if let id { ids.insert(id) } }
    }
    #expect(ids.count == 40)
    #expect(sandbox.accepted.count == 40)
    #expect(sandbox.invalidRequests.isEmpty)
  }

  @Test func `delay polls, too`() async throws {
    let fixture = try Fixture()
    let task = try await fixture.client.submit(ImageRequest("a fox"))
    fixture.sandbox.add(SandboxFault(.rateLimited, value: 50, at: .submit, times: 1))
    let other = Task { [client = fixture.client] in try await client.submit(ImageRequest("an owl")) }
    _ = try await other.value
    #expect(try await fixture.client.wait(for: task).count == 1)
    #expect(seconds(fixture.clock.sleeps).first == 50)
  }

  @Test(arguments: ImageService.allCases)
  func `do not repeat what may have been processed`(service: ImageService) async throws {
    for status in [408, 500, 502, 503, 504] {
      let canned = Canned([
        Canned.Reply(status: status, body: Array("{}".utf8), fields: [("Retry-After", "1")])
      ])
      let error = await #expect(throws: SeedreamError.self) {
        try await canned.client(service).submit(ImageRequest("a fox"))
      }
      #expect(canned.sent.count == 1)
      #expect(error?.retryAfter == .seconds(1) || error?.kind == .submissionUnknown)
    }
  }
}

@Suite(.serialized) struct `Refused connections` {
  @Test func `are tried again, but only a few times at an address that has never responded`() async throws {
    let port = try ClosedPort()
    let fixture = try Fixture(server: port.url)
    let error = await fixture.failure(ImageRequest("a fox"))
    #expect(error?.kind == .network)
    #expect(error?.isTransient == true)
    #expect(error?.mayBeCharged == false)
    #expect(fixture.clock.sleeps.count == 3)
  }

  @Test func `are tried again until the client's timeout if the service has responded before`() async throws {
    let fixture = try Fixture(.novita)
    _ = try await fixture.client.submit(ImageRequest("a fox"))
    fixture.sandbox.stop()
    var error = await fixture.failure(ImageRequest("a fox"))
    // What was sent on the closing connection may have been processed; the next connection is refused.
    if error?.kind == .submissionUnknown { error = await fixture.failure(ImageRequest("a fox")) }
    #expect(error?.kind == .network)
    #expect(fixture.clock.elapsed > .seconds(200))
    #expect(fixture.clock.elapsed <= .seconds(300))
    #expect(error?.message.contains("times") == true)
  }

  @Test func `lead to pictures when the service is back`() async throws {
    let port = try ClosedPort()
    let transport = ReturningTransport(sandbox: try SandboxServer(), refusals: 2, closed: port.url)
    let folder = try TemporaryFolder()
    let journal = TaskJournal(path: folder.path + "/tasks.jsonl")
    let client = SeedreamClient(
      .tensorsLab(apiKey: Fixture.key, server: transport.sandbox.url), journal: journal, transport: transport,
      clock: VirtualClock(), random: { 0.5 })
    let saved = try await client.generate("a fox").save(to: folder.url)
    #expect(saved.count == 1)
    #expect(transport.sandbox.accepted.count == 1)
    #expect(try journal.entries().isEmpty)
  }

  /// Sends the first requests to a port that refuses connections.
  private final class ReturningTransport: Transport {
    let sandbox: SandboxServer
    private let left: Locked<Int>
    private let closed: String

    init(sandbox: SandboxServer, refusals: Int, closed: String) {
      self.sandbox = sandbox
      left = Locked(refusals)
      self.closed = closed
    }

    func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
      var request = request
      let isRefused = left.withLock { left in
        left -= 1
        return left >= 0
      }
      if isRefused { request.url = closed + "/" }
      return try await UntimedTransport().send(request)
    }
  }
}
