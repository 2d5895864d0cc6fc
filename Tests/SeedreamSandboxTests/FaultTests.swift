import SeedreamSandbox
import Testing

@Suite(.serialized) struct FaultTests {
  static let small: [(String, Content)] = [("prompt", .text("x")), ("resolution", .text("32x32"))]
  static let oneRouter = "{\"model\":\"bytedance-seedream-v4-text-to-image\",\"prompt\":\"x\",\"size\":\"square\"}"
  static let novita = "{\"prompt\":\"x\",\"size\":\"1K\"}"

  // MARK: Names

  @Test func `every fault has a line of help and a name by which it is read`() throws {
    #expect(SandboxFault.all.count == SandboxFault.Kind.allCases.count)
    for (kind, line) in zip(SandboxFault.Kind.allCases, SandboxFault.all) {
      #expect(line.name == kind.rawValue)
      #expect(!line.summary.isEmpty && !line.summary.contains("\n"))
      for point in kind.points {
        let fault = SandboxFault(kind, at: point, times: 2)
        #expect(try SandboxFault(argument: fault.description) == fault)
      }
    }
  }

  @Test func `faults are read as written on the command line`() throws {
    #expect(try SandboxFault(argument: "no-credits") == SandboxFault(.noCredits))
    #expect(try SandboxFault(argument: "rate-limited=7:3") == SandboxFault(.rateLimited, value: 7, times: 3))
    let poll = SandboxFault(.serverError, value: 503, at: .poll, times: 1)
    #expect(try SandboxFault(argument: "poll.server-error=503:1") == poll)
  }

  @Test(arguments: [
    ("no-credit", "did you mean \"no-credits\""), ("slow=fast", "after = a number is needed"), ("slow:0", "1 or more"),
    ("truncated=3", "takes no value"), ("server-error=200", "from 500 to 599"), ("poll.truncated", "only at: download"),
    ("upload.slow", "submit, poll or download"),
  ])
  func `an invalid fault is refused with what would be valid`(argument: String, reason: String) {
    let error = #expect(throws: SandboxError.self) { try SandboxFault(argument: argument) }
    #expect(error?.description.contains(reason) == true)
  }

  // MARK: Refusals

  @Test(arguments: [
    (SandboxFault.Kind.failure, 200, 9999), (.noCredits, 200, 9000), (.unauthorized, 401, 9999),
    (.forbidden, 403, 9999), (.moderated, 200, 9999), (.rateLimited, 429, 9999), (.serverError, 500, 9999),
    (.errorInSuccess, 200, 9999),
  ])
  func `TensorsLab's refusals are codes without data`(kind: SandboxFault.Kind, status: Int, code: Int) async throws {
    let bench = try Bench(SandboxFault(kind, times: 1))
    let response = try await bench.form("/v1/images/zimage", Self.small)
    #expect(response.status == status)
    #expect(try response.json["code"]?.int == code)
    #expect(try response.json["data"] == nil)
    #expect(response.field("Retry-After") == (kind == .rateLimited ? "1" : nil))
    #expect(try await bench.form("/v1/images/zimage", Self.small).json["code"]?.int == 1000)
  }

  @Test(arguments: [
    (SandboxFault.Kind.failure, 500, 500), (.noCredits, 402, 402), (.unauthorized, 401, 401), (.forbidden, 403, 403),
    (.moderated, 422, 422), (.rateLimited, 429, 429), (.serverError, 500, 500), (.errorInSuccess, 200, 502),
    (.failedTask, 500, 500),
  ])
  func `OneRouter's refusals are error objects`(kind: SandboxFault.Kind, status: Int, code: Int) async throws {
    let bench = try Bench(SandboxFault(kind))
    let response = try await bench.json("/v1/images/generations", Self.oneRouter)
    #expect(response.status == status)
    #expect(try response.json["error"]?["code"]?.int == code)
  }

  @Test(arguments: [
    (SandboxFault.Kind.failure, 500, "TASK_FAILED"), (.noCredits, 400, "BILLING_BALANCE_NOT_ENOUGH"),
    (.unauthorized, 403, "INVALID_API_KEY"), (.forbidden, 403, "API_NOT_ALLOWED"), (.moderated, 400, "ILLEGAL_PROMPT"),
    (.rateLimited, 429, "RATE_LIMIT_EXCEEDED"), (.serverError, 500, "CREATE_TASK_FAILED"),
    (.errorInSuccess, 200, "TASK_FAILED"), (.failedTask, 500, "TASK_FAILED"),
  ])
  func `Novita's refusals have names`(kind: SandboxFault.Kind, status: Int, reason: String) async throws {
    let bench = try Bench(SandboxFault(kind))
    let response = try await bench.json("/v3/seedream-4.0", Self.novita)
    #expect(response.status == status)
    #expect(try response.json["reason"]?.string == reason)
  }

