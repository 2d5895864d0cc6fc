/// Names for the methods that send operations, and for the groups that hold them if operations are grouped by tag.
///
/// A method's name depends on its operation and tag only, so that no other operation changes it:
///
///     createOrder, orders_create under orders  → create
///     listOrders, getOrder under orders        → list, get
///     cancelAllOrders under orders             → cancelAllOrders
struct MethodNames {
  let groups: [Names.Group]
  /// In the order of the operations.
  private(set) var methods: [Names.Method]

  init(_ operations: [API.Operation], _ named: [OperationNamer.Named], given: [String: String], areGrouped: Bool) {
    let tags = operations.map { areGrouped ? $0.tags.first : nil }
    var client = NameScope(reserved: zip(tags, named).filter { $0.0 == nil }.map(\.1.name))
    groups = Self.groups(tags.compactMap { $0 }, beside: client)
    let positions = Dictionary(
      uniqueKeysWithValues: groups.enumerated().map { (Identifiers.member($1.tag), $0) })
    methods = named.map { Names.Method(group: nil, name: $0.name) }
    var scopes = Array(repeating: NameScope(), count: groups.count)
    for index in Self.byPath(operations) {
      guard let tag = tags[index], let group = positions[Identifiers.member(tag)] else { continue }
      let name = named[index].name
      let isGiven = given[operations[index].key] != nil
      let short = isGiven ? name : Self.short(name, tag: tag).map(ReservedWords.operation) ?? name
      methods[index] = Names.Method(group: group, name: scopes[group].claim(short) { [name] })
    }
    // These come last, so that no operation gets another name because of them.
    for (index, operation) in operations.enumerated() {
      guard let paging = operation.paging else { continue }
      let name = "\(methods[index].name)Paged"
      methods[index].pages =
        paging.name ?? methods[index].group.map { scopes[$0].claim(name) } ?? client.claim(name)
    }
  }

  /// A group for each tag; tags with the same name in Swift share one.
  ///
  ///     orders, Line items  → client.orders of OrdersOperations, client.lineItems of LineItemsOperations
  private static func groups(_ tags: [String], beside client: NameScope) -> [Names.Group] {
    var properties = client
    // Every client has a method `pages`, which a property of that name would hide.
    properties.reserve("pages")
    var seen: Set<String> = []
    return tags.filter { seen.insert(Identifiers.member($0)).inserted }.map { tag in
      let name = ReservedWords.operation(Identifiers.member(tag))
      let property = properties.claim(name) { ["\(name)Operations"] }
      return Names.Group(
        property: ReservedWords.escaped(property), type: "\(Identifiers.type(tag))Operations", tag: tag)
    }
  }

  /// The positions of the operations, those with shorter paths first: they get the shorter names.
  private static func byPath(_ operations: [API.Operation]) -> [Int] {
    let lengths = operations.map { operation in operation.path.utf8.count { $0 == UInt8(ascii: "/") } }
    return operations.indices.sorted { (lengths[$0], $0) < (lengths[$1], $1) }
  }

  private static let listing: Set<String> = ["list", "search", "find", "query"]

  /// The name of an operation without the words of its tag; nil if it doesn't have them.
  static func short(_ name: String, tag: String) -> String? {
    let words = Words.split(name)
    let lower = words.map { $0.lowercased() }
    let tagWords = Words.split(tag).map { $0.lowercased() }
    guard let last = tagWords.last, words.count > tagWords.count else { return nil }
    let singular = Array(tagWords.dropLast()) + [Singular.word(last)]
    let start = Array(lower.prefix(tagWords.count))
    if start == tagWords || start == singular {
      var rest = Array(words.dropFirst(tagWords.count))
      if rest.count > 1, rest[0].lowercased() == "controller" { rest.removeFirst() }
      let name = Casing.camel(rest, isUpper: false)
      return Identifiers.isIdentifier(name) || ReservedWords.keywords.contains(name) ? name : nil
    }
    guard words.count == tagWords.count + 1, let noun = lower.last else { return nil }
    let verb = lower[0]
    // Only one of `getOrder` and `getOrders` can be `get`, and only one of `listOrders` and `listOrder` can be `list`.
    let isPlural = Singular.word(noun) != noun
    let isSame = Array(lower.dropFirst().dropLast()) + [Singular.word(noun)] == singular
    let hasPlural = Singular.word(last) != last || isPlural
    guard isSame, !hasPlural || isPlural == listing.contains(verb) else { return nil }
    return verb
  }
}
