/// The types of a plan by their paths and by their locations in the document.
struct TypeIndex {
  typealias Entry = (path: [String], type: TypePlan)

  /// All types, each before those inside it.
  private(set) var entries: [Entry] = []
  private var byPath: [[String]: TypePlan] = [:]
  /// Parts of several types stand at one location, where those include it: such a location says nothing.
  private var byPointer: [String: [[String]]] = [:]

  init(_ plan: ClientPlan) {
    byPath = plan.allTypes.byPath
    plan.allTypes.forEachType { path, type in
      entries.append((path, type))
      if let pointer = type.documentation.pointer { byPointer[pointer, default: []].append(path) }
    }
  }

  subscript(path: [String]) -> TypePlan? { byPath[path] }

  /// The path of the only type at a location.
  func path(at pointer: String) -> [String]? {
    guard let paths = byPointer[pointer], paths.count == 1 else { return nil }
    return paths[0]
  }

  /// The type with the first name of each type in it, where that has several.
  func followed(_ use: TypeUse) -> TypeUse {
    use.mapped { path in
      var path = path
      var seen: Set<[String]> = []
      while seen.insert(path).inserted, case .alias(.named(let target)) = byPath[path]?.kind { path = target }
      return path
    }
  }

  /// What a type is once it is followed through other names of it.
  func declaration(_ type: TypePlan) -> TypePlan {
    var type = type
    var seen: Set<[String]> = []
    while case .alias(.named(let path)) = type.kind, seen.insert(path).inserted, let target = byPath[path] {
      type = target
    }
    return type
  }

  /// What the kind of a type is once it is followed through other names of it.
  func kind(_ kind: TypePlan.Kind) -> TypePlan.Kind {
    var kind = kind
    var seen: Set<[String]> = []
    while case .alias(.named(let path)) = kind, seen.insert(path).inserted, let target = byPath[path] {
      kind = target.kind
    }
    return kind
  }
}

/// What types are called now.
struct Renaming {
  private var paths: [[String]: [String]] = [:]
  /// What undoes a renaming, where that is no entry for the type itself.
  private(set) var pins: [[String]: Change.Pin] = [:]

  mutating func add(_ old: [String], _ new: [String], pin: Change.Pin? = nil) {
    if path(old) == new { return }
    paths[old] = new
    pins[old] = pin
  }

  /// The path of an old type in the new plan, where its own name or that of one around it has changed.
  func path(_ old: [String]) -> [String] {
    for length in stride(from: old.count, to: 0, by: -1) {
      if let new = paths[Array(old.prefix(length))] { return new + old.dropFirst(length) }
    }
    return old
  }

  func type(_ use: TypeUse) -> TypeUse { use.mapped(path) }
}

extension PlanComparison {
  /// Which types have another name: those at the same location in the document, else those that hold the same.
  func foundRenaming(_ oldPlan: ClientPlan, _ newPlan: ClientPlan) -> Renaming {
    var comparison = self
    let operations = Dictionary(newPlan.operations.map { ($0.endpoint, $0) }, uniquingKeysWith: { first, _ in first })
    for operation in oldPlan.operations {
      if let before = operation.types, let after = operations[operation.endpoint]?.types {
        // The type is called after the operation.
        let pin = Change.Pin(key: operation.endpoint, name: operation.name.withoutBackticks)
        comparison.renaming.add([before.name], [after.name], pin: pin)
      }
    }
    for (path, type) in old.entries {
      guard let pointer = type.documentation.pointer, old.path(at: pointer) != nil,
        let target = new.path(at: pointer), target != comparison.renaming.path(path)
      else { continue }
      // Locations shift when something comes before them in a list: what has the same name and breaks nobody stayed.
      let expected = comparison.renaming.path(path)
      if let same = new[expected], comparison.isSame(type, same, path, expected, tolerating: .additive) { continue }
      comparison.renaming.add(path, target)
    }
    let known = Set(old.entries.map { comparison.renaming.path($0.path) })
    var unknown = new.entries.filter { $0.path.count == 1 && !known.contains($0.path) }
    for (path, type) in old.entries where path.count == 1 && new[comparison.renaming.path(path)] == nil {
      guard let index = unknown.firstIndex(where: { comparison.isSame(type, $0.type, path, $0.path) }) else { continue }
      comparison.renaming.add(path, unknown.remove(at: index).path)
    }
    return comparison.renaming
  }

  /// Whether callers could not tell the types apart but for their names, and for additions where those are tolerated.
  private func isSame(
    _ before: TypePlan, _ after: TypePlan, _ path: [String], _ target: [String],
    tolerating impact: Change.Impact = .documentation
  ) -> Bool {
    var trial = PlanComparison(old: old, new: new)
    trial.renaming = renaming
    trial.renaming.add(path, target)
    trial.compareKinds(before.kind, after.kind, "")
    if impact == .documentation, before.nested.count != after.nested.count { return false }
    guard trial.changes.allSatisfy({ $0.impact == .documentation || $0.impact == impact }) else { return false }
    return before.nested.allSatisfy { inner in
      guard let counterpart = after.nested.first(where: { $0.name == inner.name }) else { return false }
      return trial.isSame(inner, counterpart, path + [inner.name], target + [inner.name], tolerating: impact)
    }
  }
}
