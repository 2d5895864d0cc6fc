import Foundation
import OpenAPIClientRuntime
import Testing

@Suite struct DownloadTests {
  static let text = "0123456789"
  static let tag = [("ETag", "\"v1\""), ("Content-Type", "image/png")]

  private func download(_ transport: MockTransport, attempts: Int = 5) -> Download {
    var download = Download("https://cdn.example/p.png?sig=link-secret", transport: transport)
    download.attempts = attempts
    download.timing = RetryTests.VirtualClock().timing()
    return download
  }

  /// Serves the text with ranges, as services do; each response before the last breaks off after some bytes.
  private func ranges(_ breaks: [Int], _ fields: [(String, String)] = tag) -> MockTransport {
    MockTransport { sent in
      var start = 0
      if let range = sent.fields["Range"] { start = Int(range.dropFirst(6).dropLast()) ?? 0 }
      let rest = String(Self.text.dropFirst(start))
      var fields = fields + [("Content-Length", "\(rest.count)")]
      if start > 0 { fields.append(("Content-Range", "bytes \(start)-9/10")) }
      guard sent.number < breaks.count else { return .pieces(start > 0 ? 206 : 200, [rest], fields) }
      return .pieces(start > 0 ? 206 : 200, [String(rest.prefix(breaks[sent.number]))], fields, failure: .lost(true))
    }
  }

  @Test func `a file arrives complete under its name, and nothing else is left`() async throws {
    let folder = try TemporaryFolder()
    let transport = ranges([])
    let file = try await download(transport).save(to: folder.path + "/a.png")
    #expect(file == SavedFile(path: folder.path + "/a.png", size: 10, contentType: "image/png"))
    #expect(folder.names == ["a.png"])
    #expect(folder.text("a.png") == Self.text)
    #expect(transport.sent.first?.fields["Accept-Encoding"] == "identity")
  }

  @Test func `the name may depend on the first bytes`() async throws {
    let folder = try TemporaryFolder()
    let file = try await download(ranges([])).save(in: folder.path) { head in
      String(decoding: head.prefix(3), as: UTF8.self) + ".txt"
    }
    #expect(file.path == folder.path + "/012.txt")
    #expect(folder.names == ["012.txt"])
  }

  @Test func `a download without a name leaves nothing`() async throws {
    struct NoImage: Error {}
    let folder = try TemporaryFolder()
    let error = await failure { () async throws(ClientError) in
      try await download(ranges([])).save(in: folder.path) { _ throws -> String in throw NoImage() }
    }
    #expect(error?.underlying is NoImage)
    #expect(folder.names == [])
  }

  @Test(arguments: ["", ".", "..", "a/b", "../x"]) func `a name must stay in the folder`(_ name: String) async throws {
    let folder = try TemporaryFolder()
    let error = await failure { () async throws(ClientError) in
      try await download(ranges([])).save(in: folder.path) { _ in name }
    }
    #expect(error?.kind == .invalidInput)
    #expect(folder.names == [])
  }

  @Test func `a download resumes where the connection broke`() async throws {
    let folder = try TemporaryFolder()
    let transport = ranges([4, 3, 0])
    let file = try await download(transport).save(to: folder.path + "/a")
    #expect(file.size == 10)
    #expect(folder.text("a") == Self.text)
    #expect(transport.sent.map { $0.fields["Range"] } == [nil, "bytes=4-", "bytes=7-", "bytes=7-"])
    #expect(transport.sent.map { $0.fields["If-Range"] } == [nil, "\"v1\"", "\"v1\"", "\"v1\""])
  }

  @Test(arguments: [[], [("ETag", "W/\"v1\"")]]) func `without a strong entity tag it begins again`(
    _ fields: [(String, String)]
  ) async throws {
    let folder = try TemporaryFolder()
    let transport = ranges([4], fields)
    _ = try await download(transport).save(to: folder.path + "/a")
    #expect(folder.text("a") == Self.text)
    #expect(transport.sent.map { $0.fields["Range"] } == [nil, nil])
  }

