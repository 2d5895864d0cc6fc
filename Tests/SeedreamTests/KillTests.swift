import Foundation
import OpenAPIClientRuntime
import Seedream
import SeedreamSandbox
import Testing

@Suite(
  .serialized, .enabled(if: Tool.path != nil, "The executable seedream is not built beside the tests."),
  .timeLimit(.minutes(10)))
struct `A process that is killed` {
  /// When it is killed: at the n-th request, and a little later.
  struct Kill: Sendable, CustomTestStringConvertible {
    var service: String
    var request: Int
    var microseconds: Int

    var testDescription: String { "\(service), request \(request), then \(microseconds) µs" }
  }

  private static let kills: [Kill] = {
    var random = SystemRandomNumberGenerator()
    var kills: [Kill] = []
    for service in ["tensorslab", "onerouter", "novita"] {
      let requests = service == "tensorslab" ? 5 : 3
      for request in 1...requests {
        kills.append(Kill(service: service, request: request, microseconds: 0))
        kills.append(Kill(service: service, request: request, microseconds: .random(in: 100...30_000, using: &random)))
      }
    }
    return kills
  }()

  @Test(arguments: kills)
  func `at any moment loses nothing that the service has confirmed`(kill: Kill) async throws {
    let home = try TemporaryFolder()
    let moment = Moment()
    var options = SandboxOptions()
    (options.queuedPolls, options.runningPolls) = (0, 1)
    options.onRequest = { if $0.number == kill.request { moment.come() } }
    let sandbox = try SandboxServer(options: options)
    let name = kill.service.uppercased()
    let environment = ["\(name)_BASE_URL": sandbox.url, "\(name)_API_KEY": Fixture.key]
    let tool = try Tool(["generate", "a fox", "--count", "2"], in: home, environment)
    await moment.wait()
    if kill.microseconds > 0 { try await Task.sleep(for: .microseconds(kill.microseconds)) }
    tool.send(SIGKILL)
    _ = await tool.outcome()

    let listed = try await Tool.run(["tasks", "--json"], in: home)
    let tasks = try JSONValue(jsonString: listed.output)["tasks"]?.array ?? []
    let saved = home.names.filter { $0.hasSuffix(".png") && !$0.hasPrefix(".") }
    // Either all is saved, or there is exactly one entry with its progress.
    guard let entry = tasks.first else {
      #expect(saved.count == 2)
      return
    }
    #expect(tasks.count == 1)
    let id = try #require(entry["task"]?["id"]?.string)
    let resumed = try await Tool.run(["resume", id], in: home, environment)
    if entry["state"] == "unknown" {
      // Killed between sending and the response, so that the task's ID is unknown.
      #expect(kill.request == 1)
      #expect(resumed.status == 3)
      #expect(resumed.errors.contains("--forget"))
    } else {
      #expect(resumed.status == 0)
      #expect(resumed.lines.count == 2)
      #expect(home.names.filter { $0 != "state" }.sorted() == ["\(id)-1.png", "\(id)-2.png"])
      #expect(try await Tool.run(["tasks"], in: home).output.isEmpty)
    }
    #expect(sandbox.submissions.count == 1)
    #expect(sandbox.credentialLeaks.isEmpty)
  }
}
