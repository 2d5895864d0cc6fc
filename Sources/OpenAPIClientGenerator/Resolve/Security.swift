import OpenAPIDocument
import OpenAPISyntax

/// Security schemes and `Authorization` header parameters → credentials, and which of them each operation needs.
///
///     security: [{key: []}, {}]  → [["key"], []]: the credential `key`, or none
struct Security {
  /// What operations need that have no security of their own; nil if nothing.
  let defaultSecurity: [[String]]?
  /// What each operation needs: alternatives, each a list of keys; nil for `defaultSecurity`.
  let byOperation: [[[String]]?]
  /// The credentials that some operation needs.
  let credentials: [API.Credential]

  init(_ document: Document, _ operations: [Operation], _ diagnostics: inout Diagnostics) {
    let schemes = SecuritySchemes(document.components.securitySchemes)
    schemes.noteCertificates(&diagnostics)
    if !document.security.isEmpty {
      defaultSecurity = schemes.alternatives(document.security)
    } else if operations.allSatisfy({ $0.security == nil }) {
      defaultSecurity = schemes.optional(&diagnostics)
    } else {
      defaultSecurity = nil
    }
    let usual = defaultSecurity ?? []
    let needs = operations.map { schemes.need(of: $0) }
    credentials = schemes.credentials(
      byOperation: needs.map { $0.alternatives ?? usual }, usual, header: needs.lazy.compactMap(\.header).first)
    byOperation = needs.map { $0.alternatives == usual ? nil : $0.alternatives }
  }
}

/// The security schemes of a document.
private struct SecuritySchemes {
  private let all: [SecurityScheme]
  private let byName: [String: SecurityScheme]

  init(_ schemes: [SecurityScheme]) {
    all = schemes
    byName = Dictionary(schemes.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
  }

  /// The key of the credential for `Authorization` header parameters.
  private static let authorizationKey = "Authorization"

  private static func isAuthorization(_ name: String) -> Bool { name.lowercased() == "authorization" }

  // MARK: Requirements

  /// What one operation needs.
  struct Need {
    /// Alternatives, each a list of keys; nil if the document doesn't say.
    let alternatives: [[String]]?
    /// The `Authorization` header parameter, if a credential replaces it.
    let header: Parameter?
  }

  func need(of operation: Operation) -> Need {
    let own = operation.security.map { alternatives($0) }
    let header = operation.parameters.first { $0.location == .header && Self.isAuthorization($0.name) }
    guard let header, !sendAuthorization(own ?? []) else { return Need(alternatives: own, header: nil) }
    let without = own.flatMap { $0.isEmpty ? nil : $0 } ?? [[]]
    let with = without.map { $0 + [Self.authorizationKey] }
    return Need(alternatives: header.isRequired ? with : with + without, header: header)
  }

  /// The keys of requirements, each list once; schemes that send nothing are left out.
  func alternatives(_ requirements: [SecurityRequirement]) -> [[String]] {
    requirements.map { requirement in
      requirement.schemes.compactMap(\.scheme).filter { kind($0) != nil }.map(\.name).uniqued()
    }.uniqued()
  }

  /// The alternatives for a document that describes schemes and requires none: any of them, or nothing.
  func optional(_ diagnostics: inout Diagnostics) -> [[String]]? {
    let usable = all.filter { kind($0) != nil }
    guard let first = all.first, !usable.isEmpty else { return nil }
    diagnostics.note(
      "security-not-required",
      "The document describes security schemes and requires none; credentials are optional",
      at: first.node, hint: "add `security` to the document or to its operations")
    return usable.map { [$0.name] } + [[]]
  }

  /// Whether every alternative sends the header field `Authorization`.
  private func sendAuthorization(_ alternatives: [[String]]) -> Bool {
    !alternatives.isEmpty && alternatives.allSatisfy { keys in keys.contains { sendsAuthorization($0) } }
  }

  private func sendsAuthorization(_ key: String) -> Bool {
    switch byName[key].flatMap({ kind($0) }) {
    case nil: false
    case .apiKey(let location, let name): location == "header" && Self.isAuthorization(name)
    default: true
    }
  }

  // MARK: Credentials

  /// The credential of a scheme; nil for schemes that send nothing in requests.
  private func kind(_ scheme: SecurityScheme) -> CredentialKind? {
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

  func noteCertificates(_ diagnostics: inout Diagnostics) {
    for scheme in all {
      guard case .mutualTLS = scheme.kind else { continue }
      diagnostics.note(
        "client-certificate", "A client certificate is given to the transport, not to the client",
        at: scheme.node, hint: "configure the transport with the certificate")
    }
  }

  /// The credentials that the operations need, or that operations without security of their own would need.
  func credentials(byOperation: [[[String]]], _ usual: [[String]], header: Parameter?) -> [API.Credential] {
    /// Whether every operation needs the credential.
    func isRequired(_ key: String) -> Bool {
      !byOperation.isEmpty
        && byOperation.allSatisfy { !$0.isEmpty && $0.allSatisfy { keys in keys.contains(key) } }
    }
    let used = Set(byOperation.joined().joined()).union(usual.joined())
    let schemes = all.compactMap { scheme -> API.Credential? in
      guard used.contains(scheme.name), let kind = kind(scheme) else { return nil }
      return API.Credential(
        key: scheme.name, isRequired: isRequired(scheme.name), kind: kind,
        documentation: Documentation(
          text: scheme.description, pointer: scheme.node.pointer, deprecation: Deprecation(if: scheme.deprecated)))
    }
    let headers = [header].compactMap { $0 }.map { header in
      API.Credential(
        key: Self.authorizationKey, isRequired: isRequired(Self.authorizationKey),
        kind: .apiKey(location: "header", name: "Authorization"),
        documentation: Documentation(
          text: header.description, pointer: header.node.pointer, deprecation: Deprecation(if: header.isDeprecated)),
        isHeaderParameter: true)
    }
    return schemes + headers
  }
}
