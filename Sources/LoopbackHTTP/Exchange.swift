import HTTPTransport

/// One request and the response to it, written by the server's handler.
///
/// If the handler returns without a response the client gets status 500; if it throws, status 500 or, when the response
/// has begun, an end of the connection. Bytes written with `writeRaw(_:)` count as a whole response: the connection is
/// then used again unless the handler closes it.
public final class Exchange: Sendable {
  enum Progress: Hashable, Sendable {
    case waiting
    case writing(Framing)
    case done
    case raw
  }

  enum Framing: Hashable, Sendable {
    case length(left: Int)
    case chunked
    case untilClose
    case noBody
  }

  struct State: Sendable {
    var progress = Progress.waiting
    var mustClose: Bool
  }

  /// The request's head.
  public let request: ServerRequest
  /// Which connection of the server this is, counted from 1.
  public let connectionID: Int
  /// Which request of its connection this is, counted from 1.
  public let requestIndex: Int

  let socket: Socket
  let body: RequestBodyReader
  let state: Locked<State>

  init(request: ServerRequest, connectionID: Int, requestIndex: Int, socket: Socket, body: RequestBodyReader) {
    self.request = request
    self.connectionID = connectionID
    self.requestIndex = requestIndex
    self.socket = socket
    self.body = body
    let mustClose =
      request.field("Connection", contains: "close")
      || request.minorVersion == 0 && !request.field("Connection", contains: "keep-alive")
    state = Locked(State(mustClose: mustClose))
  }

  /// The request's `Content-Length` in bytes; nil if it has none.
  public var contentLength: Int? { body.declaredLength }

  /// Reads what is left of the body; sends `100 Continue` first if the client waits for it.
  ///
  /// - Parameter limit: the largest body, in bytes; 64 MiB unless given.
  /// - Returns: the bytes.
  /// - Throws: `LoopbackError.bodyTooLarge` once more than `limit` bytes have come, `.truncatedBody` if the client ends
  ///   early.
  public func readBody(upTo limit: Int = 64 << 20) async throws -> [UInt8] {
    if let length = body.declaredLength, length > limit { throw LoopbackError.bodyTooLarge(limit: limit) }
    var bytes: [UInt8] = []
    while let chunk = try await body.next() {
      if bytes.isEmpty {
        bytes = chunk
        if let length = body.declaredLength, length > chunk.count { bytes.reserveCapacity(length) }
      } else {
        bytes.append(contentsOf: chunk)
      }
      guard bytes.count <= limit else { throw LoopbackError.bodyTooLarge(limit: limit) }
    }
    return bytes
  }

  /// The next bytes of the body (at most 256 KiB), nil at its end.
  public func readChunk() async throws -> [UInt8]? {
    try await body.next()
  }

  /// Suspends until the client has closed the connection: for servers that never respond.
  public func waitForClose() async throws {
    try await socket.waitForEnd()
  }

  /// Whether the connection is still open on this side.
  public var isOpen: Bool { socket.isOpen }

  /// Closes the connection now, in order (FIN).
  public func close() {
    socket.close()
  }

  /// Closes the connection now with a reset (RST).
  public func reset() {
    socket.reset()
  }

  /// Ends this side of the connection and leaves the other one open: the client sees the end of the stream.
  public func endWriting() {
    state.withLock { $0.mustClose = true }
    socket.endWriting()
  }

  /// Sets the sizes of the system's buffers for this connection, in bytes.
  public func setBufferSize(receive: Int? = nil, send: Int? = nil) {
    socket.setBufferSize(
      receive: receive.map(Int32.init(clamping:)), send: send.map(Int32.init(clamping:)))
  }
}
