/// Which types have rules to check, in themselves or in what they hold.
struct Validation {
  private var isValidating: [Bool]

  init(_ types: API.Types, _ directions: Directions) {
    isValidating = Array(repeating: false, count: types.indices.count)
    var holders: [[API.TypeID]] = Array(repeating: [], count: types.indices.count)
    var queue: [API.TypeID] = []
    for id in types.indices where directions.isSent(id) {
      let children: [API.Reference]
      switch types[id].kind {
      case .object(let object):
        children = object.properties.map { $0.type }
        if object.properties.contains(where: { !$0.rules.isEmpty }) {
          isValidating[id] = true
          queue.append(id)
        }
      case .union(let union): children = union.cases.map { $0.type }
      default: continue
      }
      for child in children {
        let target = Validation.element(of: child, types)
        switch types[target].kind {
        case .object, .union: holders[target].append(id)
        default: break
        }
      }
    }
    while let id = queue.popLast() {
      for holder in holders[id] where !isValidating[holder] {
        isValidating[holder] = true
        queue.append(holder)
      }
    }
  }

  /// Whether a type has a `validate` method.
  func isValidating(_ id: API.TypeID) -> Bool { isValidating[id] }

  /// Whether a type holds one that has a `validate` method.
  func holdsValidating(_ reference: API.Reference, _ types: API.Types) -> Bool {
    isValidating[Validation.element(of: reference, types)]
  }

  /// What a type holds once lists and maps are taken off.
  private static func element(of reference: API.Reference, _ types: API.Types) -> API.TypeID {
    var current = types.follow(reference).type
    while !types[current].isRecursiveList {
      switch types[current].kind {
      case .array(let inner), .map(let inner): current = types.follow(inner).type
      default: return current
      }
    }
    return current
  }
}
