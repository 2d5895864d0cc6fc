import OpenAPIDocument

/// The names of all types, given in one pass and then only looked up.
///
/// Types of the namespace come first (those that the configuration pins, then components in document order); types
/// inside a component or an operation are named after the place where they stand, one level deep.
final class NameTable {
  let graph: SchemaGraph
  let namespace: String
  private(set) var pins: Pins
  /// By shape, as far as names were given.
  private var paths: [[String]?] = []
  private(set) var owners: [Owner] = []
  /// By shape, as far as places were visited.
  private var visited: [Bool] = []
  var signatures: [ShapeID: String] = [:]
  /// Inline types of operations by group, hint and signature, with the operations that have them.
  private var shared: [String: Set<Int>] = [:]
  private var sharedTypes: [String: ShapeID] = [:]
  private var isCounting = false
  private var hints: [String: String] = [:]
  private var singles: [String: String] = [:]
  /// Types whose insides have no names yet.
  private var pending: [(id: ShapeID, owner: Int, parent: String)] = []
  /// Types that stand inside another component, which names them if it can.
  private var deferred: [(id: ShapeID, owner: Int, hint: String, parent: String?)] = []
  private var isNamingComponents = false

  /// A place that holds types: the namespace itself (number 0), a component, an operation.
  struct Owner {
    let path: [String]
    var scope: NameScope
    /// Types named in it, in order.
    var children: [ShapeID] = []
    /// What the element of a list is called where the list's name says nothing.
    var itemHint: String?
    /// What operations have in common whose equal types come out once, such as `Image`.
    var group: String?
    /// What its own path stands for, such as `ImageEdit`.
    var noun: String?
    /// The component, for a holder that is one.
    fileprivate var home: JSONNode?
    fileprivate var byHint: [String: [ShapeID]] = [:]
  }

  init(graph: SchemaGraph, namespace: String, pins: [String: String]) {
    self.graph = graph
    self.namespace = namespace
    self.pins = Pins(pins)
    owners = [Owner(path: [], scope: NameScope(reserved: [namespace, "Client", "Server"]))]
  }

  /// Keeps a name of the namespace for something that is no type of the document.
  func reserve(_ name: String) { owners[0].scope.reserve(name) }

  func isTaken(_ name: String) -> Bool { owners[0].scope.contains(name) }

  /// The names of a shape's type from the outside in; nil for a shape without a type of its own.
  func path(_ id: ShapeID) -> [String]? { id < paths.count ? paths[id] : nil }

  private func give(_ id: ShapeID, path: [String]) {
    while paths.count <= id { paths.append(nil) }
    paths[id] = path
  }

  /// Whether a shape is met for the first time.
  private func visit(_ id: ShapeID) -> Bool {
    while visited.count <= id { visited.append(false) }
    if visited[id] { return false }
    visited[id] = true
    return true
  }

  // MARK: Types of the namespace

  /// Names components, then what stands inside them.
  func name(_ components: [NamedSchema]) {
    var ids: [(ShapeID, String)] = []
    for component in components {
      let id = graph.use(of: component.schema).shape
      guard path(id).isNil else { continue }
      give(id, path: [])
      ids.append((id, component.name))
    }
    for (id, _) in ids {
      if let pinned = pin(id) { give(id, pinned, owner: 0) }
    }
    for (id, text) in ids where path(id)?.isEmpty ?? true {
      give(id, typeName(text), owner: 0, alternatives: { NameTable.alternatives(text) })
    }
    isNamingComponents = true
    for (id, text) in ids { nameInside(id, text) }
    isNamingComponents = false
    for (id, owner, hint, parent) in deferred where path(id).isNil {
      nameNew(id, owner: owner, hint: hint, parent: parent)
      placeChildren()
    }
    deferred = []
  }

  /// Lets go of what is needed to give names to shapes, once all have theirs.
  func forgetPlaces() {
    signatures = [:]
    shared = [:]
    sharedTypes = [:]
    hints = [:]
    singles = [:]
    visited = []
    for index in owners.indices { owners[index].byHint = [:] }
    for index in owners.indices where owners[index].home.isPresent { owners[index].scope = NameScope() }
  }

  /// Opens the holder of an operation's types; nothing is printed for one that stays empty.
  func open(_ name: String, itemHint: String?, group: String?, noun: String?) -> Int {
    let name = owners[0].scope.claim(ReservedWords.type(name)) { [name + "Operation", name + "Call"] }
    var owner = Owner(path: [name], scope: NameScope(reserved: [name, namespace]), itemHint: itemHint)
    owner.group = group
    owner.noun = noun
    owners.append(owner)
    return owners.count - 1
  }

  /// Opens the holder of types under a name that was reserved for it.
  func openReserved(_ name: String) -> Int {
    owners.append(Owner(path: [name], scope: NameScope(reserved: [name, namespace])))
    return owners.count - 1
  }

  /// Counts equal types of operations that belong together, before `name(_:owner:hint:)` is called for them.
  func count(_ walk: () -> Void) {
    isCounting = true
    walk()
    isCounting = false
    visited = []
  }

