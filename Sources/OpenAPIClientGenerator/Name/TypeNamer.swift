import OpenAPIDocument

/// Gives names to types.
///
/// Types of the namespace come first (those with a given name, then components in document order); types inside a
/// component or an operation are named after where they stand, one level deep.
struct TypeNamer {
  let types: API.Types
  let directions: Directions
  /// Which types have rules, whether anything checks them or not.
  let validation: Validation
  let namespace: String
  var pins: Pins
  private var paths: [[String]?]
  private var isVisited: [Bool]
  var equal: [(type: API.TypeID, other: API.TypeID)] = []
  var unionCases: [API.TypeID: [String]] = [:]
  var signatures: [API.TypeID: String] = [:]
  /// The first type of each signature.
  private var declared: [String: API.TypeID] = [:]
  var memberNames: [String: String] = [:]
  private var hints = TypeHints()
  /// Types whose insides have no names yet.
  private var unfinished: [(id: API.TypeID, owner: Owner, parent: String)] = []
  /// While components name what is inside them: types that they hold and other components declare, which name them if they
  /// can.
  private var deferred: [(id: API.TypeID, owner: Owner, hint: String, parent: String?)]?
  private var root: Holder
  private var holders: [Holder] = []

  /// What types stand in.
  enum Owner: Hashable {
    case namespace
    /// A component, or what holds the types of an operation.
    case holder(Int)
  }

  /// What holds types.
  struct Holder {
    let path: [String]
    var scope: NameScope
    /// Types named in it, in order.
    var children: [API.TypeID] = []
    /// What the element of a list is called where the list's name says nothing.
    var itemHint: String?
    /// The component, for a holder that is one.
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
    root = Holder(path: [], scope: NameScope(reserved: [namespace, "Client", "Server"]))
  }

  subscript(owner: Owner) -> Holder {
    get {
      switch owner {
      case .namespace: root
      case .holder(let index): holders[index]
      }
    }
    _modify {
      switch owner {
      case .namespace: yield &root
      case .holder(let index): yield &holders[index]
      }
    }
  }

  /// Keeps a name of the namespace for something that is no type of the document.
  mutating func reserve(_ name: String) { root.scope.reserve(name) }

  func isTaken(_ name: String) -> Bool { root.scope.contains(name) }

  /// The names of a type from the outside in; nil for one without a declaration of its own.
  func path(_ id: API.TypeID) -> [String]? { paths[id] }

  /// Opens a holder of types.
  mutating func open(_ holder: Holder) -> Owner {
    holders.append(holder)
    return .holder(holders.count - 1)
  }

  /// Opens a holder whose name was reserved for it.
  mutating func open(_ name: String) -> Owner {
    open(Holder(path: [name], scope: NameScope(reserved: [name, namespace])))
  }

  /// Opens the holder of an operation's types; nothing is printed for one that stays empty.
  mutating func openHolder(of operation: API.Operation, named text: String) -> Owner {
    let nouns = OperationNames.Nouns(operation.path)
    let typeName = Casing.upperCamel(text)
    let name = root.scope.claim(ReservedWords.type(typeName)) { [typeName + "Operation", typeName + "Call"] }
    return open(
      Holder(
        path: [name], scope: NameScope(reserved: [name, namespace]), itemHint: nouns.last))
  }

  /// Takes a name of an owner for a type that the document doesn't have, such as a choice of bodies.
  mutating func claim(_ name: String, in owner: Owner) -> [String] {
    let claimed = self[owner].scope.claim(name)
    return self[owner].path + [claimed]
  }

  // MARK: Components

  /// Names components, then what stands inside them.
  mutating func name(_ components: [API.Component]) {
    var reserved: [(id: API.TypeID, name: String)] = []
    for component in components where paths[component.type.type] == nil {
      paths[component.type.type] = []
      reserved.append((component.type.type, component.name))
    }
    for (id, _) in reserved {
      if let pinned = pin(id) { give(id, pinned, in: .namespace) }
    }
    for (id, name) in reserved where paths[id]?.isEmpty ?? true {
      give(id, typeName(name), in: .namespace) { TypeNamer.alternatives(name) }
    }
    deferred = []
    for (id, _) in reserved { nameInside(id) }
    let left = deferred ?? []
    deferred = nil
    for (id, owner, hint, parent) in left where paths[id] == nil {
      nameNew(id, in: owner, hint: hint, parent: parent)
      nameUnfinished()
    }
  }

