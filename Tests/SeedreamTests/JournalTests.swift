import Foundation
import HTTPTransport
import OpenAPIClientRuntime
import Seedream
import SeedreamSandbox
import Testing

@Suite struct `The journal` {
  private let folder: TemporaryFolder
  private let journal: TaskJournal

  init() throws {
    folder = try TemporaryFolder()
    journal = TaskJournal(path: folder.path + "/state/tasks.jsonl")
  }

  @Test func `is empty if there is no file yet`() throws {
    #expect(try journal.entries().isEmpty)
  }

  @Test func `lists a task until its pictures are saved`() async throws {
    let fixture = try Fixture(journal: journal)
    let task = try await fixture.client.submit(ImageRequest("a fox at night", count: 2))
    let entries = try journal.entries()
    #expect(entries.map(\.task.id) == [task.id])
    #expect(entries.map(\.state) == [.submitted])
    #expect(entries.first?.task.prompt == "a fox at night")
    let images = try await fixture.client.wait(for: task)
    #expect(try journal.entries().count == 1)
    try await images.save(to: fixture.folder.url)
    #expect(try journal.entries().isEmpty)
  }

  @Test func `adds a task that was submitted elsewhere, once`() async throws {
    let task = ImageTask(id: "elsewhere", service: .tensorsLab)
    try journal.remember(task)
    try journal.remember(task)
    #expect(try journal.entries().map(\.task.id) == ["elsewhere"])
    #expect(try journal.forget("elsewhere"))
    #expect(try journal.entries().isEmpty)
  }

  @Test func `keeps lines of a later version when it is compacted`() async throws {
    let fixture = try Fixture(journal: journal)
    _ = try await fixture.client.submit(ImageRequest("a fox"))
    let line = #"{"event":"paused","entry":"later","at":"2031-01-01T00:00:00Z"}"# + "\n"
    let handle = try #require(FileHandle(forWritingAtPath: journal.path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data((line + String(repeating: "{torn\n", count: 50_000)).utf8))
    _ = try await fixture.client.submit(ImageRequest("a fox"))
    let text = try String(contentsOfFile: journal.path, encoding: .utf8)
    #expect(text.utf8.count < 100_000)
    #expect(text.contains(line))
    #expect(try journal.entries().count == 2)
  }

  @Test func `has the task before it is first polled`() async throws {
    let seen = Locked<[Int]>([])
    let journal = journal
    var options = SandboxOptions()
    options.onRequest = { request in
      guard request.point == .poll else { return }
      seen.withLock { $0.append((try? journal.entries().filter { $0.state == .submitted }.count) ?? -1) }
    }
    let fixture = try Fixture(options: options, journal: journal)
    _ = try await fixture.client.generate("a fox")
    #expect(seen.current == [1, 1, 1])
  }

  @Test(arguments: [ImageService.oneRouter, .novita])
  func `keeps the links of a service that responds with them, and no key is needed to fetch them`(
    service: ImageService
  ) async throws {
    let fixture = try Fixture(service, journal: journal)
    _ = try await fixture.client.submit(ImageRequest("a fox"))
    let entry = try #require(try journal.entries().first)
    #expect(entry.task.isFinished)
    var stranger = fixture.client
    stranger.configuration.key = .bearer("")
    #expect(try await stranger.resume(entry.task).save(to: fixture.folder.url).count == 1)
    #expect(try journal.entries().isEmpty)
  }

  @Test func `removes what the service refused, and tasks that failed`() async throws {
    let fixture = try Fixture(
      .tensorsLab, SandboxFault(.noCredits, times: 1), SandboxFault(.failedTask, times: 1), journal: journal)
    #expect(await fixture.failure(ImageRequest("a fox"))?.kind == .insufficientCredits)
    #expect(await fixture.failure(ImageRequest("a fox"))?.kind == .taskFailed)
    #expect(try journal.entries().isEmpty)
  }

  @Test func `keeps a submission whose outcome is unknown, until it is forgotten`() async throws {
    let fixture = try Fixture(.tensorsLab, SandboxFault(.dropBeforeResponse, at: .submit), journal: journal)
    #expect(await fixture.failure(ImageRequest("a fox"))?.kind == .submissionUnknown)
    let entry = try #require(try journal.entries().first)
    #expect(entry.state == .unknown)
    #expect(try journal.forget(entry.task.id))
    #expect(try journal.entries().isEmpty)
    #expect(try !journal.forget(entry.task.id))
  }

