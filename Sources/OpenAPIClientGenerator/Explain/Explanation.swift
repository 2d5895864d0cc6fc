import OpenAPIDocument

/// A stage of the generator.
public enum Stage: String, CaseIterable, Sendable {
  /// The document as it was understood.
  case read
  /// What values exist and what travels.
  case resolve
  /// The names of everything.
  case name
  /// Every decision about Swift.
  case plan
}

/// The value of a stage as text, for debugging and for tests.
public struct Explanation: Sendable {
  /// The text about a type, an operation or another part.
  public struct Entry: Sendable {
    /// What selects it: its pointer in the document, its operation, its Swift name.
    public let keys: [String]
    /// The first line names it, the others describe it.
    public let lines: [String]
  }

  /// One entry for each type or operation, in the document's order.
  public let entries: [Entry]

  /// The whole text, or that of what `only` selects: `#/components/schemas/Pet`, `GET /pets`, `Pet.Owner`.
  ///
  /// A pointer or a type also selects what is inside it; `GET /pets` selects that operation alone.
  public func text(only: String? = nil) -> String {
    let chosen = entries.filter { entry in
      guard let only else { return true }
      let inside = only + (only.hasPrefix("#") ? "/" : ".")
      return entry.keys.contains { $0 == only || $0.hasPrefix(inside) }
    }
    let blocks = chosen.map { entry in
      entry.lines.enumerated().map { $0 == 0 ? "\($1)\n" : "  \($1)\n" }.joined()
    }
    return blocks.joined(separator: "\n")
  }
}

extension Generator {
  /// What a stage makes of a document, as text.
  ///
  /// - Parameters:
  ///   - stage: the stage whose value is shown.
  ///   - path: the document's path, which diagnostics show.
  ///   - overlays: the paths of the overlays to apply to the document, in order.
  ///   - configuration: makes the configuration once the document is read, because its title may name the client.
  ///   - load: returns the bytes of a file, or nil if there is no file at that path.
  ///   - diagnostics: receives the problems of the document, in the order of its files and lines.
  /// - Returns: the explanation, or nil if the document can't be used; then one of the diagnostics is an error.
  public static func explain(
    _ stage: Stage, document path: String, overlays: [String] = [],
    configuration: (Document) -> GeneratorConfiguration,
    load: (String) -> [UInt8]?, diagnostics: inout Diagnostics
  ) -> Explanation? {
    guard
      let document = Document.read(root: path, overlays: overlays, load: load, diagnostics: &diagnostics)
    else { return nil }
    let settings = configuration(document)
    let stages = Stages(document, settings, &diagnostics)
    diagnostics = diagnostics.sorted(byFiles: document.files + overlays)
    switch stage {
    case .read: return Explanation(document)
    case .resolve: return Explanation(stages.api)
    case .name: return Explanation(stages.names, of: stages.api)
    case .plan: return Explanation(stages.plan)
    }
  }
}

extension Explanation {
  /// Components and operations, each with its JSON and its location.
  init(_ document: Document) {
    let schemas = document.components.schemas.map { Entry("schema \($0.name)", $0.schema.node, []) }
    let operations = document.operations.map {
      Entry("operation \($0.method) \($0.path)", $0.node, ["\($0.method) \($0.path)"])
    }
    entries = schemas + operations
  }
}

extension Explanation.Entry {
  fileprivate init(_ title: String, _ node: JSONNode, _ keys: [String]) {
    self.keys = keys + [node.pointer]
    let members = node.isObject ? node.members.map { "\($0.key): \($0.value.compactText)" } : [node.compactText]
    lines = ["\(title)  \(node.location)"] + members
  }
}

extension Deprecation {
  /// `deprecated: Use limit.`, or the first word alone.
  var explanation: String { message.map { "deprecated: \($0)" } ?? "deprecated" }
}