  /// Takes a name of an owner for a type that isn't a shape, such as a choice of bodies.
  func claim(_ name: String, owner: Int) -> [String] {
    owners[owner].path + [owners[owner].scope.claim(name)]
  }

  private func nameInside(_ id: ShapeID, _ text: String) {
    guard let path = path(id), let name = path.first else { return }
    if holdsTypes(id) {
      var owner = Owner(path: path, scope: NameScope(reserved: [name, namespace]))
      owner.home = graph.shapes[id].schema?.node
      owners.append(owner)
      nameChildren(id, owner: owners.count - 1, parent: name)
    } else {
      nameThrough(id, owner: 0, hint: name)
    }
    placeChildren()
  }

  /// Whether a shape is printed as a type that other types can stand in.
  private func holdsTypes(_ id: ShapeID) -> Bool {
    switch graph.shapes[id].kind {
    case .object, .union, .tuple, .enumeration: return true
    default: return graph.recursiveLists.contains(id)
    }
  }

  private func typeName(_ text: String) -> String { ReservedWords.type(hint(text)) }

  /// What a type is called that stands under this key.
  private func hint(_ key: String) -> String {
    if let known = hints[key] { return known }
    let name = Identifiers.type(key)
    hints[key] = name
    return name
  }

  /// The singular of a name.
  func single(_ name: String) -> String {
    if let known = singles[name] { return known }
    let single = Singular.of(name)
    singles[name] = single
    return single
  }

  private func pin(_ id: ShapeID) -> String? {
    guard let schema = graph.shapes[id].schema else { return nil }
    return pins.name(ofType: schema)
  }

  /// The name pinned for a property whose type has no name of its own.
  func pinned(_ property: PropertyShape) -> String? {
    guard !pins.isEmpty, let schema = property.schema(graph), path(graph.follow(property.use).shape).isNil else {
      return nil
    }
    return pins.name(ofProperty: schema)
  }

  private func give(_ id: ShapeID, _ name: String, owner: Int, alternatives: () -> [String] = { [] }) {
    var first = name
    if owner != 0, let scalar = first.unicodeScalars.first, scalar.value >= 0x80, !scalar.properties.isUppercase {
      // Where letters have no case, a type would be called like the property it belongs to.
      first = "Type" + first
    }
    let claimed = owners[owner].scope.claim(first, else: alternatives)
    give(id, path: owners[owner].path + [claimed])
    owners[owner].children.append(id)
  }

  // MARK: Types inside others

  /// Names the types of a place that have no name yet: what an operation sends, answers, what a property holds.
  func name(_ use: Use, owner: Int, hint: String, parent: String? = nil) {
    place(use, owner: owner, hint: hint, parent: parent)
    placeChildren()
  }

  /// Names what stands inside the types named last: those nearer to the outside get the better names.
  private func placeChildren() {
    var next = 0
    while next < pending.count {
      let (id, owner, parent) = pending[next]
      next += 1
      nameChildren(id, owner: owner, parent: parent)
    }
    pending.removeAll()
  }

  private func place(_ use: Use, owner: Int, hint: String, parent: String?) {
    var id = use.shape
    while let other = graph.shapes[id].twin { id = other }
    if let path = path(id), !path.isEmpty { return }
    if graph.recursiveLists.contains(id) {
      nameNew(id, owner: owner, hint: hint, parent: parent)
      return
    }
    switch graph.shapes[id].kind {
    case .value, .binary, .pending, .variants: return
    case .link(let next):
      guard visit(id) else { return }
      let reference = graph.shapes[id].schema?.reference
      guard !isCounting || reference.isNil else { return }
      guard let target = reference?.target, path(graph.follow(next).shape).isNil,
        let (text, isShared) = NameTable.ownName(target)
      else {
        place(next, owner: owner, hint: hint, parent: parent)
        return
      }
      place(next, owner: isShared ? 0 : owner, hint: typeName(text), parent: isShared ? nil : parent)
    case .array(let item):
      guard visit(id) else { return }
      place(item, owner: owner, hint: itemName(hint), parent: parent)
    case .map(let value):
      guard visit(id) else { return }
      place(value, owner: owner, hint: valueName(hint), parent: parent)
    case .enumeration(let values):
      if !values.isConstant { nameNew(id, owner: owner, hint: hint, parent: parent) }
    case .object, .union, .tuple:
      nameNew(id, owner: owner, hint: hint, parent: parent)
    }
  }

  /// Whether two names make one that can still be read; a limit, for names of names double with each level.
  private static func canJoin(_ first: String, _ second: String) -> Bool { first.utf8.count + second.utf8.count <= 96 }

