import Foundation
import OpenAPIClientRuntime
import Seedream
import SeedreamSandbox
import Testing

@Suite(.serialized) struct `OneRouter` {
  private func body(_ fixture: Fixture) throws -> JSONValue {
    try JSONValue(jsonBytes: try #require(fixture.sandbox.submissions.first?.body))
  }

  @Test func `draws from text at once`() async throws {
    let fixture = try Fixture(.oneRouter)
    let images = try await fixture.client.generate(
      "a fox", size: .pixels(width: 1280, height: 1024), count: 2, seed: 42)
    let saved = try await images.save(to: fixture.folder.url)
    #expect(fixture.submitted == ["/v1/images/generations"])
    #expect(fixture.sandbox.invalidRequests.isEmpty)
    #expect(saved.compactMap(\.dimensions).map { [$0.width, $0.height] } == [[1280, 1024], [1280, 1024]])
    #expect(fixture.polls == 0)
    let sent = try body(fixture)
    #expect(sent["model"] == "bytedance-seedream-v4-text-to-image")
    #expect(sent["n"] == 2)
    #expect(sent["seed"] == 42)
    #expect(try sent["size"] == JSONValue(jsonString: #"{"height":1024,"width":1280}"#))
  }

  @Test func `edits pictures, local ones as data URLs`() async throws {
    let fixture = try Fixture(.oneRouter)
    let references: [ImageReference] = [.link("https://example.com/a.png"), .bytes(png(640, 480))]
    let images = try await fixture.client.generate("a fox", size: ImageSize("16:9"), references: references)
    #expect(images.count == 1)
    #expect(fixture.submitted == ["/v1/images/edits"])
    #expect(fixture.sandbox.invalidRequests.isEmpty)
    let sent = try body(fixture)
    #expect(sent["model"] == "bytedance-seedream-v4-image-to-image")
    #expect(sent["size"] == "landscape_16_9")
    #expect(sent["image_urls"]?[0] == "https://example.com/a.png")
    #expect(sent["image_urls"]?[1]?.string?.hasPrefix("data:image/png;base64,iVBORw0KGgo") == true)
  }

  @Test(arguments: [
    ("2K", false, #"{"height":2048,"width":2048}"#), ("3:2", false, #"{"height":1664,"width":2496}"#),
    ("auto_4K", false, #""auto_4K""#), ("4K", true, #""auto_4K""#), ("1K", true, #"{"width":1024,"height":1024}"#),
    ("2000x1500", true, #"{"width":2000,"height":1500}"#), ("square", true, #""square""#),
  ])
  func `takes each form of size`(size: String, isEdit: Bool, sent: String) async throws {
    let fixture = try Fixture(.oneRouter)
    let references: [ImageReference] = isEdit ? [.link("https://example.com/a.png")] : []
    let request = ImageRequest("a fox", size: ImageSize(size), references: references)
    _ = try await fixture.client.submit(request)
    #expect(try body(fixture)["size"] == JSONValue(jsonString: sent))
    #expect(fixture.sandbox.invalidRequests.isEmpty)
  }

  @Test func `is polled for a task if it responds with one`() async throws {
    let fixture = try Fixture(.oneRouter, SandboxFault(.async))
    let task = try await fixture.client.submit(ImageRequest("a fox"))
    #expect(!task.isFinished)
    let saved = try await fixture.client.wait(for: task).save(to: fixture.folder.url)
    #expect(saved.count == 1)
    #expect(fixture.polls == 3)
    #expect(fixture.sandbox.invalidRequests.isEmpty)
  }

  @Test func `draws with another model under the given name`() async throws {
    let fixture = try Fixture(.oneRouter)
    let images = try await fixture.client.generate("a fox", model: "openai/gpt-image-2/text-to-image")
    #expect(images.count == 1)
    #expect(fixture.polls == 3)
  }

  @Test(arguments: [SandboxFault.Kind.base64, .nulls, .emptyStrings])
  func `has its pictures read in any form`(fault: SandboxFault.Kind) async throws {
    let fixture = try Fixture(.oneRouter, SandboxFault(fault))
    let saved = try await fixture.client.generate("a fox").save(to: fixture.folder.url)
    #expect(saved.map(\.kind) == [.png])
    #expect(fixture.downloads == (fault == .base64 ? 0 : 1))
  }

  @Test(arguments: [
    (SandboxFault.Kind.noCredits, SeedreamError.Kind.insufficientCredits), (.unauthorized, .keyRefused),
    (.moderated, .contentRefused), (.forbidden, .keyRefused), (.rateLimited, .rateLimited),
    (.failure, .serviceFailed), (.errorInSuccess, .serviceFailed), (.missingData, .submissionUnknown),
    (.emptyLinks, .noImages), (.noPictures, .noImages),
  ])
  func `reports refusals with the service's message`(fault: SandboxFault.Kind, kind: SeedreamError.Kind) async throws {
    // A wait longer than the client's timeout ends at once.
    let value = fault == .rateLimited ? 400 : nil
    let fixture = try Fixture(.oneRouter, SandboxFault(fault, value: value))
    let error = await fixture.failure(ImageRequest("a fox"))
    #expect(error?.kind == kind)
    #expect(fixture.submitted.count == 1)
  }

  @Test func `reports that a task is unknown`() async throws {
    let fixture = try Fixture(.oneRouter)
    let task = ImageTask(id: "task-none", service: .oneRouter, server: fixture.sandbox.url)
    let error = await #expect(throws: SeedreamError.self) { try await fixture.client.resume(task) }
    #expect(error?.kind == .refused)
    #expect(error?.message.contains("Check the ID of the task") == true)
    // A new task may not be known to all machines yet.
    #expect(fixture.polls == 4)
  }

  @Test func `leaves nothing to resume when it responds without pictures`() async throws {
    let journal = TaskJournal(path: try TemporaryFolder().path + "/tasks.jsonl")
    let fixture = try Fixture(.oneRouter, SandboxFault(.noPictures), journal: journal)
    let error = await fixture.failure(ImageRequest("a fox"))
    #expect(error?.kind == .noImages)
    #expect(error?.task == nil)
    #expect(try journal.entries().isEmpty)
  }
}
