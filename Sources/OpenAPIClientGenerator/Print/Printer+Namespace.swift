extension Printer {
  /// The namespace with its servers and its client.
  func printNamespace() {
    usesRuntime = true
    printDocumentation(plan.documentation)
    out.open("\(access)nonisolated enum \(plan.namespace) {")
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
    out.open("\(access)struct \(typeName): \(name(RuntimeNames.server)) {")
    out.line("\(access)var url: \(string)")
    out.line("\(access)init(url: \(string)) { self.url = url }")
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
      out.line("\(access)static var \(server.name): Self { Self(url: \(Literals.string(server.url))) }")
      return
    }
    var arguments: [String] = []
    for variable in server.variables {
      let type = variable.typeName ?? name("String")
      arguments.append("\(Self.label(variable.name)): \(type) = \(Self.defaultValue(variable))")
    }
    out.call("\(access)static func \(server.name)", arguments, " -> Self {", opensBlock: true)
    out.line("Self(url: \(Self.template(server)))")
    out.close()
  }

  /// `.eu` where the default is a listed value.
  private static func defaultValue(_ variable: ServerPlan.Variable) -> String {
    guard let typeName = variable.typeName else { return Literals.string(variable.defaultValue) }
    for value in variable.values where value.value == .string(variable.defaultValue) { return "." + value.name }
    return "\(typeName)(rawValue: \(Literals.string(variable.defaultValue)))"
  }

  /// The address as a string literal with its variables interpolated.
  private static func template(_ server: ServerPlan) -> String {
    var result = "\""
    var hole: String?
    func escaped(_ text: String) -> Substring { Literals.string(text).dropFirst().dropLast() }
    var text = ""
    for scalar in server.url.unicodeScalars {
      if scalar == "{", hole.isNil {
        result += escaped(text)
        text = ""
        hole = ""
      } else if scalar == "}", let wireName = hole {
        if let variable = server.variables.first(where: { $0.wireName == wireName }) {
          result += "\\(" + variable.name + (variable.typeName.isNil ? "" : ".rawValue") + ")"
        } else {
          text = "{" + wireName + "}"
        }
        hole = nil
      } else if let open = hole {
        hole = open + String(scalar)
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    if let hole { text += "{" + hole }
    result += escaped(text)
    return result + "\""
  }

  // MARK: Client

  private func printClient() {
    let title = Self.line(plan.source.title)
    out.line("/// Sends the operations of \(title.isEmpty ? "the document" : title).")
    out.open("\(access)struct Client: \(name(RuntimeNames.client)) {")
    out.line("\(access)var configuration: \(name(RuntimeNames.configuration))")
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
      parameters.append("server: Server = .\(Self.bare(server.name))\(server.variables.isEmpty ? "" : "()")")
    } else {
      parameters.append("server: Server")
    }
    let transport = name(RuntimeNames.transport)
    parameters.append("transport: any \(transport) = \(name(RuntimeNames.defaultTransport)).shared")
    parameters.append("middleware: [any \(name(RuntimeNames.middleware))] = []")
    printDocumentation(Documentation(["A client."]), parameters: words)
    out.call("\(access)init", parameters, " {", opensBlock: true)
    let configuration = name(RuntimeNames.configuration)
    out.line(
      "configuration = \(configuration)(server: server.url, transport: transport, middleware: middleware)")
    for credential in plan.client.credentials {
      let assignment = "configuration.credentials[\(Literals.string(credential.key))] = \(Self.sending(credential))"
      if credential.isRequired {
        out.line(assignment)
      } else {
        out.open("if let \(credential.name) {")
        out.line(assignment)
        out.close()
      }
    }
    if let security = plan.client.defaultSecurity {
      let alternatives = security.map { Literals.strings($0) }.joined(separator: ", ")
      out.line("configuration.defaultSecurity = [\(alternatives)]")
    }
    out.close()
  }

  private func parameter(_ credential: CredentialPlan) -> String {
    let type: String
    if case .basic = credential.kind {
      type = name(RuntimeNames.basicCredential)
    } else if credential.isRequired {
      type = "some " + name(RuntimeNames.credential)
    } else {
      type = "(any " + name(RuntimeNames.credential) + ")"
    }
    return "\(Self.label(credential.name)): \(type)\(credential.isRequired ? "" : "? = nil")"
  }

  /// How it is sent, then what the document says.
  private static func words(_ credential: CredentialPlan) -> [String] {
    let way: String
    switch credential.kind {
    case .apiKey(let location, let name): way = "sent as \(location == "query" ? "query item" : location) `\(name)`."
    case .bearer: way = "a bearer token."
    case .basic: way = "user and password, sent by basic authentication."
    case .http(let scheme): way = "sent in the header `Authorization` after `\(scheme)`."
    case .accessToken: way = "an access token, sent as a bearer token."
    }
    return [way] + credential.documentation.paragraphs
  }

  private static func sending(_ credential: CredentialPlan) -> String {
    switch credential.kind {
    case .apiKey(let location, let name):
      return ".apiKey(\(credential.name), in: .\(location), name: \(Literals.string(name)))"
    case .bearer, .accessToken: return ".bearer(\(credential.name))"
    case .basic: return ".basic(\(credential.name))"
    case .http(let scheme): return ".http(\(Literals.string(scheme)), \(credential.name))"
    }
  }
}