  @Test func `faults occur in order, as often as they say, and only at their point`() async throws {
    let bench = try Bench(
      SandboxFault(.rateLimited, value: 3, times: 2), SandboxFault(.serverError, value: 503, at: .poll, times: 1))
    var statuses: [Int] = []
    for _ in 0..<3 { statuses.append(try await bench.form("/v1/images/zimage", Self.small).status) }
    #expect(statuses == [429, 429, 200])
    let task = try await bench.submit(Self.small)
    #expect(try await bench.json("/v1/images/infobytaskid", "{\"taskid\":\"\(task)\"}").status == 503)
    #expect(try await bench.poll(task)["code"]?.int == 1000)
    #expect(bench.sandbox.faults.isEmpty)
    #expect(bench.sandbox.requests.map { $0.faults.count } == [1, 1, 0, 0, 1, 0])
  }

  @Test func `a refused request leaves the faults of tasks to the next one`() async throws {
    let bench = try Bench(SandboxFault(.failedTask, times: 1), SandboxFault(.noCredits, times: 1))
    #expect(try await bench.form("/v1/images/zimage", Self.small).json["code"]?.int == 9000)
    #expect(bench.sandbox.faults == [SandboxFault(.failedTask, times: 1)])
  }

  // MARK: Odd responses

  @Test func `a page of HTML, broken JSON and an empty body come instead of the response`() async throws {
    for path in ["/v1/images/generations", "/v3/seedream-4.0"] {
      let bench = try Bench(
        SandboxFault(.htmlPage, value: 503, times: 1), SandboxFault(.brokenJSON, times: 1),
        SandboxFault(.emptyBody, times: 1))
      let body = path.hasPrefix("/v3") ? Self.novita : Self.oneRouter
      let page = try await bench.json(path, body)
      #expect(page.status == 503)
      #expect(page.field("Content-Type")?.hasPrefix("text/html") == true)
      let broken = try await bench.json(path, body)
      #expect(broken.status == 200)
      #expect(throws: (any Error).self) { try broken.json }
      #expect(broken.text.hasPrefix("{"))
      let empty = try await bench.json(path, body)
      #expect(empty.status == 200)
      #expect(empty.body.isEmpty)
    }
  }

  @Test func `data and task numbers can be missing`() async throws {
    let bench = try Bench(SandboxFault(.missingData, times: 1), SandboxFault(.missingData, at: .poll, times: 1))
    let bare = try await bench.form("/v1/images/zimage", Self.small).json
    #expect(bare["code"]?.int == 1000)
    #expect(bare["data"] == nil)
    bench.sandbox.add(SandboxFault(.missingTaskID, times: 1))
    let nameless = try await bench.form("/v1/images/zimage", Self.small).json
    #expect(nameless["data"] == .object([:]))
    let task = try await bench.submit(Self.small)
    let poll = try await bench.poll(task)
    #expect(poll["code"]?.int == 1000)
    #expect(poll["data"] == nil)
    bench.sandbox.faults = [SandboxFault(.missingData)]
    #expect(try await bench.json("/v1/images/generations", Self.oneRouter).json["data"] == nil)
    #expect(try await bench.json("/v3/seedream-4.0", Self.novita).json == .object([:]))
  }

  // MARK: Tasks

  @Test func `a task can fail`() async throws {
    let bench = try Bench(SandboxFault(.failedTask))
    let task = try await bench.submit(Self.small)
    var data: JSON?
    for _ in 0..<3 { data = try await bench.poll(task)["data"] }
    #expect(data?["image_status"]?.int == 4)
    #expect(data?["error_message"]?.string?.isEmpty == false)
    #expect(data?["url"]?.count == 0)
  }

  @Test func `a task can finish without pictures, with empty links, or with links in other forms`() async throws {
    let cases: [(SandboxFault.Kind, (JSON?) -> Bool)] = [
      (.noPictures, { $0 == .array([]) }),
      (.emptyLinks, { $0 == .array([.string("")]) }),
      (.urlAsString, { $0?.string?.hasPrefix("http://127.0.0.1") == true }),
      (.linksAsObjects, { $0?[0]?["url"]?.string?.hasPrefix("http://127.0.0.1") == true }),
      (.base64, { $0?[0]?.string?.hasPrefix("data:image/png;base64,iVBOR") == true }),
    ]
    for (kind, isRight) in cases {
      let bench = try Bench(SandboxFault(kind))
      let data = try await bench.finish(try await bench.submit(Self.small))
      #expect(isRight(data["url"]), "\(kind)")
    }
  }

