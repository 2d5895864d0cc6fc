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
    if old.deprecation.isNil, new.deprecation.isPresent { add(.documentation, label, "is deprecated now") }
    if old.deprecation.isPresent, new.deprecation.isNil { add(.documentation, label, "is not deprecated any more") }
    if old.paragraphs != new.paragraphs { add(.documentation, label, "is described differently") }
  }

  mutating func compare(_ old: TypeUse, _ new: TypeUse, _ label: String, _ verb: String = "is") {
    guard old != new else { return }
    add(.breaking, label, "\(verb) \(new.text) instead of \(old.text)")
  }

  /// Compares parts of plans whose types are compared nowhere else by what they hold.
  private static func differ<Part>(_ old: Part, _ new: Part) -> Bool {
    String(describing: old) != String(describing: new)
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
      if Self.differ(old.kind, new.kind) { comparison.add(.documentation, label, "is sent in another way") }
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
      if Self.differ(old.failures, new.failures) { comparison.add(.documentation, label, "documents other failures") }
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

extension PlanComparison {
  mutating func compareTypes(_ old: [TypePlan], _ new: [TypePlan], _ outer: [String]) {
    compare(
      old, new, name: \.name, owner: outer.joined(separator: "."), added: { _ in .additive }
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
      compare(old.values, new.values, name: \.name, owner: label, added: { _ in .additive }) {
        comparison, old, new, label in
        if old.value != new.value { comparison.add(.documentation, label, "stands for another value") }
        comparison.compare(old.documentation, new.documentation, label)
      }
    case (.union(let old), .union(let new)):
      compareCases(old.cases.map { ($0.name, $0.type) }, new.cases.map { ($0.name, $0.type) }, label)
    case (.tuple(let old), .tuple(let new)):
      compareProperties(old.elements, new.elements, label)
      compareOptional(old.rest?.type, new.rest?.type, label + "." + (old.rest?.name ?? new.rest?.name ?? "rest"))
    case (.alias(let old), .alias(let new)): compare(old, new, label)
    case (.namespace, .namespace): break
    case (.bodyChoice(let old), .bodyChoice(let new)):
      compare(old.cases, new.cases, name: \.name, owner: label, added: { _ in .additive }) {
        comparison, old, new, label in
        comparison.compare(old.type, new.type, label)
      }
    case (.answerChoice(let old), .answerChoice(let new)):
      compareCases(old.cases.map { ($0.name, $0.type) }, new.cases.map { ($0.name, $0.type) }, label)
    default: add(.breaking, label, "is \(Self.phrase(new)) instead of \(Self.phrase(old))")
    }
  }

  private mutating func compareStructures(_ old: StructurePlan, _ new: StructurePlan, _ label: String) {
    compareProperties(old.properties, new.properties, label)
    compareOptional(
      old.additional?.type, new.additional?.type,
      label + "." + (old.additional?.name ?? new.additional?.name ?? "additionalProperties"))
    if old.hasInitializer, !new.hasInitializer { add(.breaking, label, "can't be made by callers any more") }
  }

  private mutating func compareProperties(_ old: [PropertyPlan], _ new: [PropertyPlan], _ label: String) {
    compare(
      old, new, name: \.name, owner: label, added: { Self.isArgument($0) ? .breaking : .additive }
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
      if Self.differ(old.presence, new.presence), old.type == new.type {
        comparison.add(.documentation, label, "is read differently where it is absent")
      }
      if old.rules != new.rules { comparison.add(.documentation, label, "keeps other rules") }
    }
  }

  /// Whether the initializer can't be called without it.
  private static func isArgument(_ property: PropertyPlan) -> Bool {
    if case .constant = property.presence { return false }
    return property.isInInitializer && property.initializerDefault.isNil
  }

  /// Cases of an enum that callers switch over: a new one needs a branch.
  private mutating func compareCases(_ old: [(String, TypeUse?)], _ new: [(String, TypeUse?)], _ label: String) {
    compare(old, new, name: \.0, owner: label, added: { _ in .breaking }) { comparison, old, new, label in
      comparison.compareOptional(old.1, new.1, label)
    }
  }

  private mutating func compareOptional(_ old: TypeUse?, _ new: TypeUse?, _ label: String) {
    switch (old, new) {
    case (nil, nil): break
    case (let old?, let new?): compare(old, new, label)
    case (_?, nil): add(.breaking, label, "is gone")
    case (nil, let new?): add(.additive, label, "holds \(new.text) now")
    }
  }

  private static func phrase(_ kind: TypePlan.Kind) -> String {
    switch kind {
    case .structure: "a struct"
    case .openEnum: "a set of values"
    case .union: "a union"
    case .tuple: "a list of positions"
    case .alias(let use): "another name of \(use.text)"
    case .namespace: "a namespace"
    case .bodyChoice: "a choice of bodies"
    case .answerChoice: "a choice of answers"
    case .servers: "a choice of servers"
    }
  }
}

extension TypeUse {
  /// The type as a caller would write it.
  var text: String {
    switch self {
    case .string, .text: "String"
    case .bool: "Bool"
    case .int: "Int"
    case .int32: "Int32"
    case .int64: "Int64"
    case .double: "Double"
    case .float: "Float"
    case .date: "Date"
    case .calendarDate: "CalendarDate"
    case .uuid: "UUID"
    case .data: "Data"
    case .url: "URL"
    case .jsonValue: "JSONValue"
    case .filePart: "FilePart"
    case .requestBody: "RequestBody"
    case .responseBody: "ResponseBody"
    case .bytes: "[UInt8]"
    case .void: "Void"
    case .named(let path): path.joined(separator: ".")
    case .custom(let type): type
    case .array(let element): "[\(element.text)]"
    case .dictionary(let value): "[String: \(value.text)]"
    case .optional(let wrapped): "\(wrapped.text)?"
    case .nullable(let wrapped): "Nullable<\(wrapped.text)>"
    case .events(let element): "EventStream<\(element.text)>"
    case .jsonLines(let element): "JSONLines<\(element.text)>"
    }
  }
}
