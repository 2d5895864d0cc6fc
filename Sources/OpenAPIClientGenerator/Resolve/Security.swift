import OpenAPIDocument

/// Security schemes and `Authorization` header parameters → credentials, and which of them each operation needs.
///
///     security: [{key: []}, {}]  → [["key"], []], so that `key` may be left out
struct Security {
  private let document: Document
  private var schemes: [String: SecurityScheme] = [:]
  /// What each operation needs: alternatives of keys; nil where the document says nothing.
  private(set) var byOperation: [[[String]]?] = []
  private(set) var credentials: [API.Credential] = []
  private(set) var defaultSecurity: [[String]]?
  private var usual: [[String]] { defaultSecurity ?? [] }

  /// The key of the credential that stands for `Authorization` header parameters.
  static let authorizationKey = "Authorization"

  init(_ document: Document, _ operations: [Operation], _ diagnostics: inout Diagnostics) {
    self.document = document
    for scheme in document.components.securitySchemes { schemes[scheme.name] = scheme }
    var saysNothing = document.security.isEmpty
    var header: Parameter?
    for operation in operations {
      var alternatives: [[String]]?
      if let security = operation.security {
        alternatives = self.alternatives(security)
        saysNothing = false
      }
      for parameter in operation.parameters {
        guard case .header = parameter.location, parameter.name.lowercased() == "authorization" else { continue }
        var own = alternatives ?? []
        if sendsAuthorization(own) { continue }
        if header == nil { header = parameter }
        if own.isEmpty { own = [[]] }
        var with: [[String]] = []
        for keys in own { with.append(keys + [Security.authorizationKey]) }
        if !parameter.isRequired { with += own }
        alternatives = with
      }
      byOperation.append(alternatives)
    }
    var isOpen = false
    if saysNothing, let first = document.components.securitySchemes.first {
      // Schemes that nothing refers to: a credential that is given is sent.
      var open: [[String]] = []
      for scheme in document.components.securitySchemes {
        if Security.kind(scheme) != nil { open.append([scheme.name]) }
      }
      if !open.isEmpty {
        open.append([])
        defaultSecurity = open
        isOpen = true
        diagnostics.note(
          "security-not-required",
          "The document describes security schemes and requires none; credentials are optional",
          at: first.node, hint: "add `security` to the document or to its operations")
      }
    } else if !document.security.isEmpty {
      defaultSecurity = alternatives(document.security)
    }
    findCredentials(header, isOpen: isOpen, &diagnostics)
    for index in byOperation.indices where byOperation[index] == usual { byOperation[index] = nil }
  }

  private func alternatives(_ requirements: [SecurityRequirement]) -> [[String]] {
    var result: [[String]] = []
    for requirement in requirements {
      var keys: [String] = []
      for use in requirement.schemes {
        guard let scheme = use.scheme ?? schemes[use.name], Security.kind(scheme) != nil else { continue }
        if !keys.contains(scheme.name) { keys.append(scheme.name) }
      }
      if !result.contains(keys) { result.append(keys) }
    }
    return result
  }

  private func sendsAuthorization(_ alternatives: [[String]]) -> Bool {
    if alternatives.isEmpty { return false }
    for keys in alternatives {
      var sends = false
      for key in keys {
        guard let scheme = schemes[key], let kind = Security.kind(scheme) else { continue }
        switch kind {
        case .apiKey(let location, let name):
          if location == "header", name.lowercased() == "authorization" { sends = true }
        default: sends = true
        }
      }
      if !sends { return false }
    }
    return true
  }

  private static func kind(_ scheme: SecurityScheme) -> CredentialKind? {
    switch scheme.kind {
    case .apiKey(let name, let location): return .apiKey(location: location.rawValue, name: name)
    case .http(let name, _):
      switch name.lowercased() {
      case "bearer": return .bearer
      case "basic": return .basic
      default: return .http(scheme: name)
      }
    case .oauth2, .openIdConnect: return .accessToken
    case .mutualTLS, .unknown: return nil
    }
  }

  // MARK: Credentials

  private mutating func findCredentials(_ header: Parameter?, isOpen: Bool, _ diagnostics: inout Diagnostics) {
    var used: Set<String> = []
    for alternatives in byOperation {
      for keys in alternatives ?? usual { used.formUnion(keys) }
    }
    for keys in usual { used.formUnion(keys) }
    for scheme in document.components.securitySchemes {
      guard let kind = Security.kind(scheme) else {
        if case .mutualTLS = scheme.kind {
          diagnostics.note(
            "client-certificate", "A client certificate is given to the transport, not to the client",
            at: scheme.node, hint: "configure the transport with the certificate")
        }
        continue
      }
      guard used.contains(scheme.name) else { continue }
      credentials.append(
        API.Credential(
          key: scheme.name, isRequired: isRequired(scheme.name), kind: kind,
          documentation: Documentation(text: scheme.description, pointer: scheme.node.pointer)))
    }
    if let header {
      credentials.append(
        API.Credential(
          key: Security.authorizationKey, isRequired: isRequired(Security.authorizationKey),
          kind: .apiKey(location: "header", name: "Authorization"),
          documentation: Documentation(text: header.description, pointer: header.node.pointer),
          isHeaderParameter: true))
    }
  }

  /// Whether every operation needs the credential.
  private func isRequired(_ key: String) -> Bool {
    if byOperation.isEmpty { return false }
    for alternatives in byOperation {
      let effective = alternatives ?? usual
      if effective.isEmpty { return false }
      for keys in effective where !keys.contains(key) { return false }
    }
    return true
  }
}
