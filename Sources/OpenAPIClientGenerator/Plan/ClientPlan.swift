/// Every decision about the Swift that a document becomes.
///
/// The planner makes it, the printer prints it; nothing after the planner looks at OpenAPI.
/// All names are final identifiers, already escaped with backticks where Swift needs them.
public struct ClientPlan: Hashable, Sendable {
  /// The name of the enum that holds everything, e.g. `TensorsLab`.
  public var namespace: String
  public var access: AccessLevel
  /// The document's file name, title and version, for the header of each file.
  public var source: DocumentSource
  public var documentation: Documentation
  public var client: ClientTypePlan
  /// Types of the namespace, in document order.
  public var types: [TypePlan]
  public var operations: [OperationPlan]
  /// Standard names that a type of the namespace hides, e.g. `Error`; the printer qualifies them.
  public var hiddenNames: Set<String>

  public init(
    namespace: String, access: AccessLevel, source: DocumentSource, documentation: Documentation,
    client: ClientTypePlan, types: [TypePlan] = [], operations: [OperationPlan] = [], hiddenNames: Set<String> = []
  ) {
    self.namespace = namespace
    self.access = access
    self.source = source
    self.documentation = documentation
    self.client = client
    self.types = types
    self.operations = operations
    self.hiddenNames = hiddenNames
  }
}

/// The access level of what is printed.
public enum AccessLevel: String, Hashable, Sendable, CaseIterable {
  case `public`
  case package
  case `internal`
}

/// What the header of a generated file says about its origin.
public struct DocumentSource: Hashable, Sendable {
  /// The last path component, so that no machine's path gets into the output.
  public var fileName: String
  public var title: String
  public var version: String

  public init(fileName: String, title: String, version: String) {
    self.fileName = fileName
    self.title = title
    self.version = version
  }
}

/// The documentation of a declaration.
public struct Documentation: Hashable, Sendable {
  /// Paragraphs of Markdown as the document has them; the printer makes them safe.
  public var paragraphs: [String]
  /// The place in the document, e.g. `#/components/schemas/Pet`.
  public var pointer: String?
  /// Not nil: printed as `@available(*, deprecated)`, with the message when there is one.
  public var deprecation: Deprecation?

  public init(_ paragraphs: [String] = [], pointer: String? = nil, deprecation: Deprecation? = nil) {
    self.paragraphs = paragraphs
    self.pointer = pointer
    self.deprecation = deprecation
  }
}

/// A deprecation, with what the document says about it.
public struct Deprecation: Hashable, Sendable {
  public var message: String?

  public init(message: String? = nil) { self.message = message }
}
