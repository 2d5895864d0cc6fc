/// The client type: its credentials and servers.
public struct ClientTypePlan: Sendable {
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
public struct CredentialPlan: Sendable {
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
  public enum Kind: Equatable, Sendable {
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
public struct ServerPlan: Sendable {
  /// The name of the member.
  public let name: String
  /// The URL with `{variable}` holes.
  public let url: String
  /// The variables of the URL, in the document's order.
  public let variables: [Variable]
  /// The documentation to print.
  public let documentation: Documentation

  /// A variable of a server's URL.
  public struct Variable: Sendable {
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
