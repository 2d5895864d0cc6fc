/// Every decision about the Swift that a document becomes.
///
/// The planner makes it, the printer prints it; nothing after the planner looks at OpenAPI.
/// All names are final identifiers, already escaped with backticks where Swift needs them.
public struct ClientPlan: Sendable {
  /// The name of the enum that holds everything, such as `TensorsLab`.
  public let namespace: String
  /// The access level of every declaration.
  public let access: AccessLevel
  /// The document's file name, title and version, for the header of each file.
  public let source: DocumentSource
  /// The documentation of the namespace.
  public let documentation: Documentation
  /// The client type.
  public let client: ClientTypePlan
  /// The types of the namespace, in the document's order.
  public let types: [TypePlan]
  /// The operations, in the document's order.
  public let operations: [OperationPlan]
  /// Operations of the document that the configuration leaves out, such as `GET /pets`.
  public let omittedOperations: [String]
  /// Which members types store behind references.
  public let storage: Storage
  /// Names such as `Error` that a type of the namespace hides; the printer qualifies them.
  public let hiddenNames: HiddenNames

  /// Whether types need to be qualified by the namespace, but a type inside it has the same name.
  public var isNamespaceHidden: Bool { ["Client", "Server"].contains(namespace) && !hiddenNames.isEmpty }

  /// The types of the namespace, then those inside operations.
  var allTypes: [TypePlan] { types + operations.compactMap(\.types) }
}

/// The client type: its credentials and servers.
public struct ClientTypePlan: Sendable {
  /// The arguments that carry credentials, in the document's order.
  public let credentials: [CredentialPlan]
  /// The document's servers; empty: callers must give a URL.
  public let servers: [ServerPlan]
  /// The default value of the argument `server`; nil: callers must give one.
  public let defaultServer: ValuePlan?
  /// The groups of operations, in the document's order; empty: all operations are methods of the client itself.
  public let groups: [OperationGroupPlan]
  /// The document's `security`, used by operations without their own; nil: none.
  public let defaultSecurity: [[String]]?
}

/// A security scheme, or an `Authorization` header parameter, as an argument of the client's initializer.
public struct CredentialPlan: Sendable {
  /// The key of the security scheme, as operations name it.
  public let key: String
  /// The argument's label, such as `apiKey`.
  public let name: String
  /// Whether every operation needs it, so that the argument has no default.
  public let isRequired: Bool
  /// How it is sent.
  public let kind: CredentialKind
  /// Its documentation.
  public let documentation: Documentation
}
