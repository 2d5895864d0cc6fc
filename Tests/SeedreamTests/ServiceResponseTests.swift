import Foundation
import HTTPTransport
import OpenAPIClientRuntime
import Seedream
import Testing

@Suite struct `What services respond` {
  private static let html = "<html><body>nothing here</body></html>"

  private func failure(_ service: ImageService, _ responses: (Int, String)...) async -> SeedreamError? {
    let canned = responses.count == 1 ? Canned(responses[0]) : Canned(responses[0], responses[1])
    do {
      _ = try await canned.client(service).generate("a fox")
      return nil
    } catch {
      return error
    }
  }

  // MARK: Refusals

  @Test(arguments: [
    ("MISSING_API_KEY", 400, SeedreamError.Kind.keyRefused), ("INVALID_API_KEY", 403, .keyRefused),
    ("FEATURE_NOT_ALLOWED", 403, .keyRefused), ("API_NOT_ALLOWED", 403, .keyRefused),
    ("NEED_REAL_NAME_VERIFY", 403, .keyRefused), ("BILLING_AUTH_FAILED", 403, .keyRefused),
    ("BILLING_BALANCE_NOT_ENOUGH", 400, .insufficientCredits),
    ("BILLING_BALANCE_NOT_ENOUGH", 403, .insufficientCredits),
    ("BILLING_FAILED", 500, .serviceFailed), ("CREATE_TASK_FAILED", 500, .serviceFailed),
    ("GET_RESULT_FAILED", 500, .serviceFailed), ("TASK_FAILED", 500, .serviceFailed),
    ("RATE_LIMIT_EXCEEDED", 429, .rateLimited), ("ILLEGAL_PROMPT", 400, .contentRefused),
    ("ILLEGAL_IMAGE_CONTENT", 400, .contentRefused), ("INVALID_REQUEST_BODY", 400, .refused),
    ("IMAGE_FILE_EXCEEDS_MAX_SIZE", 400, .refused), ("INVALID_IMAGE_FORMAT", 400, .refused),
    ("IMAGE_EXCEEDS_MAX_RESOLUTION", 400, .refused), ("INVALID_IMAGE_SIZE", 400, .refused),
    ("API_NOT_FOUND", 404, .refused), ("TASK_NOT_FOUND", 404, .refused),
  ])
  func `Novita's errors go by their names`(name: String, status: Int, kind: SeedreamError.Kind) async {
    for body in [
      #"{"code":\#(status),"reason":"\#(name)","message":"no","metadata":{}}"#, #"{"message":"\#(name)"}"#,
    ] {
      let error = await failure(.novita, (status, body))
      #expect(error?.kind == kind)
      #expect(error?.code == name)
      #expect(error?.mayBeCharged == ["TASK_FAILED", "GET_RESULT_FAILED"].contains(name))
    }
  }

