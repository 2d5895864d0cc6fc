import LoopbackHTTP
import Testing

@Suite(.serialized) struct LoopbackServerTests {
  static func echo() throws -> LoopbackServer {
    try LoopbackServer { exchange in
      switch exchange.request.path {
      case "/echo": try await exchange.respond(200, [], try await exchange.readBody())
      case "/count":
        var count = 0
        while let chunk = try await exchange.readChunk() { count += chunk.count }
        try await exchange.respond(200, text: "\(count)")
      case "/chunks": try await exchange.respondChunked(200, [], [[1], [2, 3], []])
      case "/refuse": try await exchange.respond(413, text: "no")
      case "/reset": exchange.reset()
      case "/throw": throw LoopbackError.connectionClosed
      case "/raw": try await exchange.writeRaw("HTTP/1.1 299 Odd\r\nContent-Length: 2\r\n\r\nok")
      case "/forget": break
      case "/short":
        try await exchange.startResponse(200, length: 10)
        try await exchange.write([1, 2, 3])
      default: try await exchange.respond(404)
      }
    }
  }

  @Test func `requests on one connection get responses in order, also if they come together or in small pieces`()
    async throws
  {
    let server = try Self.echo()
    let connection = try Connection(port: server.port)
    defer { connection.close() }
    for piece in [
      "\r\nPOST /echo HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcGET /chu", "nks HTTP/1.1\r", "\n", "\r",
      "\nPOST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nde\r\n1;x=y\r\nf\r\n0\r\nT: v\r\n\r\n",
      "GET /none HTTP/1.1\r\nConnection: close\r\n\r\n",
    ] {
      try await connection.send(Array(piece.utf8))
    }
    let text = String(decoding: try await connection.readToEnd(), as: UTF8.self)
    let expected =
      "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc"
      + "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n\u{1}\r\n2\r\n\u{2}\u{3}\r\n0\r\n\r\n"
      + "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\ndef"
      + "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    #expect(text == expected)
    #expect(server.requestCount == 4)
    #expect(server.connectionCount == 1)
  }

  @Test(arguments: [
    "GET /\r\n\r\n", "GET / HTTP/2\r\n\r\n", "G@T / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n",
    "GET / HTTP/1.1\r\nbad name: x\r\n\r\n",
    "POST /echo HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
    "POST /echo HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    "POST /echo HTTP/1.1\r\nContent-Length: -1\r\n\r\n", "POST /echo HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n",
    "POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
  ])
  func `what two servers could read differently is refused`(request: String) async throws {
    let server = try Self.echo()
    let response = try await LoopbackClient(port: server.port).exchange(Array(request.utf8))
    #expect(try LoopbackClient.parse(response).status == 400)
  }

  @Test func `a query is decoded and the path is not`() async throws {
    let server = try LoopbackServer { exchange in
      let query = exchange.request.query.map { "\($0.name)=\($0.value)" }.joined(separator: ";")
      let segments = exchange.request.pathSegments.joined(separator: ",")
      try await exchange.respond(200, text: "\(exchange.request.path) \(segments) \(query)")
    }
    let response = try await LoopbackClient(port: server.port).send("GET", "/a%20b/c?d=e+f%21&g&%zz=1")
    #expect(response.text == "/a%20b/c a b,c d=e f!;g=;%zz=1")
  }

