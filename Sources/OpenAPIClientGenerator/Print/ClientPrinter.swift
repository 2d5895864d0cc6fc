/// Prints a plan as Swift.
///
/// Decides nothing: every name, type and default comes from the plan.
enum ClientPrinter {
  /// All files of a client, in the order of `OutputNames`; a file without declarations has its header only.
  static func files(of plan: ClientPlan, count: Int) -> [SourceFile] {
    let names = OutputNames(namespace: plan.namespace, files: count)
    let operations = spread(plan.operations, over: names.operations.count, by: \.name)
    let models = spread(plan.types, over: names.models.count, by: \.name)
    return [file(names.namespace, plan) { $0.printNamespace() }]
      + zip(names.operations, operations).map { name, group in file(name, plan) { $0.printOperations(group) } }
      + zip(names.models, models).map { name, group in file(name, plan) { $0.printModels(group) } }
  }

  private static func file(_ name: String, _ plan: ClientPlan, _ body: (FilePrinter) -> Void) -> SourceFile {
    let printer = FilePrinter(plan)
    body(printer)
    return SourceFile(name: name, text: printer.text)
  }

  private static func spread<Element>(
    _ elements: [Element], over count: Int, by name: (Element) -> String
  ) -> [[Element]] {
    var groups: [[Element]] = Array(repeating: [], count: count)
    for element in elements { groups[OutputNames.index(of: name(element), among: count)].append(element) }
    return groups
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