  @Test(.enabled(if: Tool.path != nil, "The executable seedream is not built beside the tests."))
  func `shows every process that a submission is being sent, as long as its process runs`() async throws {
    let journal = TaskJournal(path: folder.path + "/state/seedream/tasks.jsonl")
    let moment = Moment()
    var options = SandboxOptions()
    options.onRequest = { _ in moment.come() }
    let fixture = try Fixture(.tensorsLab, SandboxFault(.noResponse, at: .submit), options: options, journal: journal)
    let client = fixture.client
    let submission = Task { try await client.submit(ImageRequest("a fox")) }
    await moment.wait()
    #expect(try journal.entries().map(\.state) == [.sending])
    let listed = try await Tool.run(["tasks", "--json"], in: folder)
    #expect(try JSONValue(jsonString: listed.output)["tasks"]?.array?.first?["state"] == "sending")
    // A copy of the file is like that of a killed process: nobody holds the lock that it names.
    let left = try #require(FileManager.default.contents(atPath: journal.path))
    let copy = TaskJournal(path: try folder.write(Array(left), to: "copy.jsonl"))
    #expect(try copy.entries().map(\.state) == [.unknown])
    submission.cancel()
    _ = await submission.result
    #expect(try journal.entries().map(\.state) == [.unknown])
  }

  @Test func `keeps a task whose pictures could not be fetched`() async throws {
    let fixture = try Fixture(.tensorsLab, SandboxFault(.expired, at: .download), journal: journal)
    #expect(await fixture.failure(ImageRequest("a fox"))?.kind == .downloadFailed)
    #expect(try journal.entries().map(\.state) == [.submitted])
  }

  @Test func `skips lines that a crash has left incomplete, and continues after them`() async throws {
    let fixture = try Fixture(journal: journal)
    let first = try await fixture.client.submit(ImageRequest("one"))
    let whole = try #require(FileManager.default.contents(atPath: journal.path))
    let last = whole.split(separator: 10).last?.count ?? 0
    for cut in [1, last / 2, last - 1] {
      try whole.prefix(whole.count - cut).write(to: URL(fileURLWithPath: journal.path))
      // Only the line of the response is incomplete: what was sent before it is still known.
      #expect(try journal.entries().count == 1)
      let second = try await fixture.client.submit(ImageRequest("two"))
      #expect(try journal.entries().contains { $0.task.id == second.id })
    }
    try (whole + Data("{\"event\":\"from-the-future\"}\n\u{0}garbage\n".utf8)).write(
      to: URL(fileURLWithPath: journal.path))
    #expect(try journal.entries().map(\.task.id) == [first.id])
  }

  @Test func `can be used by many at once without losing a line`() async throws {
    let fixture = try Fixture(.novita, journal: journal)
    let client = fixture.client
    let ids = await withTaskGroup(of: String?.self) { group in
      for number in 0..<24 {
        group.addTask { try? await client.submit(ImageRequest("fox \(number)")).id }
      }
      return await group.reduce(into: Set<String>()) { ids, id in if let id { ids.insert(id) } }
    }
    #expect(ids.count == 24)
    #expect(Set(try journal.entries().map(\.task.id)) == ids)
  }

  @Test func `is rewritten without closed entries when it has grown`() async throws {
    let fixture = try Fixture(.novita, SandboxFault(.base64), journal: journal)
    let kept = try await fixture.client.submit(ImageRequest("keep me", size: ImageSize("1K")))
    for _ in 0..<8 {
      let task = try await fixture.client.submit(ImageRequest("a fox", size: ImageSize("2K")))
      try journal.forget(task.id)
    }
    let size = FileManager.default.contents(atPath: journal.path)?.count ?? .max
    #expect(size < 8 * 100_000)
    #expect(try journal.entries().map(\.task.id) == [kept.id])
  }

