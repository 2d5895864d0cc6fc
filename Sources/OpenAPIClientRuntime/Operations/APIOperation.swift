import OpenAPISyntax

/// An operation of a service as a value: what is sent, and how the response is read.
///
/// A client sends it. It prints as its name, method and path, without what is sent.
public struct APIOperation<Output: Sendable>: Sendable, CustomStringConvertible, CustomReflectable {
  var parts: OperationParts
  let response: ResponseReader<Output>

  /// Creates an operation.
  ///
  /// - Parameters:
  ///   - id: its name, for errors and logs.
  ///   - method: the HTTP method.
  ///   - path: the path below the server's address, with `{names}` for its parameters.
  ///   - response: how the response is read.
  ///   - function: the function that makes it, which a stub names when it has no response for it.
  ///   - fileID: the file of that function.
  public init(
    _ id: String, _ method: HTTPMethod, _ path: String, response: ResponseReader<Output>,
    function: StaticString = #function, fileID: StaticString = #fileID
  ) {
    parts = OperationParts(id: id, method: method, template: path)
    parts.source = OperationSource(function: function, fileID: fileID)
    self.response = response
  }

  /// Creates an operation whose success response is JSON.
  public init(
    _ id: String, _ method: HTTPMethod, _ path: String,
    function: StaticString = #function, fileID: StaticString = #fileID
  ) where Output: JSONCodable {
    self.init(id, method, path, response: .json, function: function, fileID: fileID)
  }

  /// Creates an operation whose success response has no content.
  public init(
    _ id: String, _ method: HTTPMethod, _ path: String,
    function: StaticString = #function, fileID: StaticString = #fileID
  ) where Output == Void {
    self.init(id, method, path, response: .empty, function: function, fileID: fileID)
  }

  /// Its name.
  public var id: String { parts.id }
  /// The HTTP method.
  public var method: HTTPMethod { parts.method }
  /// The path with its `{names}`.
  public var pathTemplate: String { parts.template }
  /// `createOrder (POST /orders)`.
  public var description: String { "\(id) (\(method) \(pathTemplate))" }
  /// Shows what `description` does.
  public var customMirror: Mirror { Mirror(self, children: ["operation": description]) }

  // MARK: Parameters

  /// A path parameter.
  ///
  /// An empty value, `.` and `..` are refused when sending, because they would change the path.
  public mutating func path<T: JSONCodable>(_ name: String, _ value: T, _ style: ParameterStyle = .simple) {
    parts.record(.path(name), value)
    parts.setPath(name, value, style)
  }

  /// A query parameter; nil leaves it out.
  public mutating func query<T: JSONCodable>(
    _ name: String, _ value: T?, _ style: ParameterStyle = .form, allowReserved: Bool = false
  ) {
    parts.record(.query(name), value)
    if let value { parts.addQuery(name, value, style, allowReserved) }
  }

  /// The whole query as one value (OpenAPI 3.2, `in: querystring`): a form's members, or JSON.
  public mutating func queryString<T: JSONCodable>(_ value: T?, _ style: ParameterStyle = .form) {
    parts.record(.other, value)
    guard let value else { return }
    switch parts.json(value, for: "querystring") {
    case .failure(let error): parts.refuse("The query can't be sent: \(error).")
    case .success(let value):
      if style == .json {
        parts.query.append(PercentEncoding.encode(value.jsonText, .unreserved))
      } else if case .string(let text) = value {
        parts.query.append(PercentEncoding.encode(text, .reserved))
      } else {
        parts.query += FormText.pairs(value, [:], kept: .unreserved)
      }
    }
  }

  /// A header; nil leaves it out.
  public mutating func header<T: JSONCodable>(_ name: String, _ value: T?, _ style: ParameterStyle = .simple) {
    parts.record(.other, value)
    if let value { parts.addField(name, value, style) }
  }

  /// A cookie; nil leaves it out.
  public mutating func cookie<T: JSONCodable>(_ name: String, _ value: T?, _ style: ParameterStyle = .form) {
    parts.record(.other, value)
    if let value { parts.addCookie(name, value, style) }
  }

  // MARK: Bodies

  /// A JSON body; nil sends none.
  public mutating func json<T: JSONCodable>(_ body: T?, contentType: String = "application/json") {
    parts.record(.body, body)
    guard let body else { return }
    parts.validate(body)
    parts.setJSON(body, contentType)
  }

