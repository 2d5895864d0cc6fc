import Foundation
import OpenAPISyntax

/// Where a finished picture is: behind a link, in the response itself, or nowhere.
public enum ImageSource: Hashable, Sendable, Codable {
  /// A URL, which is fetched without the key.
  case link(String)
  /// The picture itself in base64.
  case base64(String)
  /// No picture, with the service's reason.
  case missing(reason: String)

  /// The URL, if it is a link.
  public var link: String? {
    if case .link(let link) = self { link } else { nil }
  }

  /// Whether there is no picture.
  public var isMissing: Bool {
    if case .missing = self { true } else { false }
  }

  /// Reads what a service sends in place of a picture: a link, a data URL or base64; nil if it is empty.
  ///
  /// A path without a host is on the server.
  init?(_ text: String, server: String) {
    // Base64 of a picture is long, and its decoder ignores spaces.
    let text = text.utf8.count < 8192 ? text.trimmingCharacters(in: .whitespacesAndNewlines) : text
    let start = text.prefix(8).lowercased()
    if text.isEmpty {
      return nil
    } else if text.isWebLink {
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
    return text.utf8.prefix(256).allSatisfy { $0.isLetter || $0.isDigit || "+/-_=\r\n".utf8.contains($0) }
  }
}

extension StringProtocol {
  /// Whether it begins with `http://` or `https://`, in any case.
  var isWebLink: Bool {
    let start = prefix(8).lowercased()
    return start.hasPrefix("http://") || start.hasPrefix("https://")
  }
}

extension ImageService {
  /// Scheme, host and port of a URL.
  static func origin(of server: String) -> String {
    let parts = server.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    return parts.count >= 3 ? parts[0..<3].joined(separator: "/") : server
  }
}
