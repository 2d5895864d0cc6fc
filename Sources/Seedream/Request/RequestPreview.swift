import HTTPTransport
import OpenAPIClientRuntime

/// A request as it would be sent, without the key, to check it before it costs money.
public struct RequestPreview: Hashable, Sendable, Codable, CustomStringConvertible {
  /// A header field.
  public struct Field: Hashable, Sendable, Codable {
    /// Its name.
    public var name: String
    /// Its value; that of `Authorization` is `<key>`.
    public var value: String
  }

  /// The service.
  public var service: ImageService
  /// The model as the service names it.
  public var model: String
  /// The method, such as `POST`.
  public var method: String
  /// The URL.
  public var url: String
  /// The header fields.
  public var fields: [Field]
  /// The body as text, with the names and sizes of pictures in place of their bytes.
  public var body: String
  /// The length of the body in bytes; nil if it is unknown.
  public var byteCount: Int64?
  /// Warnings, for example about values that are sent although they are not documented.
  public var warnings: [ImageWarning]

  /// The request in the form of an HTTP/1.1 message.
  public var description: String {
    let head = fields.map { "\($0.name): \($0.value)" }
    return (["\(method) \(url)"] + head + ["", body]).joined(separator: "\n")
  }
}

extension SeedreamClient {
  /// The request as it would be sent; checks it against the limits, sends nothing, and needs no key.
  ///
  /// - Throws: `SeedreamError` of kind `unsupportedRequest`, which names every limit that is exceeded, or
  ///   `unusableReference`.
  public func preview(of request: ImageRequest) async throws(SeedreamError) -> RequestPreview {
    let prepared = try PreparedRequest(request, service: configuration.service)
    var shown = configuration
    shown.key = .bearer("key")
    try shown.check()
    let capture = CapturingTransport()
    let options = CallOptions(timeout: submitTimeout, idleTimeout: submitTimeout, userAgent: userAgent)
    do {
      _ = try await shown.adapter(transport: capture, middleware: []).submit(prepared, options)
    } catch let error as SeedreamError where capture.request == nil {
      throw error
    } catch {
      // There is no response, because nothing is sent.
    }
    guard let sent = capture.request else {
      throw SeedreamError(.refused, "The request can't be written.", service: configuration.service)
    }
    let pictures = prepared.references.filter { !$0.isLink }
    var names = pictures.map { "\($0.name), \(ByteCount.text($0.byteCount ?? 0))" }[...]
    return RequestPreview(
      service: configuration.service, model: prepared.model, method: sent.method.rawValue, url: sent.url,
      fields: sent.fields.map { field in
        .init(name: field.name, value: field.name.lowercased() == "authorization" ? "<key>" : field.value)
      },
      body: Self.text(of: sent.body, &names), byteCount: try? sent.body.length, warnings: prepared.warnings)
  }

  /// The body as text; takes the names of pictures in their order.
  private static func text(of body: RequestBody, _ names: inout ArraySlice<String>) -> String {
    switch body.storage {
    case .segments(let segments):
      return segments.map { text(of: $0, &names) }.joined()
    case .bytes(let bytes):
      if bytes.count <= 1 << 20, let text = String(validating: bytes, as: UTF8.self), !text.contains("\0") {
        return text
      }
      return "<\(names.popFirst() ?? ByteCount.text(Int64(bytes.count)))>"
    case .file(let path, _): return "<\(names.popFirst() ?? path)>"
    case .stream(let stream): return "<\(names.popFirst() ?? ByteCount.text(stream.length ?? 0))>"
    }
  }
}

/// Keeps a request instead of sending it.
private final class CapturingTransport: Transport {
  private let captured = Locked<HTTPRequest?>(nil)

  var request: HTTPRequest? { captured.withLock { $0 } }

  func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
    captured.withLock { $0 = request }
    throw TransportFailure(kind: .invalidRequest, message: "nothing is sent", mayHaveBeenProcessed: false)
  }
}
