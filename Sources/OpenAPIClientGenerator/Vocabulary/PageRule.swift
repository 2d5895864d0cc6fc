import OpenAPIDocument
import OpenAPISyntax

/// How to get from one page of a list to the next, as written in a configuration or a document.
///
///     { "items": "/orders", "cursor": "after", "next": "/next" }
///
/// Members of the response are JSON pointers (RFC 6901); parameters are query parameters.
public struct PageRule: Sendable {
  /// What the next request takes from a page.
  enum Way: Sendable {
    /// A member of the page is sent in a parameter.
    case cursor(parameter: Text, next: Text)
    /// A member of the page's last element is sent in a parameter.
    case lastItem(parameter: Text, member: Text)
    /// A parameter numbers the pages.
    case number(parameter: Text, first: Int?)
    /// A parameter is the number of elements before the page.
    case offset(parameter: Text)
    /// A member of the page is the next page's URL.
    case url(Text)
    /// The header field `Link` has the next page's URL (RFC 8288).
    case link
  }

  /// A text of the rule, with its location for diagnostics.
  struct Text: Sendable {
    let text: String
    let node: JSONNode
  }

  let way: Way
  /// The member that holds the elements; nil for the page's only list.
  let items: Text?
  /// The member that is true if more pages follow.
  let more: Text?
  /// The name of the client's method, if the rule gives one.
  let name: Text?
  /// The whole rule, for diagnostics.
  let node: JSONNode
}

extension PageRule {
  static let ways = ["cursor", "page", "offset", "url", "link"]
  static let keys = ways + ["items", "next", "last", "first", "more", "name"]

  /// Reads a rule; nil, with diagnostics at the faulty parts, if it can't be used.
  init?(_ node: JSONNode, as severity: Diagnostic.Severity, _ diagnostics: inout Diagnostics) {
    var reader = PageRuleReader(node: node)
    let rule = reader.read()
    for mistake in reader.mistakes { mistake.report(as: severity, &diagnostics) }
    guard let rule, reader.mistakes.isEmpty else { return nil }
    self = rule
  }

  /// A rule to show in hints.
  static let example = #"{ "items": "/orders", "cursor": "after", "next": "/next" }"#
}

/// A fault in a rule for pages.
struct PageMistake: Error {
  let message: String
  var hint: String?
  let node: JSONNode

  static let code = "invalid-pages"

  func report(as severity: Diagnostic.Severity, _ diagnostics: inout Diagnostics) {
    switch severity {
    case .error: diagnostics.error(Self.code, message, at: node, hint: hint)
    case .warning: diagnostics.warning(Self.code, message, at: node, hint: hint)
    case .note: diagnostics.note(Self.code, message, at: node, hint: hint)
    }
  }
}

private struct PageRuleReader {
  let node: JSONNode
  var mistakes: [PageMistake] = []

  mutating func read() -> PageRule? {
    guard node.isObject else {
      note("A rule for pages must be an object", hint: "write \(PageRule.example)", node)
      return nil
    }
    for member in node.members where !PageRule.keys.contains(member.key) {
      let suggestion = NearestName.suggestion(for: member.key, among: PageRule.keys)
      note(
        "Unknown key '\(member.key)'\(suggestion)",
        hint: suggestion.isEmpty ? "known are \(PageRule.keys.joined(separator: ", "))" : nil, member.value)
    }
    let items = pointer("items")
    let more = pointer("more")
    let name = self.name()
    guard let way = way() else { return nil }
    return PageRule(way: way, items: items, more: more, name: name, node: node)
  }

  private mutating func way() -> PageRule.Way? {
    let given = PageRule.ways.filter { node[$0] != nil }
    guard let way = given.only else {
      note(
        given.isEmpty
          ? "The rule doesn't say how to get from one page to the next"
          : "The rule gives several ways to get from one page to the next",
        hint: "give one of \(PageRule.ways.joined(separator: ", "))", node)
      return nil
    }
    refuse(["next", "last"], beside: way, belongingTo: "cursor")
    refuse(["first"], beside: way, belongingTo: "page")
    switch way {
    case "cursor": return cursor()
    case "page": return text("page").map { .number(parameter: $0, first: number("first")) }
    case "offset": return text("offset").map { .offset(parameter: $0) }
    case "url": return pointer("url").map { .url($0) }
    default:
      if node["link"]?.bool == true { return .link }
      note("'link' must be true", hint: "leave it out where there is no header field 'Link'", node["link"] ?? node)
      return nil
    }
  }