  private func nameNew(_ id: ShapeID, owner: Int, hint: String, parent: String?) {
    if isCounting {
      guard visit(id) else { return }
      if let key = sharedKey(id, owner: owner, hint: hint) { shared[key, default: []].insert(owner) }
      pending.append((id, owner, hint))
      return
    }
    if isNamingComponents, owner != 0, let node = graph.shapes[id].schema?.node,
      let home = NameTable.component(of: node), home != owners[owner].home
    {
      deferred.append((id, owner, hint, parent))
      return
    }
    if let key = sharedKey(id, owner: owner, hint: hint), let users = shared[key], users.count > 1, pin(id).isNil {
      if let other = sharedTypes[key] {
        graph.shapes[id].twin = other
        return
      }
      sharedTypes[key] = id
      nameShared(id, group: groupName(key, owner), noun: owners[owner].noun ?? "", hint: hint)
      return
    }
    if let twin = twin(of: id, hint: hint, owner: owner) {
      graph.shapes[id].twin = twin
      return
    }
    owners[owner].byHint[hint, default: []].append(id)
    var name = pin(id) ?? ReservedWords.type(hint)
    if name == "Item", let item = owners[owner].itemHint, !isTaken(item), !owners[owner].scope.contains(item) {
      name = ReservedWords.type(item)
    }
    give(id, name, owner: owner) {
      var names: [String] = []
      if let parent, NameTable.canJoin(parent, hint) { names.append(parent + hint) }
      names.append(hint + "Item")
      names.append(hint + "Value")
      return names
    }
    guard let path = path(id) else { return }
    if owner == 0 {
      owners.append(Owner(path: path, scope: NameScope(reserved: [path[0], namespace])))
      pending.append((id, owners.count - 1, path[0]))
    } else {
      pending.append((id, owner, path[path.count - 1]))
    }
  }

  /// What types of several operations must have in common to come out once; nil for small change.
  private func sharedKey(_ id: ShapeID, owner: Int, hint: String) -> String? {
    guard let group = owners[owner].group else { return nil }
    switch graph.shapes[id].kind {
    case .object(let object) where object.properties.count > 1: break
    case .enumeration(let values) where values.values.count > 1: break
    case .union: break
    default: return nil
    }
    return joined(group, "/", hint, "/", signature(id))
  }

  /// What the operations that share a type have in common: their path's noun, else its first word.
  private func groupName(_ key: String, _ owner: Int) -> String {
    let noun = owners[owner].noun
    let group = owners[owner].group ?? ""
    for other in shared[key] ?? [] {
      if owners[other].noun != noun { return group }
    }
    return noun ?? group
  }

  private func nameShared(_ id: ShapeID, group: String, noun: String, hint: String) {
    var name = hint == "Item" ? group : group + hint
    if hint.hasPrefix(group) { name = hint }
    give(id, ReservedWords.type(name), owner: 0) { [group + hint, noun + hint, name + "Model"] }
    guard let path = path(id) else { return }
    owners.append(Owner(path: path, scope: NameScope(reserved: [path[0], namespace]), itemHint: group))
    pending.append((id, owners.count - 1, path[0]))
  }

  private func twin(of id: ShapeID, hint: String, owner: Int) -> ShapeID? {
    guard let others = owners[owner].byHint[hint], pin(id).isNil else { return nil }
    let own = signature(id)
    for other in others {
      if signature(other) == own { return other }
    }
    return nil
  }

  private func nameThrough(_ id: ShapeID, owner: Int, hint: String) {
    switch graph.shapes[id].kind {
    case .link(let next): place(next, owner: owner, hint: hint, parent: nil)
    case .array(let item): place(item, owner: owner, hint: itemName(hint), parent: nil)
    case .map(let value): place(value, owner: owner, hint: valueName(hint), parent: nil)
    default: break
    }
  }

  private func nameChildren(_ id: ShapeID, owner: Int, parent: String) {
    switch graph.shapes[id].kind {
    case .object(let object):
      for property in object.properties where mayNeedName(property.use) {
        place(property.use, owner: owner, hint: hint(property.key), parent: parent)
      }
      for pattern in object.patterns { place(pattern.use, owner: owner, hint: "Match", parent: parent) }
      if let additional = object.additional {
        place(additional, owner: owner, hint: "AdditionalProperty", parent: parent)
      }
    case .tuple(let tuple):
      for (index, element) in tuple.elements.enumerated() {
        let text = element.schema.title ?? Words.ordinal(index)
        place(element.use, owner: owner, hint: Identifiers.type(text), parent: parent)
      }
      if let rest = tuple.rest { place(rest, owner: owner, hint: "Rest", parent: parent) }
    case .union(var union):
      CaseNames(graph: graph, names: self).name(&union, unionName: path(id)?.last ?? parent)
      graph.shapes[id].kind = .union(union)
      for unionCase in union.cases {
        var hint = Casing.upperFirst(unionCase.name)
        let outer = path(id)?.last ?? parent
        if CaseNames.isVague(unionCase.name), NameTable.canJoin(outer, hint) { hint = outer + hint }
        place(unionCase.use, owner: owner, hint: hint, parent: parent)
      }
    case .array(let item), .map(let item): place(item, owner: owner, hint: "Element", parent: parent)
    default: break
    }
  }

  /// Whether a shape isn't plainly a value without a type of its own: most properties are.
  private func mayNeedName(_ use: Use) -> Bool {
    switch graph.shapes[use.shape].kind {
    case .value, .binary: return false
    case .link: return path(graph.follow(use).shape).isNil
    default: return path(use.shape).isNil
    }
  }

}
