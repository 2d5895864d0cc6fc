/// Why the loopback server, or one of its exchanges, could not go on.
public enum LoopbackError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The port could not be opened; the text is the system's reason.
  case cannotListen(port: UInt16, String)
  /// The connection is closed, by either side.
  case connectionClosed
  /// The body ended before the length that was announced, or inside a chunk.
  case truncatedBody
  /// The body is longer than the reader allows, in bytes.
  case bodyTooLarge(limit: Int)
  /// The request breaks HTTP/1.1's syntax.
  case malformedRequest(String)
  /// The handler called the methods of the exchange in a wrong order, such as `write(_:)` without `startResponse`.
  case wrongOrder(String)

  /// What happened, as a sentence.
  public var description: String {
    switch self {
    case .cannotListen(let port, let reason):
      port == 0
        ? "No port of 127.0.0.1 could be opened: \(reason)."
        : "Port \(port) of 127.0.0.1 could not be opened: \(reason). Choose another port, or 0 for any free one."
    case .connectionClosed: "The connection is closed."
    case .truncatedBody: "The request's body ended early."
    case .bodyTooLarge(let limit): "The request's body is longer than \(limit) bytes."
    case .malformedRequest(let reason): "The request is not HTTP/1.1: \(reason)."
    case .wrongOrder(let reason): "The response was written in a wrong order: \(reason)."
    }
  }
}
