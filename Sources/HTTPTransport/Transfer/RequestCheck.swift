/// What must hold of a request before anything of it is sent.
package enum RequestCheck {
  /// Fields that frame messages and rule connections; a caller's value would contradict the transport's.
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
      for name in reserved where HTTPFields.isSameName(name, field.name) {
        throw .invalidRequest("the header field \(name) is the transport's own; leave it out")
      }
      for byte in field.value.utf8 where byte < 0x20 && byte != 0x09 || byte == 0x7f {
        throw .invalidRequest("the value of the header field \(field.name) has a line break or a control character")
      }
    }
    if let timeout = request.idleTimeout, timeout <= .zero {
      throw .invalidRequest("the idle time-out must be positive")
    }
    if method == "HEAD", !isEmpty(request.body) { throw .invalidRequest("a HEAD request can't have a body") }
  }

  /// The address without the blanks, userinfo and characters that a client could read in two ways.
  private static func check(url: String) throws(TransportFailure) {
    let bytes = Array(url.utf8)
    for byte in bytes where byte <= 0x20 || byte >= 0x7f || byte == 0x5c {
      throw .invalidRequest("the URL has a character that isn't percent-encoded")
    }
    guard let start = authorityStart(bytes) else {
      throw .invalidRequest("the URL isn't an absolute http or https URL")
    }
    var end = start
    while end < bytes.count, bytes[end] != 0x2f, bytes[end] != 0x3f, bytes[end] != 0x23 {
      if bytes[end] == 0x40 {
        throw .invalidRequest("the URL holds a user name; send credentials in the Authorization field")
      }
      end += 1
    }
    guard end > start, bytes[start] != 0x3a else { throw .invalidRequest("the URL has no host") }
  }

  private static func authorityStart(_ bytes: [UInt8]) -> Int? {
    for scheme in ["http://", "https://"] {
      let prefix = Array(scheme.utf8)
      guard bytes.count >= prefix.count else { continue }
      var index = 0
      while index < prefix.count, bytes[index] | (bytes[index] >= 65 && bytes[index] <= 90 ? 32 : 0) == prefix[index] {
        index += 1
      }
      if index == prefix.count { return index }
    }
    return nil
  }

  private static func isEmpty(_ body: RequestBody) -> Bool {
    switch body.storage {
    case .bytes(let bytes): return bytes.isEmpty
    case .segments(let segments):
      for segment in segments where !isEmpty(segment) { return false }
      return true
    case .file, .stream: return false
    }
  }

  /// RFC 9110, section 5.6.2.
  private static func isToken(_ text: String) -> Bool {
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: continue
      case 0x21, 0x23...0x27, 0x2a, 0x2b, 0x2d, 0x2e, 0x5e...0x60, 0x7c, 0x7e: continue
      default: return false
      }
    }
    return !text.isEmpty
  }

  private static func quoted(_ text: String) -> String {
    var shown = "\""
    for scalar in text.unicodeScalars.prefix(40) {
      shown.unicodeScalars.append(scalar.value < 0x20 || scalar.value == 0x7f ? "\u{fffd}" : scalar)
    }
    return shown + "\""
  }
}