  /// Names what stands in bodies, responses and parameters that several operations share.
  mutating func name(_ parts: [API.SharedPart]) {
    for part in parts {
      name(
        part.type, in: .namespace, hint: Identifiers.type(part.name), parent: part.isParameter ? "Parameter" : nil)
    }
  }

  private mutating func nameInside(_ id: API.TypeID) {
    guard let path = path(id), let name = path.first else { return }
    if isDeclaration(id) {
      let holder = Holder(
        path: path, scope: NameScope(reserved: [name, namespace]), component: types[id].location)
      nameChildren(id, in: open(holder), parent: name)
    } else {
      switch types[id].kind {
      case .same(let same): assign(same.target, in: .namespace, hint: name, parent: nil)
      case .array(let item): assign(item, in: .namespace, hint: hints.itemName(name), parent: nil)
      case .map(let value): assign(value, in: .namespace, hint: hints.valueName(name), parent: nil)
      default: break
      }
    }
    nameUnfinished()
  }

  /// Whether a type is printed as one that other types can stand in.
  private func isDeclaration(_ id: API.TypeID) -> Bool {
    switch types[id].kind {
    case .object, .union, .tuple, .enumeration: true
    default: types[id].isRecursiveList
    }
  }

  // MARK: Names

  private mutating func typeName(_ text: String) -> String { ReservedWords.type(hints.hint(text)) }

  /// What a component could be called if its name is taken.
  private static func alternatives(_ text: String) -> [String] {
    let names = Identifiers.alternatives(text, isUpper: true).filter {
      $0.first?.isUppercase ?? false && ReservedWords.type($0) == $0
    }
    let name = ReservedWords.type(Identifiers.type(text))
    return names + [name + "Model", name + "Value"]
  }

  private mutating func pin(_ id: API.TypeID) -> String? { types[id].location.flatMap { pins.name(ofType: $0) } }

  private mutating func give(
    _ id: API.TypeID, _ name: String, in owner: Owner, alternatives: () -> [String] = { [] }
  ) {
    var first = name
    if owner != .namespace, let scalar = first.unicodeScalars.first, scalar.value >= 0x80,
      !scalar.properties.isUppercase
    {
      // Where letters have no case, a type would be called like the property it belongs to.
      first = "Type" + first
    }
    let claimed = self[owner].scope.claim(first, else: alternatives)
    paths[id] = self[owner].path + [claimed]
    self[owner].children.append(id)
  }

  // MARK: Types inside others

  /// Names those of the types that have no name yet: what an operation sends, what comes back, what a property holds.
  mutating func name(_ reference: API.Reference, in owner: Owner, hint: String, parent: String? = nil) {
    assign(reference, in: owner, hint: hint, parent: parent)
    nameUnfinished()
  }

  /// Names what stands inside the types named last: those nearer to the outside get the better names.
  private mutating func nameUnfinished() {
    var next = 0
    while next < unfinished.count {
      let (id, owner, parent) = unfinished[next]
      next += 1
      nameChildren(id, in: owner, parent: parent)
    }
    unfinished.removeAll()
  }

  /// Whether a type is met for the first time.
  private mutating func visit(_ id: API.TypeID) -> Bool {
    if isVisited[id] { return false }
    isVisited[id] = true
    return true
  }

