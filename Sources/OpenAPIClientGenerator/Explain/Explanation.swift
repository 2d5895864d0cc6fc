import OpenAPIDocument

/// A stage of the generator.
public enum Stage: String, CaseIterable, Sendable {
  /// The document as it was understood.
  case read
  /// What values exist and what travels.
  case resolve
  /// What everything is called.
  case name
  /// Every decision about Swift.
  case plan
}

/// The value of a stage as text: for people who look for a fault, and for tests.
public struct Explanation: Sendable {
  /// The text about one thing.
  public struct Entry: Sendable {
    /// What the thing can be asked for by: its location's pointer, its operation, its Swift name.
    public let keys: [String]
    /// The first line names it, the others say what it holds.
    public let lines: [String]
  }

  /// One entry for each type or operation, in the document's order.
  public let entries: [Entry]

  /// The text, whole or of what `only` asks for: `#/components/schemas/Pet`, `GET /pets`, `Pet.Owner`.
  ///
  /// What stands inside of a location or a type is part of it; `GET /pets` is that operation and no other path's.
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
  ///   - path: where the document is, as diagnostics shall name it.
  ///   - overlays: the paths of overlays, which are applied to the document in order.
  ///   - configuration: made when the document is known, for its title may name the client.
  ///   - load: brings a file by its path, nil where there is none.
  ///   - diagnostics: takes what is wrong with the document.
  /// - Returns: nil where nothing can be made of the document; the diagnostics say why.
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
  /// Components and operations, each with its JSON and where it stands.
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

extension StatusPattern {
  /// `404`, `4XX`, `default`.
  var label: String {
    switch self {
    case .code(let code): "\(code)"
    case .range(let hundred): "\(hundred)XX"
    case .default: "default"
    }
  }
}