  @Test(arguments: [
    (
      400, #"{"error":{"code":400,"message":"bad","type":"invalid_request_error","param":"n"}}"#,
      SeedreamError.Kind.refused
    ),
    (401, #"{"error":{"code":401,"message":"Invalid key","type":"auth","param":""}}"#, .keyRefused),
    (402, #"{"error":{"code":402,"message":"Add credits","type":"","param":""}}"#, .insufficientCredits),
    (403, #"{"error":{"code":403,"message":"Your input was flagged","type":"","param":""}}"#, .contentRefused),
    (403, #"{"error":{"code":403,"message":"This API key may not","type":"","param":""}}"#, .keyRefused),
    (422, #"{"error":{"code":422,"message":"flagged","type":"content_policy_violation","param":""}}"#, .contentRefused),
    (422, #"{"error":{"code":422,"message":"size literal_error","type":"","param":"size"}}"#, .refused),
    (429, #"{"error":{"code":429,"message":"slow down","type":"","param":""}}"#, .rateLimited),
    (503, #"{"error":{"code":503,"message":"no provider","type":"","param":""}}"#, .serviceFailed),
    (200, #"{"error":{"code":402,"message":"Add credits","type":"","param":""}}"#, .insufficientCredits),
    (200, #"{"code":422,"message":"size literal_error"}"#, .refused),
  ])
  func `OneRouter's errors go by their numbers`(status: Int, body: String, kind: SeedreamError.Kind) async {
    let error = await failure(.oneRouter, (status, body))
    #expect(error?.kind == kind)
    #expect(error?.mayBeCharged == false)
  }

  @Test(arguments: [
    (200, #"{"error":{"code":502,"message":"upstream","type":"","param":""}}"#),
    (502, #"{"error":{"code":502,"message":"upstream","type":"","param":""}}"#),
  ])
  func `OneRouter's failures may come after drawing has begun`(status: Int, body: String) async {
    let error = await failure(.oneRouter, (status, body))
    #expect(error?.kind == .serviceFailed)
    #expect(error?.mayBeCharged == true)
    #expect(error?.message.contains("may have been charged") == true)
  }

  @Test(arguments: [
    (200, #"{"code":9000,"msg":"Insufficient credits"}"#, SeedreamError.Kind.insufficientCredits),
    (200, #"{"code":"9000","msg":"Insufficient credits"}"#, .insufficientCredits),
    (200, #"{"code":9999,"msg":"Invalid API key"}"#, .keyRefused), (200, #"{"code":9999,"msg":"Failure"}"#, .refused),
    (400, #"{"code":9999,"msg":"Request parameter error"}"#, .refused),
    (500, #"{"code":9000,"msg":"Insufficient credits"}"#, .insufficientCredits),
  ])
  func `TensorsLab's errors go by their codes`(status: Int, body: String, kind: SeedreamError.Kind) async {
    let error = await failure(.tensorsLab, (status, body))
    #expect(error?.kind == kind)
    #expect(error?.mayBeCharged == false)
  }

  @Test(arguments: ImageService.allCases)
  func `a page with status 403 is not the service's refusal`(service: ImageService) async {
    let error = await failure(service, (403, Self.html))
    #expect(error?.kind == .refused)
    #expect(error?.message.contains("Something between here and") == true)
  }

  @Test func `a key is never shown, wherever a refusal repeats it`() async {
    let key = Fixture.key
    for body in [
      #"{"code":9999,"msg":"\#(String(repeating: "x", count: 290))\#(key)"}"#,
      #"{"code":9999,"reason":"bad key \#(key)"}"#, #"{"code":"\#(key)","msg":"no"}"#,
    ] {
      let error = await failure(.tensorsLab, (200, body))
      for length in [8, key.count] { #expect(error.map { "\($0)" }?.contains(key.prefix(length)) == false) }
      #expect(error?.code?.contains(key) != true)
    }
  }

  @Test func `an address with a password is not used`() async {
    let error = await #expect(throws: SeedreamError.self) {
      try await SeedreamClient(.novita(apiKey: "any", server: "https://user:secret@gateway.example"))
        .submit(ImageRequest("a fox"))
    }
    #expect(error?.message.contains("secret") == false)
  }

  // MARK: Submissions

  @Test(arguments: ["\"\"", "{}", "false", "null"])
  func `OneRouter's pictures are used although there is an empty error beside them`(error: String) async throws {
    let canned = Canned((200, #"{"error":\#(error),"created":1,"data":[{"url":"https://example.com/a.png"}]}"#))
    #expect(try await canned.client(.oneRouter).submit(ImageRequest("a fox")).results?.count == 1)
  }

  @Test(arguments: ImageService.allCases)
  func `a gateway's failure after the request may have been charged`(service: ImageService) async {
    for status in [502, 522] {
      let error = await failure(service, (status, #"{"message":"invalid response from upstream"}"#))
      #expect(error?.kind == .serviceFailed)
      #expect(error?.mayBeCharged == true)
    }
  }

  @Test(arguments: [
    #"{"code":1000,"msg":"ok","data":{"url":"https://example.com/a.png"}}"#,
    #"{"code":"1000","msg":"ok","data":{"url":["https://example.com/a.png"]}}"#,
  ])
  func `TensorsLab may respond with a link and no task`(body: String) async throws {
    let task = try await Canned((200, body)).client(.tensorsLab).submit(ImageRequest("a fox"))
    #expect(task.results?.count == 1)
  }

  @Test func `TensorsLab's task is used without a code, too`() async throws {
    let canned = Canned((200, #"{"data":{"taskid":"t1"}}"#))
    #expect(try await canned.client(.tensorsLab).submit(ImageRequest("a fox")).id == "t1")
  }

  @Test(arguments: [
    (ImageService.tensorsLab, #"{"code":1000,"msg":"ok","data":{}}"#),
    (.oneRouter, #"{"code":200,"message":"success","data":{"object":"image"}}"#), (.oneRouter, #"{"created":1}"#),
  ])
  func `an acceptance without a task is not a refusal`(service: ImageService, body: String) async {
    let error = await failure(service, (200, body))
    #expect(error?.kind == .submissionUnknown)
    #expect(error?.mayBeCharged == true)
  }

  @Test(arguments: [#"{"images":"https://example.com/a.png"}"#, #"{"images":[{"url":"https://example.com/a.png"}]}"#])
  func `Novita's pictures may be one or objects`(body: String) async throws {
    let task = try await Canned((200, body)).client(.novita).submit(ImageRequest("a fox"))
    #expect(task.results?.count == 1)
  }

  @Test(arguments: [#"{"images":[]}"#, #"{"images":[""]}"#, "{}"])
  func `Novita's response without pictures is an error`(body: String) async {
    let error = await failure(.novita, (200, body))
    #expect(error?.kind == .noImages || error?.kind == .submissionUnknown)
  }

  // MARK: Polls

  @Test(arguments: [
    (404, html), (403, html), (400, #"{"code":9999,"msg":"Failure"}"#), (200, #"{"code":9999,"msg":"Failure"}"#),
    (200, html), (500, #"{"code":9999,"msg":"Failure"}"#),
  ])
  func `TensorsLab is polled again after any error`(status: Int, body: String) async throws {
    let canned = Canned(
      (200, #"{"code":1000,"msg":"ok","data":{"taskid":"t1"}}"#), (status, body),
      (200, #"{"code":1000,"msg":"ok","data":{"taskid":"t1","image_status":3,"url":["https://example.com/a.png"]}}"#))
    #expect(try await canned.client(.tensorsLab).generate("a fox").count == 1)
    #expect(canned.sent.count == 3)
  }

  @Test(arguments: [200, 400, 500])
  func `TensorsLab is not polled again when there are no credits`(status: Int) async throws {
    let canned = Canned(
      (200, #"{"code":1000,"msg":"ok","data":{"taskid":"t1"}}"#), (status, #"{"code":9000,"msg":"No credits"}"#))
    let error = await #expect(throws: SeedreamError.self) {
      try await canned.client(.tensorsLab).generate("a fox")
    }
    #expect(error?.kind == .insufficientCredits)
    #expect(error?.task?.id == "t1")
    #expect(canned.sent.count == 2)
  }

  @Test(arguments: ["completed", "succeeded"])
  func `OneRouter's tasks end in several words`(word: String) async throws {
    let canned = Canned(
      (200, #"{"code":200,"message":"success","data":{"task_id":"t1","status":"created"}}"#),
      (200, #"{"data":{"task_id":"t1","status":"in_progress"}}"#), (200, #"{"data":{"task_id":"t1","status":"odd"}}"#),
      (200, #"{"data":{"task_id":"t1","status":"\#(word)","outputs":["https://example.com/a.png"]}}"#))
    #expect(try await canned.client(.oneRouter).generate("a fox").count == 1)
    #expect(canned.sent.count == 4)
  }

  @Test(arguments: ["failed", "error"])
  func `OneRouter's tasks fail in several words`(word: String) async throws {
    let canned = Canned(
      (200, #"{"code":200,"message":"success","data":{"task_id":"t1"}}"#),
      (200, #"{"data":{"task_id":"t1","status":"\#(word)","fail_reason":"too dark"}}"#))
    let error = await #expect(throws: SeedreamError.self) { try await canned.client(.oneRouter).generate("a fox") }
    #expect(error?.kind == .taskFailed)
    #expect(error?.message.contains("too dark") == true)
  }

  // MARK: Requests

  @Test(arguments: ["1280x720", "16:9"])
  func `OneRouter's other models get sizes as text`(text: String) async throws {
    for references in [[], [ImageReference.link("https://example.com/a.png")]] {
      let canned = Canned((200, #"{"created":1,"data":[{"url":"https://example.com/a.png"}]}"#))
      _ = try await canned.client(.oneRouter).submit(
        ImageRequest("a fox", model: "openai/gpt-image-2/text-to-image", size: ImageSize(text), references: references))
      let body = try await canned.sent[0].body.collect(upTo: 1 << 20)
      #expect(try JSONValue(jsonBytes: body)["size"] == .string(text))
    }
  }

  @Test func `OneRouter's edits take small sizes, with a warning`() async throws {
    let small = ImageSize.pixels(width: 1280, height: 720)
    let edit = ImageRequest("a fox", size: small, references: [.link("https://example.com/a.png")])
    #expect(try ImageService.oneRouter.capabilities.check(edit).count == 1)
    #expect(throws: SeedreamError.self) {
      try ImageService.oneRouter.capabilities.check(ImageRequest("a fox", size: small))
    }
  }

  @Test(arguments: [ImageService.tensorsLab, .oneRouter, .novita], [0, 3 << 20])
  func `a submission waits as long as its service needs, and longer for large references`(
    service: ImageService, bytes: Int
  ) async throws {
    let canned = Canned((200, "{}"))
    let references: [ImageReference] = bytes == 0 ? [] : [.bytes(png(640, 480, padding: bytes))]
    let start = ContinuousClock.now
    _ = try? await canned.client(service).submit(ImageRequest("a fox", references: references))
    let request = try #require(canned.sent.first)
    let limit = Duration.seconds(service == .tensorsLab ? 180 : 300)
    #expect(request.idleTimeout == limit)
    let total = try start.duration(to: #require(request.deadline))
    #expect(total >= limit + .seconds(bytes / 32_768))
    #expect(!request.isRepeatable)
  }

  @Test func `a picture is requested without a key, uncompressed and with a timeout`() async throws {
    let canned = Canned((200, String(decoding: gif(7, 5), as: UTF8.self)))
    let folder = try TemporaryFolder()
    let task = ImageTask(id: "x", service: .novita, results: [.link("https://cdn.example.com/a.gif?sign=1")])
    let images = try await canned.client(.novita).wait(for: task)
    _ = try await images.save(to: folder.url)
    let request = try #require(canned.sent.first)
    #expect(request.fields["Authorization"] == nil)
    #expect(request.fields["Accept-Encoding"] == "identity")
    #expect(request.idleTimeout == .seconds(30))
    let deadline = try #require(request.deadline)
    #expect(deadline > .now && deadline < .now + .seconds(301))
  }

  @Test func `a picture that never comes fails at the deadline`() async throws {
    let canned = Canned((503, "busy"))
    let folder = try TemporaryFolder()
    let task = ImageTask(id: "x", service: .novita, results: [.link("https://cdn.example.com/a.gif")])
    let error = await #expect(throws: SeedreamError.self) {
      try await canned.client(.novita).wait(for: task).save(to: folder.url)
    }
    #expect(error?.missing.map(\.number) == [1])
    #expect(canned.sent.count > 3)
    #expect(folder.names.isEmpty)
  }

  @Test func `a raw key is sent as it is`() async throws {
    for service in [ImageService.tensorsLab, .oneRouter] {
      let canned = Canned((200, "{}"))
      _ = try? await canned.client(service, key: .raw("sk-raw")).submit(ImageRequest("a fox"))
      #expect(canned.sent.first?.fields["Authorization"] == "sk-raw")
    }
  }
}
