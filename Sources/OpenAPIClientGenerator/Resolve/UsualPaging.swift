import OpenAPIDocument
import OpenAPISyntax

/// Recognizes the usual ways in which documents describe pages of a list.
extension PagingResolver {
  /// The pages of an operation, as far as the document describes them; nil if it doesn't.
  ///
  /// Explicit descriptions come first: `x-pagination`, in the form of the configuration, `x-ms-pageable`, a link of the
  /// operation to itself, a documented header field `Link`. Then come usual names:
  ///
  ///     GET /orders?cursor → {orders: […], next_cursor: string}  → parameter cursor takes the value of next_cursor
  func usualPaging(
    _ operation: Operation, _ resolved: API.Operation, _ diagnostics: inout Diagnostics
  ) -> API.Paging? {
    if let node = operation.node["x-pagination"] {
      guard let rule = PageRule(node, as: .warning, &diagnostics) else { return nil }
      do throws(PageMistake) {
        return try paging(rule, resolved)
      } catch {
        error.report(as: .warning, &diagnostics)
        return nil
      }
    }
    guard let page = page(of: resolved), ["GET", "QUERY"].contains(operation.method) else { return nil }
    let finder = UsualPaging(resolver: self, operation: operation, resolved: resolved, page: page)
    return finder.candidates.lazy.compactMap { rule in try? paging(rule, resolved) }.first
  }
}

/// One operation with the type of its pages, searched for signs of pagination.
private struct UsualPaging {
  let resolver: PagingResolver
  let operation: Operation
  let resolved: API.Operation
  let page: API.Reference

  /// The rules that may apply, the most certain first; the caller drops those that don't fit the operation.
  var candidates: [PageRule] {
    if let node = operation.node["x-ms-pageable"] { return [pageable(node)].compactMap { $0 } }
    let said = links + [linkField].compactMap { $0 }
    return said.isEmpty ? suggested : said
  }

  // MARK: Explicit descriptions

  /// The rule of `"x-ms-pageable": { "nextLinkName": "nextLink", "itemName": "value" }`; nil if it names no link, for then
  /// there is only one page.
  private func pageable(_ node: JSONNode) -> PageRule? {
    guard let next = node["nextLinkName"]?.string, !next.isEmpty else { return nil }
    return rule(.url(pointer([next])), items: pointer([node["itemName"]?.string ?? "value"]))
  }

  /// Rules for links from the operation to itself that take a parameter from the response's body.
  private var links: [PageRule] {
    let links = operation.responses.flatMap(\.links).filter { link in
      link.operationId != nil && link.operationId == operation.operationId
    }
    return links.flatMap { link in
      (link.node["parameters"]?.members.map { ($0.key, $0.value) } ?? []).compactMap { key, value -> PageRule? in
        let source = "$response.body#"
        guard let text = value.string, text.hasPrefix(source) else { return nil }
        let name = key.hasPrefix("query.") ? String(key.dropFirst("query.".count)) : key
        return rule(.cursor(parameter: self.text(name), next: self.text(String(text.dropFirst(source.count)))))
      }
    }
  }

  private var linkField: PageRule? {
    let hasLink = operation.responses.contains { response in
      response.status.isSuccess && response.headers.contains { $0.name.lowercased() == "link" }
    }
    return hasLink ? rule(.link) : nil
  }

  // MARK: Usual names

  private static let cursorParameters = [
    "cursor", "nextcursor", "pagecursor", "startcursor", "pagetoken", "nextpagetoken", "nexttoken",
    "continuationtoken", "paginationtoken", "startingafter", "startafter", "after", "afterid", "marker",
  ]
  private static let cursorMembers = [
    "nextcursor", "nextpagetoken", "nexttoken", "nextcontinuationtoken", "continuationtoken", "paginationtoken",
    "nextpagecursor", "endcursor", "lastid", "after", "nextmarker", "cursor", "next",
  ]
  private static let urlMembers = [
    "next", "nexturl", "nexthref", "nextlink", "odata.nextlink", "nextpageurl", "nexturi",
  ]
  private static let moreMembers = ["hasmore", "hasnext", "hasnextpage", "more"]
  private static let numberParameters = ["page", "pagenumber", "pageno", "pagenum"]
  private static let offsetParameters = ["offset", "skip", "startat"]
  private static let groups = [
    "meta", "metadata", "pagination", "paging", "page", "pageinfo", "cursors", "links", "responsemetadata",
    "paginationmetadata",
  ]
  private static let listNames = ["data", "items", "results", "value", "values", "records", "entries", "elements"]

