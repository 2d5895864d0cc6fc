import OpenAPISyntax

/// A reference to a part of this or another file: a URI reference (RFC 3986) or the path of a file.
struct ReferenceText {
  /// What stands before `#`; empty for a reference into the same resource.
  let resource: String
  /// What stands after `#`; nil if there is no `#`.
  let fragment: String?

  init(_ text: String) {
    let halves = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    resource = String(halves[0])
    fragment = halves.count > 1 ? String(halves[1]) : nil
  }

  /// Whether a text starts with a scheme, as `https:` and `urn:` do.
  ///
  /// One letter before a colon is a drive, not a scheme.
  static func hasScheme(_ text: String) -> Bool {
    (URIReference(text).scheme?.utf8.count ?? 0) > 1
  }

  /// A URI reference or path seen from a base, without fragment and with `.` and `..` taken out.
  static func resolve(_ text: String, base: String) -> String {
    if text.isEmpty { return base }
    if hasScheme(text) || hasScheme(base) { return URIReference(base).resolve(text).withoutFragment }
    let isAbsolute = text.utf8.first == UInt8(ascii: "/")
    return FilePath.normalized(isAbsolute ? text : FilePath.join(FilePath.folder(of: base), text))
  }
}
