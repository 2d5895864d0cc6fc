import OpenAPIDocument
import OpenAPISyntax

/// Checks requests and responses, as they are on the wire, against an OpenAPI document (3.0, 3.1, 3.2).
public struct RequestValidator: Sendable {
  /// What to report beyond what the document forbids.
  public struct Options: Sendable {
    /// Whether a query parameter that the operation does not name is a violation.
    public var reportsUnknownQueryParameters = true
    /// Whether a part of a form is a violation if the schema neither names it nor explicitly allows other properties.
    public var reportsUndeclaredParts = true
    /// The same for the properties of a JSON body, but not for those of objects inside it.
    public var reportsUndeclaredProperties = false
    /// Whether values must have the formats that are known.
    public var assertsFormats = true

    /// The defaults.
    public init() {}
  }

  /// The document's operations, in its order.
  public let operations: [DocumentOperation]

  let files: DocumentFiles
  let options: Options
  let schemas: SchemaValidator

  var library: SchemaLibrary { files.library }
  var root: JSONNode { files.root }

  /// A validator for a document.
  /// - Parameters:
  ///   - document: The document.
  ///   - others: The files that it refers to, by the URIs in its references: `common.json`, `schemas/task.json`.
  ///   - options: What to report.
  public init(document: JSONTree, others: [(uri: String, tree: JSONTree)] = [], options: Options = Options()) {
    files = DocumentFiles(document: document, others: others)
    operations = files.operations()
    self.options = options
    var schemaOptions = SchemaValidator.Options()
    schemaOptions.assertsFormats = options.assertsFormats
    schemas = SchemaValidator(library: files.library, options: schemaOptions)
  }

  /// Finds the operation for a method and a path.
  ///
  /// The path must start with the base path of one of the operation's servers. If several path templates match, the one
  /// with literal text where the others have parameters wins.
  /// - Parameters:
  ///   - method: The method, in capitals.
  ///   - path: The path as sent, without the query.
  /// - Returns: The operation, nil if the document has none.
  public func operation(method: String, path: String) -> DocumentOperation? {
    match(method: method, path: path, query: nil)?.operation
  }

  struct Match {
    var operation: DocumentOperation
    var template: PathMatcher
    var values: [(name: String, value: String)]
    var rank: [Int]
  }

  private func match(
    method: String, path: String, query: String?, among operations: [DocumentOperation]? = nil
  ) -> Match? {
    var best: Match?
    for operation in operations ?? self.operations where operation.method == method {
      for template in operation.templates {
        guard let found = template.match(path) else { continue }
        if let query, !template.query.isEmpty {
          let pairs = query.split(separator: "&").map(String.init)
          if !template.query.allSatisfy({ pairs.contains($0) }) { continue }
        }
        // A path with a query is a closer match than the same path without one.
        let rank = found.rank + [template.query.count]
        if let best, !best.rank.lexicographicallyPrecedes(rank) { continue }
        best = Match(operation: operation, template: template, values: found.values, rank: rank)
      }
    }
    return best
  }

  /// Checks a request.
  /// - Parameters:
  ///   - request: The request.
  ///   - operation: The operation that was called, if that is known, because a path can match several templates. If it
  ///     doesn't match this operation's template, the operation is found by method and path.
  /// - Returns: What is wrong or could not be checked; empty if the request conforms.
  public func validate(_ request: RecordedRequest, as operation: DocumentOperation? = nil) -> [Finding] {
    func match(among operations: [DocumentOperation]?) -> Match? {
      self.match(method: request.method, path: request.path, query: request.query ?? "", among: operations)
    }
    guard let match = operation.flatMap({ match(among: [$0]) }) ?? match(among: nil) else {
      let rule = root["paths"] ?? root
      return [
        Finding(
          .violation, subject: "path", rule: rule,
          message: "the document has no operation \(request.method) \(request.path)")
      ]
    }
    var findings = validateParameters(of: request, match)
    findings += validateSecurity(of: request, match.operation)
    findings += validateBody(of: request, match.operation)
    return findings
  }

  // MARK: Body

  private func validateBody(of request: RecordedRequest, _ operation: DocumentOperation) -> [Finding] {
    let contentTypes = request.values("Content-Type")
    let isAbsent = (request.body ?? []).isEmpty && contentTypes.isEmpty
    guard let declared = operation.node["requestBody"] else {
      if isAbsent { return [] }
      return [
        Finding(.violation, subject: "body", rule: operation.node, message: "the operation takes no body")
      ]
    }
    guard let body = library.dereference(declared) else {
      return [Finding(.unchecked, subject: "body", rule: declared, message: "the reference can't be resolved")]
    }
    if isAbsent {
      guard body["required"]?.bool == true else { return [] }
      return [Finding(.violation, subject: "body", rule: body, message: "the required body is missing")]
    }
    let check = BodyCheck(
      validator: self, subject: "body", direction: .request, contentTypes: contentTypes, bytes: request.body ?? [])
    return check.findings(content: body["content"], of: body)
  }

  // MARK: Security

  private func validateSecurity(of request: RecordedRequest, _ operation: DocumentOperation) -> [Finding] {
    guard let requirements = operation.node["security"] ?? root["security"], requirements.count > 0 else { return [] }
    var unmet: [String] = []
    for requirement in requirements.elements {
      var missing: [String] = []
      for scheme in requirement.members {
        guard let node = securityScheme(scheme.key) else {
          return [
            Finding(
              .unchecked, subject: "security", rule: scheme.value,
              message: "the document has no security scheme \"\(scheme.key)\"")
          ]
        }
        if let credential = missingCredential(of: node, in: request) { missing.append(credential) }
      }
      if missing.isEmpty { return [] }
      unmet.append(missing.joined(separator: " and "))
    }
    return [
      Finding(
        .violation, subject: "security", rule: requirements,
        message: "credentials are missing: \(unmet.joined(separator: ", or "))")
    ]
  }

  private func securityScheme(_ name: String) -> JSONNode? {
    if let node = root["components"]?["securitySchemes"]?[name] { return library.dereference(node) }
    // From 3.2 on the name may be a reference.
    return library.target(of: name, at: root)?.node
  }

  /// The credential of a scheme that a request lacks; nil if it has one, whether or not that is valid.
  private func missingCredential(of scheme: JSONNode, in request: RecordedRequest) -> String? {
    let type = scheme["type"]?.string ?? ""
    switch type {
    case "apiKey":
      let name = scheme["name"]?.string ?? ""
      let location = scheme["in"]?.string ?? ""
      let values: [String]
      switch location {
      case "query":
        var pairs = FormPairs(query: request.query ?? "")
        values = pairs.claim { $0 == name }.map(\.raw)
      case "cookie":
        var pairs = FormPairs(cookies: request.values("Cookie"))
        values = pairs.claim { $0 == name }.map(\.raw)
      default: values = request.values(name)
      }
      return values.contains { !$0.isEmpty } ? nil : "\(location) \"\(name)\""
    case "http": return missingAuthorization(scheme["scheme"]?.string ?? "bearer", in: request)
    case "oauth2", "openIdConnect": return missingAuthorization("bearer", in: request)
    // Client certificates aren't part of the request.
    default: return nil
    }
  }

  private func missingAuthorization(_ scheme: String, in request: RecordedRequest) -> String? {
    let prefix = scheme.lowercased() + " "
    for value in request.values("Authorization") where value.lowercased().hasPrefix(prefix) {
      if !FieldValue.trimmed(value.dropFirst(prefix.count)).isEmpty { return nil }
    }
    return "Authorization with scheme \(scheme)"
  }
}