  private var suggested: [PageRule] {
    let members = members
    let more = Self.moreMembers.lazy.compactMap { name in members.first { $0.plain == name && $0.is(.bool) } }.first
    func parameter(_ names: [String]) -> API.Parameter? {
      names.lazy.compactMap { name in
        resolved.parameters.first { $0.location == .query && plain($0.name) == name }
      }.first
    }
    var rules: [PageRule] = []
    if let cursor = parameter(Self.cursorParameters) {
      for name in Self.cursorMembers {
        guard let next = members.first(where: { $0.plain == name && !$0.isAddress }) else { continue }
        rules.append(rule(.cursor(parameter: text(cursor.name), next: next.pointer), more: more?.pointer))
      }
      if let more, ["startingafter", "after", "afterid"].contains(plain(cursor.name)) {
        rules.append(rule(.lastItem(parameter: text(cursor.name), member: pointer(["id"])), more: more.pointer))
      }
    }
    for name in Self.urlMembers {
      guard let next = members.first(where: { $0.plain == name && ($0.isAddress || name != "next") }) else { continue }
      rules.append(rule(.url(next.pointer), more: more?.pointer))
    }
    if let offset = parameter(Self.offsetParameters), resolver.isNumber(offset.type) {
      rules.append(rule(.offset(parameter: text(offset.name)), more: more?.pointer))
    }
    if let number = parameter(Self.numberParameters), resolver.isNumber(number.type) {
      var first: Int?
      if case .number(let value) = number.defaultValue { first = value.int }
      rules.append(rule(.number(parameter: text(number.name), first: first == 1 ? nil : first), more: more?.pointer))
    }
    return rules
  }

  /// A member of the page, or of an object in it such as `pagination`.
  private struct Member {
    let pointer: PageRule.Text
    /// The key without case and separators.
    let plain: String
    let kind: API.Kind
    /// Whether its format says that it is a URL.
    let isAddress: Bool

    func `is`(_ scalar: API.Scalar) -> Bool {
      if case .scalar(scalar) = kind { return true }
      return false
    }
  }

  private var members: [Member] {
    guard let object = resolver.object(page) else { return [] }
    return members(of: object, below: [])
      + object.properties.filter { Self.groups.contains(plain($0.key)) }.flatMap { property in
        resolver.object(property.type).map { members(of: $0, below: [property.key]) } ?? []
      }
  }

  private func members(of object: API.Object, below keys: [String]) -> [Member] {
    object.properties.filter { $0.deprecation == nil }.map { property in
      let kind = resolver.types.kind(property.type)
      let isURL = if case .scalar(.custom("URL")) = kind { true } else { false }
      let isAddress =
        isURL || ["uri", "url", "uri-reference"].contains(property.format)
        || keys.last.map(plain) == "links"
      return Member(
        pointer: pointer(keys + [property.key]), plain: plain(property.key), kind: kind, isAddress: isAddress)
    }
  }

  // MARK: Rules

  private func rule(_ way: PageRule.Way, items: PageRule.Text? = nil, more: PageRule.Text? = nil) -> PageRule {
    PageRule(way: way, items: items ?? list, more: more, name: nil, node: operation.node)
  }

  /// Among several lists of the page, the one with a usual name or that of the last path segment; nil if there is only one.
  private var list: PageRule.Text? {
    let lists = resolver.lists(in: page)
    guard lists.count > 1 else { return nil }
    let names = Self.listNames + [operation.path.split(separator: "/").last.map { plain(String($0)) }].compactMap { $0 }
    return names.lazy.compactMap { name in lists.first { plain($0) == name } }.first.map { pointer([$0]) }
  }

  private func pointer(_ keys: [String]) -> PageRule.Text {
    text(keys.map { "/\(JSONPointer.escape($0))" }.joined())
  }

  private func text(_ text: String) -> PageRule.Text { PageRule.Text(text: text, node: operation.node) }

  /// A name without case and separators: `next_cursor` → `nextcursor`.
  private func plain(_ name: String) -> String { name.filter { !"-_@$ ".contains($0) }.lowercased() }
}
