import Foundation
import HTTPTransport
import OpenAPIClientRuntime
import Seedream
import SeedreamSandbox
import Testing

@Suite(.serialized) struct `Many requests at once` {
  private func requests(_ count: Int) -> [ImageRequest] { (1...count).map { ImageRequest("fox \($0)") } }

  @Test func `each have a result, with its number`() async throws {
    let fixture = try Fixture(.novita)
    var numbers: Set<Int> = []
    for await image in fixture.client.images(for: requests(20), atOnce: 6) {
      numbers.insert(image.number)
      let images = try image.value
      #expect(images.task.prompt == "fox \(image.number)")
      try await images.save(to: fixture.folder.url)
    }
    #expect(numbers == Set(1...20))
    #expect(fixture.sandbox.accepted.count == 20)
    #expect(fixture.folder.names.count == 20)
  }

  @Test func `have results in the order of their numbers if that is chosen`() async throws {
    let fixture = try Fixture()
    var numbers: [Int] = []
    for await image in fixture.client.images(for: requests(12), atOnce: 4, order: .byNumber) {
      numbers.append(image.number)
    }
    #expect(numbers == Array(1...12))
  }

  @Test func `that fail don't affect the others`() async throws {
    let fixture = try Fixture(.novita, SandboxFault(.moderated, at: .submit, times: 2))
    var failed: [SeedreamError.Kind] = []
    var drawn = 0
    for await image in fixture.client.images(for: requests(6), atOnce: 2) {
      switch image.result {
      case .success: drawn += 1
      case .failure(let error): failed.append(error.kind)
      }
    }
    #expect(failed == [.contentRefused, .contentRefused])
    #expect(drawn == 4)
  }

  @Test func `start only as results are taken`() async throws {
    let fixture = try Fixture(.novita)
    let taken = Locked(0)
    let asked = CountedJobs(count: 50) { number in taken.withLock { $0 = max($0, number) } }
    var count = 0
    for await _ in fixture.client.images(for: asked, atOnce: 3, finish: { _, images in images }) {
      count += 1
      // At any speed three may run or wait, and one more may have been taken from the sequence.
      for _ in 0..<200 { await Task.yield() }
      #expect(fixture.submitted.count <= count + 3)
      #expect(taken.current <= count + 4)
    }
    #expect(count == 50)
  }

  /// Jobs that count how many are taken.
  private struct CountedJobs: Sequence, Sendable {
    let count: Int
    let onTaken: @Sendable (Int) -> Void

    func makeIterator() -> AnyIterator<ImageJob> {
      var number = 0
      return AnyIterator {
        guard number < count else { return nil }
        number += 1
        onTaken(number)
        return .request(ImageRequest("fox \(number)"))
      }
    }
  }

  @Test func `stop when the loop is left`() async throws {
    let fixture = try Fixture(.novita)
    for await image in fixture.client.images(for: requests(1000), atOnce: 2) where image.number >= 3 { break }
    var count = -1
    while count != fixture.submitted.count {
      count = fixture.submitted.count
      for _ in 0..<2000 { await Task.yield() }
    }
    #expect(count < 20)
  }

  @Test func `name the tasks that can be resumed when the loop's task is cancelled`() async throws {
    var options = SandboxOptions()
    let moment = Moment()
    options.onRequest = { request in if request.point == .poll { moment.come() } }
    var fixture = try Fixture(.tensorsLab, SandboxFault(.neverFinishes), options: options)
    fixture.client.waitTimeout = .seconds(1_000_000)
    let client = fixture.client
    let asked = requests(50)
    let work = Task { () -> [SeedreamError] in
      var errors: [SeedreamError] = []
      for await image in client.images(for: asked, atOnce: 3) {
        if case .failure(let error) = image.result { errors.append(error) }
      }
      return errors
    }
    await moment.wait()
    work.cancel()
    let errors = await work.value
    #expect(!errors.isEmpty && errors.count <= 4)
    #expect(errors.allSatisfy { $0.kind == .cancelled })
    #expect(errors.contains { $0.task != nil })
  }

