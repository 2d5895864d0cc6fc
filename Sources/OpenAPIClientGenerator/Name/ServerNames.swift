import OpenAPISyntax

/// Names for servers, their variables and the values of these variables.
enum ServerNames {
  /// The names of one server.
  struct Names: Sendable {
    let server: String
    let variables: [Variable]
  }

  /// The names of a variable.
  struct Variable: Sendable {
    let argument: String
    /// The type of the variable, if the document lists its values.
    let type: String?
    /// These values, each once, with the names of their constants.
    let constants: [(value: String, name: String)]
  }

  /// The names, in the order of the servers.
  ///
  ///     {url: https://api.example.com, description: Production server}, {url: https://test.example.com}
  ///     → production, testExampleCom
  static func names(_ servers: [API.Server]) -> [Names] {
    var scope = NameScope()
    var types = NameScope()
    return servers.enumerated().map { index, server in
      let name = scope.claim(name(server) ?? (index == 0 ? "default" : hostName(server))) {
        [Identifiers.member(host(server.url)), Identifiers.member(server.url)]
      }
      return Names(server: ReservedWords.escaped(name), variables: variables(server, &types))
    }
  }

  private static func variables(_ server: API.Server, _ types: inout NameScope) -> [Variable] {
    var scope = NameScope()
    return server.variables.map { variable in
      let name = scope.claim(ReservedWords.member(Identifiers.member(variable.name)))
      let type = variable.values.isEmpty ? nil : types.claim(ReservedWords.type(Identifiers.type(variable.name)))
      return Variable(argument: ReservedWords.escaped(name), type: type, constants: constants(variable.values))
    }
  }

  private static func constants(_ values: [String]) -> [(value: String, name: String)] {
    var scope = NameScope()
    return values.uniqued().map { value in
      let name = scope.claim(ReservedWords.constant(Identifiers.constant(value)))
      return (value, ReservedWords.escaped(name))
    }
  }

  /// A name from the server's name or description: `Production server (uses live data)` → `production`; nil if it has
  /// neither, or a long one.
  private static func name(_ server: API.Server) -> String? {
    var text = server.name ?? server.description ?? ""
    if server.name == nil, let end = text.firstIndex(where: { "(,.:;\n-–—".contains($0) }) {
      text = String(text[..<end])
    }
    var words = Words.split(text)
    while words.count > 1, let last = words.last?.lowercased(), ["server", "endpoint", "url"].contains(last) {
      words.removeLast()
    }
    while words.count > 1, let first = words.first?.lowercased(), ["the", "our", "a"].contains(first) {
      words.removeFirst()
    }
    if words.isEmpty || words.count > 4 { return nil }
    let name = Casing.camel(words, isUpper: false, isAllCaps: Casing.isAllCaps(text))
    return ReservedWords.server(name.startsWithDigit ? Identifiers.member(text) : name)
  }

  private static func hostName(_ server: API.Server) -> String {
    ReservedWords.server(Identifiers.member(host(server.url)))
  }

  private static func host(_ url: String) -> String {
    var text = Substring(url)
    if let scheme = text.range(of: "://") { text = text[scheme.upperBound...] }
    if let slash = text.firstIndex(of: "/") { text = text[..<slash] }
    return String(text).dropping("api.", "www.")
  }
}

extension Substring {
  /// The first occurrence of a text, as in Foundation, which this module doesn't import.
  fileprivate func range(of text: String) -> Range<Index>? {
    indices.first { self[$0...].hasPrefix(text) }.map { $0..<index($0, offsetBy: text.count) }
  }
}
