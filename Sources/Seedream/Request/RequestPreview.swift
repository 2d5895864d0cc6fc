import HTTPTransport
import OpenAPIClientRuntime

/// A request as it would be sent, without the key: to look at before paying.
public struct RequestPreview: Hashable, Sendable, Codable, CustomStringConvertible {
  /// A header field.
  public struct Field: Hashable, Sendable, Codable {
    /// Its name.
    public var name: String
    /// Its value, with `<key>` in place of the key.
    public var value: String
  }

  /// The service.
  public var service: ImageService
  /// The model as the service names it.
  public var model: String
  /// The method, as `POST`.
  public var method: String
  /// The address.
  public var url: String
  /// The header fields.
  public var fields: [Field]
  /// The body as text; pictures are named with their sizes instead of shown.
  public var body: String
  /// How many bytes the body has.
  public var byteCount: Int64?
  /// Warnings, among them about what is sent without documentation that covers it.
  public var warnings: [ImageWarning]

  /// The request as HTTP has it.
  public var description: String {
    let head = fields.map { "\($0.name): \($0.value)" }
    return (["\(method) \(url)"] + head + ["", body]).joined(separator: "\n")
  }
}

extension SeedreamClient {
  /// The request as it would be sent: checked against the limits, with nothing sent and no key needed.
  ///
  /// - Throws: `SeedreamError` that names every limit that is exceeded, or a reference picture that can't be used.
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
      // Nothing is sent, so there is no response.
    }
    guard let sent = capture.request else {
      throw SeedreamError(.refused, "The request can't be written.", service: configuration.service)
    }
    var names = prepared.references.filter { !$0.isLink }.map { "\($0.name), \(ByteCount.text($0.byteCount ?? 0))" }[
      ...]
    return RequestPreview(
      service: configuration.service, model: prepared.model, method: sent.method.rawValue, url: sent.url,
      fields: sent.fields.map { field in
        .init(name: field.name, value: field.name.lowercased() == "authorization" ? "<key>" : field.value)
      },
      body: Self.text(of: sent.body, &names), byteCount: try? sent.body.length, warnings: prepared.warnings)
  }

  private static func text(of body: RequestBody, _ names: inout ArraySlice<String>) -> String {
    switch body.storage {
    case .segments(let segments):
      var text = ""
      for segment in segments { text += Self.text(of: segment, &names) }
      return text
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

/// Takes a request and sends nothing.
private final class CapturingTransport: Transport {
  private let captured = Locked<HTTPRequest?>(nil)

  var request: HTTPRequest? { captured.withLock { $0 } }

  func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
    captured.withLock { $0 = request }
    throw TransportFailure(kind: .invalidRequest, message: "nothing is sent", mayHaveBeenProcessed: false)
  }
}
