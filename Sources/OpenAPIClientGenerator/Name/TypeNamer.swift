import OpenAPIDocument

/// Names types: components by their own names, inline types by their location inside a component or an operation.
///
///     Pet: {owner: {address: {…}}}, POST /pets: {body: {…}}
///     → Pet, Pet.Owner, Pet.Address, CreatePet.Body
struct TypeNamer {
  let types: API.Types
  let directions: Directions
  /// Which types have rules, whether they are sent or not.
  let validation: Validation
  let namespace: String
  var pins: Pins
  /// The names of types so far.
  private(set) var paths: [[String]?]
  private var isVisited: [Bool]
  var equal: [(type: API.TypeID, other: API.TypeID)] = []
  var unionCases: [API.TypeID: [String]] = [:]
  var signatures: [API.TypeID: String] = [:]
  /// The first type of each signature.
  private var declared: [String: API.TypeID] = [:]
  var memberNames: [String: String] = [:]
  private var hints = TypeHints()
  /// Types that are named, but not yet what is inside them.
  private var unfinished: [(id: API.TypeID, owner: Owner, parent: String)] = []
  /// Types in a component whose schemas are inside another one, while components are named; nil at other times.
  ///
  /// The other component names them if it uses them; the rest is named after all components.
  private var deferred: [(id: API.TypeID, owner: Owner, hint: String, parent: String?)]?
  /// The namespace, then components and the enums that hold operations' types.
  private var holders: [Holder]

  /// Where a type is declared: a position in `holders`.
  struct Owner: Hashable {
    static let namespace = Owner(index: 0)
    fileprivate let index: Int
  }

  /// A declaration with types inside.
  struct Holder {
    let path: [String]
    var scope: NameScope
    /// The types inside, in the order in which they got their names.
    var children: [API.TypeID] = []
    /// The name of a list's element if the list's own name is as general as `Data`.
    var itemHint: String?
    /// The location of the holder, if it is a component.
    var component: Location?
  }

  init(_ types: API.Types, _ directions: Directions, namespace: String, pins: Pins) {
    self.types = types
    self.directions = directions
    validation = Validation(types) { _ in true }
    self.namespace = namespace
    self.pins = pins
    paths = Array(repeating: nil, count: types.indices.count)
    isVisited = Array(repeating: false, count: types.indices.count)
    holders = [Holder(path: [], scope: NameScope(reserved: [namespace, "Client", "Server"]))]
  }

  /// Keeps types from taking a name in the namespace.
  mutating func reserve(_ name: String) { holders[Owner.namespace.index].scope.reserve(name) }

  /// Whether a name in the namespace is taken.
  func isTaken(_ name: String) -> Bool { holders[Owner.namespace.index].scope.contains(name) }

  /// The name of an owner after those around it; empty for the namespace.
  func path(of owner: Owner) -> [String] { holders[owner.index].path }

  /// The name of a type after those around it; nil for a type without a declaration.
  func path(_ id: API.TypeID) -> [String]? { paths[id] }

  private mutating func add(_ holder: Holder) -> Owner {
    holders.append(holder)
    return Owner(index: holders.count - 1)
  }

  /// Adds a holder whose name was reserved for it.
  mutating func addHolder(named name: String) -> Owner {
    add(Holder(path: [name], scope: NameScope(reserved: [name, namespace])))
  }

  /// Adds the holder of an operation's types, such as `CreatePet`; it isn't printed if it stays empty.
  mutating func addHolder(of operation: API.Operation, named text: String) -> Owner {
    let typeName = Casing.upperCamel(text)
    let name = holders[Owner.namespace.index].scope.claim(ReservedWords.type(typeName)) {
      [typeName + "Operation", typeName + "Call"]
    }
    let scope = NameScope(reserved: [name, namespace])
    return add(Holder(path: [name], scope: scope, itemHint: OperationNames.lastNoun(operation.path)))
  }

  /// Takes a name for a type that isn't in the document, such as an enum of bodies: `["CreatePet", "Body"]`.
  mutating func claim(_ name: String, in owner: Owner) -> [String] {
    let claimed = holders[owner.index].scope.claim(name)
    return holders[owner.index].path + [claimed]
  }

  // MARK: Components

  /// Names the components, then the types inside them.
  ///
  ///     Pet: {owner: {…}, tags: [{…}]}  → Pet, Pet.Owner, Pet.Tag
  mutating func name(_ components: [API.Component]) {
    var seen: Set<API.TypeID> = []
    let components = components.filter { seen.insert($0.type.type).inserted }
    for component in components {
      let id = component.type.type
      if let pinned = pin(id) { setName(of: id, to: pinned, in: .namespace) }
    }
    for component in components where paths[component.type.type] == nil {
      setName(of: component.type.type, to: typeName(component.name), in: .namespace) {
        TypeNamer.alternatives(component.name)
      }
    }
    deferred = []
    for component in components { nameTypes(inside: component.type.type) }
    let remaining = deferred ?? []
    deferred = nil
    for (id, owner, hint, parent) in remaining where paths[id] == nil {
      nameNew(id, in: owner, hint: hint, parent: parent)
      nameUnfinished()
    }
  }