  @Test func `a body that ends before its announced length is resumed`() async throws {
    let folder = try TemporaryFolder()
    let transport = MockTransport { sent in
      sent.number == 0
        ? .pieces(200, ["01"], Self.tag + [("Content-Length", "10")])
        : .pieces(206, ["23456789"], Self.tag + [("Content-Range", "bytes 2-9/10")])
    }
    _ = try await download(transport).save(to: folder.path + "/a")
    #expect(folder.text("a") == Self.text)
  }

  static let others: [(Int, [(String, String)])] = [
    (200, [("ETag", "\"v2\"")]), (206, [("ETag", "\"v2\""), ("Content-Range", "bytes 4-9/10")]),
    (206, [("ETag", "\"v1\""), ("Content-Range", "bytes 5-9/10")]),
    (206, [("ETag", "\"v1\""), ("Content-Range", "bytes 4-11/12")]), (206, []),
    (416, [("Content-Range", "bytes */10")]),
  ]

  @Test(arguments: others) func `if the response isn't the rest of the file, it begins again`(
    _ status: Int, _ fields: [(String, String)]
  ) async throws {
    let folder = try TemporaryFolder()
    let transport = MockTransport { sent in
      switch sent.number {
      case 0: .pieces(200, ["0123"], Self.tag + [("Content-Length", "10")], failure: .lost(true))
      case 1: .pieces(status, status == 200 ? ["abc"] : ["456789"], fields)
      default: .pieces(200, ["abc"], [("ETag", "\"v2\"")])
      }
    }
    _ = try await download(transport).save(to: folder.path + "/a")
    #expect(folder.text("a") == "abc")
    #expect(folder.names == ["a"])
  }

  @Test func `after the last attempt it fails and leaves nothing`() async throws {
    let folder = try TemporaryFolder()
    let transport = ranges([1, 1, 1, 1, 1])
    let error = await failure { () async throws(ClientError) in
      try await download(transport, attempts: 3).save(to: folder.path + "/a")
    }
    #expect(error?.kind == .connection)
    #expect(transport.sent.count == 3)
    #expect(folder.names == [])
  }

  @Test(arguments: [404, 403, 410, 401]) func `a refusal is final`(_ status: Int) async throws {
    let folder = try TemporaryFolder()
    let transport = MockTransport { _ in .text(status, "expired") }
    let error = await failure { () async throws(ClientError) in
      try await download(transport).save(to: folder.path + "/a")
    }
    #expect(error?.status == status)
    #expect(error.map { "\($0)".contains("link-secret") } == false)
    #expect(transport.sent.count == 1)
    #expect(folder.names == [])
  }

  @Test func `a request to a busy service is repeated`() async throws {
    let folder = try TemporaryFolder()
    let transport = MockTransport { $0.number < 2 ? .text(503, "") : .text(200, "ok") }
    _ = try await download(transport).save(to: folder.path + "/a")
    #expect(folder.text("a") == "ok")
    let error = await failure { () async throws(ClientError) in
      try await download(MockTransport { _ in .text(503, "") }, attempts: 2).save(to: folder.path + "/b")
    }
    #expect(error?.status == 503)
    #expect(folder.names == ["a"])
  }

  @Test func `an existing file is overwritten only on request`() async throws {
    let folder = try TemporaryFolder()
    folder.write("mine", to: "a")
    let error = await failure { () async throws(ClientError) in
      try await download(ranges([])).save(to: folder.path + "/a")
    }
    #expect(error?.kind == .file)
    #expect(error?.message.contains("not overwritten") == true)
    #expect(folder.text("a") == "mine")
    var replacing = download(ranges([]))
    replacing.overwrites = true
    _ = try await replacing.save(to: folder.path + "/a")
    #expect(folder.text("a") == Self.text)
    #expect(folder.names == ["a"])
  }

