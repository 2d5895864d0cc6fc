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
  /// What leads from a page to the next.
  public let way: Way
  /// What says whether more pages follow.
  public let more: MemberPath?
  /// Whether a member is deprecated that is read for it.
  public let isDeprecated: Bool

  /// What leads from a page to the next.
  public enum Way: Equatable, Sendable {
    /// A member of the page is sent in a query parameter.
    case cursor(parameter: String, next: MemberPath)
    /// A member of the page's last element is sent in a query parameter.
    case lastItem(parameter: String, member: MemberPath)
    case number(parameter: String, first: Int?)
    case offset(parameter: String)
    /// A member of the page is the next one's URL, as a text or as Foundation's type.
    case url(MemberPath, isText: Bool)
    case link
  }
}

/// Members from a value to one inside it, by their Swift names.
public struct MemberPath: Equatable, Sendable {
  /// Whether the value itself may be absent.
  public var isRootOptional: Bool
  /// Each member, and whether it is optional.
  public var steps: [Step] = []

  /// A member on the way.
  public struct Step: Equatable, Sendable {
    /// Its Swift name.
    public let name: String
    /// Whether its type is optional.
    public let isOptional: Bool
  }
}

/// Types, and how pages follow each other → methods.
struct PagePlanning {
  private let types: [[String]: TypePlan]

  init(_ types: [TypePlan]) { self.types = types.byPath }

  /// The method; nil where an operation has none.
  func plan(_ paging: API.Paging?, _ name: String?, of page: TypeUse) -> PagingPlan? {
    guard let paging, let name, let items = member(paging.items, of: page) else { return nil }
    let way: (way: PagingPlan.Way, isDeprecated: Bool)
    switch paging.way {
    case .cursor(let parameter, let next):
      guard let next = member(next, of: page) else { return nil }
      way = (.cursor(parameter: parameter, next: next.path), next.isDeprecated)
    case .lastItem(let parameter, let key):
      guard let element = element(of: items.type), let member = member(key, of: element) else { return nil }
      way = (.lastItem(parameter: parameter, member: member.path), member.isDeprecated)
    case .number(let parameter, let first): way = (.number(parameter: parameter, first: first), false)
    case .offset(let parameter): way = (.offset(parameter: parameter), false)
    case .url(let keys):
      guard let url = member(keys, of: page) else { return nil }
      way = (.url(url.path, isText: declared(url.type) == .string), url.isDeprecated)
    case .link: way = (.link, false)
    }
    let more = paging.more.map { member($0, of: page) }
    if case .some(nil) = more { return nil }
    return PagingPlan(
      name: name, elements: items.type.unwrapped, items: items.path, way: way.way, more: more??.path,
      isDeprecated: items.isDeprecated || way.isDeprecated || more??.isDeprecated == true)
  }

  private struct Member {
    var path: MemberPath
    var type: TypeUse
    var isDeprecated = false
  }

  private func member(_ keys: [String], of type: TypeUse) -> Member? {
    var member = Member(path: MemberPath(isRootOptional: type.isOptional), type: type)
    for key in keys {
      guard case .named(let path) = declared(member.type), case .structure(let structure) = types[path]?.kind,
        let property = structure.properties.first(where: { $0.key == key })
      else { return nil }
      member.path.steps.append(MemberPath.Step(name: property.name, isOptional: property.type.isOptional))
      member.type = property.type
      if property.documentation.deprecation != nil { member.isDeprecated = true }
    }
    return member
  }

  private func element(of type: TypeUse) -> TypeUse? {
    if case .array(let element) = declared(type) { return element }
    return nil
  }

  /// A type without optionality and other names.
  private func declared(_ type: TypeUse) -> TypeUse {
    var type = type.unwrapped
    for _ in 0..<256 {
      guard case .named(let path) = type, case .alias(let target) = types[path]?.kind else { return type }
      type = target.unwrapped
    }
    return type
  }
}

extension PagingPlan {
  /// `listOrdersPaged -> [Order]`.
  var explanation: String { "all pages: \(name) -> \(elements.text)" }
}
