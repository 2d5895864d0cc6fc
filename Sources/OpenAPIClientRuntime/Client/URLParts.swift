/// An http or https URL taken apart (RFC 3986), without its fragment.
struct URLParts: Hashable, Sendable {
  /// In lower case.
  var scheme: String
  /// In lower case.
  var host: String
  var port: Int
  /// `user:password`, not percent-encoded; never part of `text`.
  var userInfo: String?
  var path: String
  var query: String?

  /// Nil if it is another scheme, or no URL.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    if Self.has(bytes, "https://") {
      scheme = "https"
    } else if Self.has(bytes, "http://") {
      scheme = "http"
    } else {
      return nil
    }
    var start = scheme.utf8.count + 3
    var end = start
    // Of an authority `/`, `?`, `#` are the end; a backslash is what browsers take for `/`, so it is refused below.
    while end < bytes.count, bytes[end] != 0x2F, bytes[end] != 0x3F, bytes[end] != 0x23 { end += 1 }
    if let at = bytes[start..<end].lastIndex(of: 0x40) {
      if at > start { userInfo = PercentEncoding.decode(String(decoding: bytes[start..<at], as: UTF8.self)) }
      start = at + 1
    }
    var name = start
    if let bracket = bytes[start..<end].lastIndex(of: 0x5D) { name = bracket }
    while name < end, bytes[name] != 0x3A { name += 1 }
    for byte in bytes[start..<name] where byte <= 0x20 || byte == 0x7F || byte == 0x5C { return nil }
    host = Self.lowercased(bytes[start..<name])
    port = scheme == "https" ? 443 : 80
    if name + 1 < end {
      guard let number = UInt16(String(decoding: bytes[(name + 1)..<end], as: UTF8.self)) else { return nil }
      port = Int(number)
    }
    let fragment = bytes[end...].firstIndex(of: 0x23) ?? bytes.count
    let mark = bytes[end..<fragment].firstIndex(of: 0x3F) ?? fragment
    path = PercentEncoding.encode(String(decoding: bytes[end..<mark], as: UTF8.self), .path)
    if mark < fragment {
      query = PercentEncoding.encode(String(decoding: bytes[(mark + 1)..<fragment], as: UTF8.self), .reserved)
    }
  }

  /// Whether the bytes begin with a text in lower case, whatever their own case.
  private static func has(_ bytes: [UInt8], _ prefix: String) -> Bool {
    guard bytes.count >= prefix.utf8.count else { return false }
    var index = 0
    for byte in prefix.utf8 {
      let other = bytes[index]
      if (other >= 0x41 && other <= 0x5A ? other | 0x20 : other) != byte { return false }
      index += 1
    }
    return true
  }

  private static func lowercased(_ bytes: ArraySlice<UInt8>) -> String {
    var copy = Array(bytes)
    for index in copy.indices where copy[index] >= 0x41 && copy[index] <= 0x5A { copy[index] |= 0x20 }
    return String(decoding: copy, as: UTF8.self)
  }

  /// Scheme, host and port: what credentials belong to.
  var origin: String { "\(scheme)://\(host):\(port)" }

  /// The whole URL without user information, which is sent as credentials.
  var text: String {
    var text = scheme + "://" + host
    if port != (scheme == "https" ? 443 : 80) { text += ":\(port)" }
    text += path.isEmpty ? "/" : path
    if let query { text += "?" + query }
    return text
  }

  /// A reference resolved against a base (RFC 3986, section 5.2); nil if it is no http or https URL.
  static func resolve(_ reference: String, against base: String) -> URLParts? {
    if let absolute = URLParts(reference) { return absolute }
    guard var result = URLParts(base) else { return nil }
    if reference.hasPrefix("//") { return URLParts(result.scheme + ":" + reference) }
    // Another scheme.
    let head = reference.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    if head.contains(":") { return nil }
    var rest = reference[...]
    if let hash = rest.firstIndex(of: "#") { rest = rest[..<hash] }
    if rest.isEmpty { return result }
    var query: String?
    if let mark = rest.firstIndex(of: "?") {
      query = PercentEncoding.encode(String(rest[rest.index(after: mark)...]), .reserved)
      rest = rest[..<mark]
    }
    if rest.hasPrefix("/") {
      result.path = normalized(PercentEncoding.encode(String(rest), .path))
    } else if !rest.isEmpty {
      let folder = result.path.lastIndex(of: "/").map { String(result.path[...$0]) } ?? "/"
      result.path = normalized(folder + PercentEncoding.encode(String(rest), .path))
    }
    result.query = query
    return result
  }

  /// Without `.` and `..` segments.
  private static func normalized(_ path: String) -> String {
    var segments: [Substring] = []
    let pieces = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    for (position, piece) in pieces.enumerated() {
      let isLast = position == pieces.count - 1
      if piece == ".." {
        if !segments.isEmpty { segments.removeLast() }
        if isLast { segments.append("") }
      } else if piece == "." {
        if isLast { segments.append("") }
      } else {
        segments.append(piece)
      }
    }
    return "/" + segments.joined(separator: "/")
  }
}
