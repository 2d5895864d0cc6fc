import OpenAPIDocument

/// Servers of the document → those with a host, and notes for the documentation about the others.
///
///     servers: [{url: https://{region}.example.com, variables: {region: {default: eu}}}, {url: /v1}]
///     → [https://{region}.example.com (region: eu)], "Addresses are relative to `/v1`: …"
enum Servers {
  /// Resolves servers, with a note for each that has no host.
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

  /// The servers of a path or an operation; nil if they are those of the document.
  static func own(_ operation: Operation, _ diagnostics: inout Diagnostics) -> API.OperationServer? {
    guard operation.hasOwnServers else { return nil }
    if needsChoice(operation) { return .choice(resolve(operation.servers, &diagnostics).servers) }
    return operation.servers.first.flatMap { url($0) }.map { .fixed($0) }
  }

  /// Whether callers can choose: among several servers, or values of variables.
  private static func needsChoice(_ operation: Operation) -> Bool {
    let servers = operation.servers.filter { isAbsolute($0.url) }
    return servers.count > 1 || servers.contains { !variables($0).isEmpty }
  }

  /// The URL with the default values of its variables; nil if it is empty.
  private static func url(_ server: Server) -> String? {
    var url = server.url
    for variable in server.variables { url = replace(variable.placeholder, in: url, by: variable.defaultValue) }
    // A URL without a host is resolved against that of the client (RFC 3986, section 5).
    return url.isEmpty ? nil : url
  }

  /// Replaces a text in braces, without looking at the replacements again.
  private static func replace(_ placeholder: String, in text: String, by value: String) -> String {
    var result = ""
    var rest = Substring(text)
    while let brace = rest.firstIndex(of: "{") {
      result += rest[..<brace]
      rest = rest[brace...]
      if rest.hasPrefix(placeholder) {
        result += value
        rest = rest.dropFirst(placeholder.count)
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
    // The variables of `{scheme}://host` and `{server}/v1` can have the scheme and the host.
    return lower.hasPrefix("{")
  }

  /// The variables that occur in the URL.
  private static func variables(_ server: Server) -> [ServerVariable] {
    server.variables.filter { server.url.contains($0.placeholder) }
  }
}

extension ServerVariable {
  /// The variable as written in the URL.
  fileprivate var placeholder: String { "{\(name)}" }
}
