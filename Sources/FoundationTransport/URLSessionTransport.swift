import Foundation
import HTTPTransport

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Sends requests with Foundation's `URLSession`: the transport of Apple's platforms.
///
/// No redirect is followed, nothing is cached, no cookies or credentials are kept. What differs from other transports:
/// - `URLSession` can't be told to receive no faster than a response is read. What isn't read yet is held in memory,
///   up to ``Configuration/heldBytesLimit``; beyond it the transfer fails with `.tooLarge`.
/// - Repeated fields of a response are joined with `", "`, and come sorted by name, as their order isn't known.
/// - Compressed responses aren't requested, because `URLSession` doesn't notice that one is cut off; one that comes
///   nevertheless is refused. A request with its own `Accept-Encoding` gets what it accepts, decoded but not checked.
/// - There is no timeout for connecting alone: the idle timeout counts there, too, but doesn't say that nothing was sent.
/// - The deadline is checked before a request is handed to the system, and not again when it has connected.
/// - The idle timeout is rounded up to whole seconds.
/// - A `GET` request with a body is refused.
/// - A request without body that isn't repeatable may still be sent again by the system on a dead connection.
public struct URLSessionTransport: Transport {
  /// The settings of a transport.
  public struct Configuration: Hashable, Sendable {
    /// The `User-Agent` of requests that don't bring their own.
    public var userAgent = "OpenAPIClient/1"
    /// The most connections to one host, at least 1; HTTP/2 needs one only.
    public var connectionsPerHost = 64
    /// The largest number of bytes of a response that are held in memory until they are read.
    public var heldBytesLimit = 256 << 20

    /// Makes a configuration of the defaults.
    public init() {}
  }

  /// A shared transport with the default configuration.
  public static let shared = URLSessionTransport()

  private let session: TransferSession
  private let userAgent: String

  /// Makes a transport with its own connections, which are closed when it isn't used any more.
  public init(_ configuration: Configuration = Configuration()) {
    session = TransferSession(configuration)
    userAgent = configuration.userAgent
  }

  /// Sends a request and returns when the head of the response is there.
  ///
  /// - Parameter request: What to send.
  /// - Returns: The response, whatever its status; also redirects and demands for credentials.
  /// - Throws: ``TransportFailure`` if there is no response; `.cancelled` if the task is cancelled.
  public func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
    if Task.isCancelled { throw .cancelled(mayHaveBeenProcessed: false) }
    var request = request
    if request.fields["User-Agent"] == nil { request.fields.append("User-Agent", userAgent) }
    if request.fields["Accept-Encoding"] == nil { request.fields.append("Accept-Encoding", "identity") }
    try RequestCheck.check(request)
    if let deadline = request.deadline, deadline <= .now { throw .deadlinePassed(mayHaveBeenProcessed: false) }
    let body = try OpenedBody(request.body)
    let message = try URLRequest(request, body: body)
    let (channel, begin) = session.prepare(Outgoing(request: request, message: message, body: body))
    let head = try await channel.start(begin).get()
    return HTTPResponse(
      status: head.status, fields: head.fields,
      body: ResponseBody(source: ChannelSource(channel), expectedLength: head.expectedLength))
  }
}

extension URLSessionTransport: CustomReflectable {
  /// Shows nothing, as requests being sent hold keys.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A request in the forms that a transfer needs.
struct Outgoing: Sendable {
  let request: HTTPRequest
  let message: URLRequest
  let body: OpenedBody
}
