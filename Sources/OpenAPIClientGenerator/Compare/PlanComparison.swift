/// A difference between two clients, as a caller sees it.
public struct Change: Sendable, CustomStringConvertible {
  /// What callers have to do.
  public enum Impact: String, Sendable, CaseIterable {
    /// Code that used it may not compile any more.
    case breaking
    /// Something new; existing code compiles as it is.
    case additive
    /// The same declarations that say or do something else.
    case documentation
  }

  /// What callers have to do.
  public let impact: Impact
  /// The declaration, without the namespace: `Client.seeDreamV4`, `Pet.name`.
  public let declaration: String
  /// What happened to it, as the end of a sentence.
  public let text: String

  /// Creates a change.
  public init(_ impact: Impact, _ declaration: String, _ text: String) {
    self.impact = impact
    self.declaration = declaration
    self.text = text
  }

  /// One line: `breaking: Pet.name is gone`.
  public var description: String { "\(impact.rawValue): \(declaration) \(text)" }
}

/// Compares two plans of the same document, old and new.
public struct PlanComparison {
  private(set) var changes: [Change] = []

  /// What changes for callers: breaking changes first, each kind in the order of the documents.
  public static func changes(from old: ClientPlan, to new: ClientPlan) -> [Change] {
    var comparison = PlanComparison()
    comparison.compareClients(old, new)
    comparison.compareOperations(old.operations, new.operations)
    comparison.compareTypes(old.types, new.types, [])
    var sorted: [Change] = []
    for impact in Change.Impact.allCases {
      for change in comparison.changes { if change.impact == impact { sorted.append(change) } }
    }
    return sorted
  }

  mutating func add(_ impact: Change.Impact, _ declaration: String, _ text: String...) {
    changes.append(Change(impact, declaration, text.joined()))
  }

  /// Parts of plans are compared by what they hold: few of their types need to be `Equatable` otherwise.
  mutating func add<Part>(
    _ impact: Change.Impact, _ declaration: String, unless old: Part, equals new: Part, _ text: String...
  ) {
    if String(describing: old) != String(describing: new) {
      changes.append(Change(impact, declaration, text.joined()))
    }
  }

  // MARK: Lists

  /// Pairs the elements of two lists by name; says what is gone and what is new.
  mutating func compare<Element>(
    _ old: [Element], _ new: [Element], name: (Element) -> String, owner: String,
    added: (Element) -> Change.Impact = { _ in .additive },
    _ compare: (inout PlanComparison, Element, Element, String) -> Void
  ) {
    let prefix = owner.isEmpty ? "" : owner + "."
    var byName: [String: Element] = [:]
    for element in new { byName[name(element)] = element }
    var known: Set<String> = []
    for element in old {
      let name = name(element)
      known.insert(name)
      if let counterpart = byName[name] {
        compare(&self, element, counterpart, prefix + name)
      } else {
        add(.breaking, prefix + name, "is gone")
      }
    }
    for element in new {
      let name = name(element)
      if !known.contains(name) { add(added(element), prefix + name, "is new") }
    }
  }

  mutating func compare(_ old: Documentation, _ new: Documentation, _ label: String) {
    switch (old.deprecation, new.deprecation) {
    case (nil, _?): add(.documentation, label, "is deprecated now")
    case (_?, nil): add(.documentation, label, "is not deprecated any more")
    default: break
    }
    add(.documentation, label, unless: old.paragraphs, equals: new.paragraphs, "is described differently")
  }

  mutating func compare(_ old: TypeUse, _ new: TypeUse, _ label: String, _ verb: String = "is") {
    guard old != new else { return }
    add(.breaking, label, verb, " ", new.text, " instead of ", old.text)
  }

  /// What was required and is so no more, or the other way round.
  mutating func compareRequired(_ old: Bool, _ new: Bool, _ label: String) {
    switch (old, new) {
    case (false, true): add(.breaking, label, "must be given now")
    case (true, false): add(.additive, label, "may be left out now")
    default: break
    }
  }

  // MARK: Client

