import OpenAPIDocument
import Testing

@Suite struct SecurityTests {
  private func scheme(_ text: String) throws -> (SecurityScheme?, [String]) {
    let reading = read(document(#""components":{"securitySchemes":{"s":\#(text)}}"#))
    return (try #require(reading.document).components.securitySchemes.first, reading.codes)
  }

  @Test func `every kind of scheme is read`() throws {
    guard case .apiKey(let name, let location)? = try scheme(#"{"type":"apiKey","name":"X-Key","in":"cookie"}"#).0?.kind
    else {
      Issue.record("not an API key")
      return
    }
    #expect(name == "X-Key" && location == .cookie)
    guard
      case .http(let scheme, let format)? = try scheme(#"{"type":"http","scheme":"Bearer","bearerFormat":"JWT"}"#).0?
        .kind
    else {
      Issue.record("not http")
      return
    }
    #expect(scheme == "Bearer" && format == "JWT")
    guard case .openIdConnect(let url)? = try self.scheme(#"{"type":"openIdConnect","openIdConnectUrl":"u"}"#).0?.kind
    else {
      Issue.record("not OpenID Connect")
      return
    }
    #expect(url == "u")
    guard case .mutualTLS? = try self.scheme(#"{"type":"mutualTLS"}"#).0?.kind else {
      Issue.record("not mutual TLS")
      return
    }
  }

  @Test func `flows of OAuth are read in order`() throws {
    let (scheme, codes) = try scheme(
      #"""
      {"type":"oauth2","description":"d","deprecated":true,"flows":{"authorizationCode":{"authorizationUrl":"a","tokenUrl":"t",
      "refreshUrl":"r","scopes":{"z":"last","b":"first"}},"deviceAuthorization":{"deviceAuthorizationUrl":"d","tokenUrl":"t","scopes":{}},
      "x-own":{}}}
      """#)
    guard case .oauth2(let flows)? = scheme?.kind else {
      Issue.record("not OAuth")
      return
    }
    #expect(scheme?.description == "d" && scheme?.deprecated == true)
    #expect(flows.map(\.kind) == [.authorizationCode, .deviceAuthorization])
    #expect(flows[0].authorizationURL == "a" && flows[0].tokenURL == "t" && flows[0].refreshURL == "r")
    #expect(flows[0].scopes.map(\.name) == ["z", "b"] && flows[0].scopes.first?.description == "last")
    #expect(flows[1].deviceAuthorizationURL == "d")
    #expect(codes.isEmpty)
  }

  @Test(
    arguments: [
      (#"{"type":"basic"}"#, "unknown-security-scheme"), (#"{"type":"odd"}"#, "unknown-security-scheme"),
      ("{}", "missing-field"), (#"{"type":"apiKey","in":"header"}"#, "missing-field"),
      (#"{"type":"apiKey","name":"k"}"#, "missing-field"), (#"{"type":"http"}"#, "missing-field"),
      (#"{"type":"oauth2"}"#, "missing-field"),
    ])
  func `an incomplete scheme is kept and reported`(_ text: String, _ code: String) throws {
    let (scheme, codes) = try scheme(text)
    #expect(scheme?.name == "s")
    #expect(codes == [code])
  }

  @Test func `a requirement of a missing scheme is reported once`() throws {
    let reading = read(
      document(#""paths":{"/a":{"get":{"security":[{"no":["s"]}]},"put":{}}},"security":[{"gone":[]}]"#))
    let operations = try #require(reading.document?.operations)
    #expect(operations.map { $0.security?.first?.schemes.first?.name } == ["no", "gone"])
    #expect(operations.allSatisfy { $0.security?.first?.schemes.first?.scheme == nil })
    #expect(reading.codes == ["undefined-security-scheme", "undefined-security-scheme"])
  }
}
