import Foundation
import HTTPTransport
import OpenAPIClientRuntime
import Seedream
import SeedreamSandbox
import Testing

@Suite(.serialized) struct `Novita` {
  private func body(_ fixture: Fixture) throws -> JSONValue {
    try JSONValue(jsonBytes: try #require(fixture.sandbox.submissions.first?.body))
  }

  @Test(arguments: [
    ("seedream-4.0", "images", "max_images"), ("seedream-4.5", "image", "sequential_image_generation_options"),
    ("seedream-5.0-lite", "image", "sequential_image_generation_options"),
  ])
  func `gets each model's own names`(model: String, images: String, options: String) async throws {
    let fixture = try Fixture(.novita)
    let reference = try fixture.folder.write(png(640, 480), to: "a.png")
    let request = ImageRequest(
      "a fox", model: model, size: ImageSize("16:9"), count: 3, references: [.file(path: reference)], watermark: false)
    let task = try await fixture.client.submit(request)
    #expect(task.results?.count == 3)
    #expect(fixture.submitted == ["/v3/\(model)"])
    #expect(fixture.sandbox.invalidRequests.isEmpty)
    let sent = try body(fixture)
    #expect(sent["size"] == "2560x1440")
    #expect(sent["watermark"] == false)
    #expect(sent["sequential_image_generation"] == "auto")
    #expect(sent[images]?[0]?.string?.hasPrefix("data:image/png;base64,") == true)
    #expect(try sent[options] == JSONValue(jsonString: options == "max_images" ? "3" : #"{"max_images":3}"#))
  }

  @Test func `gets only what the request specifies`() async throws {
    let fixture = try Fixture(.novita)
    _ = try await fixture.client.submit(ImageRequest("a fox"))
    #expect(try body(fixture) == JSONValue(jsonString: #"{"prompt":"a fox"}"#))
    #expect(fixture.sandbox.submissions.map(\.credential) == [.bearer])
  }

  @Test(arguments: [SandboxFault.Kind.linksAsObjects, .base64])
  func `has its pictures read in any form`(fault: SandboxFault.Kind) async throws {
    let fixture = try Fixture(.novita, SandboxFault(fault))
    let images = try await fixture.client.generate("a fox", count: 2)
    let saved = try await images.save(to: fixture.folder.url)
    #expect(saved.map(\.kind) == [.png, .png])
  }

  @Test(arguments: [
    (SandboxFault.Kind.noCredits, SeedreamError.Kind.insufficientCredits, "BILLING_BALANCE_NOT_ENOUGH"),
    (.unauthorized, .keyRefused, "INVALID_API_KEY"), (.forbidden, .keyRefused, "API_NOT_ALLOWED"),
    (.moderated, .contentRefused, "ILLEGAL_PROMPT"), (.rateLimited, .rateLimited, "RATE_LIMIT_EXCEEDED"),
    (.failure, .serviceFailed, "TASK_FAILED"), (.errorInSuccess, .serviceFailed, "TASK_FAILED"),
  ])
  func `has its errors recognised by their names`(
    fault: SandboxFault.Kind, kind: SeedreamError.Kind, code: String
  ) async throws {
    // A wait longer than the client's timeout ends at once.
    let value = fault == .rateLimited ? 400 : nil
    let fixture = try Fixture(.novita, SandboxFault(fault, value: value))
    let error = await fixture.failure(ImageRequest("a fox"))
    #expect(error?.kind == kind)
    #expect(error?.code == code)
    #expect(fixture.submitted.count == 1)
  }

  @Test func `has no tasks to poll`() async throws {
    let fixture = try Fixture(.novita)
    let task = ImageTask(id: "x", service: .novita, server: fixture.sandbox.url)
    let error = await #expect(throws: SeedreamError.self) { try await fixture.client.resume(task) }
    #expect(error?.message.contains("no tasks") == true)
  }

  @Test func `may draw fewer pictures than requested, with a warning`() async throws {
    var fixture = try Fixture(.novita)
    let heard = Locked<[ImageWarning]>([])
    fixture.client.onWarning = { warning in heard.withLock { $0.append(warning) } }
    let task = ImageTask(
      id: "x", service: .novita, model: "seedream-4.0", count: 4, results: [.link("https://example.com/1.png")])
    let images = try await fixture.client.wait(for: task)
    #expect(images.warnings.first?.message.contains("drew 1 of the 4") == true)
    #expect(images.warnings.first?.message.contains("the model decides") == true)
    #expect(heard.current == images.warnings)
  }
}
