import OpenAPIDocument
import OpenAPISyntax

/// The usual ways in which documents say, or show, how the pages of a list follow each other.
extension PagingResolver {
  /// How the pages of an operation follow each other, as far as the document shows it; nil where nothing does.
  ///
  /// What it says counts before what its names suggest: `x-pagination` in the form of the configuration, `x-ms-pageable`,
  /// a link of the operation to itself, a documented header field `Link`; then names such as `next_cursor` and `cursor`.
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

/// What one operation and its response look like.
private struct UsualPaging {
  let resolver: PagingResolver
  let operation: Operation
  let resolved: API.Operation
  let page: API.Reference

  /// The rules that may hold, the surest first; those that don't fit the operation are refused later.
  var candidates: [PageRule] {
    if let node = operation.node["x-ms-pageable"] { return [pageable(node)].compactMap { $0 } }
    let said = links + [linkField].compactMap { $0 }
    return said.isEmpty ? suggested : said
  }

  // MARK: What is said

  /// `"x-ms-pageable": { "nextLinkName": "nextLink", "itemName": "value" }`; without a name there is one page.
  private func pageable(_ node: JSONNode) -> PageRule? {
    guard let next = node["nextLinkName"]?.string, !next.isEmpty else { return nil }
    return rule(.url(pointer([next])), items: pointer([node["itemName"]?.string ?? "value"]))
  }

  /// A link to the operation itself that takes a parameter from the response's body.
  private var links: [PageRule] {
    let links = operation.responses.flatMap(\.links).filter { link in
      link.operationId != nil && link.operationId == operation.operationId
    }
    return links.flatMap { link in
      (link.node["parameters"]?.members.map { ($0.key, $0.value) } ?? []).compactMap { key, value -> PageRule? in
        let source = "$response.body#"
        guard let text = value.string, text.hasPrefix(source) else { return nil }
        let name = key.hasPrefix("query.") ? String(key.dropFirst("query.".count)) : key
        return rule(.cursor(parameter: word(name), next: word(String(text.dropFirst(source.count)))))
      }
    }
  }

  private var linkField: PageRule? {
    let hasLink = operation.responses.contains { response in
      response.status.isSuccess && response.headers.contains { $0.name.lowercased() == "link" }
    }
    return hasLink ? rule(.link) : nil
  }

  // MARK: What names suggest

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
        rules.append(rule(.cursor(parameter: word(cursor.name), next: next.word), more: more?.word))
      }
      if let more, ["startingafter", "after", "afterid"].contains(plain(cursor.name)) {
        rules.append(rule(.lastItem(parameter: word(cursor.name), member: pointer(["id"])), more: more.word))
      }
    }
    for name in Self.urlMembers {
      guard let next = members.first(where: { $0.plain == name && ($0.isAddress || name != "next") }) else { continue }
      rules.append(rule(.url(next.word), more: more?.word))
    }
    if let offset = parameter(Self.offsetParameters), resolver.isNumber(offset.type) {
      rules.append(rule(.offset(parameter: word(offset.name)), more: more?.word))
    }
    if let number = parameter(Self.numberParameters), resolver.isNumber(number.type) {
      var first: Int?
      if case .number(let value) = number.defaultValue { first = value.int }
      rules.append(rule(.number(parameter: word(number.name), first: first == 1 ? nil : first), more: more?.word))
    }
    return rules
  }

  /// A member of the page, or of an object in it that speaks of pages.
  private struct Member {
    let word: PageRule.Word
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
        word: pointer(keys + [property.key]), plain: plain(property.key), kind: kind, isAddress: isAddress)
    }
  }

  // MARK: Rules

  private func rule(_ way: PageRule.Way, items: PageRule.Word? = nil, more: PageRule.Word? = nil) -> PageRule {
    PageRule(way: way, items: items ?? list, more: more, name: nil, node: operation.node)
  }

  /// The page's list, where it has several: the one with a usual name, or called as the path ends.
  private var list: PageRule.Word? {
    let lists = resolver.lists(in: page)
    guard lists.count > 1 else { return nil }
    let names = Self.listNames + [operation.path.split(separator: "/").last.map { plain(String($0)) }].compactMap { $0 }
    return names.lazy.compactMap { name in lists.first { plain($0) == name } }.first.map { pointer([$0]) }
  }

  private func pointer(_ keys: [String]) -> PageRule.Word {
    word(keys.map { "/\(JSONPointer.escape($0))" }.joined())
  }

  private func word(_ text: String) -> PageRule.Word { PageRule.Word(text: text, node: operation.node) }

  /// A name without regard to case and separators.
  private func plain(_ name: String) -> String { name.filter { !"-_@$ ".contains($0) }.lowercased() }
}
