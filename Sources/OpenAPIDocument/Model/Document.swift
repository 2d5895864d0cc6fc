import OpenAPISyntax

/// A document of OpenAPI 3.0, 3.1 or 3.2 in one form: OpenAPI, section OpenAPI Object.
///
/// Differences between the versions are settled when it is read, references are followed, also into other files.
/// Every value keeps its node, and with it its location in the source.
public struct Document: Sendable {
  /// The value in the document.
  public let node: JSONNode
  /// The version of OpenAPI.
  public let version: Version
  /// The version as written, such as `3.0.3`; empty if the document has none.
  public let versionText: String
  /// Title, version and other metadata.
  public let info: Info
  /// The servers of the API; empty if the document names none.
  public let servers: [Server]
  /// The paths in document order.
  public let paths: [PathItem]
  /// Requests that the service makes by itself.
  public let webhooks: [PathItem]
  /// What is defined once and used by reference.
  public let components: Components
  /// The security requirements of operations that name none.
  public let security: [SecurityRequirement]
  /// The tags described.
  public let tags: [Tag]
  /// The page with more documentation.
  public let externalDocs: ExternalDocumentation?
  /// Every file read, the first being the document itself.
  public let files: [String]
  /// The document's own URI (OpenAPI 3.2).
  public let selfURI: String?
  /// The dialect of its schemas (OpenAPI 3.1).
  public let jsonSchemaDialect: String?

  /// The document without operations and components, which take most of the memory.
  package var outline: Document {
    Document(
      node: node, version: version, versionText: versionText, info: info, servers: servers, paths: [], webhooks: [],
      components: .none, security: security, tags: tags, externalDocs: externalDocs, files: files,
      selfURI: selfURI, jsonSchemaDialect: jsonSchemaDialect)
  }

  /// The document as JSON text: as it was written if it was JSON, else printed.
  package var jsonText: String { node.tree.jsonText }

  /// The document as it was understood, as one JSON text: overlays applied, what other files hold among the components.
  ///
  /// What `separateFiles` hold is still referred to.
  package var bundle: String { node.indentedText }

  /// The files that could not be made into one with the document, for in some of them what stands beside a `$ref` counts
  /// (OpenAPI 3.1 and later) and in others not.
  package var separateFiles: [String] {
    let together = Set(node.tree.sources.map(\.file))
    return files.filter { !together.contains($0) }
  }

  /// The operations of all paths, in document order; those of webhooks and callbacks are not among them.
  public var operations: [Operation] {
    paths.flatMap(\.operations)
  }
}

extension Document {
  /// The versions of OpenAPI that differ in what they mean.
  public enum Version: Int, Comparable, Sendable {
    /// 3.0.0 to 3.0.4.
    case v3_0
    /// 3.1.0 to 3.1.2.
    case v3_1
    /// 3.2.0, and what may follow.
    case v3_2

    /// Earlier versions come first.
    public static func < (left: Version, right: Version) -> Bool { left.rawValue < right.rawValue }

    /// Reads `3.x` with anything after it; nil for all else.
    init?(text: String) {
      let bytes = Array(text.utf8)
      guard bytes.count >= 3, text.hasPrefix("3."), bytes[2].isDigit else { return nil }
      let isLongMinor = bytes.count > 3 && bytes[3].isDigit
      switch bytes[2] {
      case UInt8(ascii: "0"): self = .v3_0
      case UInt8(ascii: "1") where !isLongMinor: self = .v3_1
      default: self = .v3_2
      }
    }
  }
}