  /// A required JSON body; nil sends `null`.
  public mutating func json<T: JSONCodable>(orNull body: T?, contentType: String = "application/json") {
    parts.record(.body, body)
    if let body { json(body, contentType: contentType) } else { parts.setJSON(JSONValue.null, contentType) }
  }

  /// A form body; nil sends none.
  ///
  /// Objects become `a[b]=c` and arrays repeat unless `encoding` says otherwise. A string is sent unchanged, as a form that
  /// is serialized already; a value that is neither an object nor a string is refused when sending.
  public mutating func form<T: JSONCodable>(
    _ body: T?, _ encoding: [String: ParameterStyle] = [:],
    contentType: String = "application/x-www-form-urlencoded"
  ) {
    parts.record(.body, body)
    guard let body else { return }
    parts.validate(body)
    parts.setForm(body, encoding, contentType)
  }

  /// A multipart body, streamed; nil sends none.
  public mutating func multipart(_ body: (some MultipartForm)?, contentType: String = "multipart/form-data") {
    parts.record(.body, body)
    guard let body else { return }
    parts.validate(body)
    parts.setMultipart(body, contentType)
  }

  /// A multipart body from a type's members: scalars become text parts, objects JSON parts, arrays repeated ones.
  public mutating func multipart<T: JSONCodable>(json body: T?, contentType: String = "multipart/form-data") {
    parts.record(.body, body)
    guard let body else { return }
    parts.validate(body)
    parts.setMultipart(json: body, contentType)
  }

  /// A text body, in the character set that the content type names; nil sends none.
  public mutating func text(_ body: String?, contentType: String = "text/plain; charset=utf-8") {
    parts.record(.body, body)
    guard let body else { return }
    parts.setText(body, contentType)
  }

  /// A body of bytes from memory, a file or a stream; nil sends none.
  ///
  /// The body's own content type wins over the one given here. For a range (`image/*`) the type follows from the extension
  /// of the body's file, or else is `application/octet-stream`.
  public mutating func binary(_ body: RequestBody?, contentType: String = "application/octet-stream") {
    parts.record(.body, body)
    guard let body else { return }
    parts.body = .ready(body, contentType: MIMEType.ofBody(body, contentType))
  }

  /// A body of JSON values, one a line; nil sends none.
  public mutating func jsonLines<T: JSONCodable>(_ body: [T]?, contentType: String = "application/jsonl") {
    parts.record(.body, body)
    guard let body else { return }
    parts.setJSONLines(body, contentType)
  }

  // MARK: Security, servers, responses and rules

  /// The alternatives of security schemes, each a list of schemes that are needed together; `[]` is none at all.
  ///
  /// The first alternative for which the client has all credentials is taken, an empty one only without any.
  public mutating func security(_ alternatives: [String]...) { parts.security = alternatives }

  /// The server that the document gives for this path or operation.
  public mutating func server(_ url: String) { parts.server = url }

  /// One of the servers that the document gives for this path or operation, as an argument.
  public mutating func server(argument server: some APIServer) {
    parts.record(.server, server)
    parts.server = server.url
  }

  /// Records the argument of a body with several content types, so that a stub gets it in the same form.
  public mutating func argument<T: Sendable>(body: T) { parts.record(.body, body) }

  /// The media types of the response that the document names, as `Accept` lists them (RFC 9110, section 12.5.1).
  ///
  /// Without it the operation accepts the media type that its response is read as, such as `application/json`.
  public mutating func accept(_ mediaTypes: String) { parts.accept = mediaTypes }

  /// A documented failure, whose typed body `ClientError.body(as:)` returns.
  public mutating func failure<T: JSONCodable>(_ status: StatusPattern, _ type: T.Type) {
    parts.failures.append(FailureCase(status: status) { try DocumentedBody.read($0, contentType: $1, as: T.self) })
  }

  /// A documented failure of several statuses.
  public mutating func failures<T: JSONCodable>(_ statuses: [StatusPattern], _ type: T.Type) {
    for status in statuses { failure(status, type) }
  }

  /// Rules for the parameters, checked before sending where the client validates requests.
  public mutating func validate(_ rules: @escaping @Sendable (inout Validation) -> Void) {
    parts.rules.append(rules)
  }
}
