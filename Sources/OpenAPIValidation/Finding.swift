import OpenAPIDocument

/// One thing that is wrong with a value, a request or a response, or that could not be checked.
///
/// An empty list of findings means that all conforms and that all was checked.
public struct Finding: Hashable, Sendable, CustomStringConvertible {
  /// The kinds of findings.
  public enum Kind: String, Sendable {
    /// The value does not conform.
    case violation
    /// It could not be checked: an unsupported pattern, keyword or dialect, a reference that leads nowhere.
    case unchecked
  }

  /// Whether it is wrong or not checked.
  public var kind: Kind
  /// What was looked at, such as `value`, `body`, `query parameter "size"` or `security`.
  public var subject: String
  /// The JSON pointer to the part of the subject, in fragment form; `#` is all of it.
  public var instancePointer: String
  /// The JSON pointer to the rule in its document, in fragment form.
  public var schemaPointer: String
  /// What is wrong.
  ///
  /// It never holds the value of a header field or a cookie.
  public var message: String
  /// Where the rule stands.
  public var location: FileLocation

  init(_ kind: Kind, subject: String, instancePointer: String = "#", rule: JSONNode, message: String) {
    self.kind = kind
    self.subject = subject
    self.instancePointer = instancePointer
    schemaPointer = rule.pointer
    self.message = message
    location = rule.location
  }

  /// All of it in a line: `body#/n: 16 is more than the maximum of 15 (api.json:60:21 #/paths/…/maximum)`.
  public var description: String {
    let part = instancePointer == "#" ? "" : instancePointer
    let prefix = kind == .unchecked ? "not checked: " : ""
    return "\(subject)\(part): \(prefix)\(message) (\(location) \(schemaPointer))"
  }
}

extension [Finding] {
  /// Whether anything is wrong, as opposed to not checked.
  public var hasViolations: Bool {
    contains { $0.kind == .violation }
  }
}
