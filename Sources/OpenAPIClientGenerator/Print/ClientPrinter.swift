/// Prints a plan as Swift.
///
/// Decides nothing: every name, type and default comes from the plan.
enum ClientPrinter {
  /// All files of a client: namespace, operations, models.
  ///
  ///     Pets+Client.swift, Pets+Operations.swift, Pets+Models.swift
  ///
  /// A numbered file without declarations has only its header.
  static func files(of plan: ClientPlan, _ layout: FileLayout) -> [SourceFile] {
    let operations: [(file: String, elements: [OperationPlan])]
    let models: [(file: String, elements: [TypePlan])]
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
    return [file(names.namespace, plan, includesVersion: true) { $0.printNamespace() }]
      + operations.map { name, operations in file(name, plan) { $0.printOperations(operations) } }
      + models.map { name, types in file(name, plan) { $0.printModels(types) } }
  }

  /// A file, with what `body` prints.
  private static func file(
    _ name: String, _ plan: ClientPlan, includesVersion: Bool = false, _ body: (FilePrinter) -> Void
  ) -> SourceFile {
    let printer = FilePrinter(plan, includesVersion: includesVersion)
    body(printer)
    return SourceFile(name: name, text: printer.text)
  }

  // MARK: Layouts

  /// The elements of each numbered file: those whose name's hash chooses the file.
  private static func spread<Element>(
    _ elements: [Element], over count: Int, by name: (Element) -> String
  ) -> [[Element]] {
    var spread: [[Element]] = Array(repeating: [], count: count)
    for element in elements { spread[OutputNames.index(of: name(element), among: count)].append(element) }
    return spread
  }

  /// The elements of each file that is named after what they have in common, `Pets+Models+P.swift`, ordered by name.
  private static func grouped<Element>(
    _ elements: [Element], _ fileName: String, by ending: (Element) -> String?
  ) -> [(file: String, elements: [Element])] {
    let stem = String(fileName.dropLast(".swift".count))
    var groups: [String: (file: String, elements: [Element])] = [:]
    for element in elements {
      let ending = ending(element)
      // Some file systems ignore case, so names that differ only in case are one file.
      groups[ending?.lowercased() ?? "", default: (ending.map { "\(stem)+\($0).swift" } ?? fileName, [])]
        .elements.append(element)
    }
    return groups.sorted { $0.key < $1.key }.map(\.value)
  }

  /// The first letter of a name: `P`, or `Other` for any character but an ASCII letter.
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

  /// How every generated file begins; the name of its document follows.
  public static let headerStart = SourceWriter.headerStart

  /// Creates a file.
  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}
