import OpenAPIDocument

/// What a user decides about the code generated from one document.
public struct GeneratorConfiguration: Sendable {
  /// The name of the enum that holds everything.
  public var namespace: String
  /// The access level of every declaration.
  public var access: AccessLevel
  /// The number of files that the types are spread over, at least 1.
  public var files: Int
  /// The operations to generate; nil: all, with every schema of the document.
  public var only: Selection?
  /// Swift names by place: an operation as `POST /path`, or a schema by its pointer, such as `#/components/schemas/Pet`.
  public var names: [String: String]
  /// Swift types by `format`, such as `uri` → `URL`.
  public var formats: [String: String]
  /// Whether warnings count as errors; the tool applies it.
  public var strict: Bool
  /// Where entries stand in a configuration's file, for what is said of them.
  public var places: [Entry: Place] = [:]

  /// Creates a configuration.
  public init(
    namespace: String, access: AccessLevel = .public, files: Int = 1, only: Selection? = nil,
    names: [String: String] = [:], formats: [String: String] = [:], strict: Bool = false
  ) {
    self.namespace = namespace
    self.access = access
    self.files = files
    self.only = only
    self.names = names
    self.formats = formats
    self.strict = strict
  }

  /// An entry that names something of the document.
  public enum Entry: Hashable, Sendable {
    case name(String), operation(String), tag(String), path(String)
  }

  /// Where an entry stands.
  public struct Place: Sendable {
    /// The file, the line and the column.
    public let source: FileLocation
    /// The JSON pointer in that file.
    public let pointer: String

    /// Creates a place.
    public init(source: FileLocation, pointer: String) {
      self.source = source
      self.pointer = pointer
    }
  }

  /// Operations chosen by id, tag or path: one that matches any of the lists is generated.
  public struct Selection: Sendable {
    /// Operation ids, or `POST /path`.
    public let operations: [String]
    /// Names of tags.
    public let tags: [String]
    /// Paths as the document has them; one that ends in `*` stands for all that begin so.
    public let paths: [String]

    /// Creates a selection.
    public init(operations: [String] = [], tags: [String] = [], paths: [String] = []) {
      self.operations = operations
      self.tags = tags
      self.paths = paths
    }
  }
}

/// Which operations are generated.
struct OperationSelection {
  /// An entry that chooses nothing, with what may have been meant.
  struct Miss {
    let entry: GeneratorConfiguration.Entry
    let nearest: String?
  }

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

  /// The entries that choose no operation, in their order.
  func misses(among operations: [Operation]) -> [Miss] {
    var misses: [Miss] = []
    for entry in entries ?? [] where !operations.contains(where: { Self.isMeant($0, by: entry) }) {
      var known: [String] = []
      for operation in operations { known.append(contentsOf: Self.names(of: operation, like: entry)) }
      misses.append(Miss(entry: entry, nearest: NearestName.nearest(to: entry.text, among: known)))
    }
    return misses
  }

  private static func isMeant(_ operation: Operation, by entry: GeneratorConfiguration.Entry) -> Bool {
    if case .path(let path) = entry, path.hasSuffix("*"), operation.path.hasPrefix(path.dropLast()) { return true }
    return names(of: operation, like: entry).contains(entry.text)
  }

  /// What an operation is chosen by in entries of a kind.
  private static func names(of operation: Operation, like entry: GeneratorConfiguration.Entry) -> [String] {
    switch entry {
    case .operation:
      let place = joined(operation.method, " ", operation.path)
      guard let id = operation.operationId else { return [place] }
      return [id, place]
    case .tag: return operation.tags
    case .path, .name: return [operation.path]
    }
  }
}

extension GeneratorConfiguration.Entry {
  /// The entry as written.
  fileprivate var text: String {
    switch self {
    case .name(let text), .operation(let text), .tag(let text), .path(let text): return text
    }
  }
}

/// Says which entries of a configuration fit nothing in the document.
struct UnusedEntries {
  let configuration: GeneratorConfiguration
  /// The document, whose place is named for entries without one.
  let root: JSONNode

  func warn(
    usedNames: Set<String>, misplacedNames: Set<String>, selection: [OperationSelection.Miss],
    _ diagnostics: inout Diagnostics
  ) {
    let keys = configuration.names.keys.sorted()
    func contains(_ names: Set<String>, _ key: String) -> Bool { names.contains(key) || names.contains("#" + key) }
    for key in keys where contains(misplacedNames, key) {
      warn(
        .name(key), "property-name-for-type",
        joined("A type is made of what stands at `", key, "`, so a property's name is ignored"),
        hint: "give it a type's name, which begins with a capital letter", &diagnostics)
    }
    for key in keys where !contains(usedNames, key) {
      warn(
        .name(key), "unused-name", joined("The name given for `", key, "` is used nowhere"),
        hint: "write an operation as `POST /path`, a schema as `#/components/schemas/Name`", &diagnostics)
    }
    for miss in selection {
      let what: String
      var hint: String
      switch miss.entry {
      case .operation:
        what = "operation"
        hint = "write an operation's id, or `POST /path`"
      case .tag:
        what = "operation with the tag"
        hint = "write a tag as operations have it"
      case .path, .name:
        what = "operation at the path"
        hint = "write a path as the document has it, or its beginning with `*`"
      }
      if let nearest = miss.nearest { hint = joined("did you mean `", nearest, "`?") }
      warn(
        miss.entry, "unused-selection",
        joined("There is no ", what, " `", miss.entry.text, "`, so nothing is chosen by it"), hint: hint, &diagnostics)
    }
  }

  private func warn(
    _ entry: GeneratorConfiguration.Entry, _ code: String, _ message: String, hint: String,
    _ diagnostics: inout Diagnostics
  ) {
    // Several entries may have no place: one at a time is said for the document.
    let place = configuration.places[entry]
    diagnostics.add(
      Diagnostic(
        severity: .warning, code: code, message: message, hint: hint, location: place?.source ?? root.location,
        pointer: place?.pointer ?? root.pointer))
  }
}
