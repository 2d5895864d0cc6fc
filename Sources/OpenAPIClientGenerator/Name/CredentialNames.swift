/// Names for the credentials among the arguments of a client's initializer.
enum CredentialNames {
  /// The names, in the order of the credentials.
  ///
  ///     ApiKeyAuth: {type: apiKey}, bearerAuth: {type: http, scheme: bearer}  → apiKey, token
  static func names(_ credentials: [API.Credential]) -> [String] {
    var scope = NameScope()
    return credentials.map { credential in
      if credential.isHeaderParameter { return scope.claim("authorization") }
      return ReservedWords.escaped(scope.claim(label(credential)) { [Identifiers.member(credential.key)] })
    }
  }

  /// The key without endings such as `Auth`, or a general name such as `token` if only the scheme's name is left.
  private static func label(_ credential: API.Credential) -> String {
    var words = Words.split(credential.key)
    let endings: Set<String> = ["auth", "authentication", "authorization", "security", "scheme", "authorizer"]
    while words.count > 1, let last = words.last?.lowercased(), endings.contains(last) { words.removeLast() }
    var name = Casing.camel(words, isUpper: false, isAllCaps: Casing.isAllCaps(credential.key))
    let general = generalNames(credential.kind)
    if let general, general.words.contains(name.lowercased()) { name = general.name }
    if name.isEmpty || name.startsWithDigit { name = Identifiers.member(credential.key) }
    return ReservedWords.credential(name)
  }

  /// Names of schemes that say no more than the kind of credential, and the name to use for all of them.
  private static func generalNames(_ kind: CredentialKind) -> (words: Set<String>, name: String)? {
    switch kind {
    case .bearer: (["bearer", "http", "jwt", "auth", "default", "httpbearer", "token"], "token")
    case .accessToken: (["oauth", "oauth2", "openid", "oidc", "openidconnect", "auth", "default"], "accessToken")
    case .basic: (["basic", "http", "auth", "httpbasic", "default"], "basic")
    case .apiKey: (["auth", "default", "header", "query", "apikey", "key", "api"], "apiKey")
    case .http: nil
    }
  }
}
