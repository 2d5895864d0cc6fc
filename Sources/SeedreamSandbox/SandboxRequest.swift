/// A request as the sandbox received it, for assertions.
///
/// It holds no key.
public struct SandboxRequest: Sendable, CustomStringConvertible {
  /// The form of the `Authorization` field.
  public enum Credential: Hashable, Sendable {
    /// There is no `Authorization` field, or an empty one.
    case none
    /// The key alone.
    case bare
    /// `Bearer` and the key.
    case bearer
  }

  /// A part of a multipart body.
  public struct Part: Hashable, Sendable {
    /// The field's name.
    public var name: String
    /// The file's name; nil for a plain field.
    public var filename: String?
    /// The part's own content type; nil if it has none.
    public var contentType: String?
    /// The content's length in bytes.
    public var length: Int
    /// The content, if it is text of at most 64 KiB.
    public var text: String?
  }

  /// The request's number in the order of arrival, from 1.
  public var number = 0
  /// The service that the path belongs to; nil for downloads.
  public var service: SandboxService?
  /// The kind of request; nil for deletions and unknown paths.
  public var point: SandboxFault.Point?
  /// The method, such as `POST`.
  public var method: String
  /// The path as sent, without the query.
  public var path: String
  /// The query in order, decoded; values that contain a known key are `<redacted>`.
  public var query: [(name: String, value: String)]
  /// The header fields in order; values that are credentials or contain a known key are `<redacted>`.
  public var fields: [(name: String, value: String)]
  /// The form of the `Authorization` field.
  public var credential: Credential
  /// Whether the request contains a key or a cookie: in a header field for credentials, or a known key in any header field
  /// or in the query.
  ///
  /// Requests for pictures and to other origins must not.
  public var carriesCredential: Bool
  /// Whether it went to the sandbox's second port, the target of the fault `redirect`.
  public var isAtOtherOrigin: Bool
  /// Whether it is a submission that the service accepted: the real service would have charged for it.
  public var isAccepted = false
  /// Whether the whole body arrived; otherwise the request was not processed.
  public var isComplete = true
  /// The body's length in bytes.
  public var bodyLength = 0
  /// The body, if it has at most 1 MiB.
  public var body: [UInt8]?
  /// The parts of a multipart body.
  public var parts: [Part] = []
  /// Each violation of the service's document, with its location in the document.
  public var findings: [String] = []
  /// The faults that occurred.
  public var faults: [SandboxFault] = []
  /// The response's HTTP status; nil if none is sent.
  public var status: Int?

  /// The text of the first part of that name.
  public func text(ofPart name: String) -> String? {
    parts.first { $0.name == name }?.text
  }

  /// The first value of a header field, whatever the case of its name.
  public func field(_ name: String) -> String? {
    let name = name.lowercased()
    return fields.first { $0.name.lowercased() == name }?.value
  }

  /// One line for a log: number, method, path, status, faults and findings.
  public var description: String {
    var line = "\(number) \(method) \(path)"
    line += status.map { " -> \($0)" } ?? " -> no response"
    if !isComplete { line += " (incomplete body)" }
    if !faults.isEmpty { line += " [" + faults.map(\.description).joined(separator: ", ") + "]" }
    for finding in findings { line += "; does not conform: \(finding)" }
    return line
  }
}