  @Test func `synchronous services have the same faults in their own forms`() async throws {
    let cases: [(SandboxFault.Kind, (JSON, JSON) -> Bool)] = [
      (.noPictures, { $0["data"] == .array([]) && $1["images"] == .array([]) }),
      (.emptyLinks, { $0["data"]?[0]?["url"]?.string == "" && $1["images"]?[0]?.string == "" }),
      (.urlAsString, { _, novita in novita["images"]?.string?.hasPrefix("http") == true }),
      (.linksAsObjects, { _, novita in novita["images"]?[0]?["image_url"]?.string?.hasPrefix("http") == true }),
      (
        .base64,
        {
          $0["data"]?[0]?["b64_json"]?.string?.hasPrefix("iVBOR") == true
            && $1["images"]?[0]?.string?.hasPrefix("iVBOR") == true
        }
      ),
      (.nulls, { oneRouter, _ in oneRouter["data"]?[0]?["b64_json"] == .null }),
    ]
    for (kind, isRight) in cases {
      let bench = try Bench(SandboxFault(kind))
      let oneRouter = try await bench.json("/v1/images/generations", Self.oneRouter).json
      let novita = try await bench.json("/v3/seedream-4.0", Self.novita).json
      #expect(isRight(oneRouter, novita), "\(kind)")
    }
  }

  @Test func `an undocumented state can replace running`() async throws {
    let bench = try Bench(SandboxFault(.unknownState, value: 17))
    let task = try await bench.submit(Self.small)
    var states: [Int?] = []
    for _ in 0..<3 { states.append(try await bench.poll(task)["data"]?["image_status"]?.int) }
    #expect(states == [1, 17, 3])
  }

  @Test func `a task can run forever or be unknown`() async throws {
    let bench = try Bench(SandboxFault(.neverFinishes, times: 1), SandboxFault(.lostTask, times: 2))
    // Both apply to the first task, which is unknown; the second one is unknown, too.
    let lost = try await bench.submit(Self.small)
    #expect(try await bench.poll(lost)["code"]?.int == 9999)
    bench.sandbox.faults = [SandboxFault(.neverFinishes)]
    let endless = try await bench.submit(Self.small)
    for _ in 0..<20 { _ = try await bench.poll(endless) }
    #expect(try await bench.poll(endless)["data"]?["image_status"]?.int == 2)
  }

  @Test func `unused fields can be empty strings or null`() async throws {
    for (kind, value) in [(SandboxFault.Kind.emptyStrings, JSON.string("")), (.nulls, .null)] {
      let bench = try Bench(SandboxFault(kind))
      let submitted = try await bench.form("/v1/images/zimage", Self.small).json
      #expect(submitted["data"]?["url"] == value)
      let task = try #require(submitted["data"]?["taskid"]?.string)
      let data = try await bench.poll(task)["data"]
      #expect(data?["url"] == value)
      #expect(data?["error_message"] == value)
      #expect(try await bench.finish(task)["url"]?.count == 1)
    }
  }

  @Test func `OneRouter can respond with a task, which can fail, too`() async throws {
    let bench = try Bench(SandboxFault(.async), SandboxFault(.failedTask))
    let json = try await bench.json("/v1/images/generations", Self.oneRouter).json
    let task = try #require(json["data"]?["task_id"]?.string)
    var data: JSON?
    for _ in 0..<3 { data = try await bench.json("/v1/images/tasks/\(task)", "", method: "GET").json["data"] }
    #expect(data?["status"]?.string == "failed")
    #expect(data?["fail_reason"]?.string?.isEmpty == false)
  }

  // MARK: Connections

  @Test(arguments: [SandboxFault.Kind.dropBeforeResponse, .resetBeforeResponse])
  func `a connection that ends before the response leaves a task behind`(kind: SandboxFault.Kind) async throws {
    let bench = try Bench(SandboxFault(kind, times: 1))
    let expected: LoopbackClient.Failure = kind == .dropBeforeResponse ? .noResponse : .reset
    await #expect(throws: expected) { try await bench.form("/v1/images/zimage", Self.small) }
    #expect(bench.sandbox.submissions.count == 1)
    #expect(bench.sandbox.submissions.first?.status == nil)
    // The next task is the second one: the first was made although its response was lost.
    #expect(try await bench.submit(Self.small).hasPrefix("sb2_"))
  }

  @Test func `a connection can end after the head or in the body`() async throws {
    let bench = try Bench(SandboxFault(.dropAfterHead, times: 1))
    let headOnly = try await bench.form("/v1/images/zimage", Self.small)
    #expect(headOnly.status == 200)
    #expect(headOnly.body.isEmpty)
    #expect(!headOnly.isComplete)
    bench.sandbox.add(SandboxFault(.dropInBody, times: 1))
    let half = try await bench.form("/v1/images/zimage", Self.small)
    #expect(!half.isComplete)
    #expect(half.text.hasPrefix("{\"code\":1000"))
  }

