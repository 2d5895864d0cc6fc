/// Every decision about the Swift that a document becomes.
///
/// The planner makes it, the printer prints it; nothing after the planner looks at OpenAPI.
/// All names are final identifiers, already escaped with backticks where Swift needs them.
public final class ClientPlan: Sendable {
  /// The name of the enum that holds everything, such as `TensorsLab`.
  public let namespace: String
  /// The access level of every declaration.
  public let access: AccessLevel
  /// The document's file name, title and version, for the header of each file.
  public let source: DocumentSource
  /// The documentation to print.
  public let documentation: Documentation
  /// The client type.
  public let client: ClientTypePlan
  /// Types of the namespace, in document order.
  public let types: [TypePlan]
  /// The operations, in the document's order.
  public let operations: [OperationPlan]
  /// Operations of the document that the configuration leaves out, such as `GET /pets`.
  public let omittedOperations: [String]
  /// Standard names that a type of the namespace hides, such as `Error`; the printer qualifies them.
  public let hiddenNames: Set<String>

  /// Creates the plan from its parts.
  public init(
    namespace: String, access: AccessLevel, source: DocumentSource, documentation: Documentation,
    client: ClientTypePlan, types: [TypePlan] = [], operations: [OperationPlan] = [],
    omittedOperations: [String] = [], hiddenNames: Set<String> = []
  ) {
    self.namespace = namespace
    self.access = access
    self.source = source
    self.documentation = documentation
    self.client = client
    self.types = types
    self.operations = operations
    self.omittedOperations = omittedOperations
    self.hiddenNames = hiddenNames
  }

  /// Whether a type inside the namespace has its name where types must be written with it.
  public var isNamespaceHidden: Bool { ["Client", "Server"].contains(namespace) && !hiddenNames.isEmpty }
}

/// The access level of what is printed.
public enum AccessLevel: String, Sendable, CaseIterable {
  case `public`
  case package
  case `internal`
}

/// What the header of a generated file says about its origin.
public struct DocumentSource: Sendable {
  /// The last path component, so that no machine's path gets into the output.
  public let fileName: String
  /// The document's title.
  public let title: String
  /// The document's version.
  public let version: String

  /// Creates the plan from its parts.
  public init(fileName: String, title: String, version: String) {
    self.fileName = fileName
    self.title = title
    self.version = version
  }
}

/// The documentation of a declaration.
public struct Documentation: Sendable {
  /// Paragraphs of Markdown as the document has them; the printer makes them safe.
  public var paragraphs: [String] {
    get {
      guard let firstParagraph else { return [] }
      return [firstParagraph] + otherParagraphs
    }
    set {
      firstParagraph = newValue.first
      otherParagraphs = newValue.count > 1 ? Array(newValue.dropFirst()) : []
    }
  }
  /// Most documentation is one paragraph, which needs no array.
  private(set) var firstParagraph: String?
  private(set) var otherParagraphs: [String]
  /// The place in the document, such as `#/components/schemas/Pet`.
  public var pointer: String? { rest.value?.pointer }
  /// Not nil: printed as `@available(*, deprecated)`, with the message when there is one.
  public var deprecation: Deprecation? {
    get { rest.value?.deprecation }
    set { rest = Rest(pointer: pointer, deprecation: newValue).unlessEmpty }
  }
  private var rest: Seldom<Rest>

  private struct Rest {
    let pointer: String?
    let deprecation: Deprecation?

    var unlessEmpty: Seldom<Rest> { pointer.isNil && deprecation.isNil ? .none : .some(self) }
  }

  /// Creates the plan from its parts.
  public init(_ paragraphs: [String] = [], pointer: String? = nil, deprecation: Deprecation? = nil) {
    firstParagraph = paragraphs.first
    otherParagraphs = paragraphs.count > 1 ? Array(paragraphs.dropFirst()) : []
    rest = Rest(pointer: pointer, deprecation: deprecation).unlessEmpty
  }
}

/// A deprecation, with what the document says about it.
public struct Deprecation: Sendable {
  /// What to do instead, where the document says it.
  public let message: String?

  /// Creates the plan from its parts.
  public init(message: String? = nil) { self.message = message }
}

/// The client type: its credentials and servers.
public final class ClientTypePlan: Sendable {
  /// The arguments that carry credentials, in the document's order.
  public let credentials: [CredentialPlan]
  /// The document's own servers; empty: an address must be given.
  public let servers: [ServerPlan]
  /// The document's `security`, used by operations without their own; nil: none.
  public let defaultSecurity: [[String]]?

  /// Creates the plan from its parts.
  public init(credentials: [CredentialPlan] = [], servers: [ServerPlan] = [], defaultSecurity: [[String]]? = nil) {
    self.credentials = credentials
    self.servers = servers
    self.defaultSecurity = defaultSecurity
  }
}

/// A security scheme, or an `Authorization` header parameter, as an argument of the client's initializer.
public final class CredentialPlan: Sendable {
  /// The key of the security scheme, as operations name it.
  public let key: String
  /// The argument's label, such as `apiKey`.
  public let name: String
  /// Every operation needs it: the argument has no default.
  public let isRequired: Bool
  /// How it is sent.
  public let kind: Kind
  /// The documentation to print.
  public let documentation: Documentation

  /// The ways to send a credential.
  public enum Kind: Sendable {
    /// Location: `header`, `query` or `cookie`.
    case apiKey(location: String, name: String)
    case bearer
    case basic
    /// Another HTTP scheme; the credential is sent as `Scheme value`.
    case http(scheme: String)
    /// OAuth 2 or OpenID Connect: an access token, sent as a bearer token.
    case accessToken
  }

  /// Creates the plan from its parts.
  public init(key: String, name: String, isRequired: Bool, kind: Kind, documentation: Documentation = Documentation()) {
    self.key = key
    self.name = name
    self.isRequired = isRequired
    self.kind = kind
    self.documentation = documentation
  }
}

/// A server of the document: a static member, or a static function when it has variables.
public final class ServerPlan: Sendable {
  /// The name of the member.
  public let name: String
  /// The URL with `{variable}` holes.
  public let url: String
  /// The variables of the URL, in the document's order.
  public let variables: [Variable]
  /// The documentation to print.
  public let documentation: Documentation

  /// A variable of a server's URL.
  public final class Variable: Sendable {
    /// The argument's label.
    public let name: String
    /// The name in the URL.
    public let wireName: String
    /// The value where none is given.
    public let defaultValue: String
    /// Listed values; the argument is then an open set named `typeName`.
    public let values: [OpenEnumPlan.Value]
    /// The name of the open set of `values`; nil: any text is taken.
    public let typeName: String?
    /// The documentation to print.
    public let documentation: Documentation

    /// Creates the plan from its parts.
    public init(
      name: String, wireName: String, defaultValue: String, values: [OpenEnumPlan.Value] = [], typeName: String? = nil,
      documentation: Documentation = Documentation()
    ) {
      self.name = name
      self.wireName = wireName
      self.defaultValue = defaultValue
      self.values = values
      self.typeName = typeName
      self.documentation = documentation
    }
  }

  /// Creates the plan from its parts.
  public init(name: String, url: String, variables: [Variable] = [], documentation: Documentation = Documentation()) {
    self.name = name
    self.url = url
    self.variables = variables
    self.documentation = documentation
  }
}
