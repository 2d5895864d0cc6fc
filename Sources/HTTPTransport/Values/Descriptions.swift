extension HTTPFields {
  /// Fields whose values never hold a secret; those of all others aren't shown, as a key can be in a field of any name.
  fileprivate static let shown: Set<String> = [
    "accept", "accept-charset", "accept-encoding", "accept-language", "accept-ranges", "age", "allow", "cache-control",
    "connection", "content-encoding", "content-language", "content-length", "content-range", "content-type", "date",
    "etag", "expires", "host", "if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since",
    "last-modified", "range", "retry-after", "server", "te", "trailer", "transfer-encoding", "user-agent", "vary",
  ]
}

extension HTTPFields.Field: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The name, and the value if the field is known to hold no secret.
  public var description: String {
    HTTPFields.shown.contains(name.lowercased()) ? "\(name): \(value)" : "\(name): <redacted>"
  }

  /// As ``description``.
  public var debugDescription: String { description }

  /// Without children, so that nothing beside ``description`` is shown.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension HTTPFields: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// A line for each field, with the value if the field is known to hold no secret.
  public var description: String { map(\.description).joined(separator: "\n") }

  /// As ``description``.
  public var debugDescription: String { description }

  /// The fields, as they describe themselves.
  public var customMirror: Mirror { Mirror(self, unlabeledChildren: Array(self), displayStyle: .collection) }
}

extension HTTPRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The method and the URL without what can hold a secret: user-info, query, fragment.
  public var description: String { "\(method) \(shownURL)" }

  /// As ``description``.
  public var debugDescription: String { description }

  /// What ``description`` shows, and the header fields as they describe themselves.
  public var customMirror: Mirror {
    Mirror(
      self,
      children: [
        "method": method.rawValue, "url": shownURL, "fields": fields, "isRepeatable": isRepeatable,
        "idleTimeout": idleTimeout as Any, "deadline": deadline as Any,
      ], displayStyle: .struct)
  }

  private var shownURL: String {
    let shown = url.prefix { $0 != "?" && $0 != "#" }
    let bare = host.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    let parts = bare.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    // An `@` in a path is usually part of a name. But after a malformed host it may be the end of a password.
    guard bare.hasPrefix("[") || parts.count < 2 || parts[1].allSatisfy(\.isNumber), !bare.contains("%") else {
      return UserInformation.removed(from: String(shown))
    }
    let start = shown.firstRange(of: "://")?.upperBound ?? shown.startIndex
    return String(shown[..<start]) + bare + String(shown[start...].dropFirst(host.count))
  }

  /// The host of the URL, with its port if it has one.
  package var host: String {
    let start = url.firstRange(of: "://")?.upperBound ?? url.startIndex
    return String(url[start...].prefix { $0 != "/" && $0 != "?" && $0 != "#" })
  }
}
