import OpenAPISyntax

/// An operation: OpenAPI, section Operation Object.
///
/// What it inherits from its path item and document is part of it.
public struct Operation: Sendable {
  /// The value in the document.
  public let node: JSONNode
  /// The path with names in braces.
  public let path: String
  /// The method in upper case; as written for one of `additionalOperations`.
  public let method: String
  /// The id as written; nil if it is absent or empty.
  ///
  /// Not unique: another operation may have the same, which is reported.
  public let operationId: String?
  /// The tags, in order.
  public let tags: [String]
  /// A short summary.
  public let summary: String?
  /// The description, in CommonMark.
  public let description: String?
  /// A page with more documentation.
  public let externalDocs: ExternalDocumentation?
  /// Whether it is deprecated.
  public let deprecated: Bool
  /// The path item's parameters and its own, which win, and those that only the path names.
  public let parameters: [Parameter]
  /// The request body.
  public let requestBody: RequestBody?
  /// The responses, in document order.
  public let responses: [Response]
  /// Requests that the service sends as a result.
  public let callbacks: [Callback]
  /// The security requirements, of which one must be met: its own, else the document's.
  ///
  /// Nil if neither lists any, empty if the operation needs none.
  public let security: [SecurityRequirement]?
  /// The servers: its own, else the path item's, else the document's.
  public let servers: [Server]
  /// Whether the servers are its own or the path item's.
  public let hasOwnServers: Bool
}

/// What an operation inherits.
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
    guard let node = object(usage, "An operation"), node.isObject else { return nil }
    let ownServers = servers(of: node) ?? context.servers
    let requestBody = node[.requestBody].flatMap { self.requestBody($0) }
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
      security: node[.security] == nil ? documentSecurity : security(of: node),
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
          "duplicate-operation-id", "The operationId \"\(id)\" is used at \(other.pointer) too",
          at: node[.operationId] ?? node, hint: "give each operation an id of its own")
      }
    } else {
      operationIDs[id] = node
    }
    return id
  }

  /// The operation's parameters, and those of the path item that it does not replace.
  private func parameters(of node: JSONNode, _ context: OperationContext) -> [Parameter] {
    let own = parameters(of: node)
    let all =
      context.parameters.map { $0.counterpart(in: own) ?? $0 }
      + own.filter { $0.counterpart(in: context.parameters) == nil }
    return context.use == .paths ? matched(all, toPathOf: context, operation: node) : all
  }

  /// The parameters with the names that the path has: nearly equal names are corrected, missing parameters added, and
  /// path parameters without a name in the path left out.
  private func matched(
    _ parameters: [Parameter], toPathOf context: OperationContext, operation: JSONNode
  ) -> [Parameter] {
    var result: [Parameter] = []
    let pathParameters = parameters.filter { $0.location == .path }.map(\.name)
    var undeclared = context.templateNames.filter { !pathParameters.contains($0) }
    let unmatchedCount = pathParameters.count { !context.templateNames.contains($0) }
    for parameter in parameters {
      let name = parameter.name
      guard parameter.location == .path, !context.templateNames.contains(name) else {
        result.append(parameter)
        continue
      }
      let plain = DocumentBuilder.plain(name)
      var match = undeclared.firstIndex { DocumentBuilder.plain($0) == plain }
      // One name without a parameter and one parameter without a name belong together.
      if undeclared.count == 1, unmatchedCount == 1 { match = 0 }
      if let index = match {
        let meant = undeclared.remove(at: index)
        diagnostics.warning(
          "unused-path-parameter",
          "The path names \"\(meant)\", the parameter is \"\(name)\"; they are read as the same",
          at: parameter.usage, hint: "use one name in both")
        result.append(parameter.renamed(meant))
      } else {
        diagnostics.warning(
          "unused-path-parameter",
          "The path \(context.path) does not name the parameter \"\(name)\", so it is left out",
          at: parameter.usage, hint: "write {\(name)} in the path, or remove the parameter")
      }
    }
    return result + undeclared.map { Parameter.implied($0, at: operation) }
  }

  /// A name in lower case, without separators and the operators of URI templates.
  private static func plain(_ name: String) -> String {
    name.filter { !"-_.;*+ ".contains($0) }.lowercased()
  }
}
