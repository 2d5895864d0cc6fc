/// A server of the document: a static member, or a static function when it has variables.
public struct ServerPlan: Sendable {
  /// The name of the member.
  public let name: String
  /// The URL as in the document, with `{variable}` where a variable stands.
  public let url: String
  /// The same URL in its parts.
  public let template: [Part]
  /// The variables of the URL, in the document's order.
  public let variables: [Variable]
  /// What the document says of it.
  public let documentation: Documentation

  /// A part of a server's URL.
  public enum Part: Sendable {
    case text(String)
    case variable(Variable)
  }

  /// A variable of a server's URL.
  public struct Variable: Sendable {
    /// The argument's label.
    public let name: String
    /// The name in the URL.
    public let wireName: String
    /// The text where none is given.
    public let defaultText: String
    /// Listed values; the argument is then an extensible enum named `typeName`.
    public let values: [EnumPlan.Value]
    /// The name of the extensible enum of `values`; nil: any text is taken.
    public let typeName: String?
    /// What the document says of it.
    public let documentation: Documentation

    /// The constant of the value where none is given, if it is among the listed ones.
    public var defaultMember: String? { values.first { $0.value == .string(defaultText) }?.name }
  }

  /// The server as a value, its variables with their defaults.
  var value: ValuePlan { variables.isEmpty ? .member(name) : .call(name) }

  /// The same where nothing but a member can stand, so that keywords need no backticks.
  var argument: ValuePlan {
    let name = name.withoutBackticks
    return variables.isEmpty ? .member(name) : .call(name)
  }

  /// The URL with the defaults of its variables.
  var defaultURL: String {
    template.map { part in
      switch part {
      case .text(let text): text
      case .variable(let variable): variable.defaultText
      }
    }.joined()
  }

  /// Divides `https://{region}.example.com` into texts and variables; what is in braces but no variable is text.
  static func template(_ url: String, _ variables: [Variable]) -> [Part] {
    var parts: [Part] = []
    var text = ""
    var rest = url[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = rest[rest.index(after: open)..<close]
      text += rest[..<open]
      if let variable = variables.first(where: { $0.wireName == name }) {
        if !text.isEmpty { parts.append(.text(text)) }
        text = ""
        parts.append(.variable(variable))
      } else {
        text += rest[open...close]
      }
      rest = rest[rest.index(after: close)...]
    }
    text += rest
    if !text.isEmpty { parts.append(.text(text)) }
    return parts
  }
}
