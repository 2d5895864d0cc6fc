import OpenAPIDocument

/// Servers of the document → those that can be used as they are, and words about those that can't.
///
///     servers: [{url: https://{region}.example.com, variables: {region: {default: eu}}}, {url: /v1}]
///     → [https://{region}.example.com (region: eu)], "Addresses are relative to `/v1`: …"
enum Servers {
  static func resolve(_ servers: [Server], _ diagnostics: inout Diagnostics) -> (servers: [API.Server], notes: [String])
  {
    var resolved: [API.Server] = []
    var notes: [String] = []
    for server in servers {
      guard isAbsolute(server.url) else {
        let url = server.url
        if url != "/", !url.isEmpty {
          let slash = url.hasPrefix("/") ? "" : "/"
          notes.append(
            "Addresses are relative to `\(url)`: give the client the whole address, such as `https://host\(slash)\(url)`."
          )
        }
        diagnostics.note(
          "relative-server",
          "The server `\(url)` has no host, so the address must be given to the client",
          at: server.node, hint: "write the whole URL into the document, or pass it as `server:`")
        continue
      }
      resolved.append(
        API.Server(
          url: server.url, name: server.name, description: server.description,
          documentation: Documentation(text: server.description, pointer: server.node.pointer),
          variables: variables(server).map { variable in
            API.Server.Variable(
              name: variable.name, defaultValue: variable.defaultValue,
              values: variable.enumValues.count > 1 ? variable.enumValues : [], description: variable.description)
          }))
    }
    return (resolved, notes)
  }

  /// The servers of the path or the operation; nil: those of the document.
  static func own(_ operation: Operation, _ diagnostics: inout Diagnostics) -> API.OperationServer? {
    guard operation.hasOwnServers else { return nil }
    if needsChoice(operation) { return .choice(resolve(operation.servers, &diagnostics).servers) }
    return operation.servers.first.flatMap { url($0) }.map { .fixed($0) }
  }

  /// Whether the servers of a path or an operation leave something to choose.
  private static func needsChoice(_ operation: Operation) -> Bool {
    guard operation.hasOwnServers else { return false }
    var count = 0
    for server in operation.servers where isAbsolute(server.url) {
      if !variables(server).isEmpty { return true }
      count += 1
    }
    return count > 1
  }

  /// A URL with the defaults of its variables; nil if it has neither host nor a path of its own.
  private static func url(_ server: Server) -> String? {
    var url = server.url
    for variable in server.variables { url = replace(variable.hole, in: url, by: variable.defaultValue) }
    // What has no host is resolved against the client's server (RFC 3986, section 5).
    return url.isEmpty ? nil : url
  }

  private static func replace(_ hole: String, in text: String, by value: String) -> String {
    var result = ""
    var rest = Substring(text)
    while let brace = rest.firstIndex(of: "{") {
      result += rest[..<brace]
      rest = rest[brace...]
      if rest.hasPrefix(hole) {
        result += value
        rest = rest.dropFirst(hole.count)
      } else {
        result += "{"
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }

  private static func isAbsolute(_ url: String) -> Bool {
    let lower = url.lowercased()
    if lower.hasPrefix("http://") || lower.hasPrefix("https://") { return true }
    // `{scheme}://host`, `{server}/v1`: the variables may hold what is missing.
    return lower.hasPrefix("{")
  }

  /// The variables that the URL has; others change nothing.
  private static func variables(_ server: Server) -> [ServerVariable] {
    server.variables.filter { server.url.contains($0.hole) }
  }
}

extension ServerVariable {
  /// Where it stands in the URL.
  fileprivate var hole: String { "{" + name + "}" }
}
