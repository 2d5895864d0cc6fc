/// A port of 127.0.0.1 that refuses connections for as long as this value exists: it is bound, so that no other program
/// can listen on it.
public final class ClosedPort: Sendable {
  private let socket: Socket

  /// The port.
  public let port: UInt16

  /// `http://127.0.0.1:PORT`, without a slash at the end.
  public var url: String { "http://127.0.0.1:\(port)" }

  /// Binds any free port.
  ///
  /// - Throws: `LoopbackError.cannotListen` if there is none.
  public init() throws {
    let (descriptor, port) = try SystemCall.bindPort(0, reusesAddress: false)
    socket = Socket(descriptor: descriptor)
    self.port = port
  }

  deinit { socket.close() }
}
