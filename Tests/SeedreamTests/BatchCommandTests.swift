import Foundation
import HTTPTransport
import OpenAPIClientRuntime
import Seedream
import SeedreamSandbox
import Testing

@Suite(
  .serialized, .enabled(if: Tool.path != nil, "The executable seedream is not built beside the tests."),
  .timeLimit(.minutes(10)))
struct `The command batch` {
  private let home: TemporaryFolder

  /// A sandbox stops when its last reference goes.
  private let sandboxes = Locked<[SandboxServer]>([])

  init() throws { home = try TemporaryFolder() }

  private func sandbox(
    _ faults: SandboxFault..., onRequest: (@Sendable (SandboxRequest) -> Void)? = nil
  ) throws -> (sandbox: SandboxServer, environment: [String: String]) {
    var options = SandboxOptions()
    (options.queuedPolls, options.runningPolls, options.onRequest) = (0, 0, onRequest)
    let sandbox = try SandboxServer(options: options, faults: faults)
    sandboxes.withLock { $0.append(sandbox) }
    var environment: [String: String] = [:]
    for name in ["TENSORSLAB", "NOVITA"] {
      environment["\(name)_BASE_URL"] = sandbox.url
      environment["\(name)_API_KEY"] = Fixture.key
    }
    return (sandbox, environment)
  }

  private func write(_ lines: String..., to name: String = "prompts.txt") throws {
    try home.write(Array(lines.joined(separator: "\n").utf8), to: name)
  }

