import OpenAPIDocument

/// Servers of the document → members of the server type.
enum ServerPlanning {
  /// Servers that can be used as they are, and words about those that can't.
  static func plan(_ servers: [Server], _ diagnostics: inout Diagnostics) -> (
    servers: [ServerPlan], notes: [String]
  ) {
    var plans: [ServerPlan] = []
    var notes: [String] = []
    var scope = NameScope()
    var typeScope = NameScope()
    for server in servers {
      guard isAbsolute(server.url) else {
        let url = server.url
        if url != "/", !url.isEmpty {
          let slash = url.hasPrefix("/") ? "" : "/"
          notes.append(
            joined(
              "Addresses are relative to `", url, "`: give the client the whole address, such as `https://host", slash,
              url, "`."))
        }
        diagnostics.note(
          "relative-server",
          joined("The server `", url, "` has no host, so the address must be given to the client"),
          at: server.node, hint: "write the whole URL into the document, or pass it as `server:`")
        continue
      }
      let name = scope.claim(name(server, isAlone: servers.only.isPresent)) {
        [Identifiers.member(host(server.url)), Identifiers.member(server.url)]
      }
      let variables = variables(server, &typeScope)
      plans.append(
        ServerPlan(
          name: ReservedWords.escaped(name), url: server.url, template: ServerPlan.template(server.url, variables),
          variables: variables,
          documentation: Documentation(text: server.description, pointer: server.node.pointer)))
    }
    return (plans, notes)
  }

  /// Whether the servers of a path or an operation leave something to choose.
  static func needsChoice(_ operation: Operation) -> Bool {
    guard operation.hasOwnServers else { return false }
    var count = 0
    for server in operation.servers where isAbsolute(server.url) {
      if !variables(server).isEmpty { return true }
      count += 1
    }
    return count > 1
  }

  /// A URL with the defaults of its variables; nil if it has neither host nor a path of its own.
  static func resolved(_ server: Server) -> String? {
    var url = server.url
    for variable in server.variables { url = replace(variable.hole, in: url, by: variable.defaultValue) }
    // A path alone is on the host of the client's server (RFC 3986, section 5).
    return isAbsolute(url) || url.hasPrefix("/") ? url : nil
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

  private static func variables(_ server: Server, _ typeScope: inout NameScope) -> [ServerPlan.Variable] {
    var scope = NameScope()
    var result: [ServerPlan.Variable] = []
    for variable in variables(server) {
      let name = scope.claim(ReservedWords.member(Identifiers.member(variable.name)))
      var values: [EnumPlan.Value] = []
      var typeName: String?
      if variable.enumValues.count > 1 {
        var constants = NameScope()
        var seen: Set<String> = []
        for value in variable.enumValues where seen.insert(value).inserted {
          let constant = constants.claim(ReservedWords.constant(Identifiers.constant(value)))
          values.append(EnumPlan.Value(name: ReservedWords.escaped(constant), value: .string(value)))
        }
        typeName = typeScope.claim(ReservedWords.type(Identifiers.type(variable.name)))
      }
      result.append(
        ServerPlan.Variable(
          name: ReservedWords.escaped(name), wireName: variable.name, defaultText: variable.defaultValue,
          values: values, typeName: typeName, documentation: Documentation(text: variable.description)))
    }
    return result
  }

  /// `Production server (uses live data)` → `production`; an undescribed one is called by its host.
  private static func name(_ server: Server, isAlone: Bool) -> String {
    var text = server.name ?? server.description ?? ""
    if server.name.isNil, let end = text.firstIndex(where: { "(,.:;\n-–—".contains($0) }) {
      text = String(text[..<end])
    }
    var words = Words.split(text)
    while words.count > 1, let last = words.last?.lowercased(), last.isOne(of: "server", "endpoint", "url") {
      words.removeLast()
    }
    while words.count > 1, let first = words.first?.lowercased(), first.isOne(of: "the", "our", "a") {
      words.removeFirst()
    }
    if words.isEmpty || words.count > 4 {
      return isAlone ? "default" : ReservedWords.server(Identifiers.member(host(server.url)))
    }
    let name = Casing.camel(words, isUpper: false, isLoud: Casing.isLoud(text))
    return ReservedWords.server(name.startsWithDigit ? Identifiers.member(text) : name)
  }

  private static func host(_ url: String) -> String {
    var text = Substring(url)
    if let scheme = text.range(of: "://") { text = text[scheme.upperBound...] }
    if let slash = text.firstIndex(of: "/") { text = text[..<slash] }
    return String(text).dropping("api.", "www.")
  }
}

extension ServerVariable {
  /// Where it stands in the URL.
  fileprivate var hole: String { "{" + name + "}" }
}

extension Substring {
  /// The first place of a text, without Foundation.
  fileprivate func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
