import Foundation
import HTTPTransport
import OpenAPIClientRuntime
import Seedream
import SeedreamSandbox
import Testing

@Suite(.serialized) struct `References in JSON` {
  @Test(arguments: [ImageService.oneRouter, .novita])
  func `are sent as base64, read while they are sent`(service: ImageService) async throws {
    let folder = try TemporaryFolder()
    // Lengths with remainders of one, two and zero by three, and more than one piece.
    let pictures = [png(640, 480, padding: 1), png(640, 480, padding: 2), png(640, 480, padding: 400_000)]
    let paths = try pictures.enumerated().map { try folder.write($1, to: "\($0).png") }
    let request = ImageRequest(
      "a \"fox\" reference-0-",
      references: [
        .file(path: paths[0]), .link("https://example.com/a.png"), .bytes(pictures[1]), .file(path: paths[2]),
      ])
    let canned = Canned(
      (200, #"{"created":1,"data":[{"url":"https://x.example/a.png"}],"images":["https://x.example/a.png"]}"#))
    _ = try await canned.client(service).submit(request)
    let sent = try #require(canned.sent.first)
    #expect(sent.fields["Content-Type"] == "application/json")
    #expect(sent.body.isReplayable)
    let bytes = try await sent.body.collect(upTo: 10 << 20)
    #expect(try sent.body.length == Int64(bytes.count))
    let json = try JSONValue(jsonBytes: bytes)
    #expect(json["prompt"] == "a \"fox\" reference-0-")
    let links = json[service == .oneRouter ? "image_urls" : "images"]?.array?.compactMap(\.string) ?? []
    let expected = pictures.map { "data:image/png;base64," + Data($0).base64EncodedString() }
    #expect(links == [expected[0], "https://example.com/a.png", expected[1], expected[2]])
  }

  @Test(arguments: [ImageService.oneRouter, .novita])
  func `arrive complete and conform to the document`(service: ImageService) async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(png(640, 480, padding: 300_001), to: "a.png")
    let fixture = try Fixture(service)
    _ = try await fixture.client.generate("a fox", references: [.file(path: path), .file(path: path)])
    #expect(fixture.sandbox.invalidRequests.isEmpty)
    #expect(fixture.sandbox.accepted.count == 1)
  }

  @Test func `that become shorter while they are sent fail the request before it is complete`() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(png(640, 480, padding: 300_000), to: "a.png")
    let shortening = Shortening(path: path)
    let fixture = try Fixture(.novita, middleware: [shortening])
    let error = await fixture.failure(ImageRequest("a fox", references: [.file(path: path)]))
    #expect(error?.kind == .unusableReference)
    #expect(fixture.sandbox.accepted.isEmpty)
  }

  /// Truncates a file just before it is sent.
  private struct Shortening: Middleware {
    let path: String

    func intercept(
      _ request: HTTPRequest, context: CallContext, next: @Sendable (HTTPRequest) async throws -> HTTPResponse
    ) async throws -> HTTPResponse {
      truncate(path, 1000)
      return try await next(request)
    }
  }

  @Test(arguments: ImageService.allCases)
  func `that are truncated get a warning before anything is paid for`(service: ImageService) async throws {
    let whole = png(640, 480, padding: 100) + [0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82]
    let folder = try TemporaryFolder()
    let path = try folder.write(Array(whole.dropLast(20)), to: "cut.png")
    let warnings = try service.capabilities.check(ImageRequest("a fox", references: [.file(path: path)]))
    #expect(warnings.contains { $0.message.contains("ends early") && $0.message.contains(path) })
    let none = try service.capabilities.check(ImageRequest("a fox", references: [.bytes(whole)]))
    #expect(!none.contains { $0.message.contains("ends early") })
  }
}
