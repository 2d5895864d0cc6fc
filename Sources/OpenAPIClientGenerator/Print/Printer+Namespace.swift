extension Printer {
  /// The namespace with its servers and its client.
  func printNamespace() {
    usesRuntime = true
    printDocumentation(plan.documentation)
    out.open(access, "nonisolated enum ", plan.namespace, " {")
    scope.append("Server")
    out.line("/// The servers that the document lists; any other address can be given as a string.")
    printServers(plan.client.servers, "Server")
    scope.removeLast()
    out.blank()
    printClient()
    out.close()
  }

  // MARK: Servers

  func printServers(_ servers: [ServerPlan], _ typeName: String) {
    let string = name("String")
    openType("struct", typeName, name(RuntimeNames.server))
    printVariable("url", string)
    out.line(access, "init(url: ", string, ") { self.url = url }")
    for server in servers {
      out.blank()
      printServer(server)
    }
    for server in servers {
      for variable in server.variables {
        guard let typeName = variable.typeName else { continue }
        out.blank()
        printDocumentation(variable.documentation, isMember: false)
        printOpenEnum(typeName, OpenEnumPlan(rawType: .string, values: variable.values))
        out.close()
      }
    }
    out.close()
  }

  private func printServer(_ server: ServerPlan) {
    var parameters: [(name: String, text: [String])] = []
    for variable in server.variables where !variable.documentation.paragraphs.isEmpty {
      parameters.append((Self.bare(variable.name), variable.documentation.paragraphs))
    }
    printDocumentation(server.documentation, parameters: parameters)
    guard !server.variables.isEmpty else {
      out.line(access, "static var ", server.name, ": Self { Self(url: ", Literals.string(server.url), ") }")
      return
    }
    var arguments: [String] = []
    for variable in server.variables {
      let type = variable.typeName ?? name("String")
      arguments.append(joined(Self.label(variable.name), ": ", type, " = ", Self.defaultValue(variable)))
    }
    out.call(joined(access, "static func ", server.name), arguments, " -> Self {", opensBlock: true)
    out.line("Self(url: ", Self.template(server), ")")
    out.close()
  }

  /// `.eu` where the default is a listed value.
  private static func defaultValue(_ variable: ServerPlan.Variable) -> String {
    guard let typeName = variable.typeName else { return Literals.string(variable.defaultValue) }
    for value in variable.values where value.value == .string(variable.defaultValue) { return "." + value.name }
    return joined(typeName, "(rawValue: ", Literals.string(variable.defaultValue), ")")
  }

  /// The address as a string literal with its variables interpolated.
  private static func template(_ server: ServerPlan) -> String {
    var result = ""
    var text = ""
    var hole: String?
    for scalar in server.url.unicodeScalars {
      switch (scalar, hole) {
      case ("{", nil):
        result.append(Literals.escaped(text))
        text = ""
        hole = ""
      case ("}", let wireName?):
        result.append(interpolation(of: wireName, in: server))
        hole = nil
      case (_, _?): hole?.unicodeScalars.append(scalar)
      case (_, nil): text.unicodeScalars.append(scalar)
      }
    }
    if let hole { text.append("{" + hole) }
    return joined("\"", result, Literals.escaped(text), "\"")
  }

  private static func interpolation(of wireName: String, in server: ServerPlan) -> String {
    for variable in server.variables {
      if variable.wireName == wireName {
        return joined("\\(", variable.name, variable.typeName.isNil ? ")" : ".rawValue)")
      }
    }
    return Literals.escaped(joined("{", wireName, "}"))
  }

  // MARK: Client

  private func printClient() {
    let title = Self.line(plan.source.title)
    out.line("/// Sends the operations of ", title.isEmpty ? "the document" : title, ".")
    openType("struct", "Client", name(RuntimeNames.client))
    printVariable("configuration", name(RuntimeNames.configuration))
    out.blank()
    printClientInitializer()
    out.close()
  }

  private func printClientInitializer() {
    var words: [(name: String, text: [String])] = []
    var parameters: [String] = []
    for credential in plan.client.credentials {
      words.append((Self.bare(credential.name), Self.words(credential)))
      parameters.append(parameter(credential))
    }
    if let server = plan.client.servers.first {
      parameters.append("server: Server = " + Self.member(server, name: Self.bare(server.name)))
    } else {
      parameters.append("server: Server")
    }
    let defaultTransport = name(RuntimeNames.defaultTransport)
    parameters.append(joined("transport: any ", name(RuntimeNames.transport), " = ", defaultTransport, ".shared"))
    parameters.append(joined("middleware: [any ", name(RuntimeNames.middleware), "] = []"))
    printDocumentation(Documentation(["A client."]), parameters: words)
    openInitializer(parameters)
    let configuration = name(RuntimeNames.configuration)
    out.line(
      "configuration = ", configuration, "(server: server.url, transport: transport, middleware: middleware)")
    for credential in plan.client.credentials {
      if !credential.isRequired { out.open("if let ", credential.name, " {") }
      out.line("configuration.credentials[", Literals.string(credential.key), "] = ", Self.sending(credential))
      if !credential.isRequired { out.close() }
    }
    if let security = plan.client.defaultSecurity {
      out.line("configuration.defaultSecurity = [", Self.alternatives(security), "]")
    }
    out.close()
  }

  /// The alternatives of a security requirement with commas between them.
  static func alternatives(_ security: [[String]]) -> String {
    var alternatives: [String] = []
    for alternative in security { alternatives.append(Literals.strings(alternative)) }
    return alternatives.joined(separator: ", ")
  }

  /// `.production` or `.production()`.
  static func member(_ server: ServerPlan, name: String) -> String {
    joined(".", name, server.variables.isEmpty ? "" : "()")
  }

  private func parameter(_ credential: CredentialPlan) -> String {
    let type: String
    if case .basic = credential.kind {
      type = name(RuntimeNames.basicCredential)
    } else if credential.isRequired {
      type = "some " + name(RuntimeNames.credential)
    } else {
      type = joined("(any ", name(RuntimeNames.credential), ")")
    }
    return joined(Self.label(credential.name), ": ", type, credential.isRequired ? "" : "? = nil")
  }

  /// How it is sent, then what the document says.
  private static func words(_ credential: CredentialPlan) -> [String] {
    let way: String
    switch credential.kind {
    case .apiKey("query", let name): way = joined("sent as query item `", name, "`.")
    case .apiKey(let location, let name): way = joined("sent as ", location, " `", name, "`.")
    case .bearer: way = "a bearer token."
    case .basic: way = "user and password, sent by basic authentication."
    case .http(let scheme): way = joined("sent in the header `Authorization` after `", scheme, "`.")
    case .accessToken: way = "an access token, sent as a bearer token."
    }
    return [way] + credential.documentation.paragraphs
  }

  private static func sending(_ credential: CredentialPlan) -> String {
    switch credential.kind {
    case .apiKey(let location, let name):
      return joined(".apiKey(", credential.name, ", in: .", location, ", name: ", Literals.string(name), ")")
    case .bearer, .accessToken: return joined(".bearer(", credential.name, ")")
    case .basic: return joined(".basic(", credential.name, ")")
    case .http(let scheme): return joined(".http(", Literals.string(scheme), ", ", credential.name, ")")
    }
  }
}
