import Foundation
import HTTPTransport
import OpenAPIClientRuntime
import Seedream
import SeedreamSandbox
import Testing

@Suite(
  .serialized, .enabled(if: Tool.path != nil, "The executable seedream is not built beside the tests."),
  .timeLimit(.minutes(10)))
struct `Prompts and outputs` {
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
    return (sandbox, ["TENSORSLAB_BASE_URL": sandbox.url, "TENSORSLAB_API_KEY": Fixture.key])
  }

  @Test func `come from standard input for a minus sign, without the end of the last line`() async throws {
    let (_, environment) = try sandbox()
    let script = try home.write(
      Array("printf 'a fox\\nin snow\\n' | \"$1\" generate - --output '{prompt}.png' --sidecar --quiet\n".utf8),
      to: "run.sh")
    let outcome = try await Tool.shell(script, in: home, environment)
    #expect(outcome.lines == ["./a-fox-in-snow.png"], "\(outcome.errors)")
    let made = try ImageProvenance(json: home.bytes("a-fox-in-snow.png.json"))
    #expect(made.prompt == "a fox\nin snow")
  }

  @Test func `come from a file`() async throws {
    let (_, environment) = try sandbox()
    try home.write(Array("an owl\r\n".utf8), to: "prompt.txt")
    let outcome = try await Tool.run(
      ["generate", "--prompt-file", "prompt.txt", "--output", "{prompt}"], in: home, environment)
    #expect(outcome.lines == ["./an-owl.png"])
    let both = try await Tool.run(["generate", "x", "--prompt-file", "prompt.txt"], in: home, environment)
    #expect(both.status == 2 && both.errors.contains("can't both be given"))
    let none = try await Tool.run(["generate", "--prompt-file", "none"], in: home, environment)
    #expect(none.status == 2 && none.errors.contains("no file 'none'"))
    try home.write([0xFF, 0xFE, 0x41], to: "odd.txt")
    let odd = try await Tool.run(["generate", "--prompt-file", "odd.txt"], in: home, environment)
    #expect(odd.status == 2 && odd.errors.contains("UTF-8"))
  }

  @Test func `are saved in the named file, numbered if there are several, never over another one`() async throws {
    let (sandbox, environment) = try sandbox()
    let one = try await Tool.run(["generate", "a fox", "--output", "new/cat.png"], in: home, environment)
    #expect(one.lines == ["new/cat.png"])
    let bytes = home.bytes("new/cat.png")
    let taken = try await Tool.run(["generate", "an owl", "--output", "new/cat.png"], in: home, environment)
    #expect(taken.status == 2)
    #expect(taken.errors.contains("exists already"))
    #expect(sandbox.submissions.count == 1)
    let two = try await Tool.run(["generate", "a hare", "--count", "2", "--output", "hare.png"], in: home, environment)
    #expect(two.lines == ["./hare-1.png", "./hare-2.png"])
    let more = try await Tool.run(["generate", "a bear", "--output", "hare-{n}"], in: home, environment)
    #expect(more.lines == ["./hare-1-2.png"])
    #expect(home.bytes("new/cat.png") == bytes)
  }

  @Test func `are saved as a template says, and no prompt changes the folder`() async throws {
    let (_, environment) = try sandbox()
    let outcome = try await Tool.run(
      ["generate", "../../etc/pass wd", "--output", "all/{model}/{prompt}_{seed}"], in: home, environment)
    #expect(outcome.lines == ["all/seedreamv45/etc-pass-wd_none.png"])
    let wrong = try await Tool.run(["generate", "a fox", "--output", "{promt}"], in: home, environment)
    #expect(wrong.status == 2 && wrong.errors.contains("There is no {promt}"))
  }

  @Test func `have details of how they were made, beside them and in JSON`() async throws {
    let (_, environment) = try sandbox()
    let outcome = try await Tool.run(
      ["generate", "a fox", "--size", "2K", "--output", "fox.png", "--sidecar", "--json"], in: home, environment)
    let report = try JSONValue(jsonString: outcome.output)
    let beside = try JSONValue(jsonString: String(decoding: home.bytes("fox.png.json"), as: UTF8.self))
    #expect(report["provenance"]?[0] == beside)
    #expect(beside["prompt"] == "a fox")
    #expect(beside["service"] == "tensorslab")
    #expect(beside["requestedSize"] == "2K")
    #expect(beside["task"] == report["task"])
    #expect(!String(decoding: home.bytes("fox.png.json"), as: UTF8.self).contains(Fixture.key))
  }

  @Test func `can be submitted only, and fetched together later`() async throws {
    let (sandbox, environment) = try sandbox()
    var names: [String] = []
    for prompt in ["a fox", "an owl", "a hare"] {
      let outcome = try await Tool.run(["generate", prompt, "--no-wait"], in: home, environment)
      #expect(outcome.status == 0)
      #expect(outcome.errors.contains("seedream resume"))
      names += outcome.lines
    }
    #expect(names.count == 3)
    #expect(sandbox.requests.allSatisfy { $0.point == .submit })
    let two = try await Tool.run(["resume", names[0], names[2], "--output", "{prompt}"], in: home, environment)
    #expect(two.status == 0)
    #expect(two.lines.sorted() == ["1\t./a-fox.png", "2\t./a-hare.png"])
    let rest = try await Tool.run(["resume", "--all", "--json", "--sidecar"], in: home, environment)
    #expect(rest.status == 0)
    #expect(try JSONValue(jsonString: rest.output)["task"]?.string == names[1])
    #expect(home.names.contains("\(names[1])-1.png.json"))
    let none = try await Tool.run(["resume", "--all"], in: home, environment)
    #expect(none.status == 0 && none.output.isEmpty)
    #expect(sandbox.submissions.count == 3)
  }

  @Test func `are deleted if the service can`() async throws {
    let (_, environment) = try sandbox()
    let submitted = try await Tool.run(["generate", "a fox", "--no-wait"], in: home, environment)
    let name = try #require(submitted.lines.first)
    let deleted = try await Tool.run(["tasks", "--delete", name], in: home, environment)
    #expect(deleted.status == 0)
    #expect(deleted.errors.contains("is deleted"))
    #expect(try await Tool.run(["resume", name], in: home, environment).status == 1)
    let novita = environment.merging(
      ["NOVITA_API_KEY": Fixture.key, "NOVITA_BASE_URL": environment["TENSORSLAB_BASE_URL"] ?? ""]) { $1 }
    let kept = try await Tool.run(["generate", "a fox", "--service", "novita", "--no-wait"], in: home, novita)
    let other = try await Tool.run(["tasks", "--delete", kept.lines.first ?? ""], in: home, novita)
    #expect(other.status == 2)
    #expect(try await Tool.run(["tasks"], in: home).output.contains("novita"))
  }

  @Test func `take their keys from files, and the error of a refused key names the file`() async throws {
    let options = SandboxOptions()
    let sandbox = try SandboxServer(
      keys: SandboxKeys(tensorsLab: [Fixture.key]), options: options, faults: [])
    let server = ["TENSORSLAB_BASE_URL": sandbox.url]
    try home.write(Array("\(Fixture.key)\n".utf8), to: "key")
    let path = home.path + "/key"
    let good = try await Tool.run(
      ["generate", "a fox"], in: home, server.merging(["TENSORSLAB_API_KEY_FILE": path]) { $1 })
    #expect(good.status == 0)
    try home.write(Array("sk-wrong-0123456789\n".utf8), to: "key")
    let refused = try await Tool.run(
      ["generate", "a fox"], in: home, server.merging(["TENSORSLAB_API_KEY_FILE": path]) { $1 })
    #expect(refused.status == 1)
    #expect(refused.errors.contains("\(path) (TENSORSLAB_API_KEY_FILE)"))
    #expect(!refused.errors.contains("sk-wrong"))
    let missing = try await Tool.run(
      ["generate", "a fox"], in: home, server.merging(["TENSORSLAB_API_KEY_FILE": "/none"]) { $1 })
    #expect(missing.status == 2 && missing.errors.contains("TENSORSLAB_API_KEY_FILE names"))
    try FileManager.default.createDirectory(atPath: home.path + "/.tensorslab", withIntermediateDirectories: true)
    try home.write(Array("TENSORSLAB_API_KEY=\"\(Fixture.key)\"\n".utf8), to: ".tensorslab/.env")
    let vendors = try await Tool.run(["generate", "a fox"], in: home, server)
    #expect(vendors.status == 0)
    #expect(vendors.errors.contains("with the key in ~/.tensorslab/.env"))
    let other = ["NOVITA_API_KEY": Fixture.key, "NOVITA_BASE_URL": sandbox.url]
    let set = try await Tool.run(["generate", "a fox"], in: home, server.merging(other) { $1 })
    #expect(set.errors.contains("NOVITA_API_KEY is set"))
  }

  @Test func `are shown without being sent`() async throws {
    let (sandbox, environment) = try sandbox()
    let shown = try await Tool.run(["generate", "a fox", "--size", "2K", "--dry-run"], in: home, environment)
    #expect(shown.status == 0)
    #expect(shown.output.contains("POST \(sandbox.url)/"))
    #expect(shown.output.contains("a fox") && shown.output.contains("<key>"))
    #expect(!shown.output.contains(Fixture.key))
    #expect(shown.errors.contains("Nothing was sent.") && shown.errors.contains("documented: "))
    let json = try await Tool.run(["generate", "a fox", "--dry-run", "--json"], in: home)
    #expect(try JSONValue(jsonString: json.output)["request"]?["method"] == "POST")
    let wrong = try await Tool.run(["generate", "a fox", "--dry-run", "--size", "1x1"], in: home, environment)
    #expect(wrong.status == 2)
    #expect(sandbox.requests.isEmpty)
  }

  @Test func `are followed by events, uploads included, that end with what --json gives`() async throws {
    let (_, environment) = try sandbox()
    try home.write(png(640, 480, padding: 400_000), to: "photo.png")
    let outcome = try await Tool.run(
      ["generate", "a fox", "--image", "photo.png", "--events"], in: home, environment)
    #expect(outcome.status == 0)
    let events = try outcome.lines.map { try JSONValue(jsonString: $0) }
    let names = events.compactMap { $0["event"]?.string }
    #expect(names.first == "uploading" || names.first == "warning")
    for name in ["uploading", "submitted", "drawn", "downloading"] { #expect(names.contains(name)) }
    #expect(events.contains { $0["event"] == "uploading" && ($0["totalBytes"]?.int ?? 0) > 400_000 })
    #expect(names.last == "end")
    #expect(events.last?["report"]?["images"]?[0]?["kind"] == "png")
    #expect(outcome.errors.isEmpty)
    let both = try await Tool.run(["generate", "a fox", "--events", "--json"], in: home, environment)
    #expect(both.status == 2)
  }

  @Test func `are made by a tool that prints its version and completion scripts`() async throws {
    let version = try await Tool.run(["--version"], in: home)
    #expect(version.output == "seedream \(SeedreamVersion.current)\n")
    for shell in ["bash", "zsh", "fish"] {
      let completion = try await Tool.run(["completion", shell], in: home)
      #expect(completion.status == 0)
      for word in ["generate", "batch", "prompt-file", "tensorslab"] { #expect(completion.output.contains(word)) }
    }
    #expect(try await Tool.run(["completion", "bsh"], in: home).errors.contains("Did you mean bash?"))
    let script = try home.write(
      Array(
        """
        eval "$("$1" completion bash)"
        try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _seedream; echo "${COMPREPLY[*]}"; }
        try seedream ba
        try seedream generate --dry
        try seedream batch --service no
        try seedream completion z
        """.utf8), to: "complete.sh")
    let completed = try await Tool.shell(script, in: home, [:], shell: "/bin/bash")
    #expect(completed.lines == ["batch", "--dry-run", "novita", "zsh"], "\(completed.errors)")
  }
}
