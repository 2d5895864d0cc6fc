import OpenAPISyntax

/// A parameter of an operation: OpenAPI, section Parameter Object.
public struct Parameter: Sendable {
  /// Where a parameter is sent.
  public enum Location: String, Sendable {
    /// In the path.
    case path
    /// In the query, by name.
    case query
    /// In a header.
    case header
    /// In a cookie.
    case cookie
    /// The whole query (OpenAPI 3.2).
    case querystring
  }

  /// How a value is written.
  public enum Style: String, Sendable {
    /// `a,b`.
    case simple
    /// `.a.b`.
    case label
    /// `;name=a`.
    case matrix
    /// `name=a&name=b`.
    case form
    /// `name=a%20b`.
    case spaceDelimited
    /// `name=a|b`.
    case pipeDelimited
    /// `name[key]=a`.
    case deepObject
    /// `name=a; name=b` (OpenAPI 3.2).
    case cookie
  }

  /// The value in the document; the operation if only the path names the parameter.
  public let node: JSONNode
  /// Where it is used: a reference, or the same as `node`.
  public let usage: JSONNode
  /// Whether only the path names it.
  public let isImplied: Bool
  /// The name as it is sent.
  public let name: String
  /// Where it is sent.
  public let location: Location
  /// The description, in CommonMark.
  public let description: String?
  /// Whether a request must have it; always true in a path.
  public let isRequired: Bool
  /// Whether it is deprecated.
  public let isDeprecated: Bool
  /// How the value is written; the specification's default where the document does not say.
  public let style: Style
  /// Whether each value of an array or object is written as a pair of its own; the specification's default where the
  /// document does not say.
  public let explode: Bool
  /// Whether reserved characters are left as they are.
  public let allowReserved: Bool
  /// Whether an empty value may be sent.
  public let allowEmptyValue: Bool
  /// The schema of the value; nil if the parameter has `content` or neither.
  public let schema: Schema?
  /// The media type of the value, if the parameter has `content`; only the first one is used.
  public let content: [MediaType]
  /// Examples of the value.
  public let examples: [Example]

  /// The schema of the value, from `schema` or `content`.
  public var valueSchema: Schema? { schema ?? content.first?.schema }

  /// The parameter with the same name and location among others.
  func counterpart(in parameters: [Parameter]) -> Parameter? {
    parameters.first { $0.name == name && $0.location == location }
  }

  /// The parameter with another name.
  func renamed(_ name: String) -> Parameter {
    Parameter(
      node: node, usage: usage, isImplied: isImplied, name: name, location: location, description: description,
      isRequired: isRequired, isDeprecated: isDeprecated, style: style, explode: explode,
      allowReserved: allowReserved, allowEmptyValue: allowEmptyValue, schema: schema, content: content,
      examples: examples)
  }

  /// A parameter that only the path names: a string.
  static func implied(_ name: String, at operation: JSONNode) -> Parameter {
    Parameter(
      node: operation, usage: operation, isImplied: true, name: name, location: .path, description: nil,
      isRequired: true, isDeprecated: false, style: .simple, explode: false, allowReserved: false,
      allowEmptyValue: false, schema: nil, content: [], examples: [])
  }
}

extension DocumentBuilder {
  /// The parameters that a path item or operation lists, one for each name and location.
  func parameters(of owner: JSONNode) -> [Parameter] {
    guard let list = list(owner, .parameters) else { return [] }
    var result: [Parameter] = []
    for element in list.elements {
      guard let parameter = parameter(element) else { continue }
      if parameter.counterpart(in: result) == nil {
        result.append(parameter)
      } else {
        diagnostics.warning(
          "duplicate-parameter",
          "The \(parameter.location.rawValue) parameter \"\(parameter.name)\" is listed twice; the first is used",
          at: element)
      }
    }
    return result
  }

