extension FilePrinter {
  /// The namespace with its servers and its client.
  ///
  ///     public nonisolated enum Pets {
  ///       public struct Server: APIServer { … }
  ///       public struct Client: APIClient { … }
  ///     }
  func printNamespace() {
    printDocumentation(plan.documentation.adding(operationsByTag))
    block("\(access)nonisolated enum \(plan.namespace)") {
      line("/// The servers that the document lists; any other address can be given as a string.")
      inside("Server") {
        block(head("struct", "Server", [RuntimeNames.server])) { printMembers(of: plan.client.servers) }
      }
      blank()
      printClient()
    }
  }

  /// The client.
  ///
  ///     /// Sends the operations of Pets.
  ///     public struct Client: APIClient {
  ///       public var configuration: ClientConfiguration
  private func printClient() {
    var title = Literals.oneLine(plan.source.title)
    while title.hasSuffix(".") { title.removeLast() }
    line("/// Sends the operations of \(title.isEmpty ? "the document" : title).")
    block(head("struct", "Client", [RuntimeNames.client])) {
      line("\(access)var configuration: \(name(RuntimeNames.configuration))")
      blank()
      printClientInitializer()
      for group in plan.client.groups { printGroup(group) }
    }
  }

  /// The operations of a tag.
  ///
  ///     public var orders: OrdersOperations { OrdersOperations(configuration: configuration) }
  ///
  ///     public struct OrdersOperations: APIClient { … }
  private func printGroup(_ group: OperationGroupPlan) {
    blank()
    printDocumentation(group.documentation)
    line("\(access)var \(group.name): \(group.type) { \(group.type)(configuration: configuration) }")
    blank()
    line("/// See ``\(group.name.withoutBackticks)``.")
    block(head("struct", group.type, [RuntimeNames.client])) {
      line("\(access)var configuration: \(name(RuntimeNames.configuration))")
    }
  }

  /// The client's initializer.
  ///
  ///     public init(apiKey: some Credential, server: Server = .production, …) {
  ///       configuration = ClientConfiguration(server: server.url, …)
  ///       configuration.credentials["key"] = .apiKey(apiKey, in: .header, name: "X-Key")
  ///     }
  private func printClientInitializer() {
    let client = plan.client
    let server = client.defaultServer.map { "server: Server = \(spell($0))" } ?? "server: Server"
    let defaultTransport = name(RuntimeNames.defaultTransport)
    let parameters =
      client.credentials.map(parameter) + [
        server,
        "transport: any \(name(RuntimeNames.transport)) = \(defaultTransport).shared",
        "middleware: [any \(name(RuntimeNames.middleware))] = []",
      ]
    let others = [
      ("server", ["the server, or any other address as a string."]),
      ("transport", ["what sends the requests."]),
      ("middleware", ["what wraps every call, the outermost first."]),
    ]
    printDocumentation(
      Documentation(["A client."]), parameters: client.credentials.map { ($0.name, Self.paragraphs($0)) } + others)
    function("\(access)init", parameters) {
      let configuration = name(RuntimeNames.configuration)
      line("configuration = \(configuration)(server: server.url, transport: transport, middleware: middleware)")
      for credential in client.credentials { printCredential(credential) }
      if let security = client.defaultSecurity {
        line("configuration.defaultSecurity = [\(Self.alternatives(security))]")
      }
    }
  }

  /// The assignment of a credential, in the client's initializer.
  ///
  ///     configuration.credentials["key"] = .apiKey(apiKey, in: .header, name: "X-Key")
  ///     if let user { configuration.credentials["login"] = .basic(user) }
  private func printCredential(_ credential: CredentialPlan) {
    let assignment = "configuration.credentials[\(Literals.string(credential.key))] = \(Self.sending(credential))"
    if credential.isRequired {
      line(assignment)
    } else {
      block("if let \(credential.name)") { line(assignment) }
    }
  }

  /// `apiKey: some Credential`, `user: BasicCredential? = nil`.
  private func parameter(_ credential: CredentialPlan) -> String {
    let label = Self.label(credential.name)
    switch (credential.kind, credential.isRequired) {
    case (.basic, true): return "\(label): \(name(RuntimeNames.basicCredential))"
    case (.basic, false): return "\(label): \(name(RuntimeNames.basicCredential))? = nil"
    case (_, true): return "\(label): some \(name(RuntimeNames.credential))"
    case (_, false): return "\(label): (any \(name(RuntimeNames.credential)))? = nil"
    }
  }

  /// The documentation of a credential's parameter: how it is sent, then the document's description.
  private static func paragraphs(_ credential: CredentialPlan) -> [String] {
    let sending =
      switch credential.kind {
      case .apiKey("query", let name): "sent as query item `\(name)`."
      case .apiKey(let location, let name): "sent as \(location) `\(name)`."
      case .bearer: "a bearer token."
      case .basic: "user and password, sent by basic authentication."
      case .http(let scheme): "sent in the header `Authorization` after `\(scheme)`."
      case .accessToken: "an access token, sent as a bearer token."
      }
    return [sending] + credential.documentation.paragraphsWithDeprecation
  }

  /// `.apiKey(apiKey, in: .header, name: "X-Key")`.
  private static func sending(_ credential: CredentialPlan) -> String {
    switch credential.kind {
    case .apiKey(let location, let name):
      ".apiKey(\(credential.name), in: .\(location), name: \(Literals.string(name)))"
    case .bearer, .accessToken: ".bearer(\(credential.name))"
    case .basic: ".basic(\(credential.name))"
    case .http(let scheme): ".http(\(Literals.string(scheme)), \(credential.name))"
    }
  }

  /// The alternatives of a security requirement with commas between them: `["key", "user"], []`.
  static func alternatives(_ security: [[String]]) -> String {
    security.map(Literals.strings).joined(separator: ", ")
  }
}