  @Test func `a client that waits for 100 Continue gets it, or the final response`() async throws {
    let server = try Self.echo()
    let head = "POST %@ HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"
    for (path, expected) in [("/echo", "HTTP/1.1 100 Continue\r\n\r\n"), ("/refuse", "HTTP/1.1 413 Content Too")] {
      let connection = try Connection(port: server.port)
      defer { connection.close() }
      try await connection.send(Array(head.split(separator: "%@").joined(separator: path).utf8))
      let first = String(decoding: try await connection.read(), as: UTF8.self)
      #expect(first.hasPrefix(expected))
      try await connection.send(Array("hi".utf8))
      let rest = try await connection.readToEnd()
      if path == "/echo" { #expect(String(decoding: rest, as: UTF8.self).hasSuffix("\r\n\r\nhi")) }
    }
  }

  @Test func `a response before the body's end arrives though the client still sends`() async throws {
    let server = try Self.echo()
    let response = try await LoopbackClient(port: server.port).send(
      "POST", "/refuse", body: [UInt8](repeating: 0, count: 8 << 20))
    #expect(response.status == 413)
    #expect(response.text == "no")
  }

  @Test func `megabytes go in and out unchanged`() async throws {
    let server = try Self.echo()
    var body = [UInt8](repeating: 0, count: 12 << 20)
    var value: UInt8 = 1
    var index = 0
    while index < body.count {
      value = value &* 31 &+ 7
      body[index] = value
      index += 997
    }
    let response = try await LoopbackClient(port: server.port).send("POST", "/echo", body: body)
    #expect(response.isComplete)
    #expect(response.body == body)
    let count = try await LoopbackClient(port: server.port).send("POST", "/count", body: body)
    #expect(count.text == "\(body.count)")
  }

  @Test func `handlers that fail, or send no or an incomplete response, don't stop the server`() async throws {
    let server = try Self.echo()
    let client = LoopbackClient(port: server.port)
    #expect(try await client.send("GET", "/throw").status == 500)
    #expect(try await client.send("GET", "/forget").status == 500)
    #expect(try await client.send("GET", "/short").isComplete == false)
    #expect(try await client.send("GET", "/raw").text == "ok")
    await #expect(throws: LoopbackClient.Failure.reset) { try await client.send("GET", "/reset") }
    #expect(try await client.send("POST", "/echo", body: [9]).body == [9])
  }

  @Test func `HEAD, 204 and HTTP 1_0 are framed as they must be`() async throws {
    let server = try LoopbackServer { exchange in
      if exchange.request.path == "/empty" { return try await exchange.respond(204) }
      try await exchange.startResponse(200)
      try await exchange.write(Array("body".utf8))
      try await exchange.finish()
    }
    let client = LoopbackClient(port: server.port)
    #expect(try await client.send("HEAD", "/").body.isEmpty)
    #expect(try await client.send("GET", "/empty").field("Content-Length") == nil)
    let old = String(decoding: try await client.exchange(Array("GET / HTTP/1.0\r\n\r\n".utf8)), as: UTF8.self)
    #expect(old == "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nbody")
  }

  @Test func `many clients at once are all served`() async throws {
    let server = try Self.echo()
    let client = LoopbackClient(port: server.port)
    let sum = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<64 {
        group.addTask { Int(try await client.send("POST", "/echo", body: [UInt8(number)]).body[0]) }
      }
      return try await group.reduce(0, +)
    }
    #expect(sum == 63 * 64 / 2)
  }

  @Test func `stopping ends waiting handlers and frees the port`() async throws {
    let server = try LoopbackServer { exchange in
      try await exchange.waitForClose()
    }
    let port = server.port
    let client = LoopbackClient(port: port)
    let waiting = Task { try await client.send("GET", "/") }
    while server.requestCount == 0 { await Task.yield() }
    server.stop()
    await #expect(throws: LoopbackClient.Failure.self) { try await waiting.value }
    #expect(throws: LoopbackClient.Failure.cannotConnect) { try Connection(port: port) }
    let again = try LoopbackServer(port: port) { try await $0.respond(200) }
    #expect(try await LoopbackClient(port: again.port).send("GET", "/").status == 200)
  }

  @Test func `a port in use is refused with a message`() async throws {
    let server = try Self.echo()
    let error = #expect(throws: LoopbackError.self) { try LoopbackServer(port: server.port) { _ in } }
    #expect(error?.description.contains("Choose another port") == true)
  }

  @Test func `a body over the reader's limit is refused before it is read`() async throws {
    let server = try LoopbackServer { exchange in
      _ = try await exchange.readBody(upTo: 10)
      try await exchange.respond(200)
    }
    let response = try await LoopbackClient(port: server.port).send("POST", "/", body: [UInt8](repeating: 1, count: 11))
    #expect(response.status == 413)
  }
}
