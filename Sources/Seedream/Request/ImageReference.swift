import Foundation

/// A reference picture to work from: a local file, a URL that the service can fetch, or bytes in memory.
public struct ImageReference: Hashable, Sendable {
  enum Source: Hashable, Sendable {
    case file(String)
    case link(String)
    case bytes([UInt8])
  }

  let source: Source

  /// A file on this machine.
  public static func file(_ url: URL) -> ImageReference { ImageReference(source: .file(url.path)) }

  /// A file on this machine.
  public static func file(path: String) -> ImageReference { ImageReference(source: .file(path)) }

  /// An http or https URL, which the service fetches.
  public static func link(_ url: String) -> ImageReference { ImageReference(source: .link(url)) }

  /// A picture in memory, whose kind is recognised by its first bytes.
  public static func bytes(_ bytes: [UInt8]) -> ImageReference { ImageReference(source: .bytes(bytes)) }

  /// Creates a link if the text begins with `http://` or `https://`, otherwise a file of that path.
  public init(_ text: String) { source = text.isWebLink ? .link(text) : .file(text) }

  private init(source: Source) { self.source = source }
}
