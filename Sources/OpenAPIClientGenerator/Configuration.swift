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
    public var source: SourcePlace
    /// The JSON pointer in that file.
    public var pointer: String

    /// Creates a place.
    public init(source: SourcePlace, pointer: String) {
      self.source = source
      self.pointer = pointer
    }
  }

  /// Operations chosen by id, tag or path: one that matches any of the lists is generated.
  public struct Selection: Sendable {
    /// Operation ids, or `POST /path`.
    public var operations: [String]
    /// Names of tags.
    public var tags: [String]
    /// Paths as the document has them; one that ends in `*` stands for all that begin so.
    public var paths: [String]

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
    var entry: GeneratorConfiguration.Entry
    var nearest: String?
  }

  private let only: GeneratorConfiguration.Selection?

  init(_ only: GeneratorConfiguration.Selection?) { self.only = only }

  func filter(_ operations: [Operation]) -> [Operation] {
    guard let only else { return operations }
    return operations.filter { operation in
      only.operations.contains { Self.isMeant(operation, byName: $0) }
        || operation.tags.contains { only.tags.contains($0) }
        || only.paths.contains { Self.isMeant(operation, byPath: $0) }
    }
  }

  /// The entries that choose no operation, in their order.
  func misses(among operations: [Operation]) -> [Miss] {
    guard let only else { return [] }
    var misses: [Miss] = []
    for name in only.operations where !operations.contains(where: { Self.isMeant($0, byName: name) }) {
      let known = operations.flatMap { [$0.operationId, $0.method + " " + $0.path].compactMap { $0 } }
      misses.append(Miss(entry: .operation(name), nearest: NearestName.nearest(to: name, among: known)))
    }
    for tag in only.tags where !operations.contains(where: { $0.tags.contains(tag) }) {
      misses.append(
        Miss(entry: .tag(tag), nearest: NearestName.nearest(to: tag, among: operations.flatMap { $0.tags })))
    }
    for path in only.paths where !operations.contains(where: { Self.isMeant($0, byPath: path) }) {
      misses.append(
        Miss(entry: .path(path), nearest: NearestName.nearest(to: path, among: operations.map { $0.path })))
    }
    return misses
  }

  private static func isMeant(_ operation: Operation, byName name: String) -> Bool {
    operation.operationId == name || operation.method + " " + operation.path == name
  }

  private static func isMeant(_ operation: Operation, byPath path: String) -> Bool {
    path == operation.path || path.hasSuffix("*") && operation.path.hasPrefix(path.dropLast())
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
    for key in configuration.names.keys.sorted()
    where misplacedNames.contains(key) || misplacedNames.contains("#" + key) {
      warn(
        .name(key), "property-name-for-type",
        "A type is made of what stands at `\(key)`, so a property's name is ignored",
        hint: "give it a type's name, which begins with a capital letter", &diagnostics)
    }
    for key in configuration.names.keys.sorted() where !usedNames.contains(key) && !usedNames.contains("#" + key) {
      warn(
        .name(key), "unused-name", "The name given for `\(key)` is used nowhere",
        hint: "write an operation as `POST /path`, a schema as `#/components/schemas/Name`", &diagnostics)
    }
    for miss in selection {
      let (what, hint) =
        switch miss.entry {
        case .operation(let name): ("operation `\(name)`", "write an operation's id, or `POST /path`")
        case .tag(let tag): ("operation with the tag `\(tag)`", "write a tag as operations have it")
        case .path(let path), .name(let path):
          ("operation at the path `\(path)`", "write a path as the document has it, or its beginning with `*`")
        }
      warn(
        miss.entry, "unused-selection", "There is no \(what), so nothing is chosen by it",
        hint: miss.nearest.map { "did you mean `\($0)`?" } ?? hint, &diagnostics)
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
        severity: .warning, code: code, message: message, hint: hint, place: place?.source ?? root.place,
        pointer: place?.pointer ?? root.pointer))
  }
}
