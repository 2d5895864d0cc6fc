/// The types of a plan by their paths and by their locations in the document.
struct TypeIndex {
  typealias Entry = (path: [String], type: TypePlan)

  /// All types, each before those inside it.
  private(set) var entries: [Entry] = []
  private var byPath: [[String]: TypePlan] = [:]
  /// Where several types have one location, it identifies none of them.
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

  // MARK: Aliases

  /// The path of the type behind a chain of aliases.
  private func followed(_ path: [String]) -> [String] {
    var path = path
    var seen: Set<[String]> = []
    while seen.insert(path).inserted, case .alias(.named(let target)) = byPath[path]?.kind { path = target }
    return path
  }

  /// The type with the aliases in it replaced by the types behind them.
  func followed(_ use: TypeUse) -> TypeUse { use.mapped(followed) }

  /// The type behind an alias; other types are themselves.
  func declaration(_ type: TypePlan) -> TypePlan { target(of: type.kind) ?? type }

  /// The kind of the type behind an alias; other kinds are themselves.
  func kind(_ kind: TypePlan.Kind) -> TypePlan.Kind { target(of: kind)?.kind ?? kind }

  private func target(of kind: TypePlan.Kind) -> TypePlan? {
    guard case .alias(.named(let path)) = kind else { return nil }
    return byPath[followed(path)]
  }
}

/// The new names of old types.
struct Renaming {
  private var paths: [[String]: [String]] = [:]
  /// The entries of `names` that undo a renaming, where those are not for the type itself.
  private(set) var pins: [[String]: Change.Pin] = [:]

  mutating func add(_ old: [String], _ new: [String], pin: Change.Pin? = nil) {
    if path(old) == new { return }
    paths[old] = new
    pins[old] = pin
  }

  /// The path of an old type in the new plan: its own name or one around it may have changed.
  func path(_ old: [String]) -> [String] {
    for length in stride(from: old.count, to: 0, by: -1) {
      if let new = paths[Array(old.prefix(length))] { return new + old.dropFirst(length) }
    }
    return old
  }

  func type(_ use: TypeUse) -> TypeUse { use.mapped(path) }
}

extension PlanComparison {
  /// The types with another name: those at the same location of the document, else those with the same content.
  func foundRenaming(_ oldPlan: ClientPlan, _ newPlan: ClientPlan) -> Renaming {
    var comparison = self
    let operations = Dictionary(newPlan.operations.map { ($0.endpoint, $0) }, uniquingKeysWith: { first, _ in first })
    for operation in oldPlan.operations {
      if let before = operation.types, let after = operations[operation.endpoint]?.types {
        // The enum around an operation's types is named after the operation.
        let pin = Change.Pin(key: operation.endpoint, name: operation.name.withoutBackticks)
        comparison.renaming.add([before.name], [after.name], pin: pin)
      }
    }
    for (path, type) in old.entries {
      guard let pointer = type.documentation.pointer, old.path(at: pointer) != nil,
        let target = new.path(at: pointer), target != comparison.renaming.path(path)
      else { continue }
      // An element that is added to a list moves those after it: a type of the same name that breaks no caller stayed.
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

  /// Whether the types differ only in their names and documentation and, where those are tolerated, by additions.
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
    let nested = Dictionary(after.nested.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    return before.nested.allSatisfy { inner in
      guard let counterpart = nested[inner.name] else { return false }
      return trial.isSame(inner, counterpart, path + [inner.name], target + [inner.name], tolerating: impact)
    }
  }
}
