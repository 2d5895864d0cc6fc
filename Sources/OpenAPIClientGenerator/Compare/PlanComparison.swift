/// Compares two plans of the same document, old and new.
public struct PlanComparison {
  let old: TypeIndex
  let new: TypeIndex
  var renaming = Renaming()
  private(set) var changes: [Change] = []

  /// What changes for callers.
  ///
  /// - Parameters:
  ///   - old: the plan of the client that callers have.
  ///   - new: the plan of the client that they get.
  ///   - replan: plans the new document with more `names`: whether those undo a renaming is tried, not guessed.
  /// - Returns: breaking changes first, those of an impact in the order of the documents.
  public static func changes(
    from old: ClientPlan, to new: ClientPlan, replan: (_ names: [Change.Pin]) -> ClientPlan?
  ) -> [Change] {
    var changes = changes(from: old, to: new)
    let pins = changes.compactMap(\.pin)
    if pins.isEmpty { return changes }
    let remaining = replan(pins).map { Self.changes(from: old, to: $0) }
    for index in changes.indices {
      guard let pin = changes[index].pin else { continue }
      let isUndone = remaining.map { !$0.contains { $0.pin == pin || $0.isRenaming(of: changes[index].declaration) } }
      if isUndone != true { changes[index].pin = nil }
    }
    return changes
  }

  /// The same, with entries of `names` that were not tried.
  static func changes(from old: ClientPlan, to new: ClientPlan) -> [Change] {
    var comparison = PlanComparison(old: TypeIndex(old), new: TypeIndex(new))
    comparison.renaming = comparison.foundRenaming(old, new)
    comparison.compareClients(old, new)
    comparison.compareOperations(old, new)
    comparison.compareTypes()
    return Change.Impact.allCases.flatMap { impact in comparison.changes.filter { $0.impact == impact } }
  }

  init(old: TypeIndex, new: TypeIndex) {
    self.old = old
    self.new = new
  }

  mutating func add(
    _ impact: Change.Impact, _ kind: Change.Kind, _ declaration: String, _ text: String, pin: Change.Pin? = nil
  ) {
    changes.append(Change(impact: impact, kind: kind, declaration: declaration, text: text, pin: pin))
  }

  // MARK: Lists

  /// How the elements of a list are compared.
  struct Traits<Element> {
    let name: (Element) -> String
    /// What the element stands for in the document, whatever its name is.
    let identity: (Element) -> String
    /// The identity of an old element, where names in it have changed.
    var oldIdentity: ((Element) -> String)?
    /// The impact of a new element.
    var whenAdded: (Element) -> Change.Impact = { _ in .additive }
    /// The impact of a name that stands for something else.
    var whenMoved: Change.Impact = .breaking
    /// The end of the sentence about that, from the new element and the old one.
    var moved: (Element, Element) -> String
    /// The entry of `names` that gives the new element a name.
    var pin: (Element, String) -> Change.Pin? = { _, _ in nil }

    func identity(ofOld element: Element) -> String { (oldIdentity ?? identity)(element) }
  }

  /// Pairs the elements of two lists by identity, else by name; adds what is gone, new or has another name.
  mutating func compare<Element>(
    _ old: [Element], _ new: [Element], in owner: String, _ traits: Traits<Element>,
    _ compare: (inout PlanComparison, Element, Element, String) -> Void
  ) {
    func label(_ element: Element) -> String {
      owner.isEmpty ? traits.name(element) : "\(owner).\(traits.name(element))"
    }
    let counterparts = Self.counterparts(old, new, traits)
    for (element, index) in zip(old, counterparts) {
      guard let index else {
        add(.breaking, .removed, label(element), "is gone")
        continue
      }
      let (oldName, newName) = (traits.name(element), traits.name(new[index]))
      if oldName != newName {
        let pin = traits.pin(new[index], oldName.withoutBackticks)
        add(.breaking, .renamed, label(element), "is called \(newName) now", pin: pin)
      } else if traits.identity(ofOld: element) != traits.identity(new[index]) {
        let kind: Change.Kind = traits.whenMoved == .breaking ? .meaning : .transport
        add(traits.whenMoved, kind, label(element), traits.moved(new[index], element))
      }
      compare(&self, element, new[index], label(element))
    }
    let found = Set(counterparts.compactMap { $0 })
    let oldByName = Dictionary(old.map { (traits.name($0), $0) }, uniquingKeysWith: { first, _ in first })
    for (index, element) in new.enumerated() where !found.contains(index) {
      if let before = oldByName[traits.name(element)] {
        add(.breaking, .meaning, label(element), traits.moved(element, before))
      } else {
        add(traits.whenAdded(element), .added, label(element), "is new")
      }
    }
  }

