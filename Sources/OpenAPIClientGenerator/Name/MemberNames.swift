/// Names for the members of types: properties, tuple elements, values, cases.
extension TypeNamer {
  /// All names together, after the types have theirs.
  mutating func names(
    operations: [OperationDraft], groups: [Names.Group], webhooks: (payloads: [API.Payload], owner: Owner)?,
    credentials: [String],
    servers: [ServerNames.Names]
  ) -> Names {
    let operationNames = operations.map { names($0) }
    let webhookNames = webhooks.map { names($0.payloads, in: $0.owner) }
    let (topTypes, nested) = declarations
    var members: [API.TypeID: Names.Members] = [:]
    for id in topTypes + nested.values.joined() { members[id] = self.members(of: id) }
    return Names(
      paths: paths, equal: equal, types: topTypes, nested: nested, members: members, operations: operationNames,
      groups: groups, webhooks: webhookNames, credentials: credentials, servers: servers, usedPins: pins.used,
      misplacedPins: pins.misplaced)
  }

  private mutating func members(of id: API.TypeID) -> Names.Members? {
    switch types[id].kind {
    case .object(let object): return members(of: object)
    case .tuple(let tuple): return members(of: tuple)
    case .enumeration(let values): return Names.Members(names: TypeNamer.constants(of: values))
    case .union(let union): return members(of: union, id)
    case .map where types[id].isRecursiveList: return Names.Members(rest: "additionalProperties")
    case .array where types[id].isRecursiveList: return Names.Members(rest: "elements")
    default: return nil
    }
  }

  /// Names of the properties of an object.
  ///
  ///     image_url, class, hashValue, additionalProperties  → imageURL, `class`, hashText, additionalProperties
  private mutating func members(of object: API.Object) -> Names.Members {
    var scope = NameScope()
    var members = Names.Members()
    // Given names come first, so that no other property takes them.
    let pinned = object.properties.map { pinnedName($0).map { scope.claim($0) } }
    for (property, pinned) in zip(object.properties, pinned) {
      let name =
        pinned
        ?? scope.claim(memberName(property.key)) {
          Identifiers.alternatives(property.key).filter { ReservedWords.member($0) == $0 }
        }
      members.names.append(ReservedWords.escaped(name))
    }
    for _ in object.patterns { members.patterns.append(scope.claim("patternProperties")) }
    if object.additional != nil { members.rest = scope.claim("additionalProperties") }
    if object.properties.contains(where: { !$0.isRequired && types.follow($0.type).isNullable }) {
      members.nulls = scope.claim("nulls")
    }
    return members
  }

  /// The name that the configuration gives to a property; nil if its type has a declaration, for which the name is meant.
  private mutating func pinnedName(_ property: API.Property) -> String? {
    guard !pins.isEmpty, let location = property.location, path(types.follow(property.type).type) == nil else {
      return nil
    }
    return pins.name(ofProperty: location)
  }

  /// Names of the cases, then of the properties that several variants share, which make room for the cases.
  ///
  ///     oneOf: [Cat {id}, Dog {id}]  → cases cat, dog; shared: id
  private mutating func members(of union: API.Union, _ id: API.TypeID) -> Names.Members {
    let cases = unionCases[id] ?? []
    var members = Names.Members(names: cases.map { ReservedWords.escaped($0) })
    var scope = NameScope(reserved: cases + ["other"])
    for key in sharedKeys(of: union, in: [id]) {
      let name = memberName(key)
      members.shared[key] = ReservedWords.escaped(scope.claim(name) { [name + "Value"] })
    }
    return members
  }

  /// The keys of properties that at least two variants have, in the order in which they are found.
  private func sharedKeys(of union: API.Union, in outer: Set<API.TypeID>) -> [String] {
    var counts: [String: Int] = [:]
    var order: [String] = []
    for variant in union.cases {
      let target = types.follow(variant.type).type
      if outer.contains(target) { continue }
      let keys =
        switch types[target].kind {
        case .object(let object): object.properties.map(\.key)
        case .union(let inner): sharedKeys(of: inner, in: outer.union([target]))
        default: [String]()
        }
      for key in keys {
        if counts[key] == nil { order.append(key) }
        counts[key, default: 0] += 1
      }
    }
    return order.filter { (counts[$0] ?? 0) > 1 }
  }

  /// Names of the elements of a tuple.
  ///
  ///     prefixItems: [{title: Latitude}, {}]  → latitude, second
  private mutating func members(of tuple: API.Tuple) -> Names.Members {
    var scope = NameScope()
    var members = Names.Members()
    for (index, element) in tuple.elements.enumerated() {
      let ordinal = Words.ordinal(index)
      let name = scope.claim(memberName(element.title ?? ordinal)) { [ordinal] }
      members.names.append(ReservedWords.escaped(name))
    }
    if tuple.rest != nil { members.rest = scope.claim("rest") }
    return members
  }

  /// The name of a property by itself; another one may have the same.
  private mutating func memberName(_ key: String) -> String {
    if let known = memberNames[key] { return known }
    let name = ReservedWords.member(Identifiers.member(key))
    memberNames[key] = name
    return name
  }

  /// Names for the values of an enum.
  ///
  ///     16:9, 2K, -created_at, ""  → r16x9, size2K, minusCreatedAt, empty
  static func constants(of enumeration: API.Enumeration) -> [String] {
    var scope = NameScope()
    return enumeration.values.map { value in
      let name: String
      if let given = value.name, !Words.split(given).isEmpty {
        name = Identifiers.constant(given)
      } else if enumeration.rawType == .int || enumeration.rawType == .double {
        name = Identifiers.constant(number: value.text)
      } else {
        name = Identifiers.constant(value.text)
      }
      let claimed = scope.claim(ReservedWords.constant(name)) {
        Identifiers.alternatives(value.text).filter { ReservedWords.constant($0) == $0 }
      }
      return ReservedWords.escaped(claimed)
    }
  }
}
