import ChildProcesses
import Foundation
import LoopbackHTTP
import OpenAPIClientRuntime
import Seedream
import SeedreamSandbox
import Testing

@Suite(
  .serialized, .enabled(if: Tool.path != nil, "The executable seedream is not built beside the tests."),
  .timeLimit(.minutes(10)))
struct `The command line` {
  private let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  /// A sandbox whose tasks are finished at the first poll, and an environment with its URL.
  private func sandbox(
    _ faults: SandboxFault..., keys: SandboxKeys = .any, polls: Int = 0,
    onRequest: (@Sendable (SandboxRequest) -> Void)? = nil
  ) throws -> (sandbox: SandboxServer, environment: [String: String]) {
    var options = SandboxOptions()
    (options.queuedPolls, options.runningPolls, options.onRequest) = (0, polls, onRequest)
    let sandbox = try SandboxServer(keys: keys, options: options, faults: faults)
    return (sandbox, ["TENSORSLAB_BASE_URL": sandbox.url, "TENSORSLAB_API_KEY": Fixture.key])
  }

  @Test(arguments: ["tensorslab", "onerouter", "novita"])
  func `draws in its own sandbox without key or network`(service: String) async throws {
    let outcome = try await Tool.run(
      ["generate", "a fox", "--sandbox", "--service", service, "--count", "2", "--output", "new/pictures"], in: home)
    #expect(outcome.status == 0)
    #expect(outcome.lines.count == 2)
    for (index, line) in outcome.lines.enumerated() {
      #expect(line.hasPrefix("new/pictures/") && line.hasSuffix("-\(index + 1).png"))
      #expect(ImageKind(firstBytes: home.bytes(line)) == .png)
    }
    #expect(outcome.errors.contains("nothing is charged"))
  }

  @Test func `prints one JSON object with --json, also for a failure`() async throws {
    let (sandbox, environment) = try sandbox(SandboxFault(.noCredits, times: 1))
    let failed = try await Tool.run(["generate", "a fox", "--json"], in: home, environment)
    let failure = try JSONValue(jsonString: failed.output)
    #expect(failed.status == 1)
    #expect(failure["error"]?["kind"] == "insufficientCredits")
    #expect(failure["error"]?["code"] == "9000")
    #expect(failure["exitStatus"] == 1)
    let saved = try await Tool.run(["generate", "a fox", "--json", "--quiet"], in: home, environment)
    let report = try JSONValue(jsonString: saved.output)
    #expect(report["images"]?[0]?["kind"] == "png")
    #expect(report["service"] == "tensorslab")
    #expect(saved.errors.isEmpty)
    let refused = try await Tool.run(["generate", "--json"], in: home)
    #expect(try JSONValue(jsonString: refused.output)["exitStatus"] == 2)
    #expect(sandbox.submissions.count == 2)
  }

  @Test func `names a paid task that can't be recorded in the journal, even with --quiet`() async throws {
    let journal = home.path + "/state/seedream/tasks.jsonl"
    let (sandbox, environment) = try sandbox { request in
      guard request.point == .submit else { return }
      // A folder of the journal's name can't be written to, not even by root.
      try? FileManager.default.removeItem(atPath: journal)
      try? FileManager.default.createDirectory(atPath: journal, withIntermediateDirectories: false)
    }
    let outcome = try await Tool.run(["generate", "a fox", "--quiet", "--json"], in: home, environment)
    let id = try #require(try JSONValue(jsonString: outcome.output)["task"]?.string)
    #expect(outcome.errors.contains("warning: Task \(id) is not in the journal"))
    #expect(outcome.status == 0)
    #expect(sandbox.submissions.count == 1)
  }