  private mutating func compareClients(_ old: ClientPlan, _ new: ClientPlan) {
    let label = old.namespace
    add(.breaking, label, unless: label, equals: new.namespace, "is called ", new.namespace, " now")
    let (oldAccess, newAccess) = (old.access.rawValue, new.access.rawValue)
    add(.breaking, label, unless: oldAccess, equals: newAccess, "is ", newAccess, " instead of ", oldAccess)
    compare(old.documentation, new.documentation, new.namespace)
    compare(
      old.client.credentials, new.client.credentials, name: { $0.name }, owner: "Client.init",
      added: { $0.isRequired ? .breaking : .additive }
    ) { comparison, old, new, label in
      comparison.compareRequired(old.isRequired, new.isRequired, label)
      comparison.add(.documentation, label, unless: old.kind, equals: new.kind, "is sent in another way")
    }
    compare(
      old.client.servers, new.client.servers, name: { $0.name }, owner: "Server"
    ) { comparison, old, new, label in
      comparison.add(
        .breaking, label, unless: old.variables.isEmpty, equals: new.variables.isEmpty,
        new.variables.isEmpty ? "takes no arguments any more" : "takes arguments now")
      comparison.add(
        .documentation, label, unless: old.url, equals: new.url, "is at ", new.url, " instead of ", old.url)
      comparison.compare(
        old.variables, new.variables, name: { $0.name }, owner: label
      ) { comparison, old, new, label in
        comparison.add(.breaking, label, unless: old.typeName, equals: new.typeName, "has another type")
        comparison.add(
          .documentation, label, unless: old.defaultText, equals: new.defaultText,
          "is ", new.defaultText, " unless given, instead of ", old.defaultText)
      }
    }
  }

  // MARK: Operations

  private mutating func compareOperations(_ old: [OperationPlan], _ new: [OperationPlan]) {
    compare(old, new, name: { $0.name }, owner: "Client") { comparison, old, new, label in
      comparison.compareArguments(old, new, label)
      comparison.compare(old.response.type, new.response.type, label, "returns")
      comparison.compare(old.documentation, new.documentation, label)
      let (oldPlace, newPlace) = (old.endpoint, new.endpoint)
      comparison.add(
        .documentation, label, unless: oldPlace, equals: newPlace, "sends ", newPlace, " instead of ", oldPlace)
      comparison.add(
        .documentation, label, unless: old.failures, equals: new.failures, "documents other failures")
      comparison.compareTypes(Self.list(old.types), Self.list(new.types), [])
    }
  }

  private mutating func compareArguments(_ old: OperationPlan, _ new: OperationPlan, _ label: String) {
    let oldArguments = old.arguments
    let newArguments = new.arguments
    compare(
      oldArguments, newArguments, name: { $0.name }, owner: label, added: { $0.isRequired ? .breaking : .additive }
    ) { comparison, old, new, label in
      comparison.add(
        .breaking, label, unless: old.hasLabel, equals: new.hasLabel,
        new.hasLabel ? "has a label now" : "has no label any more")
      comparison.compareRequired(old.isRequired, new.isRequired, label)
      comparison.compare(old.type.unwrapped, new.type.unwrapped, label)
    }
    add(
      .breaking, label, unless: Self.names(of: oldArguments, in: newArguments),
      equals: Self.names(of: newArguments, in: oldArguments), "takes its arguments in another order")
  }

  /// The names of arguments that are among others too, in order.
  private static func names(of arguments: [ArgumentPlan], in others: [ArgumentPlan]) -> [String] {
    var known: Set<String> = []
    for argument in others { known.insert(argument.name) }
    var names: [String] = []
    for argument in arguments { if known.contains(argument.name) { names.append(argument.name) } }
    return names
  }

  private static func list(_ type: TypePlan?) -> [TypePlan] {
    if let type { return [type] }
    return []
  }
}

extension PlanComparison {
  mutating func compareTypes(_ old: [TypePlan], _ new: [TypePlan], _ outer: [String]) {
    compare(
      old, new, name: { $0.name }, owner: outer.joined(separator: ".")
    ) { comparison, old, new, label in
      comparison.compare(old.documentation, new.documentation, label)
      comparison.compareKinds(old.kind, new.kind, label)
      comparison.compareTypes(old.nested, new.nested, outer + [old.name])
    }
  }

