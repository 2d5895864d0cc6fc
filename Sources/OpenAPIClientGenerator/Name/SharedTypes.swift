/// Equal inline types of several operations come out once, under a name of the namespace.
///
/// This rule renames a type when another operation begins to use an equal one. All of it stands in this file.
struct SharedTypes {
  /// By group, hint and signature: the operations' holders that have such a type.
  fileprivate var users: [String: Set<TypeNamer.Owner>] = [:]
  /// The first of such types, which stands for all.
  fileprivate var types: [String: API.TypeID] = [:]
}

extension TypeNamer {
  /// What becomes of a type that operations share.
  enum SharedName {
    case equal(API.TypeID)
    case first(name: String, others: [String], group: String)
  }

  /// How a type is declared that several operations have; nil for one that only a single one has.
  mutating func sharedName(_ id: API.TypeID, in owner: Owner, hint: String) -> SharedName? {
    guard let key = sharedKey(id, in: owner, hint: hint), let users = shared.users[key], users.count > 1 else {
      return nil
    }
    if let other = shared.types[key] { return .equal(other) }
    shared.types[key] = id
    let noun = self[owner].noun
    let group = users.allSatisfy { self[$0].noun == noun } ? noun ?? self[owner].group ?? "" : self[owner].group ?? ""
    var name = hint == "Item" ? group : group + hint
    if hint.hasPrefix(group) { name = hint }
    return .first(
      name: ReservedWords.type(name), others: [group + hint, (noun ?? "") + hint, name + "Model"], group: group)
  }

  /// What types of several operations must have in common to come out once; nil if too small to share.
  private mutating func sharedKey(_ id: API.TypeID, in owner: Owner, hint: String) -> String? {
    guard let group = self[owner].group else { return nil }
    switch types[id].kind {
    case .object(let object) where object.properties.count > 1: break
    case .enumeration(let values) where values.values.count > 1: break
    case .union: break
    default: return nil
    }
    return "\(group)/\(hint)/\(signature(id))"
  }

  /// Finds out which operations have equal types.
  mutating func countSharedTypes(_ drafts: [OperationDraft]) {
    var walk = Walk(count: types.indices.count)
    for draft in drafts {
      for part in draft.parts {
        place(part.type, in: draft.owner, hint: part.hint, &walk)
        countInside(&walk)
      }
    }
  }

  /// A way through the types of operations.
  private struct Walk {
    var isVisited: [Bool]
    var unfinished: [(id: API.TypeID, owner: Owner, parent: String)] = []

    init(count: Int) { isVisited = Array(repeating: false, count: count) }

    mutating func visit(_ id: API.TypeID) -> Bool {
      if isVisited[id] { return false }
      isVisited[id] = true
      return true
    }
  }

  private mutating func countInside(_ walk: inout Walk) {
    var next = 0
    while next < walk.unfinished.count {
      let (id, owner, parent) = walk.unfinished[next]
      next += 1
      placeChildren(of: id, in: owner, parent: parent, &walk)
    }
    walk.unfinished = []
  }

  private mutating func place(_ reference: API.Reference, in owner: Owner, hint: String, _ walk: inout Walk) {
    let id = reference.type
    if let path = path(id), !path.isEmpty { return }
    switch types[id].kind {
    case _ where types[id].isRecursiveList: count(id, in: owner, hint: hint, &walk)
    case .scalar, .file: return
    case .same(let same):
      if walk.visit(id), !same.isReference { place(same.target, in: owner, hint: hint, &walk) }
    case .array(let item):
      if walk.visit(id) { place(item, in: owner, hint: itemName(hint), &walk) }
    case .map(let value):
      if walk.visit(id) { place(value, in: owner, hint: valueName(hint), &walk) }
    case .enumeration(let values): if !values.isConstant { count(id, in: owner, hint: hint, &walk) }
    case .object, .union, .tuple: count(id, in: owner, hint: hint, &walk)
    }
  }

  private mutating func count(_ id: API.TypeID, in owner: Owner, hint: String, _ walk: inout Walk) {
    guard walk.visit(id) else { return }
    if let key = sharedKey(id, in: owner, hint: hint) { shared.users[key, default: []].insert(owner) }
    walk.unfinished.append((id, owner, hint))
  }

  private mutating func placeChildren(of id: API.TypeID, in owner: Owner, parent: String, _ walk: inout Walk) {
    switch types[id].kind {
    case .object(let object):
      for property in object.properties where mayNeedName(property.type) {
        place(property.type, in: owner, hint: hint(property.key), &walk)
      }
      for pattern in object.patterns { place(pattern.type, in: owner, hint: "Match", &walk) }
      if let additional = object.additional { place(additional, in: owner, hint: "AdditionalProperty", &walk) }
    case .tuple(let tuple):
      for (index, element) in tuple.elements.enumerated() {
        place(element.type, in: owner, hint: Identifiers.type(element.title ?? Words.ordinal(index)), &walk)
      }
      if let rest = tuple.rest { place(rest, in: owner, hint: "Rest", &walk) }
    case .union(let union):
      for (unionCase, name) in zip(union.cases, caseNames(union, unionName: parent)) {
        place(unionCase.type, in: owner, hint: TypeNamer.caseHint(name, of: parent), &walk)
      }
    case .array(let item), .map(let item): place(item, in: owner, hint: "Element", &walk)
    default: break
    }
  }
}
