/// A document of OpenAPI 3.0, 3.1 or 3.2 in one form: OpenAPI, section OpenAPI Object.
///
/// Differences between the versions are settled when it is read, references are followed, also into other files.
/// Every value keeps its node, and with it its place in the source. Nothing in it changes after reading.
public struct OpenAPIDocument: Sendable {
  /// The value in the document.
  public let node: JSONNode
  /// The version of OpenAPI.
  public let version: Version
  /// The version as written, such as `3.0.3`; empty if the document has none.
  public let versionText: String
  /// What the document says of itself.
  public let info: Info
  /// Where the API is served; empty if the document does not say.
  public let servers: [Server]
  /// The paths in document order.
  public let paths: [PathItem]
  /// Requests that the service makes by itself.
  public let webhooks: [PathItem]
  /// What is defined once and used by reference.
  public let components: Components
  /// The ways to be let in where an operation does not say.
  public let security: [SecurityRequirement]
  /// The tags described.
  public let tags: [Tag]
  /// Where to read more.
  public let externalDocs: ExternalDocumentation?
  /// Every file read, the first being the document itself.
  public let files: [String]
  /// The document's own address (OpenAPI 3.2).
  public let selfURI: String?
  /// The dialect of its schemas (OpenAPI 3.1).
  public let jsonSchemaDialect: String?

  /// The document without what can be called or used by reference: for those who have read that and need memory.
  package var outline: OpenAPIDocument {
    OpenAPIDocument(
      node: node, version: version, versionText: versionText, info: info, servers: servers, paths: [], webhooks: [],
      components: Components(), security: security, tags: tags, externalDocs: externalDocs, files: files,
      selfURI: selfURI, jsonSchemaDialect: jsonSchemaDialect)
  }

  /// The operations of all paths, in document order; those of webhooks and callbacks are not among them.
  public var operations: [Operation] {
    var result: [Operation] = []
    for item in paths { result.append(contentsOf: item.operations) }
    return result
  }
}