  /// For each old element the index of the new one that it became.
  private static func counterparts<Element>(
    _ old: [Element], _ new: [Element], _ traits: Traits<Element>
  ) -> [Int?] {
    let names = Dictionary(new.indices.map { (traits.name(new[$0]), $0) }, uniquingKeysWith: { first, _ in first })
    let identities = Dictionary(
      new.indices.map { (traits.identity(new[$0]), $0) }, uniquingKeysWith: { first, _ in first })
    var result: [Int?] = Array(repeating: nil, count: old.count)
    var taken: Set<Int> = []
    func pair(_ counterpart: (Element) -> Int?) {
      for (position, element) in old.enumerated() where result[position] == nil {
        guard let index = counterpart(element), taken.insert(index).inserted else { continue }
        result[position] = index
      }
    }
    pair { element in
      names[traits.name(element)].flatMap { traits.identity(new[$0]) == traits.identity(ofOld: element) ? $0 : nil }
    }
    pair { identities[traits.identity(ofOld: $0)] }
    pair { names[traits.name($0)] }
    return result
  }

  // MARK: What everything has

  /// `documentation: Pet.name is deprecated now`.
  mutating func compareDeprecation(_ old: Deprecation?, _ new: Deprecation?, _ label: String) {
    if old == new { return }
    let message = new?.message.map { ": \($0)" } ?? ""
    switch (old, new) {
    case (nil, nil): break
    case (nil, _?): add(.documentation, .deprecation, label, "is deprecated now\(message)")
    case (_?, nil): add(.documentation, .deprecation, label, "is not deprecated any more")
    case (_?, _?) where message.isEmpty: add(.documentation, .deprecation, label, "is deprecated without a message now")
    case (_?, _?): add(.documentation, .deprecation, label, "is deprecated with another message\(message)")
    }
  }

  /// `documentation: Pet.name is described differently`.
  mutating func compare(_ old: Documentation, _ new: Documentation, _ label: String) {
    compareDeprecation(old.deprecation, new.deprecation, label)
    if old.paragraphs != new.paragraphs { add(.documentation, .description, label, "is described differently") }
  }

  /// Whether two types are the same but for renamed types and aliases.
  func isSame(_ old: TypeUse, _ new: TypeUse) -> Bool {
    let renamed = renaming.type(old)
    return renamed == new || self.old.followed(new) == self.old.followed(old)
      || self.new.followed(renamed) == self.new.followed(new)
  }

  /// `breaking: Pet.name is Int instead of String`.
  mutating func compare(_ old: TypeUse, _ new: TypeUse, _ label: String, _ verb: String = "is") {
    if !isSame(old, new) { add(.breaking, .type, label, "\(verb) \(new.text) instead of \(old.text)") }
  }

  /// `additive: Pet.additionalProperties holds Int now`.
  mutating func compare(_ old: TypeUse?, _ new: TypeUse?, _ label: String) {
    switch (old, new) {
    case (nil, nil): break
    case (let old?, let new?): compare(old, new, label)
    case (_?, nil): add(.breaking, .removed, label, "is gone")
    case (nil, let new?): add(.additive, .added, label, "holds \(new.text) now")
    }
  }

  /// Whether it must be given, before and after.
  mutating func compareRequired(_ old: Bool, _ new: Bool, _ label: String) {
    if old == new { return }
    if new {
      add(.breaking, .requirement, label, "must be given now")
    } else {
      add(.additive, .requirement, label, "may be left out now")
    }
  }

  /// The order of the arguments that are there before and after.
  mutating func compareOrder(_ old: [String], _ new: [String], _ label: String) {
    let (before, after) = (Set(old), Set(new))
    if old.filter(after.contains) != new.filter(before.contains) {
      add(.breaking, .order, label, "takes its arguments in another order")
    }
  }
}

extension Change {
  fileprivate func isRenaming(of declaration: String) -> Bool { kind == .renamed && self.declaration == declaration }
}
