/// A URI or a relative reference, in its parts (RFC 3986).
///
/// Split by bytes, because Swift joins a slash and a combining mark after it to one character, which would hide the
/// slash.
package struct URIReference: Sendable {
  /// The scheme in lower case.
  package var scheme: String?
  /// The authority: user information, host and port as written.
  package var authority: String?
  /// The path; may be empty.
  package var path: String
  /// The part after `?`.
  package var query: String?
  /// The part after `#`.
  package var fragment: String?

  /// Splits a text into its parts; any text has some.
  package init(_ text: String) {
    var rest = text[...]
    if let hash = rest.utf8.firstIndex(of: UInt8(ascii: "#")) {
      fragment = String(rest[rest.utf8.index(after: hash)...])
      rest = rest[..<hash]
    }
    if let mark = rest.utf8.firstIndex(of: UInt8(ascii: "?")) {
      query = String(rest[rest.utf8.index(after: mark)...])
      rest = rest[..<mark]
    }
    if let colon = rest.utf8.firstIndex(of: UInt8(ascii: ":")), URIReference.isScheme(rest[..<colon]) {
      scheme = rest[..<colon].lowercased()
      rest = rest[rest.utf8.index(after: colon)...]
    }
    if rest.utf8.starts(with: "//".utf8) {
      rest = Substring(rest.utf8.dropFirst(2))
      let slash = rest.utf8.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
      authority = String(rest[..<slash])
      rest = rest[slash...]
    }
    path = String(rest)
  }

  private static func isScheme(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, first.isLetter else { return false }
    return text.utf8.allSatisfy { $0.isLetter || $0.isDigit || "+-.".utf8.contains($0) }
  }

  /// The text without the fragment.
  package var withoutFragment: String {
    var text = ""
    if let scheme { text += scheme + ":" }
    if let authority { text += "//" + authority }
    text += path
    if let query { text += "?" + query }
    return text
  }

  /// Resolves a reference with this URI as its base (RFC 3986, section 5.2.2).
  package func resolve(_ reference: String) -> URIReference {
    var target = URIReference(reference)
    if target.scheme != nil || target.authority != nil {
      target.scheme = target.scheme ?? scheme
      target.path = URIReference.removingDots(target.path)
      return target
    }
    target.scheme = scheme
    target.authority = authority
    if target.path.isEmpty {
      target.path = path
      target.query = target.query ?? query
    } else if target.path.utf8.first == UInt8(ascii: "/") {
      target.path = URIReference.removingDots(target.path)
    } else {
      target.path = URIReference.removingDots(merged(with: target.path))
    }
    return target
  }

  private func merged(with relative: String) -> String {
    if authority != nil, path.isEmpty { return "/" + relative }
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return relative }
    return path[...slash] + relative
  }

  /// A path without `.` and `..` (RFC 3986, section 5.2.4).
  private static func removingDots(_ path: String) -> String {
    var output: [Substring] = []
    let isAbsolute = path.utf8.first == UInt8(ascii: "/")
    let segments = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(Substring.init)
    for (index, segment) in segments.enumerated() {
      let isLast = index == segments.count - 1
      if segment == "." {
        if isLast { output.append("") }
      } else if segment == ".." {
        if output.count > (isAbsolute ? 1 : 0) { output.removeLast() }
        if isLast { output.append("") }
      } else {
        output.append(segment)
      }
    }
    return output.joined(separator: "/")
  }
}
