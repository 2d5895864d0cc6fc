/// Names for the arguments of a client's initializer that carry credentials.
enum CredentialNames {
  static func names(_ credentials: [API.Credential]) -> [String] {
    var scope = NameScope()
    return credentials.map { credential in
      if credential.isHeaderParameter { return scope.claim("authorization") }
      return ReservedWords.escaped(scope.claim(label(credential)) { [Identifiers.member(credential.key)] })
    }
  }

  /// `ApiKeyAuth` → `apiKey`; `bearerAuth`, which names only the scheme, → `token`.
  private static func label(_ credential: API.Credential) -> String {
    var words = Words.split(credential.key)
    let endings: Set<String> = ["auth", "authentication", "authorization", "security", "scheme", "authorizer"]
    while words.count > 1, let last = words.last?.lowercased(), endings.contains(last) { words.removeLast() }
    var name = Casing.camel(words, isUpper: false, isAllCaps: Casing.isAllCaps(credential.key))
    let plain = name.lowercased()
    switch credential.kind {
    case .bearer:
      if ["bearer", "http", "jwt", "auth", "default", "httpbearer", "token"].contains(plain) { name = "token" }
    case .accessToken:
      if ["oauth", "oauth2", "openid", "oidc", "openidconnect", "auth", "default"].contains(plain) {
        name = "accessToken"
      }
    case .basic: if ["basic", "http", "auth", "httpbasic", "default"].contains(plain) { name = "basic" }
    case .apiKey: if ["auth", "default", "header", "query", "apikey", "key", "api"].contains(plain) { name = "apiKey" }
    case .http: break
    }
    if name.isEmpty || name.startsWithDigit { name = Identifiers.member(credential.key) }
    return ReservedWords.credential(name)
  }
}
