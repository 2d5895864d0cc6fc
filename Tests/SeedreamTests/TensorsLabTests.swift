import Foundation
import Seedream
import SeedreamSandbox
import Testing

@Suite(.serialized) struct `TensorsLab` {
  @Test(arguments: ["seedreamv4", "seedreamv45", "seedreamv5", "zimage"])
  func `draws with each of its models, to the letter of its document`(model: String) async throws {
    let fixture = try Fixture()
    let images = try await fixture.client.generate("a fox", size: ImageSize("16:9"), model: model)
    let saved = try await images.save(to: fixture.folder.url)
    #expect(fixture.submitted == ["/v1/images/\(model)"])
    #expect(fixture.sandbox.invalidRequests.isEmpty)
    #expect(saved.map(\.kind) == [.png])
    #expect(saved.first?.dimensions.map { $0.width > $0.height } == true)
    #expect(fixture.folder.names == ["\(images.task.id)-1.png"])
  }

  @Test func `sends what was asked for and leaves the rest to the service`() async throws {
    let fixture = try Fixture()
    let request = ImageRequest("Füchse & \"Eulen\"\r\nnachts", size: .level("4K"), count: 3)
    _ = try await fixture.client.submit(request)
    let sent = try #require(fixture.sandbox.submissions.first)
    #expect(sent.parts.map(\.name) == ["prompt", "batchsize", "resolution"])
    #expect(sent.text(ofPart: "prompt") == "Füchse & \"Eulen\"\r\nnachts")
    #expect(sent.text(ofPart: "batchsize") == "3")
    #expect(sent.text(ofPart: "resolution") == "4K")
  }

  @Test func `writes sizes of zimage with an asterisk, as its own default is`() async throws {
    let fixture = try Fixture()
    let request = ImageRequest("a fox", model: "zimage", size: .pixels(width: 1280, height: 720), seed: 7)
    _ = try await fixture.client.submit(request)
    #expect(fixture.sandbox.submissions.first?.text(ofPart: "resolution") == "1280*720")
    #expect(fixture.sandbox.submissions.first?.text(ofPart: "seed") == "7")
  }

  @Test func `gets local files as parts of one name, with name and type`() async throws {
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

  @Test func `gets an address as imageUrl`() async throws {
    let fixture = try Fixture()
    _ = try await fixture.client.submit(ImageRequest("a fox", references: [.link("https://example.com/a.png?x=1&y=2")]))
    #expect(fixture.sandbox.submissions.first?.text(ofPart: "imageUrl") == "https://example.com/a.png?x=1&y=2")
  }

  @Test(arguments: [SandboxFault.Kind.urlAsString, .linksAsObjects, .base64, .emptyStrings, .nulls, .unknownState])
  func `brings its pictures however it puts them`(fault: SandboxFault.Kind) async throws {
    let fixture = try Fixture(.tensorsLab, SandboxFault(fault))
    let images = try await fixture.client.generate("a fox")
    let saved = try await images.save(to: fixture.folder.url)
    #expect(saved.count == 1)
    #expect(fixture.submitted.count == 1)
  }

  @Test(arguments: [SandboxFault.Kind.noPictures, .emptyLinks])
  func `says so when a finished task has no pictures`(fault: SandboxFault.Kind) async throws {
    let fixture = try Fixture(.tensorsLab, SandboxFault(fault))
    let error = await fixture.failure(ImageRequest("a fox"))
    #expect(error?.kind == .noImages)
    #expect(error?.task != nil)
    #expect(error?.message.contains("finished, but gave no pictures") == true)
  }

  @Test func `says why a task failed`() async throws {
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
  func `is refused in its own words, with what to do`(
    fault: SandboxFault.Kind, kind: SeedreamError.Kind, words: String
  ) async throws {
    // A wait that is longer than the client waits ends at once.
    let value = fault == .rateLimited ? 400 : nil
    let fixture = try Fixture(.tensorsLab, SandboxFault(fault, value: value, times: 1))
    let error = try #require(await fixture.failure(ImageRequest("a fox")))
    if fault == .serverError {
      // With a readable reason it is the service's failure, without one nobody knows.
      #expect([.serviceFailed, .submissionUnknown].contains(error.kind))
    } else {
      #expect(error.kind == kind)
      #expect(error.message.contains(words))
    }
    #expect(fixture.submitted.count == 1)
  }

  @Test func `sends bearer keys unless told otherwise, and the word but once`() async throws {
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
