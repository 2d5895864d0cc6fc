import OpenAPISyntax

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
    let reference = URIReference(text)
    guard let scheme = reference.scheme, scheme == "http" || scheme == "https", let authority = reference.authority
    else {
      return nil
    }
    self.scheme = scheme
    var name = Array(authority.utf8)[...]
    if let at = name.lastIndex(of: UInt8(ascii: "@")) {
      if at > name.startIndex { userInfo = PercentEncoding.decode(String(decoding: name[..<at], as: UTF8.self)) }
      name = name[(at + 1)...]
    }
    port = scheme == "https" ? 443 : 80
    // A colon in brackets belongs to an address of IPv6.
    let bracket = name.lastIndex(of: UInt8(ascii: "]")) ?? name.startIndex
    if let colon = name[bracket...].firstIndex(of: UInt8(ascii: ":")) {
      if colon + 1 < name.endIndex {
        guard let number = UInt16(String(decoding: name[(colon + 1)...], as: UTF8.self)) else { return nil }
        port = Int(number)
      }
      name = name[..<colon]
    }
    host = String(decoding: name.map(\.lowercased), as: UTF8.self)
    // Browsers read a backslash as a slash, so where the host ends would be open to dispute.
    if host.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }) { return nil }
    path = PercentEncoding.encode(reference.path, .path)
    query = reference.query.map { PercentEncoding.encode($0, .reserved) }
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
    guard var result = URLParts(URIReference(base).resolve(reference).withoutFragment) else { return nil }
    if result.path.isEmpty { result.path = "/" }
    return result
  }
}