  /// Names the types in bodies, responses and parameters that several operations share.
  ///
  ///     components/responses/NotFound: {content: {application/json: {schema: {…}}}}  → NotFound
  mutating func name(_ parts: [API.SharedPart]) {
    for part in parts {
      name(
        part.type, in: .namespace, hint: Identifiers.type(part.name), parent: part.isParameter ? "Parameter" : nil)
    }
  }

  private mutating func nameTypes(inside id: API.TypeID) {
    guard let path = path(id), let name = path.first else { return }
    if isDeclaration(id) {
      let holder = Holder(
        path: path, scope: NameScope(reserved: [name, namespace]), component: types[id].location)
      nameChildren(id, in: add(holder), parent: name)
    } else {
      switch types[id].kind {
      case .same(let same): nameIfNeeded(same.target, in: .namespace, hint: name, parent: nil)
      case .array(let item): nameIfNeeded(item, in: .namespace, hint: hints.itemName(name), parent: nil)
      case .map(let value): nameIfNeeded(value, in: .namespace, hint: hints.valueName(name), parent: nil)
      default: break
      }
    }
    nameUnfinished()
  }

  /// Whether a type is printed as a declaration that can contain others.
  private func isDeclaration(_ id: API.TypeID) -> Bool {
    switch types[id].kind {
    case .object, .union, .tuple, .enumeration: true
    default: types[id].isRecursiveList
    }
  }

  // MARK: Names

  private mutating func typeName(_ text: String) -> String { ReservedWords.type(hints.hint(text)) }

  /// Names for a component whose first choice is taken.
  private static func alternatives(_ text: String) -> [String] {
    let names = Identifiers.alternatives(text, isUpper: true).filter {
      $0.first?.isUppercase ?? false && ReservedWords.type($0) == $0
    }
    let name = ReservedWords.type(Identifiers.type(text))
    return names + [name + "Model", name + "Value"]
  }

  /// The name that the configuration gives to a type.
  private mutating func pin(_ id: API.TypeID) -> String? { types[id].location.flatMap { pins.name(ofType: $0) } }

  private mutating func setName(
    of id: API.TypeID, to name: String, in owner: Owner, alternatives: () -> [String] = { [] }
  ) {
    var first = name
    if owner != .namespace, let scalar = first.unicodeScalars.first, !scalar.isASCII, !scalar.properties.isUppercase {
      // In a script without capitals the type would have the same name as its property.
      first = "Type" + first
    }
    let claimed = holders[owner.index].scope.claim(first, else: alternatives)
    paths[id] = holders[owner.index].path + [claimed]
    holders[owner.index].children.append(id)
  }

  // MARK: Types inside others

  /// Names the type that a reference leads to and the types inside, as far as they have no names yet.
  mutating func name(_ reference: API.Reference, in owner: Owner, hint: String, parent: String? = nil) {
    nameIfNeeded(reference, in: owner, hint: hint, parent: parent)
    nameUnfinished()
  }

  /// Names the types inside those just named, level by level, so that outer types get the shorter names.
  private mutating func nameUnfinished() {
    var next = 0
    while next < unfinished.count {
      let (id, owner, parent) = unfinished[next]
      next += 1
      nameChildren(id, in: owner, parent: parent)
    }
    unfinished.removeAll()
  }

  /// Marks a type as visited; false if it was before.
  private mutating func visit(_ id: API.TypeID) -> Bool {
    defer { isVisited[id] = true }
    return !isVisited[id]
  }

  /// Names the type that a reference leads to, unless it has a name or needs none.
  private mutating func nameIfNeeded(
    _ reference: API.Reference, in owner: Owner, hint: String, parent: String?
  ) {
    let id = reference.type
    if paths[id] != nil { return }
    if types[id].isRecursiveList {
      nameNew(id, in: owner, hint: hint, parent: parent)
      return
    }
    switch types[id].kind {
    case .scalar, .file: return
    case .same(let same):
      guard visit(id) else { return }
      if let name = same.name, paths[types.follow(same.target).type] == nil {
        let text = typeName(name.text)
        nameIfNeeded(
          same.target, in: name.isShared ? .namespace : owner, hint: text, parent: name.isShared ? nil : parent)
      } else {
        nameIfNeeded(same.target, in: owner, hint: hint, parent: parent)
      }
    case .array(let item):
      guard visit(id) else { return }
      nameIfNeeded(item, in: owner, hint: hints.itemName(hint), parent: parent)
    case .map(let value):
      guard visit(id) else { return }
      nameIfNeeded(value, in: owner, hint: hints.valueName(hint), parent: parent)
    case .enumeration(let values):
      if !values.isConstant { nameNew(id, in: owner, hint: hint, parent: parent) }
    case .object, .union, .tuple:
      nameNew(id, in: owner, hint: hint, parent: parent)
    }
  }

  /// Whether two names are short enough to join; without this limit names would double with each level of nesting.
  static func canJoin(_ first: String, _ second: String) -> Bool { first.utf8.count + second.utf8.count <= 96 }