  /// Names the type that a reference leads to, unless it has a name or needs none.
  private mutating func assign(_ reference: API.Reference, in owner: Owner, hint: String, parent: String?) {
    let id = reference.type
    if let path = paths[id], !path.isEmpty { return }
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
        assign(same.target, in: name.isShared ? .namespace : owner, hint: text, parent: name.isShared ? nil : parent)
      } else {
        assign(same.target, in: owner, hint: hint, parent: parent)
      }
    case .array(let item):
      guard visit(id) else { return }
      assign(item, in: owner, hint: hints.itemName(hint), parent: parent)
    case .map(let value):
      guard visit(id) else { return }
      assign(value, in: owner, hint: hints.valueName(hint), parent: parent)
    case .enumeration(let values):
      if !values.isConstant { nameNew(id, in: owner, hint: hint, parent: parent) }
    case .object, .union, .tuple:
      nameNew(id, in: owner, hint: hint, parent: parent)
    }
  }

  /// Whether two names make one that can still be read; a limit, for names of names double with each level.
  static func canJoin(_ first: String, _ second: String) -> Bool { first.utf8.count + second.utf8.count <= 96 }

  private mutating func nameNew(_ id: API.TypeID, in owner: Owner, hint: String, parent: String?) {
    if deferred != nil, owner != .namespace, let home = types[id].location?.component,
      home != self[owner].component
    {
      deferred?.append((id, owner, hint, parent))
      return
    }
    var name = pin(id) ?? ReservedWords.type(hint)
    if name == "Item", let item = self[owner].itemHint, !self[owner].scope.contains(item) {
      name = ReservedWords.type(item)
    }
    give(id, name, in: owner) {
      var names = [hint + "Item", hint + "Value"]
      if let parent, TypeNamer.canJoin(parent, hint) {
        let joined = JoinedNames.join(parent, hint)
        // Where that says no more than one of the two, it would only be counted.
        if joined != parent, joined != hint { names.insert(joined, at: 0) }
      }
      return names
    }
    // Types inside it have names of their own, too: they stay when the two part ways.
    if let other = first(equalTo: id) { equal.append((id, other)) }
    if owner == .namespace {
      openHolder(inside: id)
    } else if let name = paths[id]?.last {
      unfinished.append((id, owner, name))
    }
  }

  /// Opens the holder of what stands inside a type of the namespace.
  private mutating func openHolder(inside id: API.TypeID) {
    guard let path = paths[id], let name = path.first else { return }
    let holder = Holder(path: path, scope: NameScope(reserved: [name, namespace]))
    unfinished.append((id, open(holder), name))
  }

  /// The inline type that came first of those equal to this one; nil if this is the first.
  private mutating func first(equalTo id: API.TypeID) -> API.TypeID? {
    let text = signature(id) + (types[id].isNullable ? "?" : "") + (directions.isMultipart(id) ? "form" : "")
    if text.contains(TypeNamer.cycle) { return nil }
    if let first = declared[text] { return first }
    declared[text] = id
    return nil
  }

  private mutating func nameChildren(_ id: API.TypeID, in owner: Owner, parent: String) {
    switch types[id].kind {
    case .object(let object):
      for property in object.properties where mayNeedName(property.type) {
        assign(property.type, in: owner, hint: hints.hint(property.key), parent: parent)
      }
      for pattern in object.patterns { assign(pattern.type, in: owner, hint: "Match", parent: parent) }
      if let additional = object.additional {
        assign(additional, in: owner, hint: "AdditionalProperty", parent: parent)
      }
    case .tuple(let tuple):
      for (index, element) in tuple.elements.enumerated() {
        let text = element.title ?? Words.ordinal(index)
        assign(element.type, in: owner, hint: Identifiers.type(text), parent: parent)
      }
      if let rest = tuple.rest { assign(rest, in: owner, hint: "Rest", parent: parent) }
    case .union(let union):
      let unionName = paths[id]?.last ?? parent
      let names = caseNames(union, unionName: unionName)
      unionCases[id] = names
      for (unionCase, name) in zip(union.cases, names) {
        assign(unionCase.type, in: owner, hint: caseHint(name, unionCase.type, of: unionName), parent: parent)
      }
    case .array(let item), .map(let item): assign(item, in: owner, hint: "Element", parent: parent)
    default: break
    }
  }

  /// What a type is called that stands in a case of a union.
  private mutating func caseHint(_ caseName: String, _ type: API.Reference, of unionName: String) -> String {
    let hint = Casing.upperFirst(caseName)
    // A variant called `String` would hide Swift's where people read it.
    let saysTooLittle = TypeNamer.isVague(caseName) || ReservedWords.printed.contains(hint)
    guard saysTooLittle, TypeNamer.canJoin(unionName, hint) else { return hint }
    // The elements of a list are called after the union, as those of any other list are after it.
    switch types.kind(type) {
    case .array: return hints.singular(unionName) == unionName ? unionName + "Items" : unionName
    case .map: return unionName
    default: return JoinedNames.join(unionName, hint)
    }
  }

  /// Whether a type isn't plainly a value without a declaration: most properties are.
  func mayNeedName(_ reference: API.Reference) -> Bool {
    switch types[reference.type].kind {
    case .scalar, .file: false
    case .same: paths[types.follow(reference).type] == nil
    default: paths[reference.type] == nil
    }
  }

  // MARK: Results

  /// The types in the namespace, and those inside of others by the name of what they stand in.
  var declarations: (types: [API.TypeID], nested: [String: [API.TypeID]]) {
    var nested: [String: [API.TypeID]] = [:]
    for holder in holders {
      if let name = holder.path.first, !holder.children.isEmpty { nested[name] = holder.children }
    }
    return (root.children, nested)
  }

  var allPaths: [[String]?] { paths }
}
