import Foundation
import HTTPTransport
import LoopbackHTTP
import OpenAPIClientRuntime
import Seedream
import SeedreamSandbox
import Testing

@Suite(.serialized) struct `A response in an undocumented form is read` {
  // MARK: States

  @Test(arguments: [ImageService.tensorsLab, .oneRouter])
  func `with states in words and in any case`(service: ImageService) async throws {
    let fixture = try Fixture(service, SandboxFault(.async), SandboxFault(.stateWords))
    #expect(try await fixture.client.generate("a fox").save(to: fixture.folder.url).count == 1)
    #expect(fixture.polls == 3)
  }

  @Test(arguments: [ImageService.tensorsLab, .oneRouter])
  func `with pictures in an undocumented state`(service: ImageService) async throws {
    let fixture = try Fixture(service, SandboxFault(.async), SandboxFault(.oddStateWithPictures))
    #expect(try await fixture.client.generate("a fox").save(to: fixture.folder.url).count == 1)
  }

  @Test(arguments: [ImageService.tensorsLab, .oneRouter])
  func `with a reason in an undocumented state: the task failed`(
    service: ImageService
  ) async throws {
    let fixture = try Fixture(service, SandboxFault(.async), SandboxFault(.oddStateWithReason))
    let error = await fixture.failure(ImageRequest("a fox"))
    #expect(error?.kind == .taskFailed)
    #expect(error?.message.contains("Generation failed") == true)
  }

  @Test(arguments: [ImageService.tensorsLab, .oneRouter])
  func `with a cancelled task, whose state is in the message`(service: ImageService) async throws {
    let fixture = try Fixture(service, SandboxFault(.async), SandboxFault(.cancelledTask))
    let error = await fixture.failure(ImageRequest("a fox"))
    #expect(error?.kind == .taskFailed)
    #expect(error?.message.contains("Cancelled") == true)
  }

