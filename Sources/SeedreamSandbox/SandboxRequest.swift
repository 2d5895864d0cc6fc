/// A request as the sandbox received it, for assertions.
///
/// It holds no key.
public struct SandboxRequest: Sendable, CustomStringConvertible {
  /// How the request showed who it is.
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
    /// The content, if it is no longer than 64 KiB and text.
    public var text: String?
  }

  /// The request's number in the order of arrival, from 1.
  public var number = 0
  /// The service asked; nil for downloads and for paths that no service has.
  public var service: SandboxService?
  /// What the request is about; nil for deletions and unknown paths.
  public var point: SandboxFault.Point?
  /// The method, such as `POST`.
  public var method: String
  /// The path as sent, without the query.
  public var path: String
  /// The query in order, decoded.
  public var query: [(name: String, value: String)]
  /// The header fields in order; the values of those that carry credentials are replaced.
  public var fields: [(name: String, value: String)]
  /// How the request showed who it is.
  public var credential: Credential
  /// Whether a key or a cookie came along: by a header that is meant for it, or because a known key is in any header or
  /// in the query.
  ///
  /// Links to pictures and other origins must never see one.
  public var carriesCredential: Bool
  /// Whether it went to the sandbox's second port, where the fault `redirect` leads.
  public var isAtOtherOrigin: Bool
  /// Whether it is a submission that the service took: it would have been paid for.
  public var isAccepted = false
  /// Whether the body came to its end; if not, nothing was done.
  public var isComplete = true
  /// The body's length in bytes.
  public var bodyLength = 0
  /// The body, if it is no longer than 1 MiB.
  public var body: [UInt8]?
  /// The parts of a multipart body.
  public var parts: [Part] = []
  /// Where it does not conform to the service's document, each with the location in the document.
  public var findings: [String] = []
  /// The fault that struck.
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
    if !isComplete { line += " (broke off)" }
    if !faults.isEmpty { line += " [" + faults.map(\.description).joined(separator: ", ") + "]" }
    for finding in findings { line += "; does not conform: \(finding)" }
    return line
  }
}
