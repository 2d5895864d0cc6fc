import OpenAPIDocument

/// One thing that is wrong with a value, a request or a response, or that could not be checked.
///
/// An empty list of findings means that everything was checked and conforms.
public struct Finding: Hashable, Sendable, CustomStringConvertible {
  /// The kinds of findings.
  public enum Kind: String, Sendable {
    /// The value does not conform.
    case violation
    /// The value could not be checked, because of an unsupported pattern, keyword or dialect, or of a reference that
    /// can't be resolved.
    case unchecked
  }

  /// Whether the value is wrong or could not be checked.
  public var kind: Kind
  /// What was checked, such as `value`, `body`, `query parameter "size"` or `security`.
  public var subject: String
  /// The JSON pointer to the part of the subject that is meant, in fragment form; `#` is the whole subject.
  public var instancePointer: String
  /// The JSON pointer to the rule in its document, in fragment form.
  public var schemaPointer: String
  /// What is wrong.
  ///
  /// It never holds the value of a header field or a cookie.
  public var message: String
  /// The file, line and column of the rule.
  public var location: FileLocation

  init(_ kind: Kind, subject: String, instancePointer: String = "#", rule: JSONNode, message: String) {
    self.kind = kind
    self.subject = subject
    self.instancePointer = instancePointer
    schemaPointer = rule.pointer
    self.message = message
    location = rule.location
  }

  /// The finding in one line: `body#/n: 16 is more than the maximum of 15 (api.json:60:21 #/paths/…/maximum)`.
  public var description: String {
    let part = instancePointer == "#" ? "" : instancePointer
    let prefix = kind == .unchecked ? "not checked: " : ""
    return "\(subject)\(part): \(prefix)\(message) (\(location) \(schemaPointer))"
  }
}

extension [Finding] {
  /// Whether any of them is a violation.
  public var hasViolations: Bool {
    contains { $0.kind == .violation }
  }
}