  @Test(arguments: [
    "Cancelled", "canceled", "TIMEOUT", "timed_out", "Expired", "REJECTED", "Failed", "ERROR", "aborted",
  ])
  func `with any of many words for the end`(word: String) async throws {
    for reply in [
      #"{"code":1000,"msg":"ok","data":{"taskid":"t1","image_status":"\#(word)","url":[]}}"#,
      #"{"data":{"task_id":"t1","status":"\#(word)","outputs":[]}}"#,
    ] {
      let isOneRouter = reply.contains("outputs")
      let taken =
        isOneRouter
        ? #"{"code":200,"message":"ok","data":{"task_id":"t1"}}"# : #"{"code":1000,"msg":"ok","data":{"taskid":"t1"}}"#
      let error = await #expect(throws: SeedreamError.self) {
        try await Canned((200, taken), (200, reply)).client(isOneRouter ? .oneRouter : .tensorsLab).generate("a fox")
      }
      #expect(error?.kind == .taskFailed)
    }
  }

  @Test func `and an undocumented state is reported while waiting, and at the end`() async throws {
    let fixture = try Fixture(.tensorsLab, SandboxFault(.unknownState, value: 7), SandboxFault(.neverFinishes))
    var states: [String] = []
    let error = await #expect(throws: SeedreamError.self) {
      for try await event in fixture.client.events(for: ImageRequest("a fox")) {
        if case .unknownState(let state) = event { states.append(state) }
      }
    }
    #expect(states.count > 3 && Set(states) == ["7"])
    #expect(error?.kind == .deadlineExceeded)
    #expect(error?.message.contains("'7'") == true)
  }

  // MARK: Forms

  @Test(arguments: ImageService.allCases, [SandboxFault.Kind.notANumber, .textAround, .utf16])
  func `as JSON with mistakes`(service: ImageService, fault: SandboxFault.Kind) async throws {
    let fixture = try Fixture(service, SandboxFault(fault, at: .submit), SandboxFault(fault, at: .poll))
    #expect(try await fixture.client.generate("a fox").save(to: fixture.folder.url).count == 1)
    #expect(fixture.submitted.count == 1)
  }

  @Test(arguments: [
    #"[{"code":1000,"msg":"ok","data":{"taskid":"t-1"}}]"#, "\u{FEFF}{\"code\":1000,\"data\":{\"taskid\":\"t-1\"}}",
    #"{"code":1000,"msg":"ok","data":{"task_id":"t-1"}}"#, #"ok {"code":1000,"cost":NaN,"data":{"taskid":"t-1"}} bye"#,
    #"{"code":1000,"msg":"ok","data":{"taskid":"t-1","cost":0.0.1}}"#,
    #"{"code":1000,"msg":"ok","data":{"taskid": "t-1", "url": "#,
    "{\"code\":1000,\"data\":{\"prompt\":\"an {odd} \\\"one\\\"\",\"cost\":-Infinity,\"taskid\":\"t-1\"}} trailing }",
  ])
  func `so that a task ID in it is found`(body: String) async throws {
    let canned = Canned((200, body))
    #expect(try await canned.client(.tensorsLab).submit(ImageRequest("a fox")).id == "t-1")
    #expect(canned.sent.count == 1)
  }

  @Test(arguments: [
    #"{"code":1000,"msg":"ok","data":{"taskid":"t-"#, "<html><script>{\"taskid\":1}</script></html>", "busy",
    "<!DOCTYPE html><script>var x = {\"code\":1000,\"data\":{\"taskid\":\"t-1\"}}</script>",
  ])
  func `but half an ID, or a page, is not, and its beginning is kept`(body: String) async throws {
    let folder = try TemporaryFolder()
    let journal = TaskJournal(path: folder.path + "/tasks.jsonl")
    var client = Canned((200, body)).client(.tensorsLab)
    client.journal = journal
    let error = await #expect(throws: SeedreamError.self) { try await client.submit(ImageRequest("a fox")) }
    #expect(error?.kind == .submissionUnknown)
    #expect(error?.response?.hasPrefix(body.prefix(20)) == true)
    let entry = try #require(try journal.entries().first)
    #expect(entry.state == .unknown)
    #expect(entry.response == error?.response)
  }

  @Test func `and the key is not in what is kept of a response`() async throws {
    let error = await #expect(throws: SeedreamError.self) {
      try await Canned((200, "your key is \(Fixture.key)")).client(.novita).submit(ImageRequest("a fox"))
    }
    #expect(error?.response?.contains("your key is") == true)
    #expect(error?.response?.contains(Fixture.key) == false)
  }

  // MARK: Items

  @Test(arguments: [
    (ImageService.oneRouter, false), (.oneRouter, true), (.tensorsLab, false), (.novita, false),
  ])
  func `item by item, if some are errors`(service: ImageService, isTask: Bool) async throws {
    let fixture = try Fixture(service, SandboxFault(.failedItems, value: 1))
    if isTask { fixture.sandbox.add(SandboxFault(.async)) }
    let images = try await fixture.client.generate("a fox", count: 3)
    #expect(images.count == 2)
    #expect(images.missing.map(\.number) == [1])
    #expect(images.warnings.contains { $0.message.contains("Picture 1 of 3") && $0.message.contains("not be drawn") })
    let saved = try await images.save(to: fixture.folder.url)
    #expect(saved.map(\.number) == [2, 3])
    #expect(saved.map(\.url.lastPathComponent).allSatisfy { $0.hasSuffix("-2.png") || $0.hasSuffix("-3.png") })
    await #expect(throws: SeedreamError.self) { try await images.bytes(at: 0) }
  }

  @Test(arguments: ImageService.allCases)
  func `and without any picture the error has the reason`(service: ImageService) async throws {
    let fixture = try Fixture(service, SandboxFault(.failedItems, value: 15))
    let error = await fixture.failure(ImageRequest("a fox"))
    #expect(error?.kind == .noImages)
    #expect(error?.message.contains("This picture could not be drawn") == true)
    #expect(error?.missing.map(\.number) == [1])
  }
}

