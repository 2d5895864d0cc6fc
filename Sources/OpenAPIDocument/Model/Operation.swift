/// An operation: OpenAPI, section Operation Object.
///
/// What it inherits from its path item and document is worked in.
public final class Operation: Sendable {
  /// The value in the document.
  public let node: JSONNode
  /// The path with names in braces.
  public let path: String
  /// The method, in upper case; one of `additionalOperations` as written.
  public let method: String
  /// The id as written, nil if it is absent or empty.
  ///
  /// Another operation may have the same, which has been reported.
  public let operationId: String?
  /// The tags, in order.
  public let tags: [String]
  /// A short summary.
  public let summary: String?
  /// The description, in CommonMark.
  public let description: String?
  /// Where to read more.
  public let externalDocs: ExternalDocumentation?
  /// Whether it should no longer be used.
  public let deprecated: Bool
  /// The parameters of the path item and its own, which win; names of the path without a description are among them.
  public let parameters: [Parameter]
  /// The body of the request.
  public let requestBody: RequestBody?
  /// The answers, in document order.
  public let responses: [Response]
  /// The requests that the service may make in turn.
  public let callbacks: [Callback]
  /// The ways to be let in, of which one is enough: its own, else the document's.
  ///
  /// Nil if neither says anything,
  /// empty if nothing is needed.
  public let security: [SecurityRequirement]?
  /// The servers: its own, else the path item's, else the document's.
  public let servers: [Server]
  /// Whether the servers are its own or the path item's.
  public let hasOwnServers: Bool

  init(
    node: JSONNode, path: String, method: String, operationId: String?, tags: [String], summary: String?,
    description: String?, externalDocs: ExternalDocumentation?, deprecated: Bool, parameters: [Parameter],
    requestBody: RequestBody?, responses: [Response], callbacks: [Callback], security: [SecurityRequirement]?,
    servers: [Server], hasOwnServers: Bool
  ) {
    self.node = node
    self.path = path
    self.method = method
    self.operationId = operationId
    self.tags = tags
    self.summary = summary
    self.description = description
    self.externalDocs = externalDocs
    self.deprecated = deprecated
    self.parameters = parameters
    self.requestBody = requestBody
    self.responses = responses
    self.callbacks = callbacks
    self.security = security
    self.servers = servers
    self.hasOwnServers = hasOwnServers
  }
}

/// What an operation gets from around it.
struct OperationContext {
  let path: String
  let use: DocumentBuilder.PathItemUse
  let usage: JSONNode
  let templateNames: [String]
  let parameters: [Parameter]
  let servers: [Server]
}

extension DocumentBuilder {
  func operation(_ usage: JSONNode, method: String, _ context: OperationContext) -> Operation? {
    guard let node = object(usage, "an operation"), node.isObject else { return nil }
    let ownServers = servers(of: node) ?? context.servers
    var requestBody: RequestBody?
    if let body = node[.requestBody] { requestBody = self.requestBody(body) }
    var callbacks: [Callback] = []
    if let map = map(node, .callbacks), callbackDepth < 2 {
      callbackDepth += 1
      callbacks = read(map, callback)
      callbackDepth -= 1
    }
    return Operation(
      node: node, path: context.path, method: method, operationId: operationId(of: node),
      tags: texts(node, .tags), summary: text(node, .summary), description: text(node, .description),
      externalDocs: ExternalDocumentation(node[.externalDocs]),
      deprecated: flag(node, .deprecated) ?? false, parameters: parameters(of: node, context),
      requestBody: requestBody, responses: responses(of: node), callbacks: callbacks,
      security: node[.security].isNil ? documentSecurity : security(of: node),
      servers: ownServers.isEmpty ? documentServers : ownServers, hasOwnServers: !ownServers.isEmpty)
  }

  private func operationId(of node: JSONNode) -> String? {
    guard let id = text(node, .operationId) else { return nil }
    if id.isEmpty {
      diagnostics.warning(
        "empty-name", "The operationId is empty; a name is made from the path", at: node[.operationId] ?? node)
      return nil
    }
    if let other = operationIDs[id] {
      if other != node {
        diagnostics.warning(
          "duplicate-operation-id", joined("The operationId \"", id, "\" stands at ", other.pointer, " too"),
          at: node[.operationId] ?? node, hint: "give each operation an id of its own")
      }
    } else {
      operationIDs[id] = node
    }
    return id
  }

  /// The path item's parameters with the operation's in their place, and what the path names besides.
  private func parameters(of node: JSONNode, _ context: OperationContext) -> [Parameter] {
    let own = parameters(of: node)
    var result: [Parameter] = []
    for parameter in context.parameters { result.append(parameter.same(in: own) ?? parameter) }
    for parameter in own {
      if parameter.same(in: context.parameters).isNil { result.append(parameter) }
    }
    guard case .paths = context.use else { return result }
    return fit(result, toPathOf: context, operation: node)
  }

  private func fit(
    _ parameters: [Parameter], toPathOf context: OperationContext, operation: JSONNode
  ) -> [Parameter] {
    var result: [Parameter] = []
    var open = context.templateNames
    var strays = 0
    for parameter in parameters where parameter.location.isPath {
      if context.templateNames.contains(parameter.name) {
        open.removeAll { $0 == parameter.name }
      } else {
        strays += 1
      }
    }
    for parameter in parameters {
      let name = parameter.name
      guard parameter.location.isPath, !context.templateNames.contains(name) else {
        result.append(parameter)
        continue
      }
      let plain = DocumentBuilder.plain(name)
      var match = open.firstIndex { DocumentBuilder.plain($0) == plain }
      // One name without a parameter and one parameter without a name belong together.
      if open.count == 1, strays == 1 { match = 0 }
      if let index = match {
        let meant = open.remove(at: index)
        diagnostics.warning(
          "unused-path-parameter",
          joined("The path names \"", meant, "\", the parameter \"", name, "\"; they are taken for the same"),
          at: parameter.usage, hint: "write both alike")
        result.append(parameter.renamed(meant))
      } else {
        diagnostics.warning(
          "unused-path-parameter",
          joined("The path ", context.path, " does not name the parameter \"", name, "\", so it is left out"),
          at: parameter.usage, hint: joined("write {", name, "} in the path, or remove the parameter"))
      }
    }
    for name in open { result.append(Parameter.implied(name, at: operation)) }
    return result
  }

  /// A name by which slips of case, of separators and of URI template operators are overlooked.
  private static func plain(_ name: String) -> String {
    var bytes: [UInt8] = []
    for byte in name.utf8 {
      switch byte {
      case 0x2D, 0x5F, 0x2E, 0x3B, 0x2A, 0x2B, 0x20: continue
      default: bytes.append(byte.lowercased)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