  @Test func `a file that appears meanwhile is not overwritten`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    let transport = MockTransport { _ in
      _ = FileManager.default.createFile(atPath: path + "/a", contents: Data("mine".utf8))
      return .text(200, "theirs")
    }
    let error = await failure { () async throws(ClientError) in try await download(transport).save(to: path + "/a") }
    #expect(error?.kind == .file)
    #expect(folder.text("a") == "mine")
    #expect(folder.names == ["a"])
  }

  @Test func `a missing folder is an error that says so`() async throws {
    let error = await failure { () async throws(ClientError) in
      try await download(ranges([])).save(to: "/nowhere/at/all/a")
    }
    #expect(error?.kind == .file)
    #expect(error?.message.contains("'/nowhere/at/all'") == true)
  }

  @Test func `a file beyond the limit is refused and leaves nothing`() async throws {
    let folder = try TemporaryFolder()
    for fields in [[("Content-Length", "10")], []] {
      var download = download(MockTransport { _ in .pieces(200, ["01234", "56789"], fields) })
      download.maximumSize = 7
      let sized = download
      let error = await failure { () async throws(ClientError) in try await sized.save(to: folder.path + "/a") }
      #expect(error?.kind == .decoding)
    }
    #expect(folder.names == [])
  }

  @Test func `cancellation leaves nothing`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    let transport = MockTransport { _ in
      withUnsafeCurrentTask { $0?.cancel() }
      throw TransportFailure.lost(true)
    }
    let download = download(transport)
    let task = Task { await failure { () async throws(ClientError) in try await download.save(to: path + "/a") } }
    #expect(await task.value?.kind == .cancelled)
    #expect(folder.names == [])
  }

  @Test func `progress counts written bytes, from zero after a restart`() async throws {
    let folder = try TemporaryFolder()
    let lines = RedactionTests.Lines()
    var download = download(ranges([4]))
    download.onProgress = { lines.add("\($0.completedBytes)/\($0.totalBytes ?? -1)") }
    _ = try await download.save(to: folder.path + "/a")
    #expect(lines.all == ["4/10", "10/10"])
  }

  @Test func `redirects are followed, without secrets of links`() async throws {
    let folder = try TemporaryFolder()
    let transport = MockTransport { sent in
      sent.number == 0 ? .text(302, "", [("Location", "https://store.example/real")]) : .text(200, "ok")
    }
    _ = try await download(transport).save(to: folder.path + "/a")
    #expect(transport.sent.map(\.url) == ["https://cdn.example/p.png?sig=link-secret", "https://store.example/real"])
  }

  @Test func `a full disk is an error that says so, and leaves nothing`() async throws {
    // The nearest thing to a full disk that needs no privilege: a limit on the size of files, far above other tests' files.
    signal(SIGXFSZ, SIG_IGN)
    var old = rlimit()
    #if os(Linux)
      let resource = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
    #else
      let resource = RLIMIT_FSIZE
    #endif
    getrlimit(resource, &old)
    var small = old
    small.rlim_cur = 64 << 20
    setrlimit(resource, &small)
    defer { setrlimit(resource, &old) }
    let folder = try TemporaryFolder()
    let piece = [UInt8](repeating: 7, count: 16 << 20)
    let transport = MockTransport { _ in
      let stream = AsyncStream<[UInt8]> { continuation in
        for _ in 0..<5 { continuation.yield(piece) }
        continuation.finish()
      }
      return HTTPResponse(status: 200, body: ResponseBody(stream))
    }
    let error = await failure { () async throws(ClientError) in
      try await download(transport).save(to: folder.path + "/a")
    }
    #expect(error?.kind == .file)
    #expect(error?.message.contains(folder.path) == true)
    #expect(folder.names == [])
  }

  @Test func `a body is saved under the same rules`() async throws {
    let folder = try TemporaryFolder()
    let transport = MockTransport { _ in .pieces(200, ["01", "23"]) }
    let body = try await PlainClient(transport).send(APIOperation<ResponseBody>("x", .get, "/", response: .body))
    #expect(try await body.save(to: folder.path + "/a").size == 4)
    #expect(folder.text("a") == "0123")
    let again = await failure { () async throws(ClientError) in try await body.save(to: folder.path + "/a") }
    #expect(again?.kind == .file)
    let broken = HTTPResponse.pieces(200, ["01"], failure: .lost(true)).body
    let error = await failure { () async throws(ClientError) in try await broken.save(to: folder.path + "/b") }
    #expect(error?.kind == .connection)
    #expect(folder.names == ["a"])
  }
}