  private func pictures(_ folder: String = "out") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: home.path + "/" + folder).filter { !$0.hasPrefix(".") }.sorted()
  }

  @Test func `draws the request of each line, prompt or JSON, and prints a numbered line for each`() async throws {
    let (sandbox, environment) = try sandbox()
    try write(
      "a fox", "", #"{"prompt": "an owl", "service": "novita", "model": "seedream-4.0", "count": 2}"#,
      #"{"prompt": "a hare", "size": "2K", "count": 1}"#)
    let outcome = try await Tool.run(
      ["batch", "prompts.txt", "--service", "tensorslab", "--output", "out/{request}-{prompt}-{n}", "--jobs", "3"],
      in: home, environment)
    #expect(outcome.status == 0)
    #expect(
      outcome.lines.sorted() == [
        "1\tout/1-a-fox-1.png", "2\tout/2-an-owl-1.png\tout/2-an-owl-2.png", "3\tout/3-a-hare-1.png",
      ])
    #expect(try pictures() == ["1-a-fox-1.png", "2-an-owl-1.png", "2-an-owl-2.png", "3-a-hare-1.png"])
    #expect(sandbox.submissions.count == 3)
    #expect(sandbox.submissions.filter { $0.path == "/v3/seedream-4.0" }.count == 1)
    #expect(outcome.errors.contains("Saved 3 of 3 requests (4 pictures)"))
    #expect(try await Tool.run(["tasks"], in: home).output.isEmpty)
  }

  @Test func `run again pays only for what is new, and draws equal lines as often as they occur`() async throws {
    let (sandbox, environment) = try sandbox()
    try write("a fox", "a fox", "an owl")
    let arguments = ["batch", "prompts.txt", "--service", "novita", "--output", "out", "--json"]
    let first = try await Tool.run(arguments, in: home, environment)
    #expect(first.status == 0)
    #expect(sandbox.submissions.count == 3)
    let second = try await Tool.run(arguments, in: home, environment)
    #expect(second.status == 0)
    #expect(sandbox.submissions.count == 3)
    #expect(second.errors.contains("3 were saved before"))
    func paths(_ outcome: Tool.Outcome) throws -> [Int: String] {
      var paths: [Int: String] = [:]
      for line in outcome.lines {
        let report = try JSONValue(jsonString: line)
        paths[report["number"]?.int ?? 0] = report["images"]?[0]?["path"]?.string
      }
      return paths
    }
    #expect(try paths(first) == paths(second))
    #expect(Set(try paths(first).values).count == 3)
    try write("a hare", "an owl", "a fox", "a fox", "a fox")
    #expect(try await Tool.run(arguments, in: home, environment).status == 0)
    #expect(sandbox.submissions.count == 5)
    #expect(try pictures().count == 5)
    let elsewhere = try await Tool.run(
      ["batch", "prompts.txt", "--service", "novita", "--output", "other", "--quiet"], in: home, environment)
    #expect(elsewhere.status == 0 && elsewhere.errors.isEmpty)
    #expect(sandbox.submissions.count == 10)
  }

  @Test func `reads standard input`() async throws {
    let (sandbox, environment) = try sandbox()
    let script = try home.write(
      Array("printf 'a fox\\nan owl\\n' | \"$1\" batch - --service novita --output out --quiet\n".utf8), to: "run.sh")
    let outcome = try await Tool.shell(script, in: home, environment)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.lines.count == 2)
    #expect(sandbox.submissions.count == 2)
  }

  @Test func `reports everything that is wrong before it pays for anything`() async throws {
    let (sandbox, environment) = try sandbox()
    try write(
      "a fox", #"{"promt": "an owl"}"#, #"{"prompt": "a hare", "count": "2"}"#, #"{"prompt": "x", "size": "1x1"}"#,
      "{ no JSON", #"{"size": "2K"}"#)
    let outcome = try await Tool.run(
      ["batch", "prompts.txt", "--service", "tensorslab", "--output", "out"], in: home, environment)
    #expect(outcome.status == 2)
    for words in [
      #"line 2: A request has no "promt". Did you mean "prompt"?"#, #"line 3: "count" must be a whole number"#,
      "line 4: ",
      "line 5: This is not a JSON object", #"line 6: "prompt" is missing"#, "5 lines are wrong",
    ] {
      #expect(outcome.errors.contains(words))
    }
    #expect(sandbox.requests.isEmpty)
    #expect(try await Tool.run(["batch", "none.txt"], in: home, environment).status == 2)
  }

  @Test func `retries what the service refused, and continues with the others`() async throws {
    let (sandbox, environment) = try sandbox(SandboxFault(.moderated, at: .submit, times: 1))
    try write("a fox", "an owl", "a hare")
    let arguments = ["batch", "prompts.txt", "--service", "novita", "--output", "out", "--jobs", "1"]
    let first = try await Tool.run(arguments, in: home, environment)
    #expect(first.status == 1)
    #expect(first.lines.count == 2)
    #expect(first.errors.contains("request 1: "))
    #expect(first.errors.contains("1 failed"))
    let second = try await Tool.run(arguments, in: home, environment)
    #expect(second.status == 0)
    #expect(second.lines.count == 3)
    #expect(sandbox.accepted.count == 3)
  }

  @Test func `stops after a failure that all others would have, too`() async throws {
    let (sandbox, environment) = try sandbox(SandboxFault(.noCredits))
    try write("a fox", "an owl", "a hare", "a bear")
    let outcome = try await Tool.run(
      ["batch", "prompts.txt", "--service", "tensorslab", "--jobs", "1"], in: home, environment)
    #expect(outcome.status == 1)
    #expect(sandbox.submissions.count == 1)
    #expect(outcome.errors.contains("3 are not done"))
    #expect(outcome.errors.contains("Top up"))
  }

  @Test func `does not send again what may have been charged, until the user decides`() async throws {
    let (sandbox, environment) = try sandbox(SandboxFault(.dropBeforeResponse, at: .submit, times: 1))
    try write("a fox")
    let arguments = ["batch", "prompts.txt", "--service", "tensorslab", "--output", "out"]
    for _ in 1...3 {
      let outcome = try await Tool.run(arguments, in: home, environment)
      #expect(outcome.status == 3)
      #expect(sandbox.submissions.count == 1)
    }
    let again = try await Tool.run(arguments, in: home, environment)
    let words = try #require(again.errors.firstRange(of: "seedream tasks --forget "))
    let name = String(again.errors[words.upperBound...].prefix { !$0.isWhitespace })
    #expect(try await Tool.run(["tasks", "--forget", name], in: home).status == 0)
    #expect(try await Tool.run(arguments, in: home, environment).status == 0)
    #expect(sandbox.submissions.count == 2)
  }

  @Test(arguments: [SIGINT, SIGHUP])
  func `interrupted prints how to continue, and then pays for nothing twice`(signal: Int32) async throws {
    let moment = Moment()
    let (sandbox, environment) = try sandbox(SandboxFault(.noResponse, at: .poll, times: 1)) {
      if $0.point == .poll { moment.come() }
    }
    try write("a fox", "an owl", "a hare", "a bear")
    let arguments = ["batch", "prompts.txt", "--service", "tensorslab", "--output", "out", "--jobs", "2"]
    let tool = try Tool(arguments, in: home, environment)
    await moment.wait()
    tool.send(signal)
    let outcome = await tool.outcome()
    #expect(outcome.status == 130)
    #expect(outcome.errors.contains("Run the same command again"))
    let again = try await Tool.run(arguments, in: home, environment)
    #expect(again.status == 0)
    #expect(again.lines.count == 4)
    #expect(sandbox.submissions.count == 4)
    #expect(try pictures().count == 4)
  }

  @Test(arguments: 1...14)
  func `killed at any moment and run again draws each request once`(request: Int) async throws {
    let moment = Moment()
    let (sandbox, environment) = try sandbox { if $0.number == request { moment.come() } }
    try write("a fox", "an owl", "a hare", "a bear", #"{"prompt": "a bee", "service": "novita"}"#)
    let arguments = ["batch", "prompts.txt", "--service", "tensorslab", "--output", "out", "--jobs", "2"]
    let tool = try Tool(arguments, in: home, environment)
    let killer = Task {
      await moment.wait()
      tool.send(SIGKILL)
    }
    _ = await tool.outcome()
    moment.come()
    await killer.value

    let again = try await Tool.run(arguments, in: home, environment)
    let unknown =
      try JSONValue(jsonString: try await Tool.run(["tasks", "--json"], in: home).output)["tasks"]?.array ?? []
    // What was being sent is unknown; everything else is saved, and nothing was sent twice.
    #expect(unknown.allSatisfy { $0["state"] == "unknown" })
    #expect(again.lines.count + unknown.count == 5)
    #expect(try pictures().count == again.lines.count)
    #expect(again.status == (unknown.isEmpty ? 0 : 3))
    #expect(sandbox.submissions.count <= 5)
  }

  @Test func `is worked on by one process at a time`() async throws {
    let moment = Moment()
    let (sandbox, environment) = try sandbox(SandboxFault(.noResponse, at: .poll, times: 1)) {
      if $0.point == .poll { moment.come() }
    }
    try write("a fox")
    let arguments = ["batch", "prompts.txt", "--service", "tensorslab"]
    let first = try Tool(arguments, in: home, environment)
    await moment.wait()
    let second = try await Tool.run(arguments, in: home, environment)
    #expect(second.status == 1)
    #expect(second.errors.contains("Another seedream is working on this batch"))
    first.send(SIGINT)
    _ = await first.outcome()
    #expect(sandbox.submissions.count == 1)
  }

  @Test func `draws in its own sandbox, and records nothing of it`() async throws {
    try write("a fox", #"{"prompt": "an owl", "service": "onerouter"}"#)
    let outcome = try await Tool.run(["batch", "prompts.txt", "--sandbox", "--output", "out"], in: home)
    #expect(outcome.status == 0)
    #expect(outcome.lines.count == 2)
    #expect(try FileManager.default.contentsOfDirectory(atPath: home.path + "/out").count == 2)
  }

  private func events(_ outcome: Tool.Outcome) throws -> [JSONValue] {
    try outcome.lines.map { try JSONValue(jsonString: $0) }
  }

  @Test func `prints events with numbers, a result for each request, and a summary`() async throws {
    let (_, environment) = try sandbox(SandboxFault(.moderated, at: .submit, times: 1))
    try write("a fox", "an owl")
    let outcome = try await Tool.run(
      ["batch", "prompts.txt", "--service", "tensorslab", "--jobs", "1", "--output", "out", "--events"], in: home,
      environment)
    let events = try events(outcome)
    #expect(events.filter { $0["event"] == "result" }.map { $0["number"]?.int } == [1, 2])
    #expect(events.first { $0["event"] == "result" }?["report"]?["error"]?["kind"] != nil)
    #expect(events.last { $0["event"] == "result" }?["report"]?["images"]?.array?.count == 1)
    for name in ["submitted", "drawn", "downloading"] {
      #expect(events.contains { $0["event"]?.string == name && $0["number"] == 2 })
    }
    let summary = try #require(events.last?["summary"])
    #expect(events.last?["event"] == "end")
    #expect(summary["total"] == 2 && summary["saved"] == 1 && summary["failed"] == 1 && summary["exitStatus"] == 1)
    #expect(outcome.status == 1)
  }

  @Test func `with --no-wait only submits, and run again fetches the pictures once`() async throws {
    let (sandbox, environment) = try sandbox()
    try write("a fox", #"{"prompt": "an owl", "service": "novita"}"#)
    let arguments = ["batch", "prompts.txt", "--service", "tensorslab", "--output", "out"]
    let sent = try await Tool.run(arguments + ["--no-wait"], in: home, environment)
    #expect(sent.status == 0)
    #expect(sent.errors.contains("Submitted 2 of 2 requests"))
    #expect(sandbox.submissions.count == 2)
    let tasks =
      try JSONValue(jsonString: try await Tool.run(["tasks", "--json"], in: home).output)["tasks"]?.array ?? []
    #expect(
      Set(sent.lines.map { $0.split(separator: "\t").last.map(String.init) })
        == Set(tasks.map { $0["task"]?["id"]?.string }))
    let again = try await Tool.run(arguments + ["--no-wait"], in: home, environment)
    #expect(again.lines.sorted() == sent.lines.sorted())
    #expect(sandbox.submissions.count == 2)
    let fetched = try await Tool.run(arguments, in: home, environment)
    #expect(fetched.status == 0)
    #expect(try pictures().count == 2)
    #expect(sandbox.submissions.count == 2)
    let done = try await Tool.run(arguments + ["--no-wait", "--json"], in: home, environment)
    #expect(try events(done).allSatisfy { $0["images"]?.array?.count == 1 })
    #expect(done.status == 0)
    #expect(sandbox.submissions.count == 2)
  }

  @Test(arguments: [[], ["--all"]])
  func `is not paid for again if its tasks were resumed one by one`(all: [String]) async throws {
    let (sandbox, environment) = try sandbox()
    try write("a fox", "an owl")
    let arguments = ["batch", "prompts.txt", "--service", "tensorslab", "--output", "out"]
    let sent = try await Tool.run(arguments + ["--no-wait"], in: home, environment)
    let names = sent.lines.compactMap { $0.split(separator: "\t").last.map(String.init) }
    let runs = all.isEmpty ? names.map { [$0] } : [all]
    for words in runs {
      let resumed = try await Tool.run(["resume", "--output", "other"] + words, in: home, environment)
      #expect(resumed.status == 0)
    }
    let again = try await Tool.run(arguments, in: home, environment)
    #expect(again.status == 0)
    #expect(again.errors.contains("2 were saved before"))
    #expect(again.lines.allSatisfy { $0.contains("other/") })
    #expect(sandbox.submissions.count == 2)
  }

  @Test func `is shown without being sent`() async throws {
    let (sandbox, _) = try sandbox()
    try write("a fox", "", #"{"prompt": "an owl", "service": "novita"}"#)
    let text = try await Tool.run(["batch", "prompts.txt", "--dry-run"], in: home)
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.output.contains("Request 1, line 1:\nPOST https://api.tensorslab.com/"))
    #expect(text.output.contains("Request 2, line 3:\nPOST https://api.novita.ai/"))
    #expect(text.output.contains("an owl"))
    #expect(text.errors.contains("documented: ") && text.errors.hasSuffix("Nothing was sent.\n"))
    let json = try events(try await Tool.run(["batch", "prompts.txt", "--dry-run", "--json"], in: home))
    #expect(json.map { $0["number"]?.int } == [1, 2])
    #expect(json[1]["request"]?["url"]?.string?.contains("novita") == true)
    #expect(sandbox.requests.isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: home.path) == ["prompts.txt"])
  }

  @Test(arguments: [
    ["--json", "--events"], ["--events", "--dry-run"], ["--no-wait", "--dry-run"], ["--no-wait", "--sandbox"],
    ["--show", "--no-wait"], ["--show", "--dry-run"], ["--sidecar", "--no-wait"],
  ])
  func `refuses options that contradict each other, as generate does`(options: [String]) async throws {
    try write("a fox")
    for command in [["batch", "prompts.txt"], ["generate", "a fox"]] {
      let outcome = try await Tool.run(command + options, in: home)
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains("\(options[0]) and \(options[1]) don't go together: "))
    }
  }

  @Test func `is not paid for again if the console has the task whose response was lost`() async throws {
    var options = SandboxOptions()
    (options.queuedPolls, options.runningPolls, options.stateFile) = (0, 0, home.path + "/console")
    let sandbox = try SandboxServer(
      options: options, faults: [SandboxFault(.dropBeforeResponse, at: .submit, times: 1)])
    let environment = ["TENSORSLAB_BASE_URL": sandbox.url, "TENSORSLAB_API_KEY": Fixture.key]
    try write("a fox")
    let arguments = ["batch", "prompts.txt", "--service", "tensorslab", "--output", "out"]
    #expect(try await Tool.run(arguments, in: home, environment).status == 3)
    let first = try await Tool.run(arguments, in: home, environment)
    #expect(first.status == 3)
    let words = try #require(first.errors.firstRange(of: "seedream resume TASK --for "))
    let name = String(first.errors[words.upperBound...].prefix { $0 != ";" })
    let console = String(decoding: home.bytes("console"), as: UTF8.self)
    let task = try #require(try JSONValue(jsonString: console)["id"]?.string)
    let wrong = try await Tool.run(["resume", task, "--for", "nobody"], in: home, environment)
    #expect(wrong.status == 2 && wrong.errors.contains("'nobody' is not a submission without a response"))
    let nowhere = try await Tool.run(["resume", "no-such-task", "--for", name], in: home, environment)
    #expect(nowhere.status == 1)
    let resumed = try await Tool.run(["resume", task, "--for", name, "--output", "out"], in: home, environment)
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(try await Tool.run(["tasks"], in: home).output.isEmpty)
    let again = try await Tool.run(arguments, in: home, environment)
    #expect(again.status == 0 && again.lines == ["1\t\(resumed.lines.first ?? "")"])
    #expect(sandbox.submissions.count == 1)
  }

  @Test func `resume of several prints events, too`() async throws {
    let (_, environment) = try sandbox()
    var names: [String] = []
    for prompt in ["a fox", "an owl"] {
      names += try await Tool.run(["generate", prompt, "--service", "tensorslab", "--no-wait"], in: home, environment)
        .lines
    }
    let outcome = try await Tool.run(["resume", "--events", "--output", "out"] + names, in: home, environment)
    let events = try events(outcome)
    #expect(
      events.filter { $0["event"] == "result" }.compactMap { $0["report"]?["task"]?.string }.sorted() == names.sorted())
    #expect(events.last?["summary"]?["saved"] == 2)
    let refused = try await Tool.run(["resume", "--events", "--json"] + names, in: home, environment)
    #expect(refused.status == 2)
  }
}
