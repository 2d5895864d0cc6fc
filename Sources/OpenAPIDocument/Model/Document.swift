import OpenAPISyntax

/// A document of OpenAPI 3.0, 3.1 or 3.2: OpenAPI, section OpenAPI Object.
///
/// The model is the same for all versions, with references followed, also into other files. Every value keeps its node,
/// and so its location in the source.
public struct Document: Sendable {
  /// The value in the document.
  public let node: JSONNode
  /// The version of OpenAPI.
  public let version: Version
  /// The version as written, such as `3.0.3`; empty if the document has none.
  public let versionText: String
  /// Title, version and other metadata.
  public let info: Info
  /// The servers of the API; empty if the document lists none.
  public let servers: [Server]
  /// The paths in document order.
  public let paths: [PathItem]
  /// Requests that the service sends on its own.
  public let webhooks: [PathItem]
  /// Definitions that are used by reference.
  public let components: Components
  /// The security requirements of operations that don't list their own.
  public let security: [SecurityRequirement]
  /// The tags that the document describes.
  public let tags: [Tag]
  /// A page with more documentation.
  public let externalDocs: ExternalDocumentation?
  /// The files that were read, the document itself first.
  public let files: [String]
  /// The document's own URI (OpenAPI 3.2).
  public let selfURI: String?
  /// The dialect of its schemas (OpenAPI 3.1).
  public let jsonSchemaDialect: String?

  /// The document as JSON text: as written if it was JSON, else printed.
  package var jsonText: String { node.tree.jsonText }

  /// The document as one JSON text, with overlays applied and the values of other files among its components.
  ///
  /// References into `separateFiles` remain.
  package var bundle: String { node.indentedText }

  /// The files that could not be merged into the document, because members beside a `$ref` count in some of the files
  /// (OpenAPI 3.1 and later) and not in others.
  package var separateFiles: [String] {
    let together = Set(node.tree.sources.map(\.file))
    return files.filter { !together.contains($0) }
  }

  /// The operations of all paths, in document order, without those of webhooks and callbacks.
  public var operations: [Operation] { paths.flatMap(\.operations) }
}

extension Document {
  /// The versions of OpenAPI that are read differently.
  public enum Version: Int, Comparable, Sendable {
    /// 3.0.0 to 3.0.4.
    case v3_0
    /// 3.1.0 to 3.1.2.
    case v3_1
    /// 3.2.0 and later.
    case v3_2

    /// Earlier versions come first.
    public static func < (left: Version, right: Version) -> Bool { left.rawValue < right.rawValue }

    /// Reads `3.x` with anything after it; nil for any other text.
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