@Suite(.serialized) struct `No reason is lost` {
  @Test(arguments: [
    #"{"detail":"Prompt too long"}"#, #"{"detail":{"msg":"Prompt too long"}}"#,
    #"{"detail":[{"loc":["body","prompt"],"msg":"Prompt too long","type":"value_error"}]}"#,
    #"{"errors":["Prompt too long"]}"#, #"{"errors":[{"field":"prompt","message":"Prompt too long"}]}"#,
    #"{"errors":{"prompt":["Prompt too long"]}}"#, #"[{"message":"Prompt too long"}]"#, #"["Prompt too long"]"#,
    #"{"error":"invalid_request","error_description":"Prompt too long"}"#,
    #"{"type":"about:blank","title":"Prompt too long","status":422}"#, #"{"error":["Prompt too long"]}"#,
    #"{"error":{"details":"Prompt too long"}}"#, "Prompt too long", "<html><title>Prompt too long</title></html>",
    "<!doctype html><body><h1>Prompt <b>too</b> long</h1></body>",
  ])
  func `in whatever form it comes`(body: String) async {
    for service in ImageService.allCases {
      let error = await #expect(throws: SeedreamError.self) {
        try await Canned((422, body)).client(service).submit(ImageRequest("a fox"))
      }
      #expect(error?.message.contains("Prompt too long") == true)
      #expect(error?.status == 422)
    }
  }

  @Test func `with the location it is about`() async {
    let body =
      #"{"detail":[{"loc":["body","size"],"msg":"too small","type":"x"},{"loc":["body","n"],"msg":"too many"}]}"#
    let error = await #expect(throws: SeedreamError.self) {
      try await Canned((422, body)).client(.oneRouter).submit(ImageRequest("a fox"))
    }
    #expect(error?.message.contains("body.size: too small; body.n: too many") == true)
  }

  @Test func `413 names the reference pictures and their size`() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(png(640, 480, padding: 2_000_000), to: "large.png")
    let references = [ImageReference.file(path: path), .bytes(png(10, 10, padding: 500_000))]
    let fixture = try Fixture(.tensorsLab, SandboxFault(.tooLarge, at: .submit))
    let error = await fixture.failure(ImageRequest("a fox", references: references))
    #expect(error?.status == 413)
    #expect(error?.kind == .refused)
    for words in ["413", "\(path): 2.0 MB", "2.5 MB together", "Too Large"] {
      #expect(error?.message.contains(words) == true, "\(words)")
    }
  }

  @Test func `407 names the proxy`() async throws {
    let fixture = try Fixture(.tensorsLab, SandboxFault(.proxyLogin, at: .submit))
    let error = await fixture.failure(ImageRequest("a fox"))
    #expect(error?.status == 407)
    #expect(error?.kind == .network)
    #expect(error?.message.lowercased().contains("proxy") == true)
    #expect(error?.mayBeCharged == false)
  }

  @Test func `a page's title is in the message if a response can't be read`() async {
    let error = await #expect(throws: SeedreamError.self) {
      try await Canned((404, "<html><head><title>No such host</title></head></html>")).client(.novita)
        .submit(ImageRequest("a fox"))
    }
    #expect(error?.message.contains("No such host") == true)
  }
}

@Suite(.serialized) struct `Requests` {
  @Test func `name the tool and its version, also for pictures`() async throws {
    let fixture = try Fixture()
    _ = try await fixture.client.generate("a fox").save(to: fixture.folder.url)
    let agents = Set(fixture.sandbox.requests.map { $0.field("User-Agent") ?? "" })
    #expect(agents == ["Seedream/\(SeedreamVersion.current)"])
  }

  @Test func `go to an address without the spaces around it`() async throws {
    let fixture = try Fixture()
    let client = SeedreamClient(.tensorsLab(apiKey: Fixture.key, server: " \(fixture.sandbox.url)/ \n"))
    #expect(client.configuration.server == fixture.sandbox.url)
  }

  @Test func `delete a task if the service can`() async throws {
    let folder = try TemporaryFolder()
    let journal = TaskJournal(path: folder.path + "/tasks.jsonl")
    let fixture = try Fixture(journal: journal)
    let task = try await fixture.client.submit(ImageRequest("a fox"))
    #expect(ImageService.tensorsLab.capabilities.deletesTasks)
    try await fixture.client.delete(task)
    #expect(try journal.entries().isEmpty)
    let error = await #expect(throws: SeedreamError.self) { try await fixture.client.status(of: task) }
    #expect(error?.message.contains("not found") == true)
    let again = await #expect(throws: SeedreamError.self) { try await fixture.client.delete(task) }
    #expect(again?.kind == .refused)
  }

  @Test(arguments: [ImageService.oneRouter, .novita])
  func `fail with a message if the service can't delete`(service: ImageService) async throws {
    let fixture = try Fixture(service)
    let task = try await fixture.client.submit(ImageRequest("a fox"))
    let error = await #expect(throws: SeedreamError.self) { try await fixture.client.delete(task) }
    #expect(error?.kind == .unsupportedRequest)
    #expect(!service.capabilities.deletesTasks)
  }
}
