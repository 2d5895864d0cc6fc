import OpenAPISyntax

/// A response: OpenAPI, section Response Object.
public struct Response: Sendable {
  /// The status codes that a response is for.
  public enum Status: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// One code.
    case code(Int)
    /// The hundred codes that start with a digit: 4 for `4XX`.
    case range(Int)
    /// All codes that no other response is for.
    case `default`

    /// The key as documents write it.
    public var description: String {
      switch self {
      case .code(let code): return String(code)
      case .range(let digit): return String(digit) + "XX"
      case .default: return "default"
      }
    }

    /// Whether its codes are those of success.
    public var isSuccess: Bool {
      switch self {
      case .code(let code): (200..<300).contains(code)
      case .range(let digit): digit == 2
      case .default: false
      }
    }

    /// Whether its codes are those of failure or redirection.
    public var isFailure: Bool {
      switch self {
      case .code(let code): code >= 300
      case .range(let digit): digit > 2
      case .default: false
      }
    }

    /// Orders codes before ranges, ranges before the default.
    public static func < (left: Status, right: Status) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .code(let code): return code
      case .range(let digit): return 10_000 + digit
      case .default: return 20_000
      }
    }

    /// Reads a key of `responses`: three digits, a digit and `XX`, or `default`.
    init?(key: String) {
      if key == "default" {
        self = .default
        return
      }
      let bytes = Array(key.utf8)
      guard bytes.count == 3, let first = bytes.first, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(first) else {
        return nil
      }
      if key.dropFirst().lowercased() == "xx" {
        self = .range(Int(first - UInt8(ascii: "0")))
        return
      }
      guard let code = Int(key) else { return nil }
      self = .code(code)
    }
  }

  /// The value in the document.
  public let node: JSONNode
  /// Where it is used: a reference, or the same as `node`.
  public let usage: JSONNode
  /// The codes it is for; `.default` for a component by itself.
  public let status: Status
  /// A short summary (OpenAPI 3.2).
  public let summary: String?
  /// The description, in CommonMark; empty if there is none.
  public let description: String
  /// The headers, in document order.
  public let headers: [Header]
  /// The media types, in document order; empty for a response without a body.
  public let content: [MediaType]
  /// Links to related operations.
  public let links: [Link]
  /// The name of the component that it is, if it is one.
  public let componentName: String?
}

extension DocumentBuilder {
  func responses(of operation: JSONNode) -> [Response] {
    guard operation[.responses] != nil else {
      // From 3.1 on they are optional.
      if version == .v3_0 {
        missing(.responses, of: "The operation", at: operation, hint: "describe at least the response for success")
      }
      return []
    }
    guard let map = map(operation, .responses) else { return [] }
    var result: [Response] = []
    var statuses: Set<Response.Status> = []
    for member in map.members where !isExtension(member.key) {
      guard let status = Response.Status(key: member.key) else {
        if member.key == "$ref" { continue }
        diagnostics.warning(
          "invalid-status", "\"\(member.key)\" is not a status code; this response is left out", at: member.value,
          hint: "write three digits, a range such as 4XX, or default")
        continue
      }
      if !statuses.insert(status).inserted {
        diagnostics.warning(
          "invalid-status", "The status \(status.description) is described twice; the first is used",
          at: member.value)
        continue
      }
      result.append(response(member.value, status: status))
    }
    return result
  }

  /// A response; empty, but with its status, if it can't be read.
  func response(_ usage: JSONNode, status: Response.Status) -> Response {
    if let schema = table.substituteSchema(of: usage) {
      return Response(
        node: usage, usage: usage, status: status, summary: nil, description: usage[.description]?.string ?? "",
        headers: [], content: [jsonContent(schema, at: usage)], links: [], componentName: nil)
    }
    guard let node = object(usage, "A response"), node.isObject else {
      return Response(
        node: usage, usage: usage, status: status, summary: nil, description: "", headers: [], content: [], links: [],
        componentName: nil)
    }
    return Response(
      node: node, usage: usage, status: status, summary: override(.summary, usage: usage, node: node),
      description: override(.description, usage: usage, node: node) ?? "", headers: headers(of: node),
      content: content(of: node), links: links(of: node), componentName: componentName(of: node, .response))
  }
}
