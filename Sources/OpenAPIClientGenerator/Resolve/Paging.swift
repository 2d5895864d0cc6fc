import OpenAPIDocument
import OpenAPISyntax

extension API {
  /// How to get from one page of a list to the next.
  struct Paging: Sendable {
    let way: Way
    /// The keys that lead from the page to its elements; empty: the page is a list.
    let items: [String]
    /// The keys that lead to the member which is true if more pages follow.
    let more: [String]?
    /// The name of the client's method, if the rule gives one.
    let name: String?

    /// What the next request takes from a page; members are lists of keys from the response to the member.
    enum Way: Sendable {
      case cursor(parameter: String, next: [String])
      case lastItem(parameter: String, member: [String])
      case number(parameter: String, first: Int?)
      case offset(parameter: String)
      case url([String])
      case link
    }
  }
}

/// Applies rules for pages to the operations that they are for.
///
///     {items: /orders, cursor: after, next: /next} for GET /orders
///     → elements in orders, parameter after takes the value of next
struct PagingResolver {
  let types: API.Types

  /// The operations, those with pages as far as the configuration wants them.
  static func paged(
    _ operations: [API.Operation], of chosen: [Operation], _ types: API.Types, _ pages: GeneratorConfiguration.Pages,
    all: [Operation], _ diagnostics: inout Diagnostics
  ) -> [API.Operation] {
    reportUnknown(pages, all, &diagnostics)
    let resolver = PagingResolver(types: types)
    return zip(operations, chosen).map { resolved, operation in
      let entry = pages.entries.last { $0.isMeant(for: operation) }
      var resolved = resolved
      do throws(PageMistake) {
        switch entry?.choice ?? (pages.isUsual ? .usual : .none) {
        case .none: break
        case .rule(let rule): resolved.paging = try resolver.paging(rule, resolved)
        case .usual:
          resolved.paging = resolver.usualPaging(operation, resolved, &diagnostics)
          if let entry, resolved.paging == nil {
            throw PageMistake(
              message: "The document doesn't show how to get from one page of `\(entry.operation)` to the next",
              hint: "write \(PageRule.example)", node: entry.node)
          }
        }
      } catch {
        error.report(as: .error, &diagnostics)
      }
      return resolved
    }
  }

  private static func reportUnknown(
    _ pages: GeneratorConfiguration.Pages, _ operations: [Operation], _ diagnostics: inout Diagnostics
  ) {
    for entry in pages.entries where !operations.contains(where: entry.isMeant) {
      let known = operations.flatMap { [$0.operationId, $0.key].compactMap { $0 } }
      let mistake = PageMistake(
        message: "There is no operation `\(entry.operation)`",
        hint: NearestName.nearest(to: entry.operation, among: known).map { "did you mean `\($0)`?" }
          ?? "write an operation's id, or `GET /path`", node: entry.node)
      mistake.report(as: .error, &diagnostics)
    }
  }

  // MARK: Rules

  /// The pages of an operation by a rule.
  ///
  /// - Throws: if the operation doesn't have a parameter or member of the rule, or has one of another type.
  func paging(_ rule: PageRule, _ operation: API.Operation) throws(PageMistake) -> API.Paging {
    guard let page = page(of: operation) else {
      throw PageMistake(
        message: "The response of `\(operation.key)` is not one JSON value, so it has no elements",
        hint: "leave the operation out", node: rule.node)
    }
    let items = try items(rule, page)
    return API.Paging(
      way: try way(rule, operation, page, items.element), items: items.keys,
      more: try rule.more.map { text throws(PageMistake) in
        try keys(text, from: page, "true or false") { if case .scalar(.bool) = $0 { true } else { false } }
      }, name: rule.name?.text)
  }

  /// The type of an operation's page; nil if its successful responses aren't all JSON of one type.
  func page(of operation: API.Operation) -> API.Reference? {
    let contents = operation.successes.flatMap(\.contents)
    guard let first = contents.first?.type,
      contents.allSatisfy({ content in
        content.kind == .json && content.type.map { types.follow($0).type == types.follow(first).type } == true
      })
    else { return nil }
    return first
  }

  private func way(
    _ rule: PageRule, _ operation: API.Operation, _ page: API.Reference, _ element: API.Reference
  ) throws(PageMistake) -> API.Paging.Way {
    switch rule.way {
    case .cursor(let parameter, let next):
      try check(parameter, operation)
      return .cursor(parameter: parameter.text, next: try keys(next, from: page, "a string or a number", isCursor))
    case .lastItem(let parameter, let member):
      try check(parameter, operation)
      return .lastItem(
        parameter: parameter.text, member: try keys(member, from: element, "a string or a number", isCursor))
    case .number(let parameter, let first):
      try checkNumber(parameter, operation)
      return .number(parameter: parameter.text, first: first)
    case .offset(let parameter):
      try checkNumber(parameter, operation)
      return .offset(parameter: parameter.text)
    case .url(let member): return .url(try keys(member, from: page, "a string", isURL))
    case .link: return .link
    }
  }

  private func isCursor(_ kind: API.Kind) -> Bool {
    switch kind {
    case .scalar(.json), .scalar(.bool): false
    case .scalar: true
    default: false
    }
  }