  func parameter(_ usage: JSONNode) -> Parameter? {
    guard let node = object(usage, "A parameter"), node.isObject else { return nil }
    guard let name = text(node, .name) else {
      missing(.name, of: "The parameter", at: node, hint: "without a name it is left out")
      return nil
    }
    if name.isEmpty {
      diagnostics.warning("empty-name", "The parameter's name is empty, so it is left out", at: node[.name] ?? node)
      return nil
    }
    guard let location = location(of: node, name: name) else { return nil }
    let content = content(of: node)
    let schema = schema(node, .schema)
    if schema == nil, content.isEmpty {
      missing(.schema, of: "The parameter \"\(name)\"", at: node, hint: "without one any text is accepted")
    } else if content.count > 1 {
      diagnostics.warning(
        "several-contents", "The parameter \"\(name)\" has several content types; the first is used",
        at: node)
    }
    let style = style(of: node, location: location)
    return Parameter(
      node: node, usage: usage, isImplied: false, name: name, location: location,
      description: override(.description, usage: usage, node: node), isRequired: isRequired(node, location),
      isDeprecated: flag(node, .deprecated) ?? false, style: style,
      explode: flag(node, .explode) ?? (style == .form || style == .cookie),
      allowReserved: flag(node, .allowReserved) ?? false, allowEmptyValue: flag(node, .allowEmptyValue) ?? false,
      schema: content.isEmpty ? schema : nil, content: content, examples: examples(of: node))
  }

  private func isRequired(_ node: JSONNode, _ location: Parameter.Location) -> Bool {
    let isRequired = flag(node, .required) ?? false
    guard location == .path else { return isRequired }
    if !isRequired {
      diagnostics.warning(
        "optional-path-parameter", "A path parameter is always required", at: node[.required] ?? node,
        hint: "write `\"required\": true`")
    }
    return true
  }

  private func location(of node: JSONNode, name: String) -> Parameter.Location? {
    guard let text = text(node, .in) else {
      missing(.in, of: "The parameter \"\(name)\"", at: node, hint: "without it the parameter is left out")
      return nil
    }
    if let location = Parameter.Location(rawValue: text) { return location }
    let written = node[.in] ?? node
    var likely = text.lowercased()
    if likely.utf8.last == UInt8(ascii: "s") { likely.removeLast() }
    if let location = Parameter.Location(rawValue: likely) {
      diagnostics.warning(
        "unknown-parameter-location", "`in` must be \"\(location.rawValue)\", but is \"\(text)\"",
        at: written)
      return location
    }
    diagnostics.warning(
      "unknown-parameter-location", "A parameter can't be in \"\(text)\", so \"\(name)\" is left out",
      at: written,
      hint: text == "body" || text == "formData"
        ? "describe it in `requestBody`" : "it is one of path, query, header and cookie")
    return nil
  }

  /// The style in the document; nil if there is none, or it is not a style.
  func style(of node: JSONNode) -> Parameter.Style? {
    guard let text = text(node, .style) else { return nil }
    if let style = Parameter.Style(rawValue: text) { return style }
    diagnostics.warning(
      "unsuitable-style", "There is no style \"\(text)\"; the default is used", at: node[.style] ?? node)
    return nil
  }

  private func style(of node: JSONNode, location: Parameter.Location) -> Parameter.Style {
    let written = style(of: node)
    let defaultStyle: Parameter.Style
    let allowed: [Parameter.Style]
    switch location {
    case .path:
      defaultStyle = .simple
      allowed = [.simple, .label, .matrix]
    case .header:
      defaultStyle = .simple
      allowed = [.simple]
    case .cookie:
      defaultStyle = .form
      allowed = [.form, .cookie]
    case .query, .querystring:
      defaultStyle = .form
      allowed = [.form, .spaceDelimited, .pipeDelimited, .deepObject]
    }
    guard let written else { return defaultStyle }
    if allowed.contains(written) { return written }
    diagnostics.warning(
      "unsuitable-style",
      "The style \(written.rawValue) is not for a \(location.rawValue) parameter; \(defaultStyle.rawValue) is used",
      at: node[.style] ?? node)
    return defaultStyle
  }
}
