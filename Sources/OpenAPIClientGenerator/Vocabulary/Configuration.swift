import OpenAPIDocument
import OpenAPISyntax

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
  /// Swift names by location: an operation as `POST /path`, or a schema by its pointer, such as `#/components/schemas/Pet`.
  public var names: [String: String]
  /// Swift types by `format`, such as `uri` → `URL`.
  public var formats: [String: String]
  /// Whether warnings count as errors; the tool applies it.
  public var strict: Bool
  /// Which operations get a method that goes through the pages of a list.
  public var pages = Pages()
  /// Whether operations are grouped by their first tag: `client.orders.create()` instead of `client.createOrder()`.
  public var isGroupedByTag = false
  /// The locations of entries in the configuration file, for diagnostics about them.
  public var entryLocations: [Entry: EntryLocation] = [:]

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

  /// An entry that refers to something in the document.
  public enum Entry: Hashable, Sendable {
    case name(String), operation(String), tag(String), path(String)
  }

  /// The location of an entry in a configuration file.
  public struct EntryLocation: Sendable {
    /// The file, the line and the column.
    public let source: FileLocation
    /// The JSON pointer in that file.
    public let pointer: String

    /// Creates a location.
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
    /// Paths as the document has them; one that ends in `*` matches all paths with that beginning.
    public let paths: [String]

    /// Creates a selection.
    public init(operations: [String] = [], tags: [String] = [], paths: [String] = []) {
      self.operations = operations
      self.tags = tags
      self.paths = paths
    }
  }
}

extension GeneratorConfiguration.Entry {
  /// The entry as written.
  var text: String {
    switch self {
    case .name(let text), .operation(let text), .tag(let text), .path(let text): text
    }
  }
}

extension GeneratorConfiguration {
  /// Warns about an entry at its location in the configuration file, or at the document if that location isn't known.
  func warn(
    _ entry: Entry, _ code: String, _ message: String, hint: String, root: Location, _ diagnostics: inout Diagnostics
  ) {
    let location = entryLocations[entry]
    diagnostics.add(
      Diagnostic(
        severity: .warning, code: code, message: message, hint: hint, location: location?.source ?? root.source,
        pointer: location?.pointer ?? root.pointer))
  }
}

/// The access level of what is printed.
public enum AccessLevel: String, Sendable, CaseIterable {
  case `public`
  case package
  case `internal`
}