  private mutating func compareKinds(_ old: TypePlan.Kind, _ new: TypePlan.Kind, _ label: String) {
    switch (old, new) {
    case (.structure(let old), .structure(let new)): compareStructures(old, new, label)
    case (.openEnum(let old), .openEnum(let new)):
      compare(old.rawType, new.rawType, label + ".rawValue")
      compare(old.values, new.values, name: { $0.name }, owner: label) {
        comparison, old, new, label in
        comparison.add(.documentation, label, unless: old.value, equals: new.value, "stands for another value")
        comparison.compare(old.documentation, new.documentation, label)
      }
    // Callers switch over the cases of these: a new one needs a branch.
    case (.union(let old), .union(let new)):
      compare(old.cases, new.cases, name: { $0.name }, owner: label, added: { _ in .breaking }) {
        comparison, old, new, label in
        comparison.compareOptional(old.type, new.type, label)
      }
    case (.tuple(let old), .tuple(let new)):
      compareProperties(old.elements, new.elements, label)
      compareOpen(old.rest, new.rest, label)
    case (.alias(let old), .alias(let new)): compare(old, new, label)
    case (.namespace, .namespace): break
    case (.bodyChoice(let old), .bodyChoice(let new)):
      compare(old.cases, new.cases, name: { $0.name }, owner: label) {
        comparison, old, new, label in
        comparison.compare(old.type, new.type, label)
      }
    case (.responseChoice(let old), .responseChoice(let new)):
      compare(old.cases, new.cases, name: { $0.name }, owner: label, added: { _ in .breaking }) {
        comparison, old, new, label in
        comparison.compareOptional(old.type, new.type, label)
      }
    default: add(.breaking, label, "is ", Self.phrase(new), " instead of ", Self.phrase(old))
    }
  }

  private mutating func compareStructures(_ old: StructurePlan, _ new: StructurePlan, _ label: String) {
    compareProperties(old.properties, new.properties, label)
    compareOpen(old.additional, new.additional, label)
    if old.hasInitializer, !new.hasInitializer { add(.breaking, label, "can't be made by callers any more") }
  }

  private mutating func compareProperties(_ old: [PropertyPlan], _ new: [PropertyPlan], _ label: String) {
    compare(
      old, new, name: { $0.name }, owner: label, added: { Self.isArgument($0) ? .breaking : .additive }
    ) { comparison, old, new, label in
      comparison.compare(old.type, new.type, label)
      comparison.compare(old.documentation, new.documentation, label)
      if !Self.isArgument(old), Self.isArgument(new) {
        comparison.add(.breaking, label, "must be given to the initializer now")
      } else if old.isInInitializer, !new.isInInitializer {
        comparison.add(.breaking, label, "is not taken by the initializer any more")
      } else if Self.isArgument(old), !Self.isArgument(new) {
        comparison.add(.additive, label, "may be left out of the initializer now")
      }
      if old.type == new.type {
        comparison.add(
          .documentation, label, unless: old.presence, equals: new.presence, "is read differently where it is absent")
      }
      comparison.add(.documentation, label, unless: old.rules, equals: new.rules, "keeps other rules")
    }
  }

  /// Whether the initializer can't be called without it.
  private static func isArgument(_ property: PropertyPlan) -> Bool {
    if case .constant = property.presence { return false }
    return property.isInInitializer && property.initializerDefault == nil
  }

  private mutating func compareOpen(
    _ old: AdditionalPropertiesPlan?, _ new: AdditionalPropertiesPlan?, _ label: String
  ) {
    if let named = old ?? new { compareOptional(old?.type, new?.type, "\(label).\(named.name)") }
  }

  private mutating func compareOptional(_ old: TypeUse?, _ new: TypeUse?, _ label: String) {
    switch (old, new) {
    case (nil, nil): break
    case (let old?, let new?): compare(old, new, label)
    case (_?, nil): add(.breaking, label, "is gone")
    case (nil, let new?): add(.additive, label, "holds ", new.text, " now")
    }
  }

  private static func phrase(_ kind: TypePlan.Kind) -> String {
    switch kind {
    case .structure: "a struct"
    case .openEnum: "a set of values"
    case .union: "a union"
    case .tuple: "a list of positions"
    case .alias(let use): "another name of " + use.text
    case .namespace: "a namespace"
    case .bodyChoice: "a choice of bodies"
    case .responseChoice: "a choice of answers"
    case .servers: "a choice of servers"
    }
  }
}
