/// A server of the document: a static property, or a static function where it has variables.
public struct ServerPlan: Sendable {
  /// The name of the member.
  public let name: String
  /// The URL as in the document, with its variables as `{variable}`.
  public let url: String
  /// The same URL in its parts.
  public let template: [Part]
  /// The variables of the URL, in the document's order.
  public let variables: [Variable]
  /// Its documentation.
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
    /// The default value, as text.
    public let defaultText: String
    /// The listed values; empty: any text is accepted.
    public let values: [EnumPlan.Value]
    /// The name of the extensible enum of `values`; nil: the argument is a `String`.
    public let typeName: String?
    /// Its documentation.
    public let documentation: Documentation

    /// The name of the default value's constant; nil where the default is not among the listed values.
    public var defaultMember: String? { values.first { $0.value == .string(defaultText) }?.name }
  }

  /// The server as an argument, its variables with their defaults: `.production`, `.regional()`.
  ///
  /// After a dot a keyword needs no backticks.
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

  /// The parts of `https://{region}.example.com`; braces around anything but the name of a variable are text.
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
