/// Serves the requests of one connection, one after the other.
final class Connection: Sendable {
  static let headLimit = 1 << 16

  let id: Int
  let socket: Socket
  private let input: ConnectionInput

  init(id: Int, descriptor: Int32) {
    self.id = id
    socket = Socket(descriptor: descriptor)
    input = ConnectionInput(socket: socket)
  }

  func serve(
    countRequest: @Sendable () -> Void, handler: @Sendable (Exchange) async throws -> Void
  ) async {
    defer { socket.close() }
    var index = 0
    do {
      while let head = try await input.head(limit: Self.headLimit) {
        index += 1
        countRequest()
        let request = try ServerRequest(head: head)
        let body = try RequestBodyReader(request: request, input: input, socket: socket)
        let exchange = Exchange(
          request: request, connectionID: id, requestIndex: index, socket: socket, body: body)
        guard await respond(exchange, handler) else {
          return await closeAfterClient()
        }
      }
    } catch LoopbackError.malformedRequest(let reason) {
      await refuse(reason)
    } catch {
      // The client has gone, or the server stops: nobody would read a response.
    }
  }

  /// Runs the handler and completes its response.
  ///
  /// - Returns: whether the connection can be used for another request.
  private func respond(
    _ exchange: Exchange, _ handler: @Sendable (Exchange) async throws -> Void
  ) async -> Bool {
    do {
      try await handler(exchange)
      guard exchange.isOpen else { return false }
      switch exchange.state.withLock({ $0.progress }) {
      case .waiting:
        try await exchange.respond(500, [("Content-Type", "text/plain")], text: "The handler gave no response.\n")
      case .writing:
        try await exchange.finish()
      case .done, .raw:
        break
      }
    } catch {
      guard exchange.isOpen, exchange.state.withLock({ $0.progress }) == .waiting, !Task.isCancelled else {
        socket.close()
        return false
      }
      exchange.state.withLock { $0.mustClose = true }
      let status =
        switch error {
        case LoopbackError.bodyTooLarge: 413
        case LoopbackError.malformedRequest, LoopbackError.truncatedBody: 400
        default: 500
        }
      try? await exchange.respond(status, [("Content-Type", "text/plain")], text: "\(error)\n")
      return false
    }
    guard !exchange.state.withLock({ $0.mustClose }), !exchange.body.isClientWaiting else { return false }
    return await discardRest(of: exchange.body)
  }

  /// Reads what the handler left of the body, up to 1 MiB, because the next request begins behind it.
  ///
  /// - Returns: whether the whole body has been read.
  private func discardRest(of body: RequestBodyReader) async -> Bool {
    var discarded = 0
    while discarded < 1 << 20 {
      guard let chunk = try? await body.next(deadline: .now + .seconds(1)) else { return body.isEnded }
      discarded += chunk.count
    }
    return false
  }

  /// Ends this side, then waits up to two seconds for the client to end its own: closing while it still sends would
  /// reset the connection, and the response could be lost with it.
  private func closeAfterClient() async {
    guard socket.isOpen else { return }
    socket.endWriting()
    let deadline = ContinuousClock.now + .seconds(2)
    var discarded = 0
    while discarded < 1 << 28 {
      guard let bytes = try? await socket.receive(limit: 1 << 18, deadline: deadline), !bytes.isEmpty else { return }
      discarded += bytes.count
    }
  }

  private func refuse(_ reason: String) async {
    let text = "The request is not HTTP/1.1: \(reason).\n"
    let head = """
      HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: \(text.utf8.count)\r\n\
      Connection: close\r\n\r\n
      """
    try? await socket.send(Array((head + text).utf8))
    socket.endWriting()
    _ = try? await socket.receive(limit: 1 << 16, deadline: .now + .milliseconds(200))
  }
}
