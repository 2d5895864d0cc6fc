import Foundation

/// Where a finished picture is: behind a link, in the response itself, or nowhere.
public enum ImageSource: Hashable, Sendable, Codable {
  /// A URL, which is fetched without the key.
  case link(String)
  /// The picture itself in base64.
  case base64(String)
  /// No picture: the service says why it didn't draw this one.
  case missing(reason: String)

  /// The URL, where there is one.
  public var link: String? {
    if case .link(let address) = self { address } else { nil }
  }

  /// Whether there is no picture.
  public var isMissing: Bool {
    if case .missing = self { true } else { false }
  }

  /// What a service put where a picture belongs: a link, a data URL or bare base64; nil if it is empty.
  ///
  /// A path without a host belongs to the server.
  init?(_ text: String, server: String) {
    // Pictures as text are long, and what reads them passes over spaces.
    let text = text.utf8.count < 8192 ? text.trimmingCharacters(in: .whitespacesAndNewlines) : text
    let start = text.prefix(8).lowercased()
    if text.isEmpty {
      return nil
    } else if start.hasPrefix("http://") || start.hasPrefix("https://") {
      self = .link(text)
    } else if start.hasPrefix("data:") {
      guard let comma = text.utf8.firstIndex(of: UInt8(ascii: ",")) else { return nil }
      self = .base64(String(text[text.utf8.index(after: comma)...]))
    } else if Self.looksLikeBase64(text) {
      self = .base64(text)
    } else if start.hasPrefix("//") {
      self = .link("https:" + text)
    } else if start.hasPrefix("/") {
      self = .link(ImageService.origin(of: server) + text)
    } else {
      self = .link(text)
    }
  }

  /// Whether a text is long enough for a picture and begins like base64.
  private static func looksLikeBase64(_ text: String) -> Bool {
    guard text.utf8.count >= 64 else { return false }
    return text.utf8.prefix(256).allSatisfy { byte in
      switch byte {
      case 65...90, 97...122, 48...57, 43, 45, 47, 95, 61, 10, 13: true
      default: false
      }
    }
  }
}

extension ImageService {
  /// Scheme, host and port of an address.
  static func origin(of server: String) -> String {
    let parts = server.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    return parts.count >= 3 ? parts[0..<3].joined(separator: "/") : server
  }
}
