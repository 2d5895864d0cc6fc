import Foundation
import Seedream
import SeedreamSandbox
import Testing

@Suite(.serialized) struct `TensorsLab` {
  @Test(arguments: ["seedreamv4", "seedreamv45", "seedreamv5", "zimage"])
  func `draws with each of its models, in conformance with its document`(model: String) async throws {
    let fixture = try Fixture()
    let images = try await fixture.client.generate("a fox", size: ImageSize("16:9"), model: model)
    let saved = try await images.save(to: fixture.folder.url)
    #expect(fixture.submitted == ["/v1/images/\(model)"])
    #expect(fixture.sandbox.invalidRequests.isEmpty)
    #expect(saved.map(\.kind) == [.png])
    #expect(saved.first?.dimensions.map { $0.width > $0.height } == true)
    #expect(fixture.folder.names == ["\(images.task.id)-1.png"])
  }

  @Test func `gets only what the request specifies`() async throws {
    let fixture = try Fixture()
    let request = ImageRequest("Füchse & \"Eulen\"\r\nnachts", size: .level("4K"), count: 3)
    _ = try await fixture.client.submit(request)
    let sent = try #require(fixture.sandbox.submissions.first)
    #expect(sent.parts.map(\.name) == ["prompt", "batchsize", "resolution"])
    #expect(sent.text(ofPart: "prompt") == "Füchse & \"Eulen\"\r\nnachts")
    #expect(sent.text(ofPart: "batchsize") == "3")
    #expect(sent.text(ofPart: "resolution") == "4K")
  }

  @Test func `gets sizes of zimage with an asterisk, like its own default`() async throws {
    let fixture = try Fixture()
    let request = ImageRequest("a fox", model: "zimage", size: .pixels(width: 1280, height: 720), seed: 7)
    _ = try await fixture.client.submit(request)
    #expect(fixture.sandbox.submissions.first?.text(ofPart: "resolution") == "1280*720")
    #expect(fixture.sandbox.submissions.first?.text(ofPart: "seed") == "7")
  }

  @Test func `gets local files as parts of one name, with their names and types`() async throws {
    let fixture = try Fixture()
    let file = try fixture.folder.write(png(640, 480, padding: 5000), to: "my \"photo\".png")
    let request = ImageRequest("a fox", references: [.file(path: file), .bytes(gif(64, 64))])
    _ = try await fixture.client.submit(request)
    let parts = try #require(fixture.sandbox.submissions.first).parts.filter { $0.name == "sourceImage" }
    #expect(parts.map(\.contentType) == ["image/png", "image/gif"])
    #expect(parts.map(\.length) == [5033, 26])
    #expect(parts.allSatisfy { $0.filename?.isEmpty == false })
    #expect(fixture.sandbox.invalidRequests.isEmpty)
  }

  @Test func `gets a link as imageUrl`() async throws {
    let fixture = try Fixture()
    _ = try await fixture.client.submit(ImageRequest("a fox", references: [.link("https://example.com/a.png?x=1&y=2")]))
    #expect(fixture.sandbox.submissions.first?.text(ofPart: "imageUrl") == "https://example.com/a.png?x=1&y=2")
  }

  @Test(arguments: [SandboxFault.Kind.urlAsString, .linksAsObjects, .base64, .emptyStrings, .nulls, .unknownState])
  func `has its pictures read in any form`(fault: SandboxFault.Kind) async throws {
    let fixture = try Fixture(.tensorsLab, SandboxFault(fault))
    let images = try await fixture.client.generate("a fox")
    let saved = try await images.save(to: fixture.folder.url)
    #expect(saved.count == 1)
    #expect(fixture.submitted.count == 1)
  }

  @Test(arguments: [SandboxFault.Kind.noPictures, .emptyLinks])
  func `reports a finished task without pictures`(fault: SandboxFault.Kind) async throws {
    let fixture = try Fixture(.tensorsLab, SandboxFault(fault))
    let error = await fixture.failure(ImageRequest("a fox"))
    #expect(error?.kind == .noImages)
    #expect(error?.task != nil)
    #expect(error?.message.contains("finished, but gave no pictures") == true)
  }

  @Test func `reports why a task failed`() async throws {
    let fixture = try Fixture(.tensorsLab, SandboxFault(.failedTask))
    let error = await fixture.failure(ImageRequest("a fox"))
    #expect(error?.kind == .taskFailed)
    #expect(error?.message.contains("simulated") == true)
  }

  @Test(arguments: [
    (SandboxFault.Kind.noCredits, SeedreamError.Kind.insufficientCredits, "9000"), (.failure, .refused, "9999"),
    (.unauthorized, .keyRefused, "TENSORSLAB_API_KEY"), (.rateLimited, .rateLimited, "Wait"),
    (.serverError, .submissionUnknown, "not repeated"), (.forbidden, .keyRefused, "TENSORSLAB_API_KEY"),
  ])
  func `reports refusals with the service's message and what to do`(
    fault: SandboxFault.Kind, kind: SeedreamError.Kind, words: String
  ) async throws {
    // A wait longer than the client's timeout ends at once.
    let value = fault == .rateLimited ? 400 : nil
    let fixture = try Fixture(.tensorsLab, SandboxFault(fault, value: value, times: 1))
    let error = try #require(await fixture.failure(ImageRequest("a fox")))
    if fault == .serverError {
      // With a reason the service has failed, without one the outcome is unknown.
      #expect([.serviceFailed, .submissionUnknown].contains(error.kind))
    } else {
      #expect(error.kind == kind)
      #expect(error.message.contains(words))
    }
    #expect(fixture.submitted.count == 1)
  }

  @Test func `gets keys as bearer tokens unless they are raw, with the word Bearer once`() async throws {
    for (key, credential) in [
      (APIKey.bearer("plain-key"), SandboxRequest.Credential.bearer), (.bearer("Bearer plain-key"), .bearer),
      (.bearer(" plain-key\n"), .bearer), (.raw("plain-key"), .bare),
    ] {
      let fixture = try Fixture(keys: SandboxKeys(tensorsLab: ["plain-key"]), key: key)
      _ = try await fixture.client.submit(ImageRequest("a fox"))
      #expect(fixture.sandbox.submissions.map(\.credential) == [credential])
      #expect(fixture.sandbox.submissions.map(\.status) == [200])
    }
  }
}
