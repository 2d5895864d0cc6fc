/// The checks of a request before any of it is sent.
package enum RequestCheck {
  /// Fields for framing and connections; a caller's value would contradict the transport's.
  private static let reserved = [
    "Host", "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Proxy-Connection", "Expect", "TE",
    "Trailer", "Upgrade",
  ]

  /// Throws `.invalidRequest` for a request that can't be sent faithfully.
  package static func check(_ request: HTTPRequest) throws(TransportFailure) {
    let method = request.method.rawValue
    guard isToken(method), method != "CONNECT" else { throw .invalidRequest("\(quoted(method)) can't be a method") }
    try check(url: request.url)
    for field in request.fields {
      guard isToken(field.name) else { throw .invalidRequest("\(quoted(field.name)) can't be a header field's name") }
      if let name = reserved.first(where: { HTTPFields.isSameName($0, field.name) }) {
        throw .invalidRequest("the header field \(name) is the transport's own; leave it out")
      }
      guard !field.value.utf8.contains(where: isControl) else {
        throw .invalidRequest("the value of the header field \(field.name) has a line break or a control character")
      }
    }
    if let timeout = request.idleTimeout, timeout <= .zero {
      throw .invalidRequest("the idle timeout must be positive")
    }
    if method == "HEAD", !isEmpty(request.body) { throw .invalidRequest("a HEAD request can't have a body") }
  }

  /// Refuses a URL with spaces, user information, or characters that could be read in two ways.
  private static func check(url: String) throws(TransportFailure) {
    let bytes = Array(url.utf8)
    let visible = UInt8(ascii: "!")...UInt8(ascii: "~")
    guard bytes.allSatisfy({ visible.contains($0) && $0 != UInt8(ascii: "\\") }) else {
      throw .invalidRequest("the URL has a character that isn't percent-encoded")
    }
    let start = url.lowercased()
    guard let scheme = ["http://", "https://"].first(where: start.hasPrefix) else {
      throw .invalidRequest("the URL isn't an absolute http or https URL")
    }
    let authority = bytes.dropFirst(scheme.utf8.count).prefix { !"/?#".utf8.contains($0) }
    guard !authority.contains(UInt8(ascii: "@")) else {
      throw .invalidRequest("the URL holds a user name; send credentials in the Authorization field")
    }
    guard let first = authority.first, first != UInt8(ascii: ":") else { throw .invalidRequest("the URL has no host") }
  }

  private static func isControl(_ byte: UInt8) -> Bool {
    byte < UInt8(ascii: " ") && byte != UInt8(ascii: "\t") || byte == 0x7f
  }

  private static func isEmpty(_ body: RequestBody) -> Bool {
    switch body.storage {
    case .bytes(let bytes): return bytes.isEmpty
    case .segments(let segments): return segments.allSatisfy(isEmpty)
    case .file, .stream: return false
    }
  }

  /// RFC 9110, section 5.6.2.
  private static func isToken(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "a")...UInt8(ascii: "z"):
          true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
      }
  }

  private static func quoted(_ text: String) -> String {
    var shown = "\""
    for scalar in text.unicodeScalars.prefix(40) {
      shown.unicodeScalars.append(scalar.value < 0x20 || scalar.value == 0x7f ? "\u{fffd}" : scalar)
    }
    return shown + "\""
  }
}
