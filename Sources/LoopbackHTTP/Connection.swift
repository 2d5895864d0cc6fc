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
          return await endSlowly(body)
        }
      }
    } catch LoopbackError.malformedRequest(let reason) {
      await refuse(reason)
    } catch {
      // The client has gone, or the server stops: there is nobody left to tell.
    }
  }

  /// Whether the connection can be used again.
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
      let isClientsFault: Bool
      switch error {
      case LoopbackError.malformedRequest, LoopbackError.truncatedBody: isClientsFault = true
      default: isClientsFault = false
      }
      let status = if case LoopbackError.bodyTooLarge = error { 413 } else { isClientsFault ? 400 : 500 }
      try? await exchange.respond(status, [("Content-Type", "text/plain")], text: "\(error)\n")
      return false
    }
    guard !exchange.state.withLock({ $0.mustClose }), !exchange.body.isClientWaiting else { return false }
    return await discardRest(of: exchange.body)
  }

  /// Reads a short rest of a body that the handler left, so that the next request can be found behind it.
  private func discardRest(of body: RequestBodyReader) async -> Bool {
    var discarded = 0
    while discarded < 1 << 20 {
      guard let chunk = try? await body.next(deadline: .now + .seconds(1)) else { return body.isEnded }
      discarded += chunk.count
    }
    return false
  }

  /// Ends this side, then waits a little for the client to end its own: closing at once while it still sends would
  /// become a reset that can take the response with it.
  private func endSlowly(_ body: RequestBodyReader) async {
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
