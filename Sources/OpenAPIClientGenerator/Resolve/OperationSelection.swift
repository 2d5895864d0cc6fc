import OpenAPIDocument
import OpenAPISyntax

/// Which operations are generated.
struct OperationSelection {
  /// Nil where all are generated.
  private var entries: [GeneratorConfiguration.Entry]?

  init(_ only: GeneratorConfiguration.Selection?) {
    guard let only else { return }
    var entries: [GeneratorConfiguration.Entry] = []
    for name in only.operations { entries.append(.operation(name)) }
    for tag in only.tags { entries.append(.tag(tag)) }
    for path in only.paths { entries.append(.path(path)) }
    self.entries = entries
  }

  func filter(_ operations: [Operation]) -> [Operation] {
    guard let entries else { return operations }
    return operations.filter { operation in entries.contains { Self.isMeant(operation, by: $0) } }
  }

  /// The operations that aren't chosen, such as `GET /pets`.
  func omitted(among operations: [Operation]) -> [String] {
    let chosen = Set(filter(operations).map { $0.key })
    return operations.map { $0.key }.filter { !chosen.contains($0) }
  }

  /// Says which entries choose no operation, and what may have been meant.
  func warn(_ configuration: GeneratorConfiguration, _ document: Document, _ diagnostics: inout Diagnostics) {
    let operations = document.operations
    for entry in entries ?? [] where !operations.contains(where: { Self.isMeant($0, by: entry) }) {
      let (what, hint) =
        switch entry {
        case .operation: ("operation", "write an operation's id, or `POST /path`")
        case .tag: ("operation with the tag", "write a tag as operations have it")
        case .path, .name:
          ("operation at the path", "write a path as the document has it, or its beginning with `*`")
        }
      let known = operations.flatMap { Self.names(of: $0, like: entry) }
      let nearest = NearestName.nearest(to: entry.text, among: known)
      configuration.warn(
        entry, "unused-selection", "There is no \(what) `\(entry.text)`, so this entry chooses nothing",
        hint: nearest.map { "did you mean `\($0)`?" } ?? hint, root: Location(document.node), &diagnostics)
    }
  }

  private static func isMeant(_ operation: Operation, by entry: GeneratorConfiguration.Entry) -> Bool {
    if case .path(let path) = entry, path.hasSuffix("*"), operation.path.hasPrefix(path.dropLast()) { return true }
    return names(of: operation, like: entry).contains(entry.text)
  }

  /// What an operation is chosen by in entries of a kind.
  private static func names(of operation: Operation, like entry: GeneratorConfiguration.Entry) -> [String] {
    switch entry {
    case .operation:
      let location = "\(operation.method) \(operation.path)"
      guard let id = operation.operationId else { return [location] }
      return [id, location]
    case .tag: return operation.tags
    case .path, .name: return [operation.path]
    }
  }
}

extension Operation {
  /// What it is called in the configuration: `GET /pets`.
  fileprivate var key: String { "\(method) \(path)" }
}
