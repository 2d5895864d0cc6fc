import Foundation
import HTTPTransport
import LoopbackHTTP
import OpenAPIClientRuntime
import Seedream
import SeedreamSandbox
import Testing

@Suite(.serialized) struct `Saving pictures` {
  @Test func `names each after its task and number, and leaves no other files`() async throws {
    let fixture = try Fixture()
    let images = try await fixture.client.generate("a fox", count: 6)
    let folder = fixture.folder.url.appendingPathComponent("new/deep")
    let saved = try await images.save(to: folder)
    #expect(saved.map(\.number) == [1, 2, 3, 4, 5, 6])
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names == (1...6).map { "\(images.task.id)-\($0).png" })
    for image in saved {
      let bytes = try #require(FileManager.default.contents(atPath: image.path))
      #expect(Int64(bytes.count) == image.byteCount)
      #expect(ImageKind(firstBytes: Array(bytes.prefix(16))) == .png)
    }
    #expect(fixture.sandbox.credentialLeaks.isEmpty)
  }

  @Test(arguments: [
    SandboxFault.Kind.truncated, .dropInBody, .dropAfterHead, .dropBeforeResponse, .resetBeforeResponse, .notAPicture,
    .emptyBody, .htmlPage,
  ])
  func `tries again after temporary failures, and leaves nothing incomplete`(fault: SandboxFault.Kind) async throws {
    let fixture = try Fixture(.tensorsLab, SandboxFault(fault, at: .download, times: 2))
    let images = try await fixture.client.generate("a fox")
    let saved = try await images.save(to: fixture.folder.url)
    #expect(saved.count == 1)
    #expect(fixture.downloads == 3)
    #expect(fixture.folder.names == ["\(images.task.id)-1.png"])
    #expect(fixture.submitted.count == 1)
  }

  @Test(arguments: [SandboxFault.Kind.wrongType, .noLength, .ignoresRange])
  func `recognises them by their bytes, not by their media type`(fault: SandboxFault.Kind) async throws {
    let fixture = try Fixture(.tensorsLab, SandboxFault(fault, at: .download))
    let saved = try await fixture.client.generate("a fox").save(to: fixture.folder.url)
    #expect(saved.first?.path.hasSuffix("-1.png") == true)
  }

  @Test func `gives up an expired link soon, says why, and keeps the task`() async throws {
    let fixture = try Fixture(.tensorsLab, SandboxFault(.expired, at: .download))
    let error = await fixture.failure(ImageRequest("a fox"))
    #expect(error?.kind == .downloadFailed)
    #expect(error?.status == 404)
    #expect(error?.task != nil)
    #expect(error?.missing.map(\.number) == [1])
    #expect(error?.message.contains("expire") == true)
    #expect(fixture.downloads == 3)
    #expect(fixture.folder.names.isEmpty)
  }

  @Test func `says which pictures are saved and which are not`() async throws {
    let fixture = try Fixture(.tensorsLab, SandboxFault(.expired, at: .download))
    let images = try await fixture.client.generate("a fox", count: 3)
    fixture.sandbox.stop()
    let server = try LoopbackServer { exchange in
      if exchange.request.path.hasSuffix("2") {
        try await exchange.respond(410, [], Array("gone".utf8))
      } else {
        try await exchange.respond(200, [("Content-Type", "image/gif")], gif(7, 5))
      }
    }
    defer { server.stop() }
    let task = ImageTask(
      id: images.task.id, service: .novita, server: server.url, count: 3,
      results: (1...3).map { .link("\(server.url)/\($0)") })
    let error = await #expect(throws: SeedreamError.self) {
      try await fixture.client.wait(for: task).save(to: fixture.folder.url)
    }
    #expect(error?.saved.map(\.number) == [1, 3])
    #expect(error?.missing.map(\.number) == [2])
    #expect(error?.message.hasPrefix("2 of 3 pictures are saved.") == true)
    #expect(fixture.folder.names == ["\(task.id)-1.gif", "\(task.id)-3.gif"])
  }

  @Test func `fetches at most four at once`() async throws {
    let counts = Locked((now: 0, most: 0))
    let server = try LoopbackServer { exchange in
      // The port may have been that of another test's server, whose client sends again.
      guard exchange.request.path.hasPrefix("/many/") else { return try await exchange.respond(404) }
      counts.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
      for _ in 0..<200 { await Task.yield() }
      counts.withLock { $0.now -= 1 }
      try await exchange.respond(200, [], gif(1, 1))
    }
    defer { server.stop() }
    let fixture = try Fixture(.novita)
    let task = ImageTask(
      id: "many", service: .novita, server: server.url, count: 15,
      results: (1...15).map { .link("\(server.url)/many/\($0)") })
    let saved = try await fixture.client.wait(for: task).save(to: fixture.folder.url)
    #expect(saved.count == 15)
    #expect(counts.current.most <= 4)
  }

  @Test func `never replaces another file, and leaves a picture that was saved before as it is`() async throws {
    let fixture = try Fixture()
    let images = try await fixture.client.generate("a fox")
    try fixture.folder.write([1, 2, 3], to: "\(images.task.id)-1.png")
    let first = try await images.save(to: fixture.folder.url)
    #expect(first.first?.path.hasSuffix("-1-2.png") == true)
    #expect(fixture.folder.bytes("\(images.task.id)-1.png") == [1, 2, 3])
    let second = try await images.save(to: fixture.folder.url)
    #expect(second.map(\.path) == first.map(\.path))
    #expect(fixture.folder.names.count == 2)
  }

  @Test func `makes safe names of any task ID`() async throws {
    let server = try LoopbackServer { exchange in try await exchange.respond(200, [], gif(1, 1)) }
    defer { server.stop() }
    let fixture = try Fixture(.novita)
    for (id, stem) in [("../../etc/passwd", "_._.._etc_passwd"), (".hidden", "_hidden"), ("ä b", "__b"), ("", "image")]
    {
      let task = ImageTask(id: id, service: .novita, server: server.url, results: [.link(server.url + "/a")])
      let saved = try await fixture.client.wait(for: task).save(to: fixture.folder.url)
      #expect(saved.first?.url.lastPathComponent == "\(stem)-1.gif")
      #expect(saved.first?.url.deletingLastPathComponent().path == fixture.folder.url.path)
    }
  }

  @Test func `follows redirects but not in circles, nor to other schemes`() async throws {
    let server = try LoopbackServer { exchange in
      switch exchange.request.path {
      case "/relative": try await exchange.respond(302, [("Location", "picture?a=b c")])
      case "/picture": try await exchange.respond(200, [], gif(2, 2))
      case "/file": try await exchange.respond(302, [("Location", "file:///etc/passwd")])
      default: try await exchange.respond(307, [("Location", "/circle")])
      }
    }
    defer { server.stop() }
    let fixture = try Fixture(.novita)
    func save(_ path: String) async throws -> [SavedImage] {
      let task = ImageTask(id: "r", service: .novita, server: server.url, results: [.link(server.url + path)])
      return try await fixture.client.wait(for: task).save(to: fixture.folder.url)
    }
    #expect(try await save("/relative").count == 1)
    await #expect(throws: SeedreamError.self) { try await save("/circle") }
    await #expect(throws: SeedreamError.self) { try await save("/file") }
    #expect(fixture.folder.names == ["r-1.gif"])
  }

  @Test func `says when a folder can't be written to, before or after`() async throws {
    let fixture = try Fixture()
    let images = try await fixture.client.generate("a fox")
    let file = try fixture.folder.write([1], to: "file")
    let error = await #expect(throws: SeedreamError.self) {
      try await images.save(to: URL(fileURLWithPath: file))
    }
    #expect(error?.kind == .notWritable)
    #expect(throws: SeedreamError.self) { try OutputFolder(path: file + "/below") }
    #expect(throws: SeedreamError.self) { try OutputFolder(path: "/proc/none") }
    #expect(fixture.folder.names == ["file"])
  }

  @Test func `removes files of a killed process, but not those that another one is writing`() async throws {
    let fixture = try Fixture()
    let images = try await fixture.client.generate("a fox")
    try fixture.folder.write([1, 2], to: ".\(images.task.id)-1.abc.part")
    try fixture.folder.write([1, 2], to: ".other-1.abc.part")
    try await images.save(to: fixture.folder.url)
    #expect(fixture.folder.names == [".other-1.abc.part", "\(images.task.id)-1.png"])
  }

  @Test func `reports each picture's progress up to its end`() async throws {
    let fixture = try Fixture()
    let images = try await fixture.client.generate("a fox", count: 2)
    let reports = Locked<[Int: [TransferProgress]]>([:])
    let saved = try await images.save(to: fixture.folder.url) { number, progress in
      reports.withLock { $0[number, default: []].append(progress) }
    }
    for image in saved {
      let last = try #require(reports.current[image.number]?.last)
      #expect(last == TransferProgress(completedBytes: image.byteCount, totalBytes: image.byteCount))
    }
  }

  @Test func `can fetch into memory`() async throws {
    let fixture = try Fixture(.novita, SandboxFault(.truncated, at: .download, times: 1))
    let images = try await fixture.client.generate("a fox")
    let bytes = try await images.bytes(at: 0)
    #expect(ImageKind(firstBytes: bytes) == .png)
    await #expect(throws: SeedreamError.self) { try await images.bytes(at: 1) }
  }

  /// A complete PNG of that length.
  private static let whole = png(7, 5, padding: 3000) + [0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82]

  @Test func `tries again if the end is missing, also without a Content-Length`() async throws {
    let lengths = Locked([100, 2000, Self.whole.count])
    let server = try LoopbackServer { exchange in
      let length = lengths.withLock { $0.isEmpty ? 0 : $0.removeFirst() }
      try await exchange.writeRaw(Array("HTTP/1.0 200 OK\r\n\r\n".utf8) + Self.whole.prefix(length))
      exchange.close()
    }
    defer { server.stop() }
    let fixture = try Fixture(.novita)
    let task = ImageTask(id: "c", service: .novita, results: [.link(server.url + "/c")])
    let saved = try await fixture.client.wait(for: task).save(to: fixture.folder.url)
    #expect(saved.map(\.isCutOff) == [false])
    #expect(saved.first?.byteCount == Int64(Self.whole.count))
  }

  @Test func `keeps a picture whose end is always missing, with a warning`() async throws {
    let half = Array(Self.whole.prefix(2000))
    let server = try LoopbackServer { try await $0.respond(200, [], half) }
    defer { server.stop() }
    let fixture = try Fixture(.novita)
    let results: [ImageSource] = [.link(server.url + "/c"), .base64(Data(half).base64EncodedString())]
    let task = ImageTask(id: "c", service: .novita, count: 2, results: results)
    let images = try await fixture.client.wait(for: task)
    let saved = try await images.save(to: fixture.folder.url)
    #expect(saved.map(\.isCutOff) == [true, true])
    #expect(fixture.folder.bytes("c-1.png") == half)
    #expect(server.requestCount == 3)
    #expect(try await images.bytes(at: 1) == half)
  }

  @Test(
    arguments: [
      ([0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 4, 0xFF, 0xD9, 0, 0], false), ([0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 4], true),
      (Array("RIFF".utf8) + [8, 0, 0, 0] + Array("WEBPVP8 ".utf8), false),
      (Array("RIFF".utf8) + [9, 0, 0, 0] + Array("WEBPVP8 ".utf8), true),
    ] as [([UInt8], Bool)])
  func `checks the end of other kinds`(bytes: [UInt8], isCutOff: Bool) async throws {
    let fixture = try Fixture(.novita)
    let task = ImageTask(id: "k", service: .novita, results: [.base64(Data(bytes).base64EncodedString())])
    let saved = try await fixture.client.wait(for: task).save(to: fixture.folder.url)
    #expect(saved.map(\.isCutOff) == [isCutOff])
  }

  @Test func `says that a picture is lost if there are no new links`() async throws {
    let server = try LoopbackServer { try await $0.respond(404) }
    defer { server.stop() }
    let fixture = try Fixture(.novita)
    let task = ImageTask(id: "g", service: .novita, results: [.link(server.url + "/g")])
    let error = await #expect(throws: SeedreamError.self) {
      try await fixture.client.wait(for: task).save(to: fixture.folder.url)
    }
    #expect(error?.message.contains("--forget") == true)
  }

  @Test func `ignores spaces around a link, and shows no password`() async throws {
    let server = try LoopbackServer { exchange in
      exchange.request.method == "POST"
        ? try await exchange.respond(200, [], text: "{\"images\":[\" \(exchange.request.field("X-Link") ?? "")\\n\"]}")
        : try await exchange.respond(200, [], gif(1, 1))
    }
    defer { server.stop() }
    let fixture = try Fixture(.novita, middleware: [LinkHeader(link: server.url + "/a")], server: server.url)
    #expect(try await fixture.client.generate("a fox").save(to: fixture.folder.url).count == 1)
    let task = ImageTask(id: "u", service: .novita, results: [.link("http://me:secret@127.0.0.1/a")])
    let error = await #expect(throws: SeedreamError.self) {
      try await fixture.client.wait(for: task).save(to: fixture.folder.url)
    }
    #expect(error?.kind == .downloadFailed)
    #expect(error?.message.contains("secret") == false)
  }

  @Test func `continues where it broke off, if it is still the same file`() async throws {
    let fixture = try Fixture(.tensorsLab, SandboxFault(.dropInBody, at: .download, times: 2))
    let images = try await fixture.client.generate("a fox")
    let saved = try await images.save(to: fixture.folder.url)
    #expect(saved.map(\.isCutOff) == [false])
    let ranges = fixture.sandbox.requests.filter { $0.point == .download }.map { $0.field("Range") }
    let half = (saved.first?.byteCount ?? 0) / 2
    #expect(ranges.count == 3)
    #expect(ranges.first == .some(nil))
    #expect(ranges[1] == "bytes=\(half)-")
    #expect(fixture.sandbox.requests.last?.field("If-Range") != nil)
    #expect(fixture.sandbox.requests.last?.status == 206)
  }

  @Test func `begins again if it has become another file`() async throws {
    let fixture = try Fixture(
      .tensorsLab, SandboxFault(.changedFile), SandboxFault(.dropInBody, at: .download, times: 1))
    let saved = try await fixture.client.generate("a fox").save(to: fixture.folder.url)
    #expect(saved.map(\.isCutOff) == [false])
    #expect(fixture.sandbox.requests.last?.status == 200)
  }

  @Test(arguments: [
    ("image/x-icon", "ico"), ("image/vnd.fancy+zip; q=1", "fancy"), ("IMAGE/X-Odd", "odd"), ("image/jp2", "jp2"),
  ])
  func `of a kind that is only announced uses the extension of its type, with a warning`(
    type: String, ending: String
  ) async throws {
    let server = try LoopbackServer { try await $0.respond(200, [("Content-Type", type)], [0, 0, 1, 0, 1, 0, 200]) }
    defer { server.stop() }
    let fixture = try Fixture(.novita)
    let task = ImageTask(id: "k", service: .novita, results: [.link(server.url + "/k")])
    let saved = try await fixture.client.wait(for: task).save(to: fixture.folder.url)
    #expect(fixture.folder.names == ["k-1.\(ending)"])
    #expect(saved.first?.kind == nil)
    #expect(saved.first?.warnings.first?.message.contains("is unknown") == true)
    #expect(server.requestCount == 1)
  }

  @Test(arguments: ["<html>busy</html>", #"{"error":"busy"}"#, "", "The picture is not ready yet, please wait."])
  func `refuses text that is announced as a picture`(text: String) async throws {
    let server = try LoopbackServer { try await $0.respond(200, [("Content-Type", "image/webp")], text: text) }
    defer { server.stop() }
    let fixture = try Fixture(.novita)
    let task = ImageTask(id: "k", service: .novita, results: [.link(server.url + "/k?sign=abc")])
    let error = await #expect(throws: SeedreamError.self) {
      try await fixture.client.wait(for: task).save(to: fixture.folder.url)
    }
    #expect(error?.kind == .downloadFailed)
    #expect(error?.missing.map(\.link) == [server.url + "/k?sign=abc"])
    #expect(error?.message.contains("sign=abc") == false)
    #expect(fixture.folder.names.isEmpty)
  }

  @Test func `keeps one that is cut off each time, and its task`() async throws {
    let folder = try TemporaryFolder()
    let journal = TaskJournal(path: folder.path + "/tasks.jsonl")
    let half = Array(Self.whole.prefix(2000))
    let server = try LoopbackServer { try await $0.respond(200, [], half) }
    defer { server.stop() }
    let fixture = try Fixture(.novita, journal: journal)
    let task = ImageTask(id: "c", service: .novita, results: [.link(server.url + "/c")])
    try journal.remember(task)
    let saved = try await fixture.client.wait(for: task).save(to: fixture.folder.url)
    #expect(saved.first?.warnings.first?.message.contains("ends early") == true)
    #expect(try journal.entries().map(\.task.id) == ["c"])
  }

  @Test func `keeps the task when the deadline passes, and says so`() async throws {
    let server = try LoopbackServer { try await $0.respond(503) }
    defer { server.stop() }
    let fixture = try Fixture(.novita)
    let task = ImageTask(id: "t", service: .novita, results: [.link(server.url + "/t")])
    let error = await #expect(throws: SeedreamError.self) {
      try await fixture.client.wait(for: task).save(to: fixture.folder.url)
    }
    #expect(error?.kind == .deadlineExceeded)
    #expect(error?.task?.id == "t")
    #expect(fixture.clock.elapsed == .seconds(300))
  }

  @Test func `of damaged base64 fails with a message`() async throws {
    let fixture = try Fixture(.novita)
    let task = ImageTask(id: "b", service: .novita, results: [.base64("iVBORw0K!!!")])
    let error = await #expect(throws: SeedreamError.self) {
      try await fixture.client.wait(for: task).save(to: fixture.folder.url)
    }
    #expect(error?.message.contains("base64") == true)
    #expect(fixture.folder.names.isEmpty)
  }
}

/// The link with which a test's server responds.
private struct LinkHeader: Middleware {
  let link: String

  func intercept(
    _ request: HTTPRequest, context: CallContext, next: @Sendable (HTTPRequest) async throws -> HTTPResponse
  ) async throws -> HTTPResponse {
    var request = request
    request.fields["X-Link"] = link
    return try await next(request)
  }
}
