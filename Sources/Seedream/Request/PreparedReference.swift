/// A checked reference picture: its kind is known, and it can be read.
enum PreparedReference: Sendable {
  case link(String)
  case file(path: String, kind: ImageKind, bytes: Int64, dimensions: ImageDimensions?)
  case bytes([UInt8], kind: ImageKind)

  /// Checks a reference.
  ///
  /// - Throws: `SeedreamError` of kind `unusableReference` if it is missing, unreadable, a folder, not a picture, or not a
  ///   URL.
  init(_ reference: ImageReference) throws(SeedreamError) {
    switch reference.source {
    case .link(let url): self = .link(try Self.checked(url))
    case .bytes(let bytes):
      guard let kind = ImageKind(firstBytes: bytes) else {
        throw SeedreamError(
          .unusableReference,
          "The reference in memory is not a picture of a known kind; use PNG, JPEG, WebP, GIF, BMP or TIFF.")
      }
      self = .bytes(bytes, kind: kind)
    case .file(let path):
      let file = try ReferenceFile(path: path)
      let head = try file.read(ImageDimensions.headLength, at: 0)
      guard let kind = ImageKind(firstBytes: head) else {
        throw SeedreamError(
          .unusableReference,
          "'\(path)' is \(file.byteCount == 0 ? "empty" : "not a picture of a known kind"). "
            + "Use a PNG, JPEG, WebP, GIF, BMP or TIFF file.")
      }
      self = .file(path: path, kind: kind, bytes: file.byteCount, dimensions: ImageDimensions(head: head))
    }
  }

  var isLink: Bool {
    if case .link = self { true } else { false }
  }

  /// Its name in messages.
  var name: String {
    switch self {
    case .link(let url): url
    case .file(let path, _, _, _): path
    case .bytes: "the picture in memory"
    }
  }

  var kind: ImageKind? {
    switch self {
    case .link: nil
    case .file(_, let kind, _, _), .bytes(_, let kind): kind
    }
  }

  var byteCount: Int64? {
    switch self {
    case .link: nil
    case .file(_, _, let count, _): count
    case .bytes(let bytes, _): Int64(bytes.count)
    }
  }

  var dimensions: ImageDimensions? {
    switch self {
    case .link: nil
    case .file(_, _, _, let dimensions): dimensions
    case .bytes(let bytes, _): ImageDimensions(head: bytes)
    }
  }

  /// Whether the picture is complete, as far as that can be told; nil for a link, or a file that can't be read.
  var isComplete: Bool? {
    switch self {
    case .link: return nil
    case .bytes(let bytes, let kind):
      return kind.isComplete(
        head: Array(bytes.prefix(ImageKind.signatureLength)), tail: Array(bytes.suffix(ImageKind.tailLength)),
        byteCount: Int64(bytes.count))
    case .file(let path, let kind, let count, _):
      let length = min(count, Int64(ImageKind.tailLength))
      guard let file = try? ReferenceFile(path: path), let head = try? file.read(ImageKind.signatureLength, at: 0),
        let tail = try? file.read(Int(length), at: count - length)
      else { return nil }
      return kind.isComplete(head: head, tail: tail, byteCount: count)
    }
  }

  private static func checked(_ url: String) throws(SeedreamError) -> String {
    let parts = url.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    let isPlain = url.utf8.allSatisfy { $0 > 32 && $0 != 127 }
    guard url.isWebLink, parts.count == 3, !parts[2].isEmpty, isPlain else {
      throw SeedreamError(
        .unusableReference,
        "'\(url)' is not a link that a service could fetch. Use one such as https://example.com/photo.png, without spaces."
      )
    }
    return url
  }
}
