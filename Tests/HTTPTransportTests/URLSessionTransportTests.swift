import Foundation
import HTTPTransport
import LoopbackHTTP
import Testing
import FoundationTransport

// Foundation on Linux crashes the process for a connection that ends inside a response's head and for chunked
// responses with trailers, and can't send streams, so those aren't tried here.

@Suite(.serialized, .timeLimit(.minutes(5)))
struct `URLSession transport, responses` {
  private let transport = URLSessionTransport()

  @Test func `a response comes with its status, fields and body`() async throws {
    let server = try LoopbackServer { exchange in
      try await exchange.respond(418, [("X-Kind", "teapot")], text: exchange.request.target)
    }
    let response = try await transport.send(HTTPRequest(method: .get, url: server.url + "/a%20b?c=%2F"))
    #expect(response.status == 418)
    #expect(response.fields["x-kind"] == "teapot")
    #expect(response.body.expectedLength == 12)
    #expect(try await response.body.text() == "/a%20b?c=%2F")
  }

  @Test func `a body arrives as it is sent, and the next request is separate`() async throws {
    let (gate, open) = AsyncStream.makeStream(of: Void.self)
    let server = try LoopbackServer { exchange in
      try await exchange.startResponse(200)
      try await exchange.write(Array("first".utf8))
      for await _ in gate { break }
      try await exchange.write(Array("second".utf8))
      try await exchange.finish()
    }
    let response = try await transport.send(HTTPRequest(method: .get, url: server.url))
    #expect(response.body.expectedLength == nil)
    var iterator = response.body.makeAsyncIterator()
    #expect(try await iterator.next() == Array("first".utf8))
    open.yield()
    #expect(try await iterator.next() == Array("second".utf8))
    #expect(try await iterator.next() == nil)
  }

  @Test func `concurrent requests each get their own response`() async throws {
    let server = try LoopbackServer { exchange in
      try await exchange.respond(200, text: exchange.request.path)
    }
    let url = server.url
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<64 {
        group.addTask {
          let response = try await transport.send(HTTPRequest(method: .get, url: url + "/\(number)"))
          return try await response.body.text() == "/\(number)"
        }
      }
      for try await isRight in group { #expect(isRight) }
    }
    #expect(server.requestCount == 64)
  }

  @Test func `a redirect is returned`() async throws {
    let server = try LoopbackServer { exchange in
      try await exchange.respond(307, [("Location", "/elsewhere")], text: "moved")
    }
    let response = try await transport.send(HTTPRequest(method: .get, url: server.url))
    #expect(response.status == 307)
    #expect(response.fields["Location"] == "/elsewhere")
    #expect(try await response.body.text() == "moved")
    #expect(server.requestCount == 1)
  }

  @Test(arguments: ["Basic realm=\"a\"", "Bearer", "Digest realm=\"a\", nonce=\"b\""])
  func `a demand for credentials is returned`(demand: String) async throws {
    let server = try LoopbackServer { exchange in
      try await exchange.respond(401, [("WWW-Authenticate", demand)])
    }
    let response = try await transport.send(HTTPRequest(method: .get, url: server.url))
    #expect(response.status == 401)
    #expect(response.fields["WWW-Authenticate"] == demand)
    _ = try await response.body.collect(upTo: 100)
    #expect(server.requestCount == 1)
  }

  @Test func `a response without body ends at once`() async throws {
    let server = try LoopbackServer { exchange in
      if exchange.request.method == "HEAD" {
        try await exchange.writeRaw("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n")
      } else {
        try await exchange.respond(204)
      }
    }
    for method in [HTTPMethod.head, .delete] {
      let response = try await transport.send(HTTPRequest(method: method, url: server.url))
      #expect(response.body.expectedLength == 0)
      #expect(try await response.body.text() == "")
    }
  }

  @Test func `a compressed response must be requested`() async throws {
    // "hello" in a stored block, with its checksum and length.
    let hello: [UInt8] = [
      0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 5, 0, 0xfa, 0xff, 104, 101, 108, 108, 111, 0x86, 0xa6, 0x10, 0x36, 5, 0, 0,
      0,
    ]
    let accepted = Locked<[String?]>([])
    let server = try LoopbackServer { exchange in
      accepted.withLock { $0.append(exchange.request.field("Accept-Encoding")) }
      let isEmpty = exchange.request.path == "/empty"
      try await exchange.respond(200, [("Content-Encoding", "gzip")], isEmpty ? [] : hello)
    }
    var request = HTTPRequest(method: .get, url: server.url)
    let failure = await #expect(throws: TransportFailure.self) { try await transport.send(request) }
    #expect(failure?.kind == .invalidResponse)
    request.fields["Accept-Encoding"] = "gzip"
    #expect(try await transport.send(request).body.text() == "hello")
    let empty = try await transport.send(HTTPRequest(method: .get, url: server.url + "/empty"))
    #expect(try await empty.body.text() == "")
    #expect(accepted.withLock(\.self) == ["identity", "gzip", "identity"])
  }

  @Test func `a response that nobody reads fails at the limit`() async throws {
    let (endings, ended) = AsyncStream.makeStream(of: Void.self)
    let server = try LoopbackServer { exchange in
      try await exchange.startResponse(200)
      try? await exchange.write([UInt8](repeating: 1, count: 4 << 20))
      try? await exchange.waitForClose()
      ended.yield()
    }
    var configuration = URLSessionTransport.Configuration()
    configuration.heldBytesLimit = 1 << 20
    let transport = URLSessionTransport(configuration)
    let response = try await transport.send(HTTPRequest(method: .get, url: server.url))
    for await _ in endings { break }
    let failure = await #expect(throws: TransportFailure.self) { try await response.body.collect(upTo: 64 << 20) }
    #expect(failure?.kind == .tooLarge)
  }

  @Test func `a body outlives the transport that it came from`() async throws {
    let server = try LoopbackServer { exchange in
      try await exchange.respond(200, [], [UInt8](repeating: 7, count: 1 << 20))
    }
    let url = server.url
    let response = try await URLSessionTransport().send(HTTPRequest(method: .get, url: url))
    #expect(try await response.body.collect(upTo: 2 << 20) == [UInt8](repeating: 7, count: 1 << 20))
  }
}

extension ResponseBody {
  fileprivate func text() async throws -> String { String(decoding: try await collect(upTo: 1 << 16), as: UTF8.self) }
}
