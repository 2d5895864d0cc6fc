import OpenAPISyntax

/// The head of a request as it arrived.
public struct ServerRequest: Sendable {
  /// The method as sent, such as `POST`.
  public let method: String
  /// The request target as sent, such as `/v1/images?a=b`.
  public let target: String
  /// The target's path as sent: before any `?`, not percent-decoded.
  public let path: String
  /// The target's query in order, percent-decoded and with `+` read as a space.
  public let query: [(name: String, value: String)]
  /// The header fields in order, names as sent.
  public let fields: [(name: String, value: String)]
  /// 0 for HTTP/1.0, 1 for HTTP/1.1.
  public let minorVersion: Int

  /// The first value of a header field, whatever the case of its name.
  public func field(_ name: String) -> String? {
    let name = name.lowercased()
    return fields.first { $0.name.lowercased() == name }?.value
  }

  /// All values of a header field in order, whatever the case of its name.
  public func values(_ name: String) -> [String] {
    let name = name.lowercased()
    return fields.filter { $0.name.lowercased() == name }.map { $0.value }
  }

  /// The path's segments, percent-decoded: `/a/b%20c` gives `a`, `b c`.
  public var pathSegments: [String] {
    path.split(separator: "/").map { PercentEncoding.decode($0) }
  }

  /// Whether a comma-separated field, such as `Connection`, contains a token, which is given in lower case.
  func field(_ name: String, contains token: String) -> Bool {
    values(name).contains { value in
      value.split(separator: ",").contains { FieldValue.trimmed($0).lowercased() == token }
    }
  }
}

extension ServerRequest {
  /// Reads a head without its last empty line.
  ///
  /// Refuses what a proxy and a server could read as two different requests.
  init(head: [UInt8]) throws {
    var lines: [String] = []
    var start = 0
    for index in head.indices where head[index] == UInt8(ascii: "\n") {
      let line = head[start..<index]
      lines.append(String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self))
      start = index + 1
    }
    guard let first = lines.first else { throw LoopbackError.malformedRequest("there is no request line") }
    let words = first.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, Self.isToken(words[0]), !words[1].isEmpty else {
      throw LoopbackError.malformedRequest("the request line is not METHOD TARGET HTTP/1.1")
    }
    switch words[2] {
    case "HTTP/1.1": minorVersion = 1
    case "HTTP/1.0": minorVersion = 0
    default: throw LoopbackError.malformedRequest("the version is not HTTP/1.1")
    }
    method = String(words[0])
    target = String(words[1])
    var fields: [(name: String, value: String)] = []
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, Self.isToken(parts[0]) else {
        throw LoopbackError.malformedRequest("a header line has no name and colon")
      }
      fields.append((String(parts[0]), FieldValue.trimmed(parts[1])))
    }
    self.fields = fields
    let local = Self.originForm(target)
    let halves = local.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = halves.first.map(String.init) ?? "/"
    query = halves.count == 2 ? Self.query(halves[1]) : []
  }

  private static func query(_ text: Substring) -> [(name: String, value: String)] {
    text.split(separator: "&").map { pair in
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = sides.count == 2 ? PercentEncoding.decode(sides[1], plusIsSpace: true) : ""
      return (PercentEncoding.decode(sides[0], plusIsSpace: true), value)
    }
  }

  /// The target without scheme and host, which clients send to a proxy: `/path` of `http://host/path`.
  private static func originForm(_ target: String) -> Substring {
    guard target.lowercased().hasPrefix("http://") else { return target[...] }
    let rest = target.dropFirst(7)
    guard let slash = rest.firstIndex(of: "/") else { return "/" }
    return rest[slash...]
  }

  /// RFC 9110, section 5.6.2.
  private static func isToken(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0.isLetter || $0.isDigit || "!#$%&'*+-.^_`|~".utf8.contains($0) }
  }
}
