import OpenAPIDocument
import OpenAPISyntax

extension API {
  /// How the pages of a list follow each other.
  struct Paging: Sendable {
    let way: Way
    /// The keys that lead from the page to its elements; empty: the page is a list.
    let items: [String]
    /// The keys that lead to what says whether more pages follow.
    let more: [String]?
    /// What the client's method is called, where a name is given.
    let name: String?

    /// What leads from a page to the next; members by their keys.
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

/// Rules for pages, held against the operations that they are for.
struct PagingResolver {
  let types: API.Types

  /// The operations, each with how its pages follow each other where a configuration asks for it.
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
              message: "Nothing that is known of `\(entry.operation)` says how its pages follow each other",
              hint: "write \(PageRule.form)", node: entry.node)
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
      let known = operations.flatMap { [$0.operationId, $0.pageKey].compactMap { $0 } }
      let mistake = PageMistake(
        message: "There is no operation `\(entry.operation)`",
        hint: NearestName.nearest(to: entry.operation, among: known).map { "did you mean `\($0)`?" }
          ?? "write an operation's id, or `GET /path`", node: entry.node)
      mistake.report(as: .error, &diagnostics)
    }
  }

  // MARK: Rules

  /// What a rule says of an operation; throws where the operation has not what the rule speaks of.
  func paging(_ rule: PageRule, _ operation: API.Operation) throws(PageMistake) -> API.Paging {
    guard let page = page(of: operation) else {
      throw PageMistake(
        message: "The response of `\(operation.key)` is not one JSON value, so it has no elements",
        hint: "leave the operation out", node: rule.node)
    }
    let items = try items(rule, page)
    return API.Paging(
      way: try way(rule, operation, page, items.element), items: items.keys,
      more: try rule.more.map { word throws(PageMistake) in
        try keys(word, from: page, "true or false") { if case .scalar(.bool) = $0 { true } else { false } }
      }, name: rule.name?.text)
  }

  /// What the successes of an operation carry, where that is one JSON value.
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
      return .cursor(parameter: parameter.text, next: try keys(next, from: page, "a text or a number", isCursor))
    case .lastItem(let parameter, let member):
      try check(parameter, operation)
      return .lastItem(
        parameter: parameter.text, member: try keys(member, from: element, "a text or a number", isCursor))
    case .number(let parameter, let first):
      try checkNumber(parameter, operation)
      return .number(parameter: parameter.text, first: first)
    case .offset(let parameter):
      try checkNumber(parameter, operation)
      return .offset(parameter: parameter.text)
    case .url(let member): return .url(try keys(member, from: page, "a text", isURL))
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

  /// Where a page has its elements, and of which type they are.
  private func items(
    _ rule: PageRule, _ page: API.Reference
  ) throws(PageMistake) -> (keys: [String], element: API.Reference) {
    if let word = rule.items {
      let (keys, type) = try follow(word, from: page)
      if let element = element(of: type) { return (keys, element) }
      throw PageMistake(
        message: keys.isEmpty ? "The response is no list" : "'\(word.text)' is no list",
        hint: hint(lists(in: page)), node: word.node)
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

  /// The type of a list's elements; nil for what is no list.
  func element(of type: API.Reference) -> API.Reference? {
    let target = types.follow(type).type
    guard case .array(let element) = types[target].kind, !types[target].isRecursiveList else { return nil }
    return element
  }

  /// The keys of an object's lists.
  func lists(in type: API.Reference) -> [String] {
    object(type)?.properties.filter { element(of: $0.type) != nil }.map(\.key) ?? []
  }

  func object(_ type: API.Reference) -> API.Object? {
    if case .object(let object) = types.kind(type) { return object }
    return nil
  }

  // MARK: Members

  private func keys(
    _ word: PageRule.Word, from type: API.Reference, _ wanted: String, _ isRight: (API.Kind) -> Bool
  ) throws(PageMistake) -> [String] {
    let (keys, type) = try follow(word, from: type)
    if isRight(types.kind(type)) { return keys }
    throw PageMistake(message: "'\(word.text)' must be \(wanted)", hint: nil, node: word.node)
  }

  /// Where a JSON pointer leads to.
  private func follow(
    _ word: PageRule.Word, from start: API.Reference
  ) throws(PageMistake) -> (keys: [String], type: API.Reference) {
    var type = start
    var keys: [String] = []
    for token in JSONPointer.tokens(of: word.text) ?? [] {
      let key = String(decoding: token, as: UTF8.self)
      let above = keys.map { "/\(JSONPointer.escape($0))" }.joined()
      guard let object = object(type) else {
        throw PageMistake(
          message: "\(above.isEmpty ? "What '\(word.text)' begins at" : "'\(above)'") has no members of its own",
          hint: nil, node: word.node)
      }
      guard let property = object.property(key) else {
        let known = object.properties.map { "\(above)/\(JSONPointer.escape($0.key))" }
        throw PageMistake(
          message: "There is no member '\(above)/\(JSONPointer.escape(key))'",
          hint: NearestName.nearest(to: word.text, among: known).map { "did you mean '\($0)'?" }
            ?? (known.isEmpty ? nil : "known are \(known.prefix(20).joined(separator: ", "))"), node: word.node)
      }
      keys.append(key)
      type = property.type
    }
    return (keys, type)
  }

  // MARK: Parameters

  private func check(_ word: PageRule.Word, _ operation: API.Operation) throws(PageMistake) {
    if operation.query(word.text) != nil { return }
    let known = operation.parameters.filter { $0.location == .query }.map(\.name)
    throw PageMistake(
      message: "`\(operation.key)` has no query parameter '\(word.text)'",
      hint: NearestName.nearest(to: word.text, among: known).map { "did you mean '\($0)'?" }
        ?? (known.isEmpty ? "add the parameter with an overlay" : "known are \(known.joined(separator: ", "))"),
      node: word.node)
  }

  private func checkNumber(_ word: PageRule.Word, _ operation: API.Operation) throws(PageMistake) {
    try check(word, operation)
    guard let parameter = operation.query(word.text), !isNumber(parameter.type) else { return }
    throw PageMistake(message: "The parameter '\(word.text)' is no whole number", hint: nil, node: word.node)
  }

  func isNumber(_ type: API.Reference) -> Bool {
    switch types.kind(type) {
    case .scalar(.number): true
    case .scalar(let scalar): scalar.isNumber
    default: false
    }
  }
}

extension API.Object {
  func property(_ key: String) -> API.Property? { index(of: key).map { properties[$0] } }
}

extension API.Operation {
  /// A parameter of the query by its name.
  func query(_ name: String) -> API.Parameter? { parameters.first { $0.location == .query && $0.name == name } }
}

extension GeneratorConfiguration.Pages.Entry {
  func isMeant(for operation: Operation) -> Bool {
    [operation.pageKey, operation.operationId].contains(self.operation)
  }
}

extension Operation {
  /// What it is called in the configuration: `GET /orders`.
  fileprivate var pageKey: String { "\(method) \(path)" }
}
