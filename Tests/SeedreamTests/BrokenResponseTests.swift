import Foundation
import LoopbackHTTP
import Seedream
import Testing

/// What was paid for must not be lost because of the last byte, or of one wrong character.
@Suite(.serialized) struct `A response that has arrived is read` {
  private static let task = #"{"code":1000,"msg":"TEXT","data":{"taskid":"t-1"}}"#
  private static let picture =
    #"{"created":1,"data":[{"url":"https://cdn.example.com/a.png","revised_prompt":"TEXT"}]}"#

  private func client(_ service: ImageService, _ server: LoopbackServer) -> SeedreamClient {
    SeedreamClient(
      ServiceConfiguration(service, key: .bearer(Fixture.key), server: server.url), transport: UntimedTransport(),
      clock: VirtualClock(), random: { 0.5 })
  }

  /// The response with other bytes in place of its text.
  private static func bytes(_ response: String, _ text: [UInt8]) -> [UInt8] {
    let parts = response.components(separatedBy: "TEXT")
    return Array(parts[0].utf8) + text + Array(parts[1].utf8)
  }

  @Test(arguments: [Array(#"a cat \ud83d"#.utf8), [0xF0, 0x9F], [0x80, 0x41]] as [[UInt8]])
  func `although a text in it is cut within a character`(text: [UInt8]) async throws {
    let server = try LoopbackServer { exchange in
      let response = exchange.request.path.hasPrefix("/v1/images/generations") ? Self.picture : Self.task
      try await exchange.respond(200, [("Content-Type", "application/json")], Self.bytes(response, text))
    }
    defer { server.stop() }
    let task = try await client(.tensorsLab, server).submit(ImageRequest("a cat"))
    #expect(task.id == "t-1")
    let drawn = try await client(.oneRouter, server).submit(ImageRequest("a cat"))
    #expect(drawn.results == [.link("https://cdn.example.com/a.png")])
  }

  @Test(arguments: ["Content-Length: 150", "Transfer-Encoding: chunked"])
  func `although the transfer does not end as announced`(framing: String) async throws {
    let server = try LoopbackServer { exchange in
      let isDrawn = exchange.request.path.hasPrefix("/v1/images/generations")
      let response = isDrawn ? Self.picture : Self.task
      let body = framing.hasPrefix("T") ? String(response.utf8.count, radix: 16) + "\r\n" + response + "\r\n" : response
      try await exchange.writeRaw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\(framing)\r\n\r\n" + body)
      exchange.close()
    }
    defer { server.stop() }
    let folder = try TemporaryFolder()
    let journal = TaskJournal(path: folder.path + "/tasks.jsonl")
    var client = client(.tensorsLab, server)
    client.journal = journal
    let task = try await client.submit(ImageRequest("a cat"))
    #expect(task.id == "t-1")
    #expect(try journal.entries().map(\.state) == [.submitted])
    let drawn = try await self.client(.oneRouter, server).submit(ImageRequest("a cat"))
    #expect(drawn.results?.count == 1)
    #expect(server.requestCount == 2)
  }

  @Test func `but half of one is not, and the request is not repeated`() async throws {
    let server = try LoopbackServer { exchange in
      try await exchange.writeRaw("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n" + Self.task.prefix(40))
      exchange.close()
    }
    defer { server.stop() }
    let error = await #expect(throws: SeedreamError.self) {
      try await client(.tensorsLab, server).submit(ImageRequest("a cat"))
    }
    #expect(error?.kind == .submissionUnknown)
    #expect(error?.message.contains(server.url) == true)
    #expect(server.requestCount == 1)
  }

  @Test func `and one that can't be read is described`() async throws {
    let server = try LoopbackServer { exchange in
      try await exchange.respond(200, [("Content-Type", "text/html")], text: "<html>Sign in to HotelNet</html>")
    }
    defer { server.stop() }
    let error = await #expect(throws: SeedreamError.self) {
      try await client(.novita, server).submit(ImageRequest("a cat"))
    }
    #expect(error?.kind == .submissionUnknown)
    #expect(error?.status == 200)
    for words in [server.url, "text/html", "HotelNet"] { #expect(error?.message.contains(words) == true) }
  }

  @Test(arguments: [(301, false), (302, false), (303, true), (307, false), (308, false)])
  func `and a redirect is not followed; only See Other may mean that the request was processed`(
    status: Int, mayBeCharged: Bool
  ) async throws {
    let server = try LoopbackServer { try await $0.respond(status, [("Location", "/elsewhere")]) }
    defer { server.stop() }
    let error = await #expect(throws: SeedreamError.self) {
      try await client(.tensorsLab, server).submit(ImageRequest("a cat"))
    }
    #expect(error?.mayBeCharged == mayBeCharged)
    #expect(server.requestCount == 1)
  }

  @Test func `and a busy service says how long to wait`() async throws {
    let server = try LoopbackServer {
      try await $0.respond(503, [("Retry-After", "7")], text: #"{"code":503,"msg":"busy"}"#)
    }
    defer { server.stop() }
    let error = await #expect(throws: SeedreamError.self) {
      try await client(.tensorsLab, server).submit(ImageRequest("a cat"))
    }
    #expect(error?.message.contains("in 7 s") == true)
  }
}
