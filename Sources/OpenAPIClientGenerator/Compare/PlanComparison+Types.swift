import OpenAPIDocument

extension PlanComparison {
  /// All types, those inside operations too.
  ///
  ///     breaking: Pet.Owner is called Pet.Person now
  mutating func compareTypes() {
    addNewTypes(besides: compareOldTypes())
  }

  /// Compares each old type with its counterpart.
  ///
  /// - Returns: the paths of the counterparts.
  private mutating func compareOldTypes() -> Set<[String]> {
    var gone: Set<[String]> = []
    var found: Set<[String]> = []
    for (path, type) in old.entries {
      let outer = Array(path.dropLast())
      // A type inside one that is gone is not mentioned again.
      if gone.contains(outer) {
        gone.insert(path)
        continue
      }
      let label = path.joined(separator: ".")
      let target = renaming.path(path)
      guard let counterpart = new[target] else {
        // The enum around an operation's types goes with them.
        if case .namespace = type.kind { continue }
        gone.insert(path)
        add(.breaking, .removed, label, "is gone")
        continue
      }
      found.insert(target)
      if target != renaming.path(outer) + [type.name] {
        let pin = counterpart.documentation.pointer.map { Change.Pin(key: $0, name: type.name) }
        add(
          .breaking, .renamed, label, "is called \(target.joined(separator: ".")) now", pin: renaming.pins[path] ?? pin)
      }
      compare(type.documentation, counterpart.documentation, label)
      compareKinds(type.kind, counterpart.kind, label)
      if old.declaration(type).isIdentifiable, !new.declaration(counterpart).isIdentifiable {
        add(.breaking, .type, label, "is not Identifiable any more")
      }
    }
    return found
  }

  private mutating func addNewTypes(besides found: Set<[String]>) {
    for (path, type) in new.entries where !found.contains(path) {
      let label = path.joined(separator: ".")
      if old[path] != nil {
        // The old type of this name has another name now.
        add(.breaking, .meaning, label, "is another type now")
      } else if case .namespace = type.kind {
        continue
      } else if path.count == 1 || found.contains(Array(path.dropLast())) {
        add(.additive, .added, label, "is new")
      }
    }
  }

  /// `breaking: Pet is a union instead of a struct`, or what differs in the same kind of type.
  mutating func compareKinds(_ before: TypePlan.Kind, _ after: TypePlan.Kind, _ label: String) {
    switch (before, after) {
    case (.alias(let old), .alias(let new)): return compare(old, new, label)
    // Of equal types the later ones are aliases of the first: a difference only to code that mixes the two.
    case (.alias(.named), _), (_, .alias(.named)):
      if case .alias(.named(let path)) = before, !after.isAlias {
        let first = path.joined(separator: ".")
        add(.documentation, .type, label, "is a type of its own now, no longer another name of \(first)")
      }
      let (before, after) = (old.kind(before), new.kind(after))
      // An alias that leads to an array, for instance, is an alias of it even when it is followed.
      if !before.isAlias, !after.isAlias { return compareKinds(before, after, label) }
    default: break
    }
    switch (before, after) {
    case (.structure(let old), .structure(let new)): compareStructures(old, new, label)
    case (.openEnum(let old), .openEnum(let new)):
      compare(old.rawType, new.rawType, "\(label).rawValue")
      compareValues(old.values, new.values, in: label)
    case (.union(let old), .union(let new)): compareUnions(old, new, label)
    case (.tuple(let old), .tuple(let new)):
      compareProperties(old.elements, new.elements, in: label)
      compare(old.rest, new.rest, label)
    case (.namespace, .namespace): break
    case (.bodyChoice(let old), .bodyChoice(let new)):
      compare(
        old.cases, new.cases, in: label,
        Traits(
          name: \.name, identity: \.contentType, whenMoved: .documentation,
          moved: { "is sent as \($0.contentType) instead of \($1.contentType)" })
      ) { $0.compare($1.type, $2.type, $3) }
    case (.responseChoice(let old), .responseChoice(let new)):
      // Callers switch over the cases, so a new one may need a branch.
      compare(
        old.cases, new.cases, in: label,
        Traits(
          name: \.name, identity: \.name, whenAdded: { _ in .breaking }, moved: { _, _ in "is another response" })
      ) { $0.compare($1.type, $2.type, $3) }
    case (.servers(let old), .servers(let new)): compareServers(old, new, in: label)
    default: add(.breaking, .type, label, "is \(Self.phrase(after)) instead of \(Self.phrase(before))")
    }
  }

