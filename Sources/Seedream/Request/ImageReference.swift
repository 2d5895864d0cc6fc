import Foundation

/// A picture that the new one is to be made from: a local file, an address the service can fetch, or bytes in memory.
public struct ImageReference: Hashable, Sendable {
  enum Source: Hashable, Sendable {
    case file(String)
    case link(String)
    case bytes([UInt8])
  }

  let source: Source

  /// A file of this machine.
  public static func file(_ url: URL) -> ImageReference { ImageReference(source: .file(url.path)) }

  /// A file of this machine.
  public static func file(path: String) -> ImageReference { ImageReference(source: .file(path)) }

  /// An http or https address, fetched by the service.
  public static func link(_ address: String) -> ImageReference { ImageReference(source: .link(address)) }

  /// A picture in memory.
  ///
  /// Its kind is seen from its first bytes.
  public static func bytes(_ bytes: [UInt8]) -> ImageReference { ImageReference(source: .bytes(bytes)) }

  /// A file or an address, whichever the text is: what begins with `http://` or `https://` is an address.
  public init(_ text: String) {
    let start = text.prefix(8).lowercased()
    source = start.hasPrefix("http://") || start.hasPrefix("https://") ? .link(text) : .file(text)
  }

  init(source: Source) { self.source = source }

  var isLink: Bool {
    if case .link = source { true } else { false }
  }
}
