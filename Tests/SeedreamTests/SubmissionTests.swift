import Foundation
import HTTPTransport
import LoopbackHTTP
import OpenAPIClientRuntime
import Seedream
import SeedreamSandbox
import Testing

@Suite(.serialized) struct `A submission is paid` {
  @Test(
    arguments: ImageService.allCases,
    [
      SandboxFault.Kind.dropBeforeResponse, .resetBeforeResponse, .dropAfterHead, .dropInBody, .brokenJSON, .emptyBody,
      .htmlPage,
    ])
  func `so one whose response never came is sent once, and its outcome is unknown`(
    service: ImageService, fault: SandboxFault.Kind
  ) async throws {
    let value = fault == .htmlPage ? 504 : nil
    let fixture = try Fixture(service, SandboxFault(fault, value: value, at: .submit))
    let error = await fixture.failure(ImageRequest("a fox"))
    #expect(error?.kind == .submissionUnknown)
    #expect(error?.mayBeCharged == true)
    #expect(error?.message.contains("not repeated") == true)
    #expect(fixture.submitted.count == 1)
  }

  @Test(.timeLimit(.minutes(1)), arguments: ImageService.allCases)
  func `so one without a response ends at its timeout and is sent once`(service: ImageService) async throws {
    var fixture = try Fixture(
      service, SandboxFault(.noResponse, at: .submit), transport: DefaultTransport.shared)
    fixture.client.submitTimeout = .milliseconds(200)
    var error = await fixture.failure(ImageRequest("a fox"))
    // A busy machine may need all that time to start.
    while error?.kind == .network, error?.mayBeCharged == false {
      fixture.client.submitTimeout *= 2
      error = await fixture.failure(ImageRequest("a fox"))
    }
    #expect(error?.kind == .submissionUnknown)
    #expect(error?.message.contains("in time") == true)
    // A busy machine may read it only now.
    while fixture.submitted.isEmpty { await Task.yield() }
    #expect(fixture.submitted.count == 1)
  }

  @Test(arguments: ImageService.allCases)
  func `so a redirect is not followed`(service: ImageService) async throws {
    let fixture = try Fixture(service, SandboxFault(.redirect, at: .submit))
    let error = await fixture.failure(ImageRequest("a fox"))
    #expect(error?.kind == .unreadableResponse)
    #expect(error?.message.contains("redirects to http://127.0.0.1:") == true)
    #expect(error?.message.contains("put the new address into \(service.serverVariable)") == true)
    #expect(error?.mayBeCharged == false)
    #expect(fixture.sandbox.requests.count == 1)
  }

  @Test(arguments: [SandboxFault.Kind.missingTaskID, .missingData])
  func `so the outcome of a success without a task is unknown, too`(fault: SandboxFault.Kind) async throws {
    let fixture = try Fixture(.tensorsLab, SandboxFault(fault))
    let error = await fixture.failure(ImageRequest("a fox"))
    #expect(error?.kind == .submissionUnknown)
    #expect(fixture.submitted.count == 1)
  }

  @Test(arguments: ImageService.allCases)
  func `but nothing was charged if the connection is refused`(service: ImageService) async throws {
    let port = try ClosedPort()
    let fixture = try Fixture(service, server: port.url)
    let error = await fixture.failure(ImageRequest("a fox"))
    #expect(error?.kind == .network)
    #expect(error?.mayBeCharged == false)
    #expect(error?.message.contains("Check the network") == true)
  }

  @Test(arguments: ["", "  \n", "Bearer ", "schlüssel", "a\u{7}b"])
  func `and none is sent with a key that can't be one`(key: String) async throws {
    let fixture = try Fixture(key: .bearer(key))
    let error = await fixture.failure(ImageRequest("a fox"))
    #expect(error?.kind == .missingKey)
    #expect(error?.message.contains("TENSORSLAB_API_KEY") == true)
    #expect(fixture.sandbox.requests.isEmpty)
  }

  @Test func `and none is sent by a task that is cancelled already`() async throws {
    let fixture = try Fixture()
    let work = Task { () -> SeedreamError? in
      while !Task.isCancelled { await Task.yield() }
      return await fixture.failure(ImageRequest("a fox"))
    }
    work.cancel()
    #expect(await work.value?.kind == .cancelled)
    #expect(fixture.sandbox.requests.isEmpty)
  }

  @Test func `and cancelling one that is being sent says that it may have been charged`() async throws {
    let arrived = Locked<CheckedContinuation<Void, Never>?>(nil)
    var options = SandboxOptions()
    options.onRequest = { _ in arrived.withLock { $0.take()?.resume() } }
    let fixture = try Fixture(.novita, SandboxFault(.noResponse, at: .submit), options: options)
    let work = Task { await fixture.failure(ImageRequest("a fox")) }
    await withCheckedContinuation { continuation in
      arrived.withLock { $0 = continuation }
      if !fixture.sandbox.requests.isEmpty { arrived.withLock { $0.take()?.resume() } }
    }
    work.cancel()
    let error = await work.value
    #expect(error?.kind == .cancelled)
    #expect(error?.mayBeCharged == true)
    #expect(fixture.submitted.count == 1)
  }
}

@Suite(.serialized) struct `Keys` {
  @Test(arguments: ImageService.allCases)
  func `are never sent to the links of pictures, nor to their redirects`(service: ImageService) async throws {
    let fixture = try Fixture(service, SandboxFault(.redirect, at: .download))
    let saved = try await fixture.client.generate("a fox").save(to: fixture.folder.url)
    #expect(saved.count == 1)
    #expect(fixture.sandbox.requests.contains { $0.isAtOtherOrigin })
    #expect(fixture.sandbox.credentialLeaks.isEmpty)
  }

  @Test func `are not in descriptions of keys, configurations, clients and errors`() async throws {
    let key = APIKey.bearer(Fixture.key)
    // This transport keeps requests; that of the other tests doesn't.
    let fixture = try Fixture(
      .tensorsLab, SandboxFault(.unauthorized), key: key, transport: DefaultTransport.shared)
    let error = try #require(await fixture.failure(ImageRequest("a fox")))
    for text in [
      "\(key)", "\(fixture.client.configuration)", "\(fixture.client)", "\(error)", error.localizedDescription,
      String(reflecting: key), String(reflecting: error), String(reflecting: fixture.client),
    ] {
      #expect(!text.contains(Fixture.key))
    }
    var dumped = ""
    dump(fixture.client, to: &dumped)
    dump(error, to: &dumped)
    #expect(!dumped.contains(Fixture.key))
  }
}