  private static func phrase(_ kind: TypePlan.Kind) -> String {
    switch kind {
    case .structure: "a struct"
    case .openEnum: "an extensible enum"
    case .union: "a union"
    case .tuple: "a struct of positions"
    case .alias(let use): "another name of \(use.text)"
    case .namespace: "a namespace"
    case .bodyChoice: "a choice of bodies"
    case .responseChoice: "a choice of responses"
    case .servers: "a choice of servers"
    }
  }

  // MARK: Structs

  /// `breaking: Pet.name is String? instead of String`.
  private mutating func compareStructures(_ old: StructurePlan, _ new: StructurePlan, _ label: String) {
    compareProperties(old.properties, new.properties, in: label)
    compare(
      old.patterns, new.patterns, in: label,
      Traits(
        name: \.name, identity: \.pattern, moved: { "holds members that match `\($0.pattern)`, not `\($1.pattern)`" })
    ) { $0.compare($1.type, $2.type, $3) }
    compare(old.additional, new.additional, label)
    compareNulls(old, new, label)
    if old.coding == .json, new.coding != .json {
      add(.breaking, .type, label, "can't be read or written as JSON any more")
    }
  }

  /// `breaking: Pet.note can't be sent as null any more`.
  private mutating func compareNulls(_ old: StructurePlan, _ new: StructurePlan, _ label: String) {
    switch (old.nulls, new.nulls) {
    case (nil, nil): return
    case (nil, let name?): return add(.additive, .added, "\(label).\(name)", "is new")
    case (let name?, nil): return add(.breaking, .removed, "\(label).\(name)", "is gone")
    case (let before?, let after?):
      if before != after { add(.breaking, .renamed, "\(label).\(before)", "is called \(after) now") }
    }
    let canBeNull = Dictionary(new.properties.map { ($0.key, $0.canBeNull) }, uniquingKeysWith: { first, _ in first })
    for property in old.properties where property.canBeNull && canBeNull[property.key] == false {
      add(.breaking, .meaning, "\(label).\(property.name)", "can't be sent as null any more")
    }
  }

  /// `breaking: Pet.name must be given to the initializer now`.
  private mutating func compareProperties(_ old: [PropertyPlan], _ new: [PropertyPlan], in label: String) {
    compare(
      old, new, in: label,
      Traits(
        name: \.name, identity: \.key, whenAdded: { $0.mustBeGiven ? .breaking : .additive },
        moved: { "is the member `\($0.key)` instead of `\($1.key)`" },
        pin: { property, name in
          property.location.map { Change.Pin(key: $0.pointer, name: name) }
        })
    ) { comparison, old, new, label in
      comparison.compare(old.type, new.type, label)
      comparison.compare(old.documentation, new.documentation, label)
      if !old.mustBeGiven, new.mustBeGiven {
        comparison.add(.breaking, .requirement, label, "must be given to the initializer now")
      } else if old.isInInitializer, !new.isInInitializer {
        comparison.add(.breaking, .requirement, label, "is not taken by the initializer any more")
      } else if old.mustBeGiven, !new.mustBeGiven {
        comparison.add(.additive, .requirement, label, "may be left out of the initializer now")
      }
      if comparison.isSame(old.type, new.type) { comparison.comparePresence(old, new, label) }
      if old.rules != new.rules { comparison.add(.documentation, .rules, label, "has other rules") }
    }
    compareOrder(old.filter(\.isParameter).map(\.name), new.filter(\.isParameter).map(\.name), label)
  }

  /// What nil and absence mean, where the type is the same: `breaking: Pet.note is sent as null now where it is nil`.
  private mutating func comparePresence(_ old: PropertyPlan, _ new: PropertyPlan, _ label: String) {
    switch (old.presence, new.presence) {
    case (let old, let new) where old == new: break
    case (.optional, .requiredNullable): add(.breaking, .meaning, label, "is sent as null now where it is nil")
    case (.requiredNullable, .optional): add(.breaking, .meaning, label, "is left out now where it is nil")
    case (.constant(let old), .constant(let new)):
      add(.breaking, .meaning, label, "is always \(new.text) instead of \(old.text)")
    case (.constant(let value), _): add(.breaking, .meaning, label, "is not always \(value.text) any more")
    case (_, .constant(let value)): add(.breaking, .meaning, label, "is always \(value.text) now")
    // Only the deprecation of the constant differs.
    case (.defaulted(let old), .defaulted(let new)) where old.text == new.text: break
    case (.defaulted(let old), .defaulted(let new)):
      add(.breaking, .meaning, label, "is \(new.text) where it is absent, instead of \(old.text)")
    case (_, .defaulted(let value)): add(.documentation, .meaning, label, "is \(value.text) now where it is absent")
    default: add(.documentation, .meaning, label, "is read differently where it is absent")
    }
    if let old = old.initializerDefault, let new = new.initializerDefault, old.text != new.text {
      add(.breaking, .meaning, label, "is \(new.text) in the initializer unless given, instead of \(old.text)")
    }
  }