  @Test(arguments: [
    (["generat"], "Did you mean seedream generate?"), (["generate", "x", "--cout", "2"], "Did you mean --count?"),
    (["generate", "x", "--out", "d"], "Did you mean --output?"), (["generate"], "PROMPT is missing"),
    (["generate", "a", "big", "fox"], "seedream generate \"a big fox\""), (["resume"], "TASK is missing"),
    (["generate", "x", "--count"], "--count needs a value"),
    (["generate", "x", "--count", "--quiet"], "needs a value"),
    (["generate", "x", "--count", "two"], "whole number"), (["generate", "x", "--size", "big!"], "is not a size"),
    (["generate", "x", "--service", "novitta"], "Did you mean novita?"), (["generate", "x"], "No API key is set"),
    (["generate", "x", "--seed", "1", "--seed", "2"], "given twice"), (["generate", "x", "--json=yes"], "no value"),
    (["generate", " ", "--sandbox"], "prompt is empty"), (["tasks", "x"], "one argument too many"),
    (["generate", "x", "--sandbox", "--size", "1500x1500"], "3,686,400"),
    (["generate", "x", "--sandbox", "--image", "none.png"], "no file 'none.png'"),
    (["generate", "x", "--sandbox", "--image", "/"], "is a folder"),
    (["generate", "x", "--sandbox", "--output", "/proc/none"], "/proc"),
    (["sandbox", "--fault", "no-credit"], "no-credits"), (["sandbox", "--port", "70000"], "65535"),
    (["resume", "nobody"], "set its key and name it with --service"),
    (["tasks", "--forget", "nobody"], "no task 'nobody'"),
    (["models", "--service", "x"], "tensorslab, onerouter or novita"),
  ])
  func `says what is wrong with its arguments and what was meant`(arguments: [String], words: String) async throws {
    let outcome = try await Tool.run(arguments, in: home)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(words))
    #expect(outcome.output.isEmpty)
  }

  @Test func `has help pages`() async throws {
    let page = try await Tool.run(["--help"], in: home)
    #expect(page.status == 0)
    for command in ["generate", "resume", "tasks", "models", "sandbox"] {
      #expect(page.output.contains(command))
      let help = try await Tool.run([command, "--help"], in: home)
      #expect(help.status == 0)
      #expect(help.output.contains("Usage: seedream \(command)"))
      #expect(help.errors.isEmpty)
    }
    let generate = try await Tool.run(["help", "generate"], in: home)
    for option in [
      "--service", "--model", "--size", "--count", "--image", "--seed", "--output", "--sandbox", "--json", "--quiet",
    ] {
      #expect(generate.output.contains(option))
    }
    #expect(try await Tool.run(["sandbox", "--help"], in: home).output.contains("no-credits"))
    #expect(try await Tool.run([], in: home).status == 2)
    let models = try await Tool.run(["models"], in: home)
    for service in ImageService.allCases {
      for model in service.capabilities.models { #expect(models.output.contains(model.model)) }
    }
    #expect(models.output.contains("3,686,400"))
  }

  @Test func `checks everything before it pays`() async throws {
    let (sandbox, environment) = try sandbox()
    try home.write(Array("no picture".utf8), to: "text.png")
    for arguments in [["--output", "text.png"], ["--image", "text.png"], ["--count", "16"]] {
      #expect(try await Tool.run(["generate", "a fox"] + arguments, in: home, environment).status == 2)
    }
    #expect(sandbox.requests.isEmpty)
  }

  @Test(arguments: [
    (SandboxFault(.unauthorized), Int32(1), "TENSORSLAB_API_KEY"), (SandboxFault(.noCredits), 1, "Top up"),
    (SandboxFault(.failedTask), 1, "failed at TensorsLab"), (SandboxFault(.noPictures), 1, "gave no pictures"),
    (SandboxFault(.rateLimited, value: 400), 1, "Wait 400 s"),
    (SandboxFault(.dropBeforeResponse, at: .submit), 3, "not repeated"),
  ])
  func `ends with the status of its failure and what to do`(
    fault: SandboxFault, status: Int32, words: String
  ) async throws {
    let (sandbox, environment) = try sandbox(fault)
    let outcome = try await Tool.run(["generate", "a fox"], in: home, environment)
    #expect(outcome.status == status)
    #expect(outcome.errors.contains(words))
    #expect(outcome.output.isEmpty)
    #expect(!outcome.errors.contains(Fixture.key))
    #expect(sandbox.submissions.count == 1)
  }

  @Test func `ends with 3 if the connection is refused, and records nothing`() async throws {
    let (sandbox, environment) = try sandbox()
    sandbox.stop()
    let outcome = try await Tool.run(["generate", "a fox"], in: home, environment)
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("Check the network"))
    let notice = /\nsending it again in \d+ s: TensorsLab can't be reached/
    #expect(outcome.errors.contains(notice), "\(outcome.errors)")
    #expect(try await Tool.run(["tasks"], in: home).output.isEmpty)
  }

  @Test func `says in JSON whether and when to try again`() async throws {
    let (sandbox, environment) = try sandbox(SandboxFault(.rateLimited, value: 400))
    let outcome = try await Tool.run(["generate", "a fox", "--json"], in: home, environment)
    #expect(sandbox.submissions.count == 1)
    let error = try JSONValue(jsonString: outcome.output)["error"]
    #expect(error?["retryAfterSeconds"]?.double == 400)
    #expect(error?["isTransient"]?.bool == true)
    #expect(error?["mayBeCharged"]?.bool == false)
  }

  @Test func `ends with 4 when time is up while a picture is fetched, and shows its link`() async throws {
    let server = try LoopbackServer { try await $0.respond(503) }
    defer { server.stop() }
    let journal = TaskJournal(path: home.path + "/state/seedream/tasks.jsonl")
    try journal.remember(ImageTask(id: "slow", service: .novita, results: [.link(server.url + "/a?sign=1")]))
    let outcome = try await Tool.run(["resume", "slow", "--timeout", "1"], in: home)
    #expect(outcome.status == 4)
    #expect(outcome.errors.contains("picture 1 is at \(server.url)/a?sign=1"))
    #expect(outcome.errors.contains("seedream resume slow"))
    #expect(try journal.entries().count == 1)
  }

  @Test func `says that a picture ends early even with --quiet, and keeps the task`() async throws {
    let server = try LoopbackServer { try await $0.respond(200, [], png(10, 10, padding: 100)) }
    defer { server.stop() }
    let journal = TaskJournal(path: home.path + "/state/seedream/tasks.jsonl")
    try journal.remember(ImageTask(id: "cut", service: .novita, results: [.link(server.url + "/a")]))
    let outcome = try await Tool.run(["resume", "cut", "--quiet"], in: home)
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("ends early"))
    #expect(outcome.errors.contains("seedream resume cut"))
    #expect(try journal.entries().count == 1)
  }

  @Test func `lists what a later version submitted to a service that this one does not know`() async throws {
    let task = #"{"count":1,"id":"x-1","model":"m","prompt":"an owl","server":"https://x","service":"futurelab"}"#
    let line = #"{"event":"submitted","entry":"e1","at":"2031-01-01T00:00:00Z","task":\#(task)}"# + "\n"
    try FileManager.default.createDirectory(
      atPath: home.path + "/state/seedream", withIntermediateDirectories: true)
    try home.write(Array(line.utf8), to: "state/seedream/tasks.jsonl")
    let listed = try await Tool.run(["tasks"], in: home)
    #expect(listed.output.contains("futurelab") && listed.output.contains("an owl"))
    let json = try await Tool.run(["tasks", "--json"], in: home)
    #expect(try JSONValue(jsonString: json.output)["tasksOfUnknownServices"]?[0]?["task"] == "x-1")
  }

  @Test func `reads and writes files whose names are not UTF-8`() async throws {
    let (sandbox, environment) = try sandbox()
    try home.write(png(640, 480), to: "plain.png")
    // A shell makes the names, which no Swift string can have, and counts the files in the end.
    let script = try home.write(
      Array(
        """
        mv plain.png "$(printf 'fot\\351.png')" && \\
        "$1" generate 'a fox' --image "$(printf 'fot\\351.png')" --output "$(printf 'out\\351')" --quiet | wc -l && \\
        ls "$(printf 'out\\351')" | wc -l
        """.utf8), to: "names.sh")
    var all = environment.merging(["HOME": home.path, "PATH": "/usr/bin:/bin"]) { $1 }
    all["LD_LIBRARY_PATH"] = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"]
    let shell = try ChildProcess("/bin/sh", [script, Tool.path ?? ""], in: home.path, environment: all)
    #expect(await shell.end() == 0)
    #expect(shell.output.split(whereSeparator: \.isWhitespace) == ["1", "1"], "\(shell.errors)")
    #expect(sandbox.accepted.first?.parts.contains { $0.name == "sourceImage" && $0.length > 30 } == true)
  }

  @Test func `expands a tilde to the home folder`() async throws {
    let outcome = try await Tool.run(["generate", "a fox", "--sandbox", "--output=~/pictures"], in: home)
    #expect(outcome.status == 0)
    #expect(outcome.lines.first?.hasPrefix(home.path + "/pictures/") == true)
  }

  @Test func `survives a reference of impossible size`() async throws {
    let head: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
    try home.write(head + [UInt8](repeating: 255, count: 8), to: "b.png")
    for service in ["tensorslab", "novita"] {
      let outcome = try await Tool.run(
        ["generate", "a fox", "--sandbox", "--service", service, "--image", "b.png"], in: home)
      #expect(outcome.status == 0 || outcome.errors.contains("seedream: "))
    }
  }

  @Test func `prints a command that resumes a task whose ID begins with a dash`() async throws {
    let server = try LoopbackServer { exchange in
      let response =
        exchange.request.path.hasSuffix("infobytaskid")
        ? #"{"code":1000,"msg":"ok","data":{"taskid":"-Xy12","image_status":2}}"#
        : #"{"code":1000,"msg":"ok","data":{"taskid":"-Xy12"}}"#
      try await exchange.respond(200, [("Content-Type", "application/json")], text: response)
    }
    let environment = ["TENSORSLAB_BASE_URL": server.url, "TENSORSLAB_API_KEY": Fixture.key]
    let outcome = try await Tool.run(["generate", "a fox", "--timeout", "1"], in: home, environment)
    #expect(outcome.status == 4)
    #expect(outcome.errors.contains("seedream resume -- -Xy12"))
    let resumed = try await Tool.run(["resume", "--timeout", "1", "--", "-Xy12"], in: home, environment)
    #expect(resumed.status == 4)
  }

  @Test func `resumes at the address that is set now, otherwise prints which one it asks`() async throws {
    let (old, _) = try sandbox()
    let (new, environment) = try sandbox()
    let journal = TaskJournal(path: home.path + "/state/seedream/tasks.jsonl")
    try journal.remember(ImageTask(id: "moved", service: .tensorsLab, server: old.url))
    let arguments = ["resume", "moved", "--timeout", "1"]
    let asked = try await Tool.run(arguments, in: home, environment)
    #expect(asked.errors.contains("Asking \(new.url), as TENSORSLAB_BASE_URL says"))
    #expect(!new.requests.isEmpty && old.requests.isEmpty)
    let other = try await Tool.run(arguments, in: home, ["TENSORSLAB_API_KEY": Fixture.key])
    #expect(other.errors.contains("Asking \(old.url), where the task was submitted"))
    #expect(!old.requests.isEmpty)
  }

  @Test func `ends with 4 when time is up, and resumes the task later`() async throws {
    let (sandbox, environment) = try sandbox(polls: 2)
    let late = try await Tool.run(["generate", "a fox", "--timeout", "1"], in: home, environment)
    #expect(late.status == 4)
    let tasks = try await Tool.run(["tasks", "--json"], in: home)
    let id = try #require(try JSONValue(jsonString: tasks.output)["tasks"]?[0]?["task"]?["id"]?.string)
    #expect(late.errors.contains("seedream resume \(id)"))
    let resumed = try await Tool.run(["resume", id, "--output", "later"], in: home, environment)
    #expect(resumed.status == 0)
    #expect(resumed.lines == ["later/\(id)-1.png"])
    #expect(try await Tool.run(["tasks"], in: home).output.isEmpty)
    #expect(sandbox.submissions.count == 1)
    #expect(sandbox.credentialLeaks.isEmpty)
  }

  @Test func `says which service it uses when several keys are set`() async throws {
    let (sandbox, environment) = try sandbox()
    let more = environment.merging(["NOVITA_API_KEY": "k", "NOVITA_BASE_URL": sandbox.url]) { $1 }
    let first = try await Tool.run(["generate", "a fox"], in: home, more)
    #expect(first.errors.contains("Using TensorsLab; keys are set for novita too: choose with --service."))
    let fitting = try await Tool.run(["generate", "a fox", "--model", "seedream-4.0"], in: home, more)
    #expect(fitting.status == 0)
    let chosen = try await Tool.run(["generate", "a fox", "--service", "novita"], in: home, more)
    #expect(chosen.status == 0)
    #expect(sandbox.submissions.last?.path == "/v3/seedream-4.0")
  }

  @Test func `asks the service for a task that is not in the journal, and fails soon if it is unknown there`()
    async throws
  {
    let (sandbox, environment) = try sandbox()
    let client = SeedreamClient(.tensorsLab(apiKey: "k", server: sandbox.url))
    let task = try await client.submit(ImageRequest("a fox"))
    let known = try await Tool.run(["resume", task.id], in: home, environment)
    #expect(known.status == 0)
    let unknown = try await Tool.run(["resume", "abcd_nobody"], in: home, environment)
    #expect(unknown.status == 1)
    #expect(unknown.errors.contains("TensorsLab"))
    #expect(sandbox.invalidRequests.isEmpty)
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `ends when interrupted, and prints how to resume`(signal: Int32) async throws {
    let moment = Moment()
    let (sandbox, environment) = try sandbox(SandboxFault(.noResponse, at: .poll, times: 1)) {
      if $0.point == .poll { moment.come() }
    }
    let tool = try Tool(["generate", "a fox"], in: home, environment)
    await moment.wait()
    tool.send(signal)
    let outcome = await tool.outcome()
    #expect(outcome.status == 130)
    let command = try #require(outcome.errors.split(separator: "\n").last { $0.contains("seedream resume ") })
    let id = try #require(command.split(separator: " ").last)
    let resumed = try await Tool.run(["resume", String(id)], in: home, environment)
    #expect(resumed.status == 0)
    #expect(sandbox.submissions.count == 1)
  }

  @Test func `ends while it submits, and says what may have been charged`() async throws {
    let moment = Moment()
    let (sandbox, environment) = try sandbox(SandboxFault(.noResponse, at: .submit)) { _ in moment.come() }
    let tool = try Tool(["generate", "a fox"], in: home, environment)
    await moment.wait()
    tool.send(SIGINT)
    let outcome = await tool.outcome()
    #expect(outcome.status == 130)
    #expect(outcome.errors.contains("may have accepted and charged it"))
    #expect(try await Tool.run(["tasks"], in: home).output.contains("unknown"))
    #expect(sandbox.submissions.count == 1)
  }

  @Test func `is killed at once by the second Ctrl-C`() async throws {
    let moment = Moment()
    let (sandbox, environment) = try sandbox(SandboxFault(.noResponse, at: .submit)) { _ in moment.come() }
    defer { sandbox.stop() }
    let tool = try Tool(["generate", "a fox"], in: home, environment)
    await moment.wait()
    tool.send(SIGINT)
    for _ in 0..<50 {
      try await Task.sleep(for: .milliseconds(5))
      tool.send(SIGINT)
    }
    #expect(await tool.outcome().status == 128 + SIGINT)
  }

  @Test func `serves the three APIs until it is stopped`() async throws {
    let server = try Tool(["sandbox", "--fault", "rate-limited=400:1"], in: home)
    let said = try await server.output { $0.split(separator: "\n").count >= 3 && $0.hasSuffix("\n") }
    var environment: [String: String] = [:]
    for word in said.split(whereSeparator: \.isWhitespace) where word.contains("=") {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      environment[parts[0]] = parts[1]
    }
    #expect(environment.count == 6)
    let refused = try await Tool.run(["generate", "a fox", "--service", "novita"], in: home, environment)
    #expect(refused.status == 1)
    let drawn = try await Tool.run(["generate", "a fox", "--service", "novita"], in: home, environment)
    #expect(drawn.status == 0)
    server.send(SIGINT)
    #expect(await server.outcome().status == 0)
  }
}
