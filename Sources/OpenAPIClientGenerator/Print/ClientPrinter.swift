/// Prints a plan as Swift.
///
/// Decides nothing: every name, type and default comes from the plan.
enum ClientPrinter {
  /// All files of a client: the namespace, operations, models; of those that are known beforehand, one without
  /// declarations has its header only.
  static func files(of plan: ClientPlan, _ layout: FileLayout) -> [SourceFile] {
    let operations: [(name: String, group: [OperationPlan])]
    let models: [(name: String, group: [TypePlan])]
    let names: OutputNames
    switch layout {
    case .numbered(let count):
      names = OutputNames(namespace: plan.namespace, files: max(1, count))
      operations = Array(zip(names.operations, spread(plan.operations, over: names.operations.count, by: \.name)))
      models = Array(zip(names.models, spread(plan.types, over: names.models.count, by: \.name)))
    case .tags:
      names = OutputNames(namespace: plan.namespace, files: 1)
      operations = grouped(plan.operations, names.operations[0]) { $0.tags.first.map(Identifiers.type) }
      models = grouped(plan.types, names.models[0]) { letter($0.name) }
    }
    return [file(names.namespace, plan, saysVersion: true) { $0.printNamespace() }]
      + operations.map { name, group in file(name, plan) { $0.printOperations(group) } }
      + models.map { name, group in file(name, plan) { $0.printModels(group) } }
  }

  private static func file(
    _ name: String, _ plan: ClientPlan, saysVersion: Bool = false, _ body: (FilePrinter) -> Void
  ) -> SourceFile {
    let printer = FilePrinter(plan, saysVersion: saysVersion)
    body(printer)
    return SourceFile(name: name, text: printer.text)
  }

  // MARK: Layouts

  private static func spread<Element>(
    _ elements: [Element], over count: Int, by name: (Element) -> String
  ) -> [[Element]] {
    var groups: [[Element]] = Array(repeating: [], count: count)
    for element in elements { groups[OutputNames.index(of: name(element), among: count)].append(element) }
    return groups
  }

  /// The elements by the ends of their files' names, `Pets+Models+P.swift`, in the order of the names.
  private static func grouped<Element>(
    _ elements: [Element], _ fileName: String, by key: (Element) -> String?
  ) -> [(name: String, group: [Element])] {
    let stem = String(fileName.dropLast(".swift".count))
    var groups: [String: (name: String, group: [Element])] = [:]
    for element in elements {
      let ending = key(element)
      // Where case makes no difference to a file system, it makes none here.
      groups[ending?.lowercased() ?? "", default: (ending.map { "\(stem)+\($0).swift" } ?? fileName, [])]
        .group.append(element)
    }
    return groups.sorted { $0.key < $1.key }.map(\.value)
  }

  private static func letter(_ name: String) -> String {
    guard let first = name.first, first.isASCII, first.isLetter else { return "Other" }
    return first.uppercased()
  }
}

/// A file of generated Swift.
public struct SourceFile: Equatable, Sendable {
  /// The file's name, without folders.
  public let name: String
  /// The whole text.
  public let text: String

  /// Creates a file.
  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}
