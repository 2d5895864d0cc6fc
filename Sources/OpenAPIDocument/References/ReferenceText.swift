import OpenAPISyntax

/// A reference to a part of this or another file: a URI reference (RFC 3986) or the path of a file.
struct ReferenceText {
  /// The part before `#`; empty for a reference into the same resource.
  let resource: String
  /// The part after `#`; nil if there is no `#`.
  let fragment: String?

  init(_ text: String) {
    let halves = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    resource = String(halves[0])
    fragment = halves.count > 1 ? String(halves[1]) : nil
  }

  /// Whether a text starts with a scheme, such as `https:` or `urn:`.
  ///
  /// A single letter before a colon is a drive, not a scheme.
  static func hasScheme(_ text: String) -> Bool {
    (URIReference(text).scheme?.utf8.count ?? 0) > 1
  }

  /// Resolves a URI reference or path against a base; without fragment, and with `.` and `..` resolved.
  static func resolve(_ text: String, base: String) -> String {
    if text.isEmpty { return base }
    if hasScheme(text) || hasScheme(base) { return URIReference(base).resolve(text).withoutFragment }
    let isAbsolute = text.utf8.first == UInt8(ascii: "/")
    return FilePath.normalized(isAbsolute ? text : FilePath.join(FilePath.folder(of: base), text))
  }
}
