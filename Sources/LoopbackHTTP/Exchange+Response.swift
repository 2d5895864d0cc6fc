import HTTPTransport

extension Exchange {
  /// Writes a whole response with its `Content-Length`.
  ///
  /// The fields are sent first; a `Content-Length` or `Transfer-Encoding` among them is sent as it is, even if it is wrong,
  /// and no other one is added.
  public func respond(
    _ status: Int, _ fields: [(String, String)] = [], _ body: [UInt8] = []
  ) async throws {
    let (head, framing) = try begin(status, fields, length: body.count)
    if framing == .noBody {
      state.withLock { $0.progress = .done }
      return try await socket.send(head)
    }
    if body.count < 1 << 16 {
      try await socket.send(head + body)
    } else {
      try await socket.send(head)
      try await socket.send(body)
    }
    state.withLock { $0.progress = .done }
  }

  /// Writes a whole response whose body is a text.
  public func respond(_ status: Int, _ fields: [(String, String)] = [], text: String) async throws {
    try await respond(status, fields, Array(text.utf8))
  }

  /// Writes a whole response in chunks (`Transfer-Encoding: chunked`).
  public func respondChunked(
    _ status: Int, _ fields: [(String, String)] = [], _ chunks: [[UInt8]]
  ) async throws {
    try await startResponse(status, fields, length: nil)
    for chunk in chunks { try await write(chunk) }
    try await finish()
  }

  /// Writes the head of a response; `write(_:)` and `finish()` follow.
  ///
  /// - Parameters:
  ///   - status: The status code, 200 to 999.
  ///   - fields: Header fields beside the framing.
  ///   - length: The body's length in bytes; nil: in chunks.
  /// - Throws: `LoopbackError.wrongOrder` if there already is a response, `.connectionClosed` if the client has gone.
  public func startResponse(_ status: Int, _ fields: [(String, String)] = [], length: Int? = nil) async throws {
    let (head, framing) = try begin(status, fields, length: length)
    state.withLock { $0.progress = .writing(framing) }
    try await socket.send(head)
  }

  /// Writes part of the body of a response that was begun; empty bytes write nothing.
  public func write(_ bytes: [UInt8]) async throws {
    if bytes.isEmpty { return }
    let framing = try state.withLock { state -> Framing in
      guard case .writing(let framing) = state.progress else {
        throw LoopbackError.wrongOrder("write(_:) needs startResponse before it")
      }
      if case .length(let left) = framing {
        guard bytes.count <= left else { throw LoopbackError.wrongOrder("the body is longer than announced") }
        state.progress = .writing(.length(left: left - bytes.count))
      }
      return framing
    }
    switch framing {
    case .noBody: return
    case .length, .untilClose: try await socket.send(bytes)
    case .chunked:
      let size = Array((String(bytes.count, radix: 16) + "\r\n").utf8)
      let end = Array("\r\n".utf8)
      if bytes.count < 1 << 16 {
        try await socket.send(size + bytes + end)
      } else {
        try await socket.send(size)
        try await socket.send(bytes)
        try await socket.send(end)
      }
    }
  }

  /// Ends the body of a response that was begun.
  ///
  /// Trailer fields can be sent only with a chunked body.
  public func finish(trailers: [(String, String)] = []) async throws {
    let framing = try state.withLock { state -> Framing in
      guard case .writing(let framing) = state.progress else {
        throw LoopbackError.wrongOrder("finish() needs startResponse before it")
      }
      if case .length(let left) = framing, left > 0 {
        throw LoopbackError.wrongOrder("\(left) bytes of the announced body are missing")
      }
      state.progress = .done
      if framing == .untilClose { state.mustClose = true }
      return framing
    }
    guard framing == .chunked else { return }
    var end = "0\r\n"
    for (name, value) in trailers { end += "\(name): \(value)\r\n" }
    try await socket.send(Array((end + "\r\n").utf8))
  }

  /// Writes bytes as they are: for responses that break the rules of HTTP.
  ///
  /// Without a `startResponse` before them they count as the whole response.
  public func writeRaw(_ bytes: [UInt8]) async throws {
    state.withLock { if $0.progress == .waiting { $0.progress = .raw } }
    try await socket.send(bytes)
  }

  /// Writes a text as it is, as `writeRaw(_:)` does with bytes.
  public func writeRaw(_ text: String) async throws {
    try await writeRaw(Array(text.utf8))
  }

  /// Writes an interim response such as 103, to be followed by the real one.
  public func respondInterim(_ status: Int, _ fields: [(String, String)] = []) async throws {
    var head = "HTTP/1.1 \(status) \(StatusText.reason(status) ?? "Status \(status)")\r\n"
    for (name, value) in fields { head += "\(name): \(value)\r\n" }
    try await socket.send(Array((head + "\r\n").utf8))
  }

  private func begin(
    _ status: Int, _ fields: [(String, String)], length: Int?
  ) throws -> (head: [UInt8], framing: Framing) {
    let hasNoBody = status == 204 || status == 304
    let mustClose = try state.withLock { state -> Bool in
      guard state.progress == .waiting else { throw LoopbackError.wrongOrder("there already is a response") }
      // A client that waits for `100 Continue` may send its body or not: what comes next on the connection is unknown.
      if body.isClientWaiting { state.mustClose = true }
      if length == nil && request.minorVersion == 0 { state.mustClose = true }
      state.progress = .raw
      return state.mustClose
    }
    var head = "HTTP/1.1 \(status) \(StatusText.reason(status) ?? "Status \(status)")\r\n"
    var isFramed = false
    for (name, value) in fields {
      head += "\(name): \(value)\r\n"
      let lower = name.lowercased()
      if lower == "content-length" || lower == "transfer-encoding" { isFramed = true }
      if lower == "connection", value.lowercased() == "close" { state.withLock { $0.mustClose = true } }
    }
    var framing = Framing.noBody
    if let length {
      if !isFramed && !hasNoBody { head += "Content-Length: \(length)\r\n" }
      framing = .length(left: length)
    } else if request.minorVersion == 0 {
      framing = .untilClose
    } else {
      if !isFramed && !hasNoBody { head += "Transfer-Encoding: chunked\r\n" }
      framing = .chunked
    }
    if hasNoBody || request.method == "HEAD" { framing = .noBody }
    if mustClose { head += "Connection: close\r\n" }
    return (Array((head + "\r\n").utf8), framing)
  }
}
