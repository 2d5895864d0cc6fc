/// Methods that give the elements of all pages.
extension FilePrinter {
  /// The method beside the operation's own.
  ///
  ///     public func listOrdersPaged(limit: Int? = nil) -> PageElements<Shop.OrderPage, [Shop.Order]> {
  ///       let operation = Shop.listOrders(limit: limit)
  ///       return pages(of: operation, next: .cursor("after", \.next)).elements(\.orders)
  ///     }
  func printPages(_ operation: OperationPlan) {
    guard let paging = operation.paging else { return }
    blank()
    var documentation = Documentation([
      "The elements of all pages of \(Self.reference(operation)).",
      "A page is fetched when its first element is asked for; `pages` of the result are the pages themselves.",
    ])
    documentation.deprecation = paging.deprecation
    printDocumentation(documentation, example: pagesExample(operation, paging), endpoint: operation.endpoint)
    let page = spell(operation.response.type)
    function(
      "\(access)func \(paging.name)", operation.arguments.map(declaration),
      " -> \(name(RuntimeNames.pageElements))<\(page), \(spell(paging.elements))>"
    ) {
      call("let operation = \(plan.namespace).\(operation.name)", operation.arguments.map { $0.passing($0.name) })
      // An argument called `pages` hides the method.
      let pages = operation.arguments.contains { $0.name == "pages" } ? "self.pages" : "pages"
      call(
        "return \(pages)", ["of: operation", "next: \(Self.next(paging))"],
        ".elements(\(Self.keyPath(paging.items)))")
    }
  }

  /// How the next page is requested: `.cursor("after", \.next, isLast: { $0.hasMore == false })`.
  private static func next(_ paging: PagingPlan) -> String {
    let isLast = paging.more.map { ", isLast: { \(value($0)) == false }" } ?? ""
    let items = keyPath(paging.items)
    switch paging.way {
    case .cursor(let parameter, let next):
      return ".cursor(\(Literals.string(parameter)), \(keyPath(next))\(isLast))"
    case .lastItem(let parameter, let member):
      let list = "\\" + (paging.items.isRootOptional ? ".?" : "") + members(paging.items, isLastChained: true)
      return ".cursor(\(Literals.string(parameter)), \(list).last?\(members(member, isLastChained: false))\(isLast))"
    case .number(let parameter, let first):
      let start = first.map { ", first: \($0)" } ?? ""
      return ".number(\(Literals.string(parameter))\(start), elements: \(items)\(isLast))"
    case .offset(let parameter): return ".offset(\(Literals.string(parameter)), elements: \(items)\(isLast))"
    case .url(let member, isText: true): return ".url(\(keyPath(member))\(isLast))"
    case .url(let member, isText: false):
      return ".url(\(keyPath(member, isLastChained: true)).absoluteString\(isLast))"
    case .link: return ".link"
    }
  }

  // MARK: Members

  /// `\.meta?.next`, `\.self`.
  private static func keyPath(_ path: MemberPath, isLastChained: Bool = false) -> String {
    if path.steps.isEmpty { return "\\.self" }
    return "\\" + (path.isRootOptional ? ".?" : "") + members(path, isLastChained: isLastChained)
  }

  /// `$0.meta?.hasMore`.
  private static func value(_ path: MemberPath) -> String {
    "$0" + (path.isRootOptional ? "?" : "") + members(path, isLastChained: false)
  }

  /// `.meta?.next`; `isLastChained` adds a `?` behind an optional last member.
  private static func members(_ path: MemberPath, isLastChained: Bool) -> String {
    path.steps.enumerated().map { index, member in
      step(member, isLast: index == path.steps.count - 1 && !isLastChained)
    }.joined()
  }

  /// `.meta?`, and `.next` for the last member.
  private static func step(_ step: MemberPath.Step, isLast: Bool) -> String {
    ".\(step.name)" + (step.isOptional && !isLast ? "?" : "")
  }

  // MARK: Example

  /// `for try await item in client.listOrdersPaged(limit: 50) { … }`.
  private func pagesExample(_ operation: OperationPlan, _ paging: PagingPlan) -> [String] {
    guard let example = operation.example else { return [] }
    return call("for try await item in client.\(operation.memberPath(paging.name))(", example, ") {") + [
      "  print(item)", "}",
    ]
  }
}
