/// The origin of a generated file, for its header.
public struct DocumentSource: Sendable {
  /// The last path component, so that no machine's path gets into the output.
  public let fileName: String
  /// The document's title.
  public let title: String
  /// The document's version.
  public let version: String
}
