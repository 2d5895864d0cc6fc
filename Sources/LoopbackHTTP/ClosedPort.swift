/// A port of 127.0.0.1 that refuses connections as long as this value is kept: nobody listens on it, and nobody else
/// can begin to.
public final class ClosedPort: Sendable {
  private let socket: Socket

  /// The port.
  public let port: UInt16

  /// `http://127.0.0.1:PORT`, without a slash at the end.
  public var url: String { "http://127.0.0.1:\(port)" }

  /// Takes any free port; throws `LoopbackError.cannotListen` when there is none.
  public init() throws {
    let (descriptor, port) = try SystemCall.bindPort(0, isShared: false)
    socket = Socket(descriptor: descriptor)
    self.port = port
  }

  deinit { socket.close() }
}
