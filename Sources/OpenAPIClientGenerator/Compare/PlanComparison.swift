/// A difference between two clients, as a caller sees it.
public struct Change: Hashable, Sendable, CustomStringConvertible {
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
      for change in comparison.changes where change.impact == impact { sorted.append(change) }
    }
    return sorted
  }

  mutating func add(_ impact: Change.Impact, _ declaration: String, _ text: String) {
    changes.append(Change(impact, declaration, text))
  }

  // MARK: Lists

  /// Pairs the elements of two lists by name; says what is gone and what is new.
  mutating func compare<Element>(
    _ old: [Element], _ new: [Element], name: (Element) -> String, owner: String,
    added: (Element) -> Change.Impact, _ compare: (inout PlanComparison, Element, Element, String) -> Void
  ) {
    var byName: [String: Element] = [:]
    for element in new { byName[name(element)] = element }
    var known: Set<String> = []
    for element in old {
      let label = owner.isEmpty ? name(element) : owner + "." + name(element)
      known.insert(name(element))
      if let counterpart = byName[name(element)] {
        compare(&self, element, counterpart, label)
      } else {
        add(.breaking, label, "is gone")
      }
    }
    for element in new where !known.contains(name(element)) {
      let label = owner.isEmpty ? name(element) : owner + "." + name(element)
      add(added(element), label, "is new")
    }
  }

  mutating func compare(_ old: Documentation, _ new: Documentation, _ label: String) {
    if old.deprecation == nil, new.deprecation != nil { add(.documentation, label, "is deprecated now") }
    if old.deprecation != nil, new.deprecation == nil { add(.documentation, label, "is not deprecated any more") }
    if old.paragraphs != new.paragraphs { add(.documentation, label, "is described differently") }
  }

  mutating func compare(_ old: TypeUse, _ new: TypeUse, _ label: String, _ verb: String = "is") {
    guard old != new else { return }
    add(.breaking, label, "\(verb) \(new.text) instead of \(old.text)")
  }

  // MARK: Client

  private mutating func compareClients(_ old: ClientPlan, _ new: ClientPlan) {
    if old.namespace != new.namespace { add(.breaking, old.namespace, "is called \(new.namespace) now") }
    if old.access != new.access {
      add(.breaking, old.namespace, "is \(new.access.rawValue) instead of \(old.access.rawValue)")
    }
    compare(old.documentation, new.documentation, new.namespace)
    compare(
      old.client.credentials, new.client.credentials, name: \.name, owner: "Client.init",
      added: { $0.isRequired ? .breaking : .additive }
    ) { comparison, old, new, label in
      if !old.isRequired, new.isRequired { comparison.add(.breaking, label, "must be given now") }
      if old.isRequired, !new.isRequired { comparison.add(.additive, label, "may be left out now") }
      if old.kind != new.kind { comparison.add(.documentation, label, "is sent in another way") }
    }
    compare(
      old.client.servers, new.client.servers, name: \.name, owner: "Server", added: { _ in .additive }
    ) { comparison, old, new, label in
      if old.variables.isEmpty != new.variables.isEmpty {
        comparison.add(.breaking, label, new.variables.isEmpty ? "takes no arguments any more" : "takes arguments now")
      }
      if old.url != new.url { comparison.add(.documentation, label, "is at \(new.url) instead of \(old.url)") }
      comparison.compare(
        old.variables, new.variables, name: \.name, owner: label, added: { _ in .additive }
      ) { comparison, old, new, label in
        if old.typeName != new.typeName { comparison.add(.breaking, label, "has another type") }
        if old.defaultValue != new.defaultValue {
          comparison.add(.documentation, label, "is \(new.defaultValue) unless given, instead of \(old.defaultValue)")
        }
      }
    }
  }

  // MARK: Operations

  private mutating func compareOperations(_ old: [OperationPlan], _ new: [OperationPlan]) {
    compare(old, new, name: \.name, owner: "Client", added: { _ in .additive }) { comparison, old, new, label in
      comparison.compareArguments(old, new, label)
      comparison.compare(old.answer.type, new.answer.type, label, "returns")
      comparison.compare(old.documentation, new.documentation, label)
      if old.method != new.method || old.path != new.path {
        comparison.add(
          .documentation, label, "sends \(new.method) \(new.path) instead of \(old.method) \(old.path)")
      }
      if old.failures != new.failures { comparison.add(.documentation, label, "documents other failures") }
      let types = (old.types.map { [$0] } ?? [], new.types.map { [$0] } ?? [])
      comparison.compareTypes(types.0, types.1, [])
    }
  }

  private mutating func compareArguments(_ old: OperationPlan, _ new: OperationPlan, _ label: String) {
    let oldArguments = Printer.arguments(old)
    let newArguments = Printer.arguments(new)
    compare(
      oldArguments, newArguments, name: \.name, owner: label, added: { $0.isRequired ? .breaking : .additive }
    ) { comparison, old, new, label in
      if old.isUnlabeled != new.isUnlabeled {
        comparison.add(.breaking, label, new.isUnlabeled ? "has no label any more" : "has a label now")
      }
      if !old.isRequired, new.isRequired { comparison.add(.breaking, label, "must be given now") }
      if old.isRequired, !new.isRequired { comparison.add(.additive, label, "may be left out now") }
      comparison.compare(Printer.core(old.type), Printer.core(new.type), label)
    }
    let newNames = newArguments.map(\.name)
    let oldNames = oldArguments.map(\.name)
    let common = oldNames.filter { newNames.contains($0) }
    if common != newNames.filter({ oldNames.contains($0) }) {
      add(.breaking, label, "takes its arguments in another order")
    }
  }
}