  @Test func `include tasks of earlier runs, and finish each before its result is returned`() async throws {
    let fixture = try Fixture()
    let task = try await fixture.client.submit(ImageRequest("an owl"))
    let folder = try OutputFolder(path: fixture.folder.path)
    let events = Locked<[Int: [String]]>([:])
    let jobs: [ImageJob] = [.task(task), .request(ImageRequest("a fox", count: 2))]
    var saved: [Int: Int] = [:]
    let batch = fixture.client.images(
      for: jobs, atOnce: 2,
      onEvent: { number, event in
        let name: String? =
          if case .submitted = event { "submitted" } else if case .finished = event { "finished" } else { nil }
        if let name { events.withLock { $0[number, default: []].append(name) } }
      },
      finish: { (_, images) async throws(SeedreamError) in try await images.save(to: folder) })
    for await result in batch { saved[result.number] = try result.value.count }
    #expect(saved == [1: 1, 2: 2])
    #expect(events.current == [1: ["finished"], 2: ["submitted", "finished"]])
    #expect(fixture.submitted.count == 2)
  }

  @Test func `can come from a stream`() async throws {
    let fixture = try Fixture(.oneRouter)
    let (stream, continuation) = AsyncStream.makeStream(of: ImageJob.self)
    for number in 1...5 { continuation.yield(.request(ImageRequest("fox \(number)"))) }
    continuation.finish()
    var count = 0
    for await result in fixture.client.images(for: stream, atOnce: 2, finish: { number, _ in number }) {
      #expect(try result.value == result.number)
      count += 1
    }
    #expect(count == 5)
  }
}

@Suite(.serialized) struct `A request that is previewed` {
  @Test(arguments: ImageService.allCases)
  func `is shown as it would be sent, without the key, and is not sent`(service: ImageService) async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(png(640, 480, padding: 5000), to: "photo.png")
    let fixture = try Fixture(service)
    let request = ImageRequest("a fox", size: .level("2K"), references: [.file(path: path)])
    let preview = try await fixture.client.preview(of: request)
    #expect(fixture.sandbox.requests.isEmpty)
    #expect(preview.method == "POST")
    #expect(preview.url.hasPrefix(fixture.sandbox.url))
    #expect(preview.fields.contains { $0.name.lowercased() == "authorization" && $0.value == "<key>" })
    #expect(preview.body.contains("a fox"))
    #expect(preview.body.contains("<\(path), 5.0 kB>"))
    #expect(!"\(preview)".contains(Fixture.key))
    _ = try await fixture.client.submit(request)
    let sent = try #require(fixture.sandbox.submissions.first)
    #expect(sent.path.isEmpty == false && preview.url.hasSuffix(sent.path))
    #expect(preview.byteCount == Int64(sent.bodyLength))
    let copy = try JSONDecoder().decode(RequestPreview.self, from: JSONEncoder().encode(preview))
    #expect(copy == preview)
  }

  @Test func `needs no key, but is checked against the limits`() async throws {
    let client = SeedreamClient(.tensorsLab(apiKey: ""))
    #expect(try await client.preview(of: ImageRequest("a fox")).model == "seedreamv45")
    let error = await #expect(throws: SeedreamError.self) {
      try await client.preview(of: ImageRequest("a fox", count: 100))
    }
    #expect(error?.kind == .unsupportedRequest)
  }
}

@Suite(.serialized) struct `Provenance` {
  @Test func `records how a picture was made, with the seed that the service reports`() async throws {
    let fixture = try Fixture()
    let request = ImageRequest("a fox", model: "zimage", size: ImageSize("1024x1024"), seed: 42)
    let images = try await fixture.client.generate(request)
    let image = try #require(try await images.save(to: fixture.folder.url).first)
    let provenance = images.provenance(of: image, warnings: [ImageWarning("odd size", source: "page")])
    #expect(provenance.prompt == "a fox")
    #expect(provenance.service == .tensorsLab)
    #expect(provenance.model == "zimage")
    #expect(provenance.seed == 42)
    #expect(provenance.requestedSeed == 42)
    #expect(provenance.requestedSize == ImageSize("1024x1024"))
    #expect(provenance.dimensions.map { [$0.width, $0.height] } == [1024, 1024])
    #expect(provenance.task == images.task.id)
    #expect(provenance.warnings == ["odd size (page)"])
    let path = try provenance.save(beside: image)
    #expect(path == image.path + ".json")
    let bytes = fixture.folder.bytes(URL(fileURLWithPath: path).lastPathComponent)
    #expect(try ImageProvenance(json: bytes).seed == 42)
    #expect(!String(decoding: bytes, as: UTF8.self).contains(Fixture.key))
    // An existing file is never overwritten.
    try fixture.folder.write([1], to: URL(fileURLWithPath: path).lastPathComponent)
    try provenance.save(beside: image)
    #expect(fixture.folder.bytes(URL(fileURLWithPath: path).lastPathComponent) == [1])
  }