  @Test func `reads and writes only what is new, with hundreds of open tasks`() async throws {
    let fixture = try Fixture(.novita, journal: journal)
    let client = fixture.client
    let prompt = String(repeating: "a fox in the snow ", count: 60)
    // Far above the size at which closed entries are removed.
    var tasks: [ImageTask] = []
    for await result in client.images(for: (1...400).map { ImageRequest("\(prompt)\($0)") }, atOnce: 16) {
      tasks.append(try result.value.task)
    }
    #expect(try journal.entries().count == 400)
    for task in tasks.prefix(399) { try journal.forget(task.id) }
    #expect(try journal.entries().map(\.task.id) == [tasks[399].id])
    _ = try await client.submit(ImageRequest("one more"))
    // Another process, which has read nothing before, sees the same.
    let copy = TaskJournal(
      path: try folder.write(Array(#require(FileManager.default.contents(atPath: journal.path))), to: "copy"))
    #expect(try copy.entries().count == 2)
  }

  @Test func `names a lock that another process holds, and waits no longer than the timeout`() async throws {
    var journal = journal
    journal.lockTimeout = .milliseconds(30)
    let fixture = try Fixture(journal: journal)
    try FileManager.default.createDirectory(
      atPath: folder.path + "/state", withIntermediateDirectories: true)
    let descriptor = open(journal.path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    #expect(flock(descriptor, LOCK_EX) == 0)
    let error = await fixture.failure(ImageRequest("a fox"))
    #expect(error?.kind == .journal)
    #expect(error?.message.contains(journal.path + ".lock") == true)
    #expect(fixture.sandbox.requests.isEmpty)
    #expect(flock(descriptor, LOCK_UN) == 0)
    close(descriptor)
    #expect(await fixture.failure(ImageRequest("a fox")) == nil)
  }

  @Test func `shows what a later version submitted to services that this one does not know`() async throws {
    let task =
      #"{"count":1,"id":"x-1","model":"m","prompt":"an owl","server":"https://x","service":"futurelab","submitted":"2031-01-01T00:00:00Z"}"#
    let lines = ["sending", "submitted"].map {
      #"{"event":"\#($0)","entry":"e1","at":"2031-01-01T00:00:00Z","task":\#(task)}"# + "\n"
    }
    let journal = TaskJournal(path: try folder.write(Array(lines.joined().utf8), to: "later.jsonl"))
    #expect(try journal.entries().isEmpty)
    let entry = try #require(try journal.entriesOfUnknownServices().first)
    #expect(entry.service == "futurelab")
    #expect(entry.task == "x-1")
    #expect(entry.prompt == "an owl")
    #expect(try journal.entriesOfUnknownServices().count == 1)
    #expect(try journal.forget("x-1"))
    #expect(try journal.entriesOfUnknownServices().isEmpty)
  }

  @Test func `that is replaced from outside is read anew`() async throws {
    let fixture = try Fixture(journal: journal)
    let first = try await fixture.client.submit(ImageRequest("one"))
    #expect(try journal.entries().count == 1)
    let text = try String(contentsOfFile: journal.path, encoding: .utf8)
    let other = text.split(separator: first.id).joined(separator: String(repeating: "x", count: 60))
    try Data(other.utf8).write(to: URL(fileURLWithPath: journal.path))
    #expect(try journal.entries().map(\.task.id) == [String(repeating: "x", count: 60)])
  }

  @Test func `that can't be written keeps a request from being sent`() async throws {
    let file = try folder.write([1], to: "file")
    let fixture = try Fixture(journal: TaskJournal(path: file + "/tasks.jsonl"))
    let error = await fixture.failure(ImageRequest("a fox"))
    #expect(error?.kind == .journal)
    #expect(error?.message.contains("XDG_STATE_HOME") == true)
    #expect(fixture.sandbox.requests.isEmpty)
  }

  @Test func `is in the usual folder of the system`() {
    let given = TaskJournal.standard(environment: ["XDG_STATE_HOME": "/state", "HOME": "/home/me"])
    #expect(given.path == "/state/seedream/tasks.jsonl")
    let usual = TaskJournal.standard(environment: ["HOME": "/home/me", "XDG_STATE_HOME": "not/absolute"])
    #expect(usual.path.hasPrefix("/home/me/"))
    #expect(usual.path.hasSuffix("/seedream/tasks.jsonl"))
  }

  @Test func `contains no key and can be read only by its owner`() async throws {
    let fixture = try Fixture(journal: journal)
    _ = try await fixture.client.submit(ImageRequest("a fox"))
    let text = String(decoding: FileManager.default.contents(atPath: journal.path) ?? Data(), as: UTF8.self)
    #expect(!text.contains(Fixture.key))
    let attributes = try FileManager.default.attributesOfItem(atPath: journal.path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }
}
