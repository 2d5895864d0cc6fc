/// An http or https URL taken apart (RFC 3986), without user-info and fragment.
struct URLParts: Hashable, Sendable {
  /// In lower case.
  var scheme: String
  /// In lower case.
  var host: String
  var port: Int
  var path: String
  var query: String?

  init?(_ text: String) {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    scheme = text[..<colon].lowercased()
    guard scheme == "http" || scheme == "https" else { return nil }
    let rest = text[text.index(after: colon)...]
    guard rest.hasPrefix("//") else { return nil }
    let authorityAndMore = rest.dropFirst(2)
    let end = authorityAndMore.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? authorityAndMore.endIndex
    var authority = authorityAndMore[..<end]
    if let at = authority.lastIndex(of: "@") { authority = authority[authority.index(after: at)...] }
    let standard = scheme == "https" ? 443 : 80
    if let bracket = authority.lastIndex(of: "]") {
      host = authority[...bracket].lowercased()
      authority = authority[authority.index(after: bracket)...]
    } else {
      let name = authority.firstIndex(of: ":") ?? authority.endIndex
      host = authority[..<name].lowercased()
      authority = authority[name...]
    }
    if authority.isEmpty || authority == ":" {
      port = standard
    } else {
      guard authority.first == ":", let number = UInt16(authority.dropFirst()) else { return nil }
      port = Int(number)
    }
    for byte in host.utf8 where byte <= 0x20 || byte == 0x7F || byte == 0x5C { return nil }
    var tail = authorityAndMore[end...]
    if let hash = tail.firstIndex(of: "#") { tail = tail[..<hash] }
    if let mark = tail.firstIndex(of: "?") {
      path = PercentEncoding.encode(String(tail[..<mark]), .path)
      query = PercentEncoding.encode(String(tail[tail.index(after: mark)...]), .reserved)
    } else {
      path = PercentEncoding.encode(String(tail), .path)
      query = nil
    }
  }

  /// Scheme, host and port: what credentials belong to.
  var origin: String { "\(scheme)://\(host):\(port)" }

  /// The whole URL.
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
