extension PlanComparison {
  /// The operations, each with its arguments, its response, its errors and its documentation.
  ///
  ///     breaking: Client.listPets returns [Animal] instead of [Pet]
  mutating func compareOperations(_ old: ClientPlan, _ new: ClientPlan) {
    let (oldSecurity, newSecurity) = (old.client.defaultSecurity, new.client.defaultSecurity)
    compare(
      old.operations, new.operations, in: "Client",
      Traits(
        name: \.methodPath, identity: \.endpoint, whenMoved: .documentation,
        moved: { "sends \($0.endpoint) instead of \($1.endpoint)" },
        // In a group, `names` gives the name of the function that makes the value, not of the method.
        pin: { $0.group == nil && $0.name == $0.methodName ? Change.Pin(key: $0.endpoint, name: $1) : nil })
    ) { comparison, old, new, label in
      if old.name != new.name, old.group != nil || new.group != nil {
        let pin = Change.Pin(key: new.endpoint, name: old.name.withoutBackticks)
        comparison.add(.breaking, .renamed, old.name, "is called \(new.name) now", pin: pin)
      }
      comparison.compareArguments(old, new, label)
      comparison.compare(old.response.type, new.response.type, label, "returns")
      if old.response.type == new.response.type, old.response.content != new.response.content {
        comparison.add(.documentation, .transport, label, "reads its response in another way")
      }
      if old.isResultDiscardable, !new.isResultDiscardable {
        comparison.add(.documentation, .type, label, "warns now where its result is not used")
      }
      comparison.compareFailures(old.failures, new.failures, label)
      comparison.compareSecurity(old.security ?? oldSecurity ?? [], new.security ?? newSecurity ?? [], label)
      comparison.compare(old.documentation, new.documentation, label)
      comparison.comparePages(old, new)
    }
  }

  // MARK: Pages

  /// The methods that give the elements of all pages: `additive: Client.listPetsPaged is new`.
  private mutating func comparePages(_ old: OperationPlan, _ new: OperationPlan) {
    let (before, after) = (old.paging?.name, new.paging?.name)
    let oldPath = before.map { "Client.\(old.memberPath($0))" }
    let newPath = after.map { "Client.\(new.memberPath($0))" }
    guard let oldPath, let paging = old.paging else {
      if let newPath { add(.additive, .added, newPath, "is new") }
      return
    }
    guard let newPath, let newPaging = new.paging else {
      return add(.breaking, .removed, oldPath, "is gone")
    }
    if oldPath != newPath { add(.breaking, .renamed, oldPath, "is called \(newPath.dropFirst("Client.".count)) now") }
    compare(paging.elements, newPaging.elements, oldPath, "gives the elements of")
    compareDeprecation(paging.deprecation, newPaging.deprecation, oldPath)
    if paging.way != newPaging.way { add(.documentation, .transport, oldPath, "requests its pages in another way") }
  }

  // MARK: Arguments

  /// `breaking: Client.listPets.limit must be given now`.
  private mutating func compareArguments(_ old: OperationPlan, _ new: OperationPlan, _ label: String) {
    compare(
      old.arguments, new.arguments, in: label,
      Traits(
        name: \.name, identity: \.target.text, whenAdded: { $0.isRequired ? .breaking : .additive },
        moved: { "is \($0.target.text) instead of \($1.target.text)" })
    ) { comparison, old, new, label in
      comparison.compareRequired(old.isRequired, new.isRequired, label)
      comparison.compare(old.type.unwrapped, new.type.unwrapped, label)
      comparison.compare(old.documentation, new.documentation, label)
      comparison.compareParameters(old.target, new.target, label)
    }
    compareOrder(old.arguments.map(\.name), new.arguments.map(\.name), label)
    if let old = old.body, let new = new.body, old.content != new.content {
      add(.documentation, .transport, "\(label).\(old.name)", "is sent in another form")
    }
  }

  /// `documentation: Client.listPets.tags is written in another style`.
  private mutating func compareParameters(
    _ old: ArgumentPlan.Target, _ new: ArgumentPlan.Target, _ label: String
  ) {
    guard case (.parameter(let old), .parameter(let new)) = (old, new) else { return }
    if old.location == new.location,
      (old.style, old.explode, old.allowReserved) != (new.style, new.explode, new.allowReserved)
    {
      add(.documentation, .transport, label, "is written in another style")
    }
    if old.rules != new.rules { add(.documentation, .rules, label, "has other rules") }
  }

  // MARK: Failures

  /// `breaking: Client.pet throws Failure for 404 instead of Problem`.
  private mutating func compareFailures(_ old: [FailurePlan], _ new: [FailurePlan], _ label: String) {
    let (before, after) = (FailureTable(old), FailureTable(new))
    for (status, type) in before.entries {
      guard let other = after.type(of: status) else {
        add(.breaking, .type, label, "does not throw \(type.text) for \(status.text) any more")
        continue
      }
      if renaming.type(type) != other {
        add(.breaking, .type, label, "throws \(other.text) for \(status.text) instead of \(type.text)")
      }
    }
    for (status, type) in after.entries where before.type(ofExactly: status) == nil {
      add(.additive, .added, label, "documents \(type.text) for \(status.text)")
    }
  }

  /// The types of error responses by status.
  private struct FailureTable {
    private(set) var entries: [(status: StatusPattern, type: TypeUse)] = []
    private var types: [StatusPattern: TypeUse] = [:]

    init(_ failures: [FailurePlan]) {
      for failure in failures {
        for status in failure.statuses where types.updateValue(failure.type, forKey: status) == nil {
          entries.append((status, failure.type))
        }
      }
    }

    func type(ofExactly status: StatusPattern) -> TypeUse? { types[status] }

    /// The type for a status, by itself, by its range, or the default.
    func type(of status: StatusPattern) -> TypeUse? {
      if let type = types[status] { return type }
      if case .code(let code) = status, let type = types[.range(code / 100)] { return type }
      return types[.default]
    }
  }

  // MARK: Security

  /// Whether credentials that were enough still are: `breaking: Client.pet needs other credentials: key`.
  private mutating func compareSecurity(_ old: [[String]], _ new: [[String]], _ label: String) {
    let before = Set((old.isEmpty ? [[]] : old).map(Set.init))
    let after = Set((new.isEmpty ? [[]] : new).map(Set.init))
    if before == after { return }
    let isEnough = before.allSatisfy { given in after.contains { $0.isSubset(of: given) } }
    let needed = (new.isEmpty ? [[]] : new).map { $0.isEmpty ? "none" : $0.joined(separator: " and ") }
    add(
      isEnough ? .additive : .breaking, .security, label,
      "\(isEnough ? "accepts" : "needs") other credentials: \(needed.joined(separator: ", or "))")
  }
}

extension ArgumentPlan.Target {
  /// `query parameter limit`.
  fileprivate var text: String {
    switch self {
    case .parameter(let parameter): "the \(parameter.location.rawValue) parameter `\(parameter.wireName)`"
    case .body: "the body"
    case .server: "the server"
    }
  }
}

extension StatusPattern {
  /// `404`, `5XX`, `any other status`.
  fileprivate var text: String {
    switch self {
    case .code(let code): String(code)
    case .range(let hundreds): "\(hundreds)XX"
    case .default: "any other status"
    }
  }
}