  private func isURL(_ kind: API.Kind) -> Bool {
    switch kind {
    case .scalar(.string), .scalar(.custom("URL")): true
    default: false
    }
  }

  // MARK: Elements

  /// The member that holds a page's elements, and their type.
  private func items(
    _ rule: PageRule, _ page: API.Reference
  ) throws(PageMistake) -> (keys: [String], element: API.Reference) {
    if let text = rule.items {
      let (keys, type) = try follow(text, from: page)
      if let element = element(of: type) { return (keys, element) }
      throw PageMistake(
        message: keys.isEmpty ? "The response isn't a list" : "'\(text.text)' isn't a list",
        hint: hint(lists(in: page)), node: text.node)
    }
    if let element = element(of: page) { return ([], element) }
    let lists = lists(in: page)
    if let only = lists.first, lists.count == 1, let found = object(page)?.property(only),
      let element = element(of: found.type)
    {
      return ([only], element)
    }
    throw PageMistake(
      message: lists.isEmpty ? "The response has no list" : "The response has several lists",
      hint: hint(lists), node: rule.node)
  }

  private func hint(_ lists: [String]) -> String {
    lists.isEmpty
      ? "give \"items\", a JSON pointer to the list of elements"
      : "give \"items\", one of \(lists.map { "\"/\(JSONPointer.escape($0))\"" }.joined(separator: ", "))"
  }

  /// The type of a list's elements; nil if the type isn't a list.
  func element(of type: API.Reference) -> API.Reference? {
    let target = types.follow(type).type
    guard case .array(let element) = types[target].kind, !types[target].isRecursiveList else { return nil }
    return element
  }

  /// The keys of the properties that are lists.
  func lists(in type: API.Reference) -> [String] {
    object(type)?.properties.filter { element(of: $0.type) != nil }.map(\.key) ?? []
  }

  func object(_ type: API.Reference) -> API.Object? {
    if case .object(let object) = types.kind(type) { return object }
    return nil
  }

  // MARK: Members

  private func keys(
    _ text: PageRule.Text, from type: API.Reference, _ wanted: String, _ isRight: (API.Kind) -> Bool
  ) throws(PageMistake) -> [String] {
    let (keys, type) = try follow(text, from: type)
    if isRight(types.kind(type)) { return keys }
    throw PageMistake(message: "'\(text.text)' must be \(wanted)", hint: nil, node: text.node)
  }

  /// The keys of a JSON pointer, and the type of the member that it leads to.
  private func follow(
    _ text: PageRule.Text, from start: API.Reference
  ) throws(PageMistake) -> (keys: [String], type: API.Reference) {
    var type = start
    var keys: [String] = []
    for token in JSONPointer.tokens(of: text.text) ?? [] {
      let key = String(decoding: token, as: UTF8.self)
      let above = keys.map { "/\(JSONPointer.escape($0))" }.joined()
      guard let object = object(type) else {
        throw PageMistake(
          message: "\(above.isEmpty ? "What '\(text.text)' begins at" : "'\(above)'") has no members of its own",
          hint: nil, node: text.node)
      }
      guard let property = object.property(key) else {
        let known = object.properties.map { "\(above)/\(JSONPointer.escape($0.key))" }
        throw PageMistake(
          message: "There is no member '\(above)/\(JSONPointer.escape(key))'",
          hint: NearestName.nearest(to: text.text, among: known).map { "did you mean '\($0)'?" }
            ?? (known.isEmpty ? nil : "known are \(known.prefix(20).joined(separator: ", "))"), node: text.node)
      }
      keys.append(key)
      type = property.type
    }
    return (keys, type)
  }

  // MARK: Parameters

  private func check(_ text: PageRule.Text, _ operation: API.Operation) throws(PageMistake) {
    if operation.query(text.text) != nil { return }
    let known = operation.parameters.filter { $0.location == .query }.map(\.name)
    throw PageMistake(
      message: "`\(operation.key)` has no query parameter '\(text.text)'",
      hint: NearestName.nearest(to: text.text, among: known).map { "did you mean '\($0)'?" }
        ?? (known.isEmpty ? "add the parameter with an overlay" : "known are \(known.joined(separator: ", "))"),
      node: text.node)
  }

  private func checkNumber(_ text: PageRule.Text, _ operation: API.Operation) throws(PageMistake) {
    try check(text, operation)
    guard let parameter = operation.query(text.text), !isNumber(parameter.type) else { return }
    throw PageMistake(message: "The parameter '\(text.text)' isn't a whole number", hint: nil, node: text.node)
  }

  func isNumber(_ type: API.Reference) -> Bool {
    if case .scalar(let scalar) = types.kind(type) { scalar.isNumber } else { false }
  }
}

extension API.Object {
  func property(_ key: String) -> API.Property? { index(of: key).map { properties[$0] } }
}

extension API.Operation {
  /// The query parameter with a name.
  func query(_ name: String) -> API.Parameter? { parameters.first { $0.location == .query && $0.name == name } }
}

extension GeneratorConfiguration.Pages.Entry {
  /// Whether the entry names an operation, by its id or as `GET /orders`.
  func isMeant(for operation: Operation) -> Bool {
    [operation.key, operation.operationId].contains(self.operation)
  }
}
