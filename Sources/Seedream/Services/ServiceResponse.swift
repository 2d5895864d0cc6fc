import HTTPTransport
import OpenAPIClientRuntime

/// The response of a call that succeeded.
enum ServiceResponse: Sendable {
  /// JSON; a list around the whole response is removed.
  case json(JSONValue)
  /// Something else, and why it can't be read.
  case unreadable(ClientError, [UInt8])
}

extension APIClient {
  /// Sends an operation and gives the response as JSON, whether it fits the documented type or not.
  ///
  /// It may hold what was paid for, so a response that has arrived counts, also where the connection broke right after
  /// it or was not ended as announced, or where it isn't proper JSON.
  func lenientResponse<Output>(to operation: APIOperation<Output>) async throws(ClientError) -> ServiceResponse {
    let received = Locked<[UInt8]?>(nil)
    let capture = ResponseCapture(limit: configuration.maximumResponseSize) { bytes in
      received.withLock { $0 = bytes }
    }
    var failure = ClientError(.decoding, "The response is not JSON.", mayHaveBeenProcessed: true)
    do throws(ClientError) {
      _ = try await with { $0.middleware.append(capture) }.send(operation)
    } catch {
      failure = error
    }
    guard let bytes = received.withLock({ $0 }) else { throw failure }
    if let value = LenientJSON.value(bytes) {
      if value.object != nil { return .json(value) }
      if let items = value.array { return .json(Self.unwrapped(items)) }
    }
    // Cancelled before anything came.
    if bytes.isEmpty && failure.kind != .decoding { throw failure }
    return .unreadable(failure, bytes)
  }

  /// The response within a list around it all; pictures in a list of their own as every service would name them.
  private static func unwrapped(_ items: [JSONValue]) -> JSONValue {
    if items.count == 1, let only = items.first,
      ["code", "data", "images", "error", "msg", "message"].contains(where: { only[$0] != nil })
    {
      return only
    }
    var value = JSONValue.null
    value["data"] = .array(items)
    value["images"] = .array(items)
    return value
  }
}

/// Keeps the bytes of a success as they came, for the document's types would lose what the document doesn't know.
private struct ResponseCapture: Middleware {
  let limit: Int
  let keep: @Sendable ([UInt8]) -> Void

  func intercept(
    _ request: HTTPRequest, context: CallContext, next: @Sendable (HTTPRequest) async throws -> HTTPResponse
  ) async throws -> HTTPResponse {
    var response = try await next(request)
    guard (200..<300).contains(response.status) else { return response }
    var bytes: [UInt8] = []
    // Also what came before it broke off.
    defer { keep(bytes) }
    try await response.body.collect(upTo: limit, into: &bytes)
    response.body = .bytes(bytes)
    return response
  }
}

extension ClientConfiguration {
  /// Applies the options of a call.
  mutating func apply(_ call: CallOptions, _ service: ServiceConfiguration) {
    timeout = call.timeout
    idleTimeout = call.idleTimeout
    onUploadProgress = call.onUploadProgress
    // A request that costs money is never redirected.
    maximumRedirects = 0
    // Fifteen large pictures in base64.
    maximumResponseSize = 512 << 20
    secrets = [service.key.bare]
    fields["User-Agent"] = call.userAgent
  }
}
