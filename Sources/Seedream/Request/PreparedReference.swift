/// A reference picture that was checked: its kind is known and it can be read.
enum PreparedReference: Sendable {
  case link(String)
  case file(path: String, kind: ImageKind, bytes: Int64, dimensions: ImageDimensions?)
  case bytes([UInt8], kind: ImageKind)

  /// Checks a reference.
  ///
  /// - Throws: `SeedreamError` of kind `unusableReference`: missing, unreadable, a folder, no picture, no address.
  init(_ reference: ImageReference) throws(SeedreamError) {
    switch reference.source {
    case .link(let address): self = .link(try Self.checked(address))
    case .bytes(let bytes):
      guard let kind = ImageKind(firstBytes: bytes) else {
        throw SeedreamError(
          .unusableReference,
          "The reference picture in memory is of no kind we know; give PNG, JPEG, WebP, GIF, BMP or TIFF.")
      }
      self = .bytes(bytes, kind: kind)
    case .file(let path):
      let file = try ReferenceFile(path: path)
      let head = try file.read(ImageDimensions.headLength, at: 0)
      guard let kind = ImageKind(firstBytes: head) else {
        throw SeedreamError(
          .unusableReference,
          "'\(path)' is \(file.byteCount == 0 ? "empty" : "no picture of a kind we know"). "
            + "Give a PNG, JPEG, WebP, GIF, BMP or TIFF file.")
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
    case .link(let address): address
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

  /// Whether the picture is complete, as far as its kind tells; nil for what can't be read.
  var isWhole: Bool? {
    switch self {
    case .link: return nil
    case .bytes(let bytes, let kind):
      return kind.isWhole(
        head: Array(bytes.prefix(ImageKind.signatureLength)), tail: Array(bytes.suffix(ImageKind.tailLength)),
        byteCount: Int64(bytes.count))
    case .file(let path, let kind, let count, _):
      let length = min(count, Int64(ImageKind.tailLength))
      guard let file = try? ReferenceFile(path: path), let head = try? file.read(ImageKind.signatureLength, at: 0),
        let tail = try? file.read(Int(length), at: count - length)
      else { return nil }
      return kind.isWhole(head: head, tail: tail, byteCount: count)
    }
  }

  private static func checked(_ address: String) throws(SeedreamError) -> String {
    let start = address.prefix(8).lowercased()
    let rest = address.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    let isPlain = address.utf8.allSatisfy { $0 > 32 && $0 != 127 }
    guard start.hasPrefix("http://") || start.hasPrefix("https://"), rest.count == 3, !rest[2].isEmpty, isPlain else {
      throw SeedreamError(
        .unusableReference,
        "'\(address)' is no address a service could fetch. Give one such as https://example.com/photo.png, without spaces."
      )
    }
    return address
  }
}