  @Test func `survives the process, also if the pictures came at once`() async throws {
    let body = #"{"created":1,"seed":7,"data":[{"url":"https://example.com/a.png","revised_prompt":"a red fox"}]}"#
    let prompt = String(repeating: "a long prompt ", count: 40)
    let task = try await Canned((200, body)).client(.oneRouter).submit(ImageRequest(prompt, size: .level("2K")))
    let kept = try JSONDecoder().decode(ImageTask.self, from: JSONEncoder().encode(task))
    let images = try await Canned((200, "")).client(.oneRouter).wait(for: kept)
    let image = SavedImage(number: 1, path: "/a.png", kind: .png, mediaType: "image/png", byteCount: 1)
    let provenance = images.provenance(of: image)
    #expect(provenance.seed == 7)
    #expect(provenance.revisedPrompt == "a red fox")
    #expect(provenance.prompt == prompt)
    #expect(provenance.requestedSize == .level("2K"))
  }

  @Test func `of a task that an earlier version recorded is read`() throws {
    let line =
      #"{"count":1,"id":"t","model":"m","prompt":"p","server":"https://x","service":"novita","submitted":0}"#
    #expect(try JSONDecoder().decode(ImageTask.self, from: Data(line.utf8)).size == nil)
  }
}

@Suite struct `Keys are found` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `in variables, in files that variables name, and in the vendor's own file`() throws {
    let path = try folder.write(Array("sk-from-file\n".utf8), to: "key")
    try FileManager.default.createDirectory(atPath: folder.path + "/.tensorslab", withIntermediateDirectories: true)
    try folder.write(Array("# made by a tool\nexport TENSORSLAB_API_KEY=\"sk-vendor\"\n".utf8), to: ".tensorslab/.env")
    var environment = ["HOME": folder.path]
    let vendor = try APIKey.find(for: .tensorsLab, environment: environment)
    #expect(vendor == .bearer("sk-vendor"))
    #expect(vendor?.source?.description == "~/.tensorslab/.env")
    #expect(try APIKey.find(for: .novita, environment: environment) == nil)
    environment["TENSORSLAB_API_KEY_FILE"] = path
    let file = try APIKey.find(for: .tensorsLab, environment: environment)
    #expect(file == .bearer("sk-from-file"))
    #expect(file?.source?.description == "\(path) (TENSORSLAB_API_KEY_FILE)")
    environment["TENSORSLAB_API_KEY"] = " sk-variable\n"
    let variable = try APIKey.find(for: .tensorsLab, environment: environment)
    #expect(variable == .bearer("sk-variable"))
    #expect(variable?.source == .variable("TENSORSLAB_API_KEY"))
  }

  @Test func `or the error says where to put one`() throws {
    let environment = ["HOME": folder.path, "NOVITA_API_KEY_FILE": folder.path + "/none"]
    let error = #expect(throws: SeedreamError.self) { try APIKey.find(for: .novita, environment: environment) }
    #expect(error?.kind == .missingKey)
    #expect(error?.message.contains("NOVITA_API_KEY_FILE") == true)
    let missing = #expect(throws: SeedreamError.self) {
      try ServiceConfiguration.fromEnvironment(.oneRouter, environment: environment)
    }
    #expect(missing?.message.contains("ONEROUTER_API_KEY_FILE") == true)
    let found = try ServiceConfiguration.fromEnvironment(
      .oneRouter, environment: ["ONEROUTER_API_KEY": "sk", "ONEROUTER_BASE_URL": " https://proxy.example/ "])
    #expect(found.server == "https://proxy.example")
  }

  @Test func `and the error of a refused key names its source`() async throws {
    let path = try folder.write(Array("sk-wrong-key".utf8), to: "key")
    let key = try #require(try APIKey.find(for: .tensorsLab, environment: ["TENSORSLAB_API_KEY_FILE": path]))
    let fixture = try Fixture(keys: SandboxKeys(tensorsLab: ["sk-right-key"]), key: key)
    let error = await fixture.failure(ImageRequest("a fox"))
    #expect(error?.kind == .keyRefused)
    #expect(error?.message.contains(path) == true)
    #expect(error?.message.contains("sk-wrong-key") == false)
  }
}
