/// Which types have rules, on their own properties or on those of the types inside.
///
///     Order {lines: [Line]}, Line {count: int, at least 1}  → Line and Order have `validate`
struct Validation {
  private var isValidating: [Bool]

  /// Looks for rules in all types that `isChecked` accepts.
  init(_ types: API.Types, isChecked: (API.TypeID) -> Bool) {
    isValidating = Array(repeating: false, count: types.indices.count)
    var holders: [[API.TypeID]] = Array(repeating: [], count: types.indices.count)
    var queue: [API.TypeID] = []
    for id in types.indices where isChecked(id) {
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

  /// The type of a list's elements or a map's values; nil for other types, and for lists that are structs.
  static func inner(of reference: API.Reference, _ types: API.Types) -> API.Reference? {
    let target = types.follow(reference).type
    if types[target].isRecursiveList { return nil }
    switch types[target].kind {
    case .array(let inner), .map(let inner): return inner
    default: return nil
    }
  }

  /// The innermost element type of lists and maps.
  static func element(of reference: API.Reference, _ types: API.Types) -> API.TypeID {
    var current = reference
    while let inner = inner(of: current, types) { current = inner }
    return types.follow(current).type
  }
}