  private mutating func cursor() -> PageRule.Way? {
    guard let parameter = text("cursor") else { return nil }
    switch (pointer("next"), pointer("last")) {
    case (let next?, nil): return .cursor(parameter: parameter, next: next)
    case (nil, let last?): return .lastItem(parameter: parameter, member: last)
    case (_?, _?):
      note("'next' is a member of the page and 'last' one of its last element; give one of them", hint: nil, node)
    case (nil, nil):
      if node["next"] == nil, node["last"] == nil {
        note(
          "The rule doesn't say which member has the value for '\(parameter.text)'",
          hint: "give \"next\", a member of the page, or \"last\", a member of its last element", node)
      }
    }
    return nil
  }

  /// Reports keys that only mean something beside the key `owner`.
  private mutating func refuse(_ keys: [String], beside way: String, belongingTo owner: String) {
    guard way != owner else { return }
    for key in keys {
      if let value = node[key] { note("'\(key)' belongs to '\(owner)'", hint: "remove it", value) }
    }
  }

  // MARK: Values

  private mutating func text(_ key: String) -> PageRule.Text? {
    guard let value = node[key] else { return nil }
    if let text = value.string, !text.isEmpty { return PageRule.Text(text: text, node: value) }
    note("'\(key)' must be the name of a query parameter", hint: nil, value)
    return nil
  }

  private mutating func pointer(_ key: String) -> PageRule.Text? {
    guard let value = node[key] else { return nil }
    let text = value.string
    if let text, text.isEmpty || text.hasPrefix("/") { return PageRule.Text(text: text, node: value) }
    note(
      "'\(key)' must be a JSON pointer to a member of the response",
      hint: text.map { "write \"/\($0)\"" } ?? "write it as \"/orders\"", value)
    return nil
  }

  private mutating func name() -> PageRule.Text? {
    guard let value = node["name"] else { return nil }
    if let text = value.string, Identifiers.isIdentifier(text), ReservedWords.operation(text) == text {
      return PageRule.Text(text: text, node: value)
    }
    note("'name' must be a Swift name such as 'orders', which a client does not have itself", hint: nil, value)
    return nil
  }

  private mutating func number(_ key: String) -> Int? {
    guard let value = node[key] else { return nil }
    if value.int == nil { note("'\(key)' must be a whole number", hint: nil, value) }
    return value.int
  }

  private mutating func note(_ message: String, hint: String?, _ node: JSONNode) {
    mistakes.append(PageMistake(message: message, hint: hint, node: node))
  }
}

extension GeneratorConfiguration {
  /// Which operations return pages of a list, and how to get from one to the next.
  ///
  ///     true
  ///     { "*": true, "GET /orders": { "items": "/orders", "cursor": "after", "next": "/next" }, "GET /log": false }
  public struct Pages: Sendable {
    /// Whether operations without an entry are searched for one of the usual ways.
    var isUsual = false
    var entries: [Entry] = []

    /// The entry of one operation.
    struct Entry: Sendable {
      /// `GET /orders`, or the operation's id.
      let operation: String
      let choice: Choice
      let node: JSONNode
    }

    enum Choice: Sendable {
      case rule(PageRule)
      /// As the document says, or in one of the usual ways.
      case usual
      case none
    }

    /// Pages of no operation.
    public init() {}

    /// Pages of all operations for which the document says how, or shows one of the usual ways.
    public static var usual: Pages {
      var pages = Pages()
      pages.isUsual = true
      return pages
    }

    /// Reads the entry `pages` of a configuration.
    public init(_ node: JSONNode, _ diagnostics: inout Diagnostics) {
      if let isUsual = node.bool {
        self.isUsual = isUsual
        return
      }
      guard node.isObject else {
        diagnostics.error(
          PageMistake.code, "'pages' must be true, or an object with operations", at: node,
          hint: "write { \"GET /orders\": \(PageRule.example) }")
        return
      }
      for member in node.members {
        switch (member.key, member.value.bool) {
        case ("*", let isUsual?): self.isUsual = isUsual
        case ("*", nil):
          diagnostics.error(
            PageMistake.code, "'*' must be true or false", at: member.value,
            hint: "true is for the usual ways; name an operation for another")
        case (let key, let isUsual?):
          entries.append(Entry(operation: key, choice: isUsual ? .usual : .none, node: member.value))
        case (let key, nil):
          guard let rule = PageRule(member.value, as: .error, &diagnostics) else { continue }
          entries.append(Entry(operation: key, choice: .rule(rule), node: member.value))
        }
      }
    }
  }
}
