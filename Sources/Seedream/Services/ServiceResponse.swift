import HTTPTransport
import OpenAPIClientRuntime

/// The response of a successful call.
enum ServiceResponse: Sendable {
  /// JSON; a list around the whole response is removed.
  case json(JSONValue)
  /// Other bytes, with the error of reading them.
  case unreadable(ClientError, [UInt8])

  /// The JSON.
  ///
  /// - Throws: `ClientError` if it can't be read.
  func json() throws(ClientError) -> JSONValue {
    switch self {
    case .json(let value): return value
    case .unreadable(let error, _): throw error
    }
  }
}

extension APIClient {
  /// Sends an operation and returns the response as JSON, even if it doesn't fit the documented type.
  ///
  /// It may contain what was paid for, so a response that has arrived is read, even if the connection failed right after it,
  /// its length is wrong, or it isn't valid JSON.
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
    // The call failed before anything came.
    if bytes.isEmpty && failure.kind != .decoding { throw failure }
    return .unreadable(failure, bytes)
  }

  /// The response in a list around it; otherwise the list is one of pictures, under the names that the services use.
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

/// Keeps the bytes of a successful response, because decoding loses what the document doesn't describe.
private struct ResponseCapture: Middleware {
  let limit: Int
  let keep: @Sendable ([UInt8]) -> Void

  func intercept(
    _ request: HTTPRequest, context: CallContext, next: @Sendable (HTTPRequest) async throws -> HTTPResponse
  ) async throws -> HTTPResponse {
    var response = try await next(request)
    guard (200..<300).contains(response.status) else { return response }
    var bytes: [UInt8] = []
    // Also if the body is incomplete.
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
    // A redirect could repeat a request that costs money.
    maximumRedirects = 0
    // Enough for fifteen large pictures in base64.
    maximumResponseSize = 512 << 20
    secrets = [service.key.bare]
    fields["User-Agent"] = call.userAgent
  }
}
