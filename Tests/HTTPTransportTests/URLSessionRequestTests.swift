import Foundation
import HTTPTransport
import LoopbackHTTP
import Testing
import FoundationTransport

@Suite(.serialized, .timeLimit(.minutes(5)))
struct `URLSession transport, requests` {
  private let transport = URLSessionTransport()

  @Test func `bytes, files and parts of them arrive in a row, with their length`() async throws {
    let received = Received()
    let server = try LoopbackServer { exchange in
      try await received.take(exchange)
      try await exchange.respond(200)
    }
    let file = try TemporaryFile((0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7) })
    let body = RequestBody.segments([
      .text("head"), .file(path: file.path), .file(path: file.path, range: 1000..<2000), .bytes([0, 255]),
    ])
    var request = HTTPRequest(method: .post, url: server.url, body: body)
    request.fields = [("Content-Type", "image/x"), ("X-Twice", "a"), ("x-twice", "b"), ("X-None", "")].fields
    let progress = Received()
    request.onUploadProgress = { progress.note($0) }
    #expect(try await transport.send(request).status == 200)
    let all = Array("head".utf8) + file.bytes + file.bytes[1000..<2000] + [0, 255]
    // Not in the expectation itself, which would print them.
    let hasArrived = received.bodies == [all]
    #expect(hasArrived)
    #expect(received.field("Content-Length") == ["\(all.count)"])
    #expect(received.field("Transfer-Encoding") == [])
    #expect(received.field("Content-Type") == ["image/x"])
    #expect(received.field("User-Agent") == ["OpenAPIClient/1"])
    #expect(received.field("X-Twice") == ["a, b"])
    #expect(received.field("X-None") == [""])
    #expect(progress.last == TransferProgress(completedBytes: Int64(all.count), totalBytes: Int64(all.count)))
  }

  @Test func `a request without a body has length 0 and no content type`() async throws {
    let received = Received()
    let server = try LoopbackServer { exchange in
      try await received.take(exchange)
      try await exchange.respond(200)
    }
    _ = try await transport.send(HTTPRequest(method: .post, url: server.url))
    #expect(received.bodies == [[]])
    #expect(received.field("Content-Length") == ["0"])
    #expect(received.field("Content-Type") == [])
  }

  @Test func `a body without a content type isn't sent as a form`() async throws {
    let received = Received()
    let server = try LoopbackServer { exchange in
      try await received.take(exchange)
      try await exchange.respond(200)
    }
    _ = try await transport.send(HTTPRequest(method: .post, url: server.url, body: .text("a=b")))
    #expect(received.bodies == [Array("a=b".utf8)])
    #expect(!received.field("Content-Type").contains("application/x-www-form-urlencoded"))
  }

  @Test func `a request that can't be sent unchanged is refused before anything is sent`() async throws {
    let server = try LoopbackServer { exchange in try await exchange.respond(200) }
    let url = server.url
    var requests = [
      HTTPRequest(method: .get, url: url, body: .text("a")),
      HTTPRequest(method: .get, url: url + "/{a}"),
      HTTPRequest(method: .get, url: url + "/%zz"),
      HTTPRequest(method: .get, url: "http://user@127.0.0.1:\(server.port)/"),
      HTTPRequest(method: .get, url: url, fields: ["X\r\nY": "a"]),
      HTTPRequest(method: .get, url: url, fields: ["X": "a\r\nY: b"]),
      HTTPRequest(method: .post, url: url, fields: ["Content-Length": "1"], body: .text("ab")),
      HTTPRequest(method: HTTPMethod(rawValue: "A B"), url: url),
    ]
    #if !canImport(Darwin)
      let stream = RequestBody.stream(length: 1) { AsyncStream<[UInt8]> { $0.finish() } }
      requests.append(HTTPRequest(method: .post, url: url, body: .segments([.text("a"), stream])))
    #endif
    for request in requests {
      let failure = await #expect(throws: TransportFailure.self) { try await transport.send(request) }
      #expect(failure?.kind == .invalidRequest)
      #expect(failure?.mayHaveBeenProcessed == false)
    }
    #expect(server.requestCount == 0)
  }

  @Test func `a body that can't be read fails before anything is sent`() async throws {
    let server = try LoopbackServer { exchange in try await exchange.respond(200) }
    let file = try TemporaryFile([1, 2, 3])
    for body in [
      RequestBody.file(path: file.path + ".missing"), .file(path: FileManager.default.temporaryDirectory.path),
      .file(path: file.path, range: 1..<4),
    ] {
      let request = HTTPRequest(method: .post, url: server.url, body: body)
      let failure = await #expect(throws: TransportFailure.self) { try await transport.send(request) }
      #expect(failure?.kind == .bodyFailed)
      #expect(failure?.mayHaveBeenProcessed == false)
    }
    #expect(server.connectionCount == 0)
  }

  @Test func `a file that becomes shorter while it is sent fails the request`() async throws {
    let file = try TemporaryFile([UInt8](repeating: 1, count: 32 << 20))
    let server = try LoopbackServer { exchange in
      exchange.setBufferSize(receive: 1 << 16)
      // Most of the file can't have been read yet.
      try FileHandle(forWritingTo: URL(fileURLWithPath: file.path)).truncate(atOffset: 1000)
      _ = try await exchange.readBody(upTo: 64 << 20)
      try await exchange.respond(200)
    }
    let request = HTTPRequest(method: .put, url: server.url, body: .file(path: file.path))
    let failure = await #expect(throws: TransportFailure.self) { try await transport.send(request) }
    #expect(failure?.kind == .bodyFailed)
    #expect(failure?.mayHaveBeenProcessed == true)
  }
}

extension [(String, String)] {
  fileprivate var fields: HTTPFields { HTTPFields(self) }
}

/// A file that is gone with the value.
private final class TemporaryFile: Sendable {
  let path: String
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try Data(bytes).write(to: url)
    path = url.path
    self.bytes = bytes
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
