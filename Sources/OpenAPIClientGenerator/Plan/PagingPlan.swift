/// The method that gives the elements of all pages of an operation.
///
///     listOrdersPaged(limit: 50)  → PageElements<OrderPage, [Order]>
public struct PagingPlan: Sendable {
  /// Name of the method.
  public let name: String
  /// The type of a page's list, without optionality.
  public let elements: TypeUse
  /// Where a page has its list.
  public let items: MemberPath
  /// How the next page is requested.
  public let way: Way
  /// The Boolean member that says whether more pages follow.
  public let more: MemberPath?
  /// The deprecation of the operation, or of a member that the method reads.
  public let deprecation: Deprecation?

  /// How the next page is requested.
  public enum Way: Equatable, Sendable {
    /// A member of the page is sent in a query parameter.
    case cursor(parameter: String, next: MemberPath)
    /// A member of the page's last element is sent in a query parameter.
    case lastItem(parameter: String, member: MemberPath)
    /// A query parameter numbers the pages.
    case number(parameter: String, first: Int?)
    /// A query parameter is the number of elements before the page.
    case offset(parameter: String)
    /// A member of the page is the next one's URL, as a `String` or as Foundation's `URL`.
    case url(MemberPath, isText: Bool)
    /// The header field `Link` has the next page's URL.
    case link
  }
}

/// The way from a value to a member inside it, by Swift names: `meta?.next`.
public struct MemberPath: Equatable, Sendable {
  /// Whether the value itself may be absent.
  public var isRootOptional: Bool
  /// The members, from the outside in.
  public var steps: [Step] = []

  /// A member of a path.
  public struct Step: Equatable, Sendable {
    /// Its Swift name.
    public let name: String
    /// Whether its type is optional.
    public let isOptional: Bool
  }
}

/// Types, and how pages follow each other → methods that give the elements of all pages.
struct PagePlanning {
  private let types: [[String]: TypePlan]

  init(_ types: [TypePlan]) { self.types = types.byPath }

  /// The method; nil where an operation has none.
  ///
  ///     GET /orders, items: /orders, cursor: after, next: /next
  ///     → listOrdersPaged(): items \.orders, way .cursor(parameter: "after", next: \.next)
  ///
  /// `page` is the type of the operation's response, `deprecation` the operation's.
  func plan(
    _ paging: API.Paging?, _ name: String?, of page: TypeUse, deprecation: Deprecation?
  ) -> PagingPlan? {
    guard let paging, let name, let items = member(paging.items, of: page),
      let (way, next) = nextPage(paging.way, of: page, items)
    else { return nil }
    var more: Member?
    if let keys = paging.more {
      more = member(keys, of: page)
      if more == nil { return nil }
    }
    return PagingPlan(
      name: name, elements: items.type.unwrapped, items: items.path, way: way, more: more?.path,
      deprecation: deprecation ?? items.deprecation ?? next?.deprecation ?? more?.deprecation)
  }

  /// How the next page is requested, and the member that is read for it; nil where the types lack that member.
  private func nextPage(
    _ way: API.Paging.Way, of page: TypeUse, _ items: Member
  ) -> (way: PagingPlan.Way, member: Member?)? {
    switch way {
    case .cursor(let parameter, let next):
      member(next, of: page).map { (.cursor(parameter: parameter, next: $0.path), $0) }
    case .lastItem(let parameter, let key):
      element(of: items.type).flatMap { member(key, of: $0) }
        .map { (.lastItem(parameter: parameter, member: $0.path), $0) }
    case .number(let parameter, let first): (.number(parameter: parameter, first: first), nil)
    case .offset(let parameter): (.offset(parameter: parameter), nil)
    case .url(let keys):
      member(keys, of: page).map { (.url($0.path, isText: types.declared($0.type) == .string), $0) }
    case .link: (.link, nil)
    }
  }

  /// A member that is read from a page or an element.
  private struct Member {
    var path: MemberPath
    var type: TypeUse
    var deprecation: Deprecation?
  }

  /// The member at the end of some keys; nil where the types have none.
  ///
  ///     [meta, next] of OrderPage  → meta?.next: String?
  private func member(_ keys: [String], of type: TypeUse) -> Member? {
    var member = Member(path: MemberPath(isRootOptional: type.isOptional), type: type)
    for key in keys {
      guard case .named(let path) = types.declared(member.type), case .structure(let structure) = types[path]?.kind,
        let property = structure.properties.first(where: { $0.key == key })
      else { return nil }
      member.path.steps.append(MemberPath.Step(name: property.name, isOptional: property.type.isOptional))
      member.type = property.type
      if let deprecation = property.documentation.deprecation { member.deprecation = deprecation }
    }
    return member
  }

  private func element(of type: TypeUse) -> TypeUse? {
    if case .array(let element) = types.declared(type) { return element }
    return nil
  }
}

extension PagingPlan {
  /// `listOrdersPaged -> [Order]`.
  var explanation: String { "all pages: \(name) -> \(elements.text)" }
}
