import OpenAPISyntax

/// The parts of an operation's request, before the client adds its server and credentials.
struct OperationParts: Sendable {
  let id: String
  let method: HTTPMethod
  /// The path with its `{names}`.
  let template: String
  var pathValues: [(name: String, text: String)] = []
  var query: [String] = []
  var fields: [(name: String, value: String)] = []
  var cookies: [String] = []
  var body = BodyPlan.none
  /// The security alternatives; nil: the client's default.
  var security: [[String]]?
  var server: String?
  /// The URL of a next page, which may be relative and replaces path and query.
  var link: String?
  /// The documented media types of the response; nil for those that its reader accepts.
  var accept: String?
  var failures: [FailureCase] = []
  var rules: [@Sendable (inout Validation) -> Void] = []
  /// Why the request can't be sent.
  var problem: String?
  /// The function that made the operation.
  var source: OperationSource?
  /// The arguments of that function as they were given, for stubs.
  var arguments: [OperationArgument] = []

  init(id: String, method: HTTPMethod, template: String) {
    self.id = id
    self.method = method
    self.template = template
  }

  /// A body whose bytes are known, or whose boundary is yet to be chosen.
  enum BodyPlan: Sendable {
    case none
    case ready(RequestBody, contentType: String)
    case multipart([MultipartPart], contentType: String)
  }

  mutating func refuse(_ problem: String) {
    if self.problem == nil { self.problem = problem }
  }

  /// A value as JSON, or why it can't be written as such.
  func json<T: JSONCodable>(_ value: T, for name: String) -> Result<JSONValue, JSONError> {
    do throws(JSONError) {
      return .success(try ParameterText.value(of: value))
    } catch {
      return .failure(error)
    }
  }

  mutating func setPath<T: JSONCodable>(_ name: String, _ value: T, _ style: ParameterStyle) {
    switch json(value, for: name) {
    case .failure(let error): refuse("The path parameter '\(name)' can't be sent: \(error).")
    case .success(let value):
      let text = ParameterText(name: name, value: value, style: style, kept: .unreserved).single() ?? ""
      if text.isEmpty && style.form == .simple {
        refuse("The path parameter '\(name)' is empty; the request would go to another path.")
      }
      pathValues.append((name, text))
    }
  }

  mutating func addQuery<T: JSONCodable>(_ name: String, _ value: T, _ style: ParameterStyle, _ allowReserved: Bool) {
    switch json(value, for: name) {
    case .failure(let error): refuse("The query parameter '\(name)' can't be sent: \(error).")
    case .success(let value):
      query += ParameterText(
        name: name, value: value, style: style, kept: allowReserved ? .reserved : .unreserved
      ).pairs()
    }
  }

  mutating func addField<T: JSONCodable>(_ name: String, _ value: T, _ style: ParameterStyle) {
    switch json(value, for: name) {
    case .failure(let error): refuse("The header '\(name)' can't be sent: \(error).")
    case .success(let value):
      guard let text = Self.fieldText(value, style) else { return }
      fields.append((name, text))
    }
  }

  /// Header values are not percent-encoded; only what would break the line is refused by the transport.
  static func fieldText(_ value: JSONValue, _ style: ParameterStyle) -> String? {
    if style.form == .json { return value.jsonText }
    switch value {
    case .null: return nil
    case .array(let elements): return elements.map(ParameterText.text).joined(separator: ",")
    case .object(let members):
      let separator = style.explode ? "=" : ","
      return members.map { $0.key + separator + ParameterText.text($0.value) }.joined(separator: ",")
    default: return ParameterText.text(value)
    }
  }

  mutating func addCookie<T: JSONCodable>(_ name: String, _ value: T, _ style: ParameterStyle) {
    switch json(value, for: name) {
    case .failure(let error): refuse("The cookie '\(name)' can't be sent: \(error).")
    case .success(let value):
      let kept: PercentEncoding.AllowedBytes = style.form == .cookie ? .everything : .cookie
      cookies += ParameterText(name: name, value: value, style: style, kept: kept).pairs()
    }
  }

  /// The path with its values in place, and the query where the template has one.
  func path() -> Result<(path: String, query: String?), OperationProblem> {
    let bytes = Array(template.utf8)
    // Documents distinguish operations of one path by `?` or `#` in the template; the part after `#` is never sent.
    let (mark, end) = Self.ends(bytes)
    var query: String?
    if mark < end {
      switch filled(bytes[(mark + 1)..<end], .reserved) {
      case .failure(let problem): return .failure(problem)
      case .success(let text): query = text.isEmpty ? nil : text
      }
    }
    let path: String
    switch filled(bytes[..<mark], .path) {
    case .failure(let problem): return .failure(problem)
    case .success(let text): path = text
    }
    // A server or proxy would resolve such a segment away.
    if let segment = path.split(separator: "/").first(where: { $0 == "." || $0 == ".." }) {
      return .failure(
        OperationProblem("The path '\(path)' has a segment '\(segment)'; the request would go to another path."))
    }
    return .success((path, query))
  }

  /// The end of a template's path, and the end of its query.
  private static func ends(_ template: [UInt8]) -> (path: Int, query: Int) {
    var mark: Int?
    var depth = 0
    for (index, byte) in template.enumerated() {
      switch byte {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "#") where depth == 0: return (mark ?? index, index)
      case UInt8(ascii: "?") where depth == 0: mark = mark ?? index
      default: break
      }
    }
    return (mark ?? template.count, template.count)
  }

  private func filled(_ template: ArraySlice<UInt8>, _ kept: PercentEncoding.AllowedBytes) -> Result<
    String, OperationProblem
  > {
    var path = ""
    for piece in PathTemplate(String(decoding: template, as: UTF8.self)).pieces {
      switch piece {
      case .text(let text): path += PercentEncoding.encode(text, kept)
      case .parameter(let name):
        guard let value = pathValues.first(where: { $0.name == name }) else {
          return .failure(OperationProblem("The path parameter '\(name)' has no value."))
        }
        path += value.text
      }
    }
    return .success(path)
  }

}

/// Why an operation can't be sent.
struct OperationProblem: Error {
  let message: String
  init(_ message: String) { self.message = message }
}

/// A documented failure: its statuses and how its response is read.
struct FailureCase: Sendable {
  let status: StatusPattern
  /// Reads the body of a content type.
  let read: @Sendable (_ bytes: [UInt8], _ contentType: String?) throws -> any JSONCodable
}
