import OpenAPIDocument

/// A difference between two clients, as a caller sees it.
public struct Change: Sendable, CustomStringConvertible {
  /// What callers have to do.
  public enum Impact: String, Sendable, CaseIterable {
    /// Code that used it may not compile any more, or compiles and means something else.
    case breaking
    /// Something new; existing code compiles and means what it meant.
    case additive
    /// The declarations are the same; what they document, check or send differs.
    case documentation
  }

  /// What happened to a declaration.
  public enum Kind: String, Sendable, CaseIterable {
    case added, removed, renamed
    /// Its type, what it returns or what it throws.
    case type
    /// Whether it must be given.
    case requirement
    /// The order of arguments.
    case order
    /// The name is the same and stands for something else.
    case meaning
    /// The credentials that an operation needs.
    case security
    case access
    case deprecation, description, rules
    /// How it is sent or read.
    case transport
  }

  /// What callers have to do.
  public let impact: Impact
  /// What happened to the declaration.
  public let kind: Kind
  /// The declaration by its old name, without the namespace: `Client.seeDreamV4`, `Pet.name`.
  public let declaration: String
  /// What happened to it, as the end of a sentence.
  public let text: String
  /// The entry of the configuration's `names` that undoes a renaming.
  public var pin: Pin?

  /// An entry of the configuration's `names`.
  public struct Pin: Equatable, Sendable {
    /// What is named: an operation, or the pointer of a schema or a property.
    public let key: String
    /// Its name.
    public let name: String
  }

  /// One line: `breaking: Pet.name is gone`.
  public var description: String {
    let line = "\(impact.rawValue): \(declaration) \(text)"
    guard let pin else { return line }
    return "\(line); \"names\": \(Self.json(pin).text) keeps the name"
  }

  /// The change as a JSON object, for scripts.
  public var json: JSONLiteral {
    var members: [JSONLiteral.Member] = [
      .init(key: "impact", value: .string(impact.rawValue)),
      .init(key: "change", value: .string(kind.rawValue)),
      .init(key: "declaration", value: .string(declaration)),
      .init(key: "message", value: .string("\(declaration) \(text)")),
    ]
    if let pin { members.append(.init(key: "names", value: Self.json(pin))) }
    return .object(members)
  }

  private static func json(_ pin: Pin) -> JSONLiteral { .object([.init(key: pin.key, value: .string(pin.name))]) }
}