  /// Names a type that needs a declaration and has no name yet.
  private mutating func nameNew(_ id: API.TypeID, in owner: Owner, hint: String, parent: String?) {
    if deferred != nil, owner != .namespace, let home = types[id].location?.component,
      home != holders[owner.index].component
    {
      deferred?.append((id, owner, hint, parent))
      return
    }
    var name = pin(id) ?? ReservedWords.type(hint)
    if name == "Item", let item = holders[owner.index].itemHint, !holders[owner.index].scope.contains(item) {
      name = ReservedWords.type(item)
    }
    setName(of: id, to: name, in: owner) {
      var names = [hint + "Item", hint + "Value"]
      if let parent, TypeNamer.canJoin(parent, hint) {
        let joined = JoinedNames.join(parent, hint)
        // A joined name that is no longer than one of the two is taken already.
        if joined != parent, joined != hint { names.insert(joined, at: 0) }
      }
      return names
    }
    // The types inside an alias get names too, which stay the same when the two schemas begin to differ.
    if let other = first(equalTo: id) { equal.append((id, other)) }
    if owner == .namespace {
      addHolder(inside: id)
    } else if let name = paths[id]?.last {
      unfinished.append((id, owner, name))
    }
  }

  /// Adds the holder of the types inside a type of the namespace.
  private mutating func addHolder(inside id: API.TypeID) {
    guard let path = paths[id], let name = path.first else { return }
    let holder = Holder(path: path, scope: NameScope(reserved: [name, namespace]))
    unfinished.append((id, add(holder), name))
  }

  /// The first of the inline types that are equal to this one; nil if that is this one itself.
  private mutating func first(equalTo id: API.TypeID) -> API.TypeID? {
    let text = signature(id) + (types[id].isNullable ? "?" : "") + (directions.isMultipart(id) ? "form" : "")
    if text.contains(TypeNamer.cycle) { return nil }
    if let first = declared[text] { return first }
    declared[text] = id
    return nil
  }

  /// Names the types directly inside another one.
  private mutating func nameChildren(_ id: API.TypeID, in owner: Owner, parent: String) {
    switch types[id].kind {
    case .object(let object):
      for property in object.properties where mayNeedName(property.type) {
        nameIfNeeded(property.type, in: owner, hint: hints.hint(property.key), parent: parent)
      }
      for pattern in object.patterns { nameIfNeeded(pattern.type, in: owner, hint: "Match", parent: parent) }
      if let additional = object.additional {
        nameIfNeeded(additional, in: owner, hint: "AdditionalProperty", parent: parent)
      }
    case .tuple(let tuple):
      for (index, element) in tuple.elements.enumerated() {
        let text = element.title ?? Words.ordinal(index)
        nameIfNeeded(element.type, in: owner, hint: Identifiers.type(text), parent: parent)
      }
      if let rest = tuple.rest { nameIfNeeded(rest, in: owner, hint: "Rest", parent: parent) }
    case .union(let union):
      let unionName = paths[id]?.last ?? parent
      let names = caseNames(union, unionName: unionName)
      unionCases[id] = names
      for (unionCase, name) in zip(union.cases, names) {
        nameIfNeeded(unionCase.type, in: owner, hint: caseHint(name, unionCase.type, of: unionName), parent: parent)
      }
    case .array(let item), .map(let item): nameIfNeeded(item, in: owner, hint: "Element", parent: parent)
    default: break
    }
  }

  /// The name of a variant's type, from the name of its case.
  ///
  ///     case cat of Animal, case object of Animal  → Cat, AnimalObject
  private mutating func caseHint(_ caseName: String, _ type: API.Reference, of unionName: String) -> String {
    let hint = Casing.upperFirst(caseName)
    // A variant called `String` would hide the type of the standard library.
    let isTooGeneral = TypeNamer.isVague(caseName) || ReservedWords.printed.contains(hint)
    guard isTooGeneral, TypeNamer.canJoin(unionName, hint) else { return hint }
    // The elements of a list are named after the union, because it has the name that the list would have had.
    switch types.kind(type) {
    case .array: return hints.singular(unionName) == unionName ? unionName + "Items" : unionName
    case .map: return unionName
    default: return JoinedNames.join(unionName, hint)
    }
  }

  /// Whether a type may need a name; most properties are strings, numbers or components, which need none.
  func mayNeedName(_ reference: API.Reference) -> Bool {
    switch types[reference.type].kind {
    case .scalar, .file: false
    case .same: paths[types.follow(reference).type] == nil
    default: paths[reference.type] == nil
    }
  }

  // MARK: Results

  /// The types in the namespace, and those inside other types by the name of the outer one.
  var declarations: (types: [API.TypeID], nested: [String: [API.TypeID]]) {
    var nested: [String: [API.TypeID]] = [:]
    for holder in holders {
      if let name = holder.path.first, !holder.children.isEmpty { nested[name] = holder.children }
    }
    return (holders[Owner.namespace.index].children, nested)
  }
}
