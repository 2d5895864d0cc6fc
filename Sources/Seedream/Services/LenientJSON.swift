import HTTPTransport
import OpenAPIClientRuntime

/// Reads answers as services send them, which is not always as they document them.
enum LenientJSON {
  /// An integer, also one written as text.
  static func integer(_ value: JSONValue?) -> Int? {
    switch value {
    case .number(let number)?: number.int
    case .string(let text)?: Int(text)
    default: nil
    }
  }

  /// A text that says something: not empty; a number as its digits.
  static func text(_ value: JSONValue?) -> String? {
    switch value {
    case .string(let text)?: text.allSatisfy(\.isWhitespace) ? nil : text
    case .number(let number)?: number.text
    default: nil
    }
  }

  /// Pictures: one or an array, each a text or an object with a link or base64 in it.
  ///
  /// What is empty is left out.
  static func sources(_ value: JSONValue?, server: String) -> [ImageSource] {
    switch value {
    case .string(let text)?: return ImageSource(text, server: server).map { [$0] } ?? []
    case .array(let items)?: return items.flatMap { sources($0, server: server) }
    case .object(let members)?:
      for name in ["url", "image_url", "b64_json", "base64", "image", "image_base64"] {
        let found = sources(members[name], server: server)
        if !found.isEmpty { return found }
      }
      return []
    default: return []
    }
  }
}

extension APIClient {
  /// Sends an operation and gives the answer as JSON, whether it fits the documented type or not.
  ///
  /// What is paid for hangs on it: an answer that is there counts, also where the connection broke right behind it or
  /// was not ended as announced, or where a text in it is no UTF-8.
  func lenientAnswer<Output>(to operation: APIOperation<Output>) async throws(ClientError) -> JSONValue {
    let answer = Locked<[UInt8]?>(nil)
    let capture = AnswerCapture(limit: configuration.maximumAnswerSize) { bytes in answer.withLock { $0 = bytes } }
    let failure: ClientError?
    do throws(ClientError) {
      _ = try await with { $0.middleware.append(capture) }.send(operation)
      failure = nil
    } catch {
      failure = error
    }
    let unreadable = failure ?? ClientError(.decoding, "The answer is not JSON.", mayHaveBeenProcessed: true)
    guard let bytes = answer.withLock({ $0 }), let value = Self.object(bytes) else { throw unreadable }
    return value
  }

  private static func object(_ bytes: [UInt8]) -> JSONValue? {
    var value = try? JSONValue(largeDocument: bytes)
    if value == nil {
      let repaired = Array(String(decoding: bytes, as: UTF8.self).utf8)
      if repaired != bytes { value = try? JSONValue(largeDocument: repaired) }
    }
    return value?.object == nil ? nil : value
  }
}

/// Keeps the bytes of a success as they came, for the document's types would lose what the document doesn't know.
private struct AnswerCapture: Middleware {
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
  /// What every call of this layer is sent with.
  mutating func apply(_ call: CallOptions, _ service: ServiceConfiguration) {
    timeout = call.timeout
    idleTimeout = call.idleTimeout
    onUploadProgress = call.onUploadProgress
    // What costs money goes where it was sent, or nowhere.
    maximumRedirects = 0
    // Fifteen large pictures in base64.
    maximumAnswerSize = 512 << 20
    secrets = [service.key.bare]
  }
}
