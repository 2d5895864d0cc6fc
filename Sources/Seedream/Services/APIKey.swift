import OpenAPIClientRuntime

/// A service's key, and the form in which it is sent.
///
/// Its descriptions never show the key.
public struct APIKey: Sendable {
  private let text: String
  private let isRaw: Bool
  /// Where the key was found, for messages; nil if the caller gave it.
  public var source: KeySource?

  private init(_ text: String, isRaw: Bool) {
    // Keys from files and environments often have a line end or spaces around them.
    var characters = Substring(text)
    while characters.first?.isWhitespace == true { characters.removeFirst() }
    while characters.last?.isWhitespace == true { characters.removeLast() }
    self.text = String(characters)
    self.isRaw = isRaw
  }

  /// A key that is sent as `Authorization: Bearer <key>`; it may begin with `Bearer ` or not.
  public static func bearer(_ key: String) -> APIKey { APIKey(key, isRaw: false) }

  /// A key that is sent as it is: `Authorization: <key>`.
  public static func raw(_ key: String) -> APIKey { APIKey(key, isRaw: true) }

  /// The value of the header field.
  var header: String { isRaw ? text : "Bearer \(bare)" }

  /// The key without `Bearer ` before it.
  var bare: String {
    if text.lowercased() == "bearer" { return "" }
    guard text.prefix(7).lowercased() == "bearer " else { return text }
    return String(text.dropFirst(7).drop { $0 == " " })
  }

  /// Why the key can't be one, as the end of a sentence; nil if it can.
  var problem: String? {
    if bare.isEmpty { return "is empty" }
    if !text.utf8.allSatisfy({ (32...126).contains($0) }) { return "contains characters that no key has" }
    return nil
  }

  /// A text without the key, which a service may have repeated.
  func redact(_ message: String) -> String { Redaction(secrets: [bare]).redact(message) }
}

extension APIKey: Hashable {
  /// Whether two keys are sent in the same way, wherever they were found.
  public static func == (first: APIKey, second: APIKey) -> Bool {
    first.text == second.text && first.isRaw == second.isRaw
  }

  /// Hashes what is sent.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(text)
    hasher.combine(isRaw)
  }
}

/// Where a key was found.
public enum KeySource: Hashable, Sendable, CustomStringConvertible {
  /// An environment variable.
  case variable(String)
  /// A file that an environment variable names, such as `TENSORSLAB_API_KEY_FILE`.
  case file(path: String, variable: String)
  /// A file of the service's own tool.
  case vendorFile(path: String)

  /// The source for a message: `TENSORSLAB_API_KEY`, `/run/secrets/key (TENSORSLAB_API_KEY_FILE)`, `~/.tensorslab/.env`.
  public var description: String {
    switch self {
    case .variable(let name): name
    case .file(let path, let variable): "\(path) (\(variable))"
    case .vendorFile(let path): path
    }
  }
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// `<redacted>`.
  public var description: String { "<redacted>" }
  /// `<redacted>`.
  public var debugDescription: String { "<redacted>" }
  /// A mirror without children, so that `dump` shows no key.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