  private mutating func compare(
    _ old: AdditionalPropertiesPlan?, _ new: AdditionalPropertiesPlan?, _ label: String
  ) {
    if let named = old ?? new { compare(old?.type, new?.type, "\(label).\(named.name)") }
  }

  // MARK: Enums and unions

  /// `breaking: Level.high stands for "top" instead of "high"`.
  mutating func compareValues(_ old: [EnumPlan.Value], _ new: [EnumPlan.Value], in label: String) {
    compare(
      old, new, in: label,
      Traits(
        name: \.name, identity: \.value.text, moved: { "stands for \($0.value.text) instead of \($1.value.text)" })
    ) { $0.compare($1.documentation, $2.documentation, $3) }
  }

  /// `breaking: Pet.cat is Lion instead of Cat`.
  private mutating func compareUnions(_ old: UnionPlan, _ new: UnionPlan, _ label: String) {
    // Callers switch over the cases, so a new one may need a branch.
    let (renaming, index) = (renaming, self.new)
    compare(
      old.cases, new.cases, in: label,
      Traits(
        name: \.name, identity: { $0.type.map(index.followed)?.text ?? "null" },
        oldIdentity: { $0.type.map { index.followed(renaming.type($0)) }?.text ?? "null" },
        whenAdded: { _ in .breaking },
        moved: { "is \($0.type?.text ?? "null") instead of \($1.type?.text ?? "null")" })
    ) { comparison, old, new, label in comparison.compare(old.documentation, new.documentation, label) }
    if old.choice != new.choice {
      switch new.choice {
      case .discriminator(let key):
        add(.documentation, .transport, label, "tells its variants apart by `\(key)` now")
      case .fit: add(.documentation, .transport, label, "tells its variants apart by which fits best now")
      }
    }
    compareDiscriminators(old, new, label)
    compareShared(old.shared, new.shared, label)
    for literal in old.literals where !new.literals.contains(where: { $0.kind == literal.kind }) {
      add(.breaking, .type, label, "takes no \(literal.kind.rawValue) literals any more")
    }
    for literal in new.literals where !old.literals.contains(where: { $0.kind == literal.kind }) {
      add(.additive, .type, label, "takes \(literal.kind.rawValue) literals now")
    }
  }

  /// The members that variants share: `breaking: Pet.id is gone`.
  private mutating func compareShared(
    _ old: [UnionPlan.SharedMember], _ new: [UnionPlan.SharedMember], _ label: String
  ) {
    compare(
      old, new, in: label,
      Traits(name: \.name, identity: \.key, moved: { "is the member `\($0.key)` instead of `\($1.key)`" })
    ) { comparison, old, new, label in
      comparison.compare(old.type, new.type, label)
      comparison.compareDeprecation(old.deprecation, new.deprecation, label)
    }
  }

  /// The variants that discriminator values choose.
  ///
  ///     breaking: Pet is dog instead of cat where `kind` is tom
  private mutating func compareDiscriminators(_ old: UnionPlan, _ new: UnionPlan, _ label: String) {
    guard case .discriminator(let key) = old.choice, old.choice == new.choice else { return }
    let before = Self.names(old)
    let after = Self.names(new)
    let newNames = Set(new.cases.map(\.name))
    for (value, name) in before.sorted(by: { $0.key < $1.key }) where after[value] != name {
      guard after[value] != nil || newNames.contains(name) else { continue }
      let other = after[value] ?? new.defaultCase ?? new.otherCase
      add(.breaking, .meaning, label, "is \(other) instead of \(name) where `\(key)` is \(value)")
    }
  }

  /// The names of the cases by the discriminator values that choose them.
  private static func names(_ union: UnionPlan) -> [String: String] {
    let pairs = union.cases.flatMap { item in item.discriminatorValues.map { ($0, item.name) } }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }
}

extension TypePlan.Kind {
  fileprivate var isAlias: Bool {
    if case .alias = self { return true }
    return false
  }
}

extension PropertyPlan {
  /// Whether it is a parameter of the initializer.
  fileprivate var isParameter: Bool { isInInitializer && constant == nil }

  /// Whether the initializer can't be called without it.
  fileprivate var mustBeGiven: Bool { isParameter && initializerDefault == nil }
}
