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
    path.split(separator: "/", omittingEmptySubsequences: true).map { PercentEncoding.decode($0) }
  }

  /// Whether a comma-separated field, such as `Connection`, holds a token; letters' case does not matter.
  func field(_ name: String, holds token: String) -> Bool {
    for value in values(name) {
      for part in value.split(separator: ",") where FieldValue.trimmed(part).lowercased() == token { return true }
    }
    return false
  }
}

extension ServerRequest {
  /// Reads a head without its last empty line.
  ///
  /// Strict where laxness would let two parties see two messages.
  init(head: [UInt8]) throws {
    var lines: [String] = []
    var start = 0
    for index in head.indices where head[index] == 0x0A {
      let end = index > start && head[index - 1] == 0x0D ? index - 1 : index
      lines.append(String(decoding: head[start..<end], as: UTF8.self))
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
    var query: [(name: String, value: String)] = []
    if halves.count == 2 {
      for pair in halves[1].split(separator: "&") {
        let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        query.append(
          (
            PercentEncoding.decode(sides[0], plusIsSpace: true),
            sides.count == 2 ? PercentEncoding.decode(sides[1], plusIsSpace: true) : ""
          ))
      }
    }
    self.query = query
  }

  /// `http://host/path` is what clients send to a proxy; only its path matters here.
  private static func originForm(_ target: String) -> Substring {
    guard target.lowercased().hasPrefix("http://") else { return target[...] }
    let rest = target.dropFirst(7)
    guard let slash = rest.firstIndex(of: "/") else { return "/" }
    return rest[slash...]
  }

  private static func isToken(_ text: Substring) -> Bool {
    if text.isEmpty { return false }
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: continue
      case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E, 0x5F, 0x60, 0x7C, 0x7E: continue
      default: return false
      }
    }
    return true
  }
}
