import OpenAPIDocument
import OpenAPISyntax

/// Chooses the operations to generate.
///
///     only: {tags: [pets], paths: [/orders*]}  → all operations with the tag pets, GET /orders, GET /orders/{id}
struct OperationSelection {
  /// Nil if all are generated.
  private let entries: [GeneratorConfiguration.Entry]?

  init(_ only: GeneratorConfiguration.Selection?) {
    typealias Entry = GeneratorConfiguration.Entry
    entries = only.map { $0.operations.map(Entry.operation) + $0.tags.map(Entry.tag) + $0.paths.map(Entry.path) }
  }

  /// The chosen operations, in the document's order.
  func filter(_ operations: [Operation]) -> [Operation] {
    guard let entries else { return operations }
    return operations.filter { operation in entries.contains { Self.chooses($0, operation) } }
  }

  /// The operations that aren't chosen, such as `GET /pets`.
  func omitted(among operations: [Operation]) -> [String] {
    let chosen = Set(filter(operations).map { $0.key })
    return operations.map { $0.key }.filter { !chosen.contains($0) }
  }

  /// Warns about entries that choose no operation, with the nearest name in the document.
  func warn(_ configuration: GeneratorConfiguration, _ document: Document, _ diagnostics: inout Diagnostics) {
    let operations = document.operations
    for entry in entries ?? [] where !operations.contains(where: { Self.chooses(entry, $0) }) {
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

  private static func chooses(_ entry: GeneratorConfiguration.Entry, _ operation: Operation) -> Bool {
    if case .path(let path) = entry, path.hasSuffix("*"), operation.path.hasPrefix(path.dropLast()) { return true }
    return names(of: operation, like: entry).contains(entry.text)
  }

  /// The names by which entries of a kind choose an operation.
  private static func names(of operation: Operation, like entry: GeneratorConfiguration.Entry) -> [String] {
    switch entry {
    case .operation:
      return [operation.operationId, operation.key].compactMap { $0 }
    case .tag: return operation.tags
    case .path, .name: return [operation.path]
    }
  }
}

extension Operation {
  /// The operation's key in the configuration: `GET /pets`.
  var key: String { "\(method) \(path)" }
}
