import Foundation

/// A reference picture that was looked at: its kind is known and it can be read.
enum PreparedReference: Sendable {
  case link(String)
  case file(path: String, kind: ImageKind, bytes: Int64, dimensions: ImageDimensions?)
  case bytes([UInt8], kind: ImageKind)

  /// Looks at a reference.
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
      let head = try FileHead(path: path)
      guard let kind = ImageKind(firstBytes: head.bytes) else {
        throw SeedreamError(
          .unusableReference,
          "'\(path)' is \(head.length == 0 ? "empty" : "no picture of a kind we know"). "
            + "Give a PNG, JPEG, WebP, GIF, BMP or TIFF file.")
      }
      self = .file(path: path, kind: kind, bytes: head.length, dimensions: ImageDimensions(head: head.bytes))
    }
  }

  var isLink: Bool {
    if case .link = self { true } else { false }
  }

  /// What messages call it.
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

  /// The reference as a service takes it inside JSON: the address, or the picture as a data URL.
  ///
  /// - Throws: `SeedreamError` if the file can't be read any more.
  func jsonText() throws(SeedreamError) -> String {
    switch self {
    case .link(let address): return address
    case .bytes(let bytes, let kind): return "data:\(kind.mediaType);base64,\(Data(bytes).base64EncodedString())"
    case .file(let path, let kind, _, _):
      let bytes: Data
      do {
        bytes = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
      } catch {
        throw SeedreamError(.unusableReference, "'\(path)' can't be read any more. Is it still there?")
      }
      return "data:\(kind.mediaType);base64,\(bytes.base64EncodedString())"
    }
  }

  private static func checked(_ address: String) throws(SeedreamError) -> String {
    let start = address.prefix(8).lowercased()
    let rest = address.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    let isPlain = address.utf8.allSatisfy { $0 > 32 && $0 != 127 }
    guard start.hasPrefix("http://") || start.hasPrefix("https://"), rest.count == 3, !rest[2].isEmpty, isPlain else {
      throw SeedreamError(
        .unusableReference,
        "'\(address)' is no address a service could fetch. Give one such as https://example.com/photo.png, without blanks."
      )
    }
    return address
  }
}

/// Length and first bytes of a regular file.
struct FileHead {
  var bytes: [UInt8]
  var length: Int64

  /// Reads them.
  ///
  /// - Throws: `SeedreamError` of kind `unusableReference` that says what is wrong with the path.
  init(path: String) throws(SeedreamError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw SeedreamError(.unusableReference, "There is no file '\(path)'. Check the path.")
    }
    guard !isFolder.boolValue else {
      throw SeedreamError(.unusableReference, "'\(path)' is a folder. Name a picture in it.")
    }
    let attributes = try? FileManager.default.attributesOfItem(atPath: FilePath.resolved(path))
    guard let attributes, attributes[.type] as? FileAttributeType == .typeRegular else {
      throw SeedreamError(.unusableReference, "'\(path)' is no ordinary file. Save the picture to a file first.")
    }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw SeedreamError(.unusableReference, "'\(path)' can't be read. Check its permissions.")
    }
    defer { try? handle.close() }
    do {
      length = Int64(try handle.seekToEnd())
      try handle.seek(toOffset: 0)
      bytes = Array(try handle.read(upToCount: ImageDimensions.headLength) ?? Data())
    } catch {
      throw SeedreamError(.unusableReference, "'\(path)' can't be read: \(error.localizedDescription)")
    }
  }
}

enum FilePath {
  /// The path with symbolic links followed.
  static func resolved(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }
}
