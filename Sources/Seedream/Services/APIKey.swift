import OpenAPIClientRuntime

/// A service's key, and how it is sent in the header.
///
/// It never shows up in descriptions.
public struct APIKey: Hashable, Sendable {
  private let text: String
  private let isRaw: Bool
  /// Where the key was found, for messages; nil if it was given as it is.
  public var source: KeySource?

  private init(_ text: String, isRaw: Bool) {
    // Keys come from files and environments, often with a line end or a space around them.
    var characters = Substring(text)
    while characters.first?.isWhitespace == true { characters.removeFirst() }
    while characters.last?.isWhitespace == true { characters.removeLast() }
    self.text = String(characters)
    self.isRaw = isRaw
  }

  /// Sent as `Authorization: Bearer <key>`; a `Bearer ` that is there already is not put twice.
  public static func bearer(_ key: String) -> APIKey { APIKey(key, isRaw: false) }

  /// Two keys are equal if they are sent in the same way, wherever they were found.
  public static func == (first: APIKey, second: APIKey) -> Bool {
    first.text == second.text && first.isRaw == second.isRaw
  }

  /// Hashes what is sent.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(text)
    hasher.combine(isRaw)
  }

  /// Sent as it is: `Authorization: <key>`.
  public static func raw(_ key: String) -> APIKey { APIKey(key, isRaw: true) }

  /// The header's value.
  var header: String { isRaw ? text : "Bearer \(bare)" }

  /// The key without a scheme before it.
  var bare: String {
    if text.lowercased() == "bearer" { return "" }
    guard text.prefix(7).lowercased() == "bearer " else { return text }
    return String(text.dropFirst(7).drop { $0 == " " })
  }

  /// What is wrong with the key, if anything.
  var problem: String? {
    if bare.isEmpty { return "is empty" }
    if !text.utf8.allSatisfy({ (32...126).contains($0) }) { return "holds characters that no key has" }
    return nil
  }

  /// A text without the key, should a service have repeated it.
  func redact(_ message: String) -> String { Redaction(secrets: [bare]).redact(message) }
}

/// Where a key was found.
public enum KeySource: Hashable, Sendable, CustomStringConvertible {
  /// An environment variable.
  case variable(String)
  /// A file that an environment variable names, as `TENSORSLAB_API_KEY_FILE` does.
  case file(path: String, variable: String)
  /// A file that the service's own tool writes.
  case vendorFile(path: String)

  /// `TENSORSLAB_API_KEY`, `/run/secrets/key (TENSORSLAB_API_KEY_FILE)`, `~/.tensorslab/.env`.
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
  /// Nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
