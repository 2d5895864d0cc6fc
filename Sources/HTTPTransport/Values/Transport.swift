/// Sends requests and returns their responses.
///
/// A transport follows no redirect, keeps no cookies, repeats nothing unless the request is repeatable, and sends what
/// it is given. It fits in five lines of a test:
///
///     struct Echo: Transport {
///       func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
///         HTTPResponse(status: 200, body: .bytes(Array(request.url.utf8)))
///       }
///     }
public protocol Transport: Sendable {
  /// Sends a request and returns when the head of the response is there; its body then comes as it is read.
  ///
  /// - Parameter request: What to send.
  /// - Returns: The response, whatever its status.
  /// - Throws: ``TransportFailure`` if there is no response; `.cancelled` if the task is cancelled.
  func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse
}