  @Test func `a response can come late or in pieces, and is complete`() async throws {
    let pauses = Pauses()
    let bench = try Bench(SandboxFault(.slow, value: 700, times: 1), SandboxFault(.drip, value: 9, at: .poll)) {
      $0.pause = { await pauses.add($0) }
    }
    let task = try await bench.submit(Self.small)
    #expect(await pauses.all == [700])
    #expect(try await bench.poll(task)["code"]?.int == 1000)
    #expect(await pauses.all.dropFirst().allSatisfy { $0 == 9 })
    #expect(await pauses.all.count > 10)
  }

  @Test func `a response that never comes keeps the connection open until the client goes`() async throws {
    let bench = try Bench(SandboxFault(.noResponse))
    let sandbox = bench.sandbox
    let request = Task { try await bench.json("/v3/seedream-4.0", Self.novita) }
    while sandbox.requests.isEmpty { await Task.yield() }
    #expect(sandbox.requests[0].status == nil)
    sandbox.stop()
    await #expect(throws: LoopbackClient.Failure.self) { try await request.value }
  }

  // MARK: Downloads

  @Test func `a download can be truncated, expired, of a wrong type, not a picture, or without length`() async throws {
    let bench = try Bench()
    let link = try await bench.link()
    let whole = try await bench.download(link)
    bench.sandbox.faults = [SandboxFault(.truncated, times: 1)]
    let cut = try await bench.download(link)
    #expect(!cut.isComplete)
    #expect(cut.body == Array(whole.body[..<(whole.body.count / 2)]))
    bench.sandbox.faults = [SandboxFault(.expired, times: 1), SandboxFault(.expired, value: 403, times: 1)]
    #expect(try await bench.download(link).status == 404)
    #expect(try await bench.download(link).status == 403)
    bench.sandbox.faults = [SandboxFault(.wrongType, times: 1), SandboxFault(.notAPicture, times: 1)]
    let text = try await bench.download(link)
    #expect(text.field("Content-Type")?.hasPrefix("text/plain") == true)
    #expect(text.body == whole.body)
    let page = try await bench.download(link)
    #expect(page.field("Content-Type") == "image/png")
    #expect(page.text.contains("<html>"))
    bench.sandbox.faults = [SandboxFault(.noLength, times: 1), SandboxFault(.ignoresRange, times: 1)]
    let chunked = try await bench.download(link)
    #expect(chunked.field("Content-Length") == nil)
    #expect(chunked.body == whole.body)
    #expect(try await bench.download(link, [("Range", "bytes=5-")]).body == whole.body)
    bench.sandbox.faults = [SandboxFault(.htmlPage, value: 200, at: .download)]
    #expect(try await bench.download(link).field("Content-Type")?.hasPrefix("text/html") == true)
  }

  @Test func `a redirect leads to another port, where a key that is sent along is noticed`() async throws {
    let bench = try Bench(SandboxFault(.redirect, value: 302))
    let response = try await bench.download(try await bench.link())
    #expect(response.status == 302)
    let location = try #require(response.field("Location"))
    #expect(!location.hasPrefix(bench.sandbox.url))
    let parts = location.dropFirst("http://127.0.0.1:".count).split(separator: "/", maxSplits: 1)
    let other = LoopbackClient(port: try #require(UInt16(parts[0])))
    let picture = try await other.send("GET", "/" + parts[1])
    #expect(picture.status == 200)
    _ = try PNGReader(picture.body)
    #expect(bench.sandbox.credentialLeaks.isEmpty)
    _ = try await other.send("GET", "/" + parts[1], Bench.bearer)
    #expect(bench.sandbox.credentialLeaks.count == 1)
    #expect(bench.sandbox.credentialLeaks.first?.isAtOtherOrigin == true)
  }

  @Test func `a redirected submission is not processed, and a key that follows is noticed`() async throws {
    let bench = try Bench(SandboxFault(.redirect, at: .submit, times: 1))
    let response = try await bench.json("/v3/seedream-4.0", Self.novita)
    #expect(response.status == 307)
    let location = try #require(response.field("Location"))
    let port = try #require(location.split(separator: ":").last?.split(separator: "/").first.flatMap { UInt16($0) })
    _ = try await LoopbackClient(port: port).send(
      "POST", "/v3/seedream-4.0", Bench.bearer + [("Content-Type", "application/json")], body: Array(Self.novita.utf8))
    #expect(bench.sandbox.credentialLeaks.count == 1)
  }
}

/// Records pauses.
actor Pauses {
  private(set) var all: [Int] = []

  func add(_ milliseconds: Int) {
    all.append(milliseconds)
  }
}
