/// A kind of picture file.
public enum ImageKind: String, Hashable, Sendable, Codable, CaseIterable {
  /// Portable Network Graphics.
  case png
  /// JPEG.
  case jpeg
  /// WebP.
  case webp
  /// GIF.
  case gif
  /// Windows bitmap.
  case bmp
  /// TIFF.
  case tiff
  /// AVIF.
  case avif
  /// HEIF, as phones write it.
  case heic
  /// JPEG XL.
  case jxl
  /// SVG, a drawing as text.
  case svg

  /// How many first bytes of a file ``init(firstBytes:)`` needs.
  public static let signatureLength = 1024

  /// The kind of a file that begins with these bytes; nil if it is unknown.
  public init?(firstBytes bytes: [UInt8]) {
    if Self.matches(bytes, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if Self.matches(bytes, [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if Self.matches(bytes, Array("RIFF".utf8)) && Self.matches(bytes, Array("WEBP".utf8), at: 8) {
      self = .webp
    } else if Self.matches(bytes, Array("GIF87a".utf8)) || Self.matches(bytes, Array("GIF89a".utf8)) {
      self = .gif
    } else if Self.matches(bytes, Array("BM".utf8)), bytes.count >= 10, bytes[6..<10].allSatisfy({ $0 == 0 }) {
      self = .bmp
    } else if Self.matches(bytes, [0x49, 0x49, 0x2A, 0x00]) || Self.matches(bytes, [0x4D, 0x4D, 0x00, 0x2A]) {
      self = .tiff
    } else if Self.matches(bytes, Array("ftyp".utf8), at: 4), let kind = Self.brand(bytes) {
      self = kind
    } else if Self.matches(bytes, [0xFF, 0x0A])
      || Self.matches(bytes, [0, 0, 0, 0x0C, 0x4A, 0x58, 0x4C, 0x20, 0x0D, 0x0A, 0x87, 0x0A])
    {
      self = .jxl
    } else if Self.isSVG(bytes) {
      self = .svg
    } else {
      return nil
    }
  }

  /// The kind of files with that extension, in any case; nil if it is unknown.
  init?(fileExtension: some StringProtocol) {
    let fileExtension = fileExtension.lowercased()
    let others = ["jpeg": ImageKind.jpeg, "jfif": .jpeg, "tif": .tiff, "heif": .heic]
    guard let kind = others[fileExtension] ?? Self.allCases.first(where: { $0.fileExtension == fileExtension }) else {
      return nil
    }
    self = kind
  }

  /// The usual file name extension, without the dot.
  public var fileExtension: String { self == .jpeg ? "jpg" : rawValue }

  /// The media type, such as `image/png`.
  public var mediaType: String { self == .svg ? "image/svg+xml" : "image/\(rawValue)" }

  private static func matches(_ bytes: [UInt8], _ signature: [UInt8], at offset: Int = 0) -> Bool {
    bytes.dropFirst(offset).starts(with: signature)
  }

  /// The kind of an ISO base media file, by its major brand and its compatible ones (ISO/IEC 14496-12).
  private static func brand(_ bytes: [UInt8]) -> ImageKind? {
    guard bytes.count >= 12 else { return nil }
    let length = bytes[0..<4].reduce(0) { $0 << 8 | Int($1) }
    var brands = [String(decoding: bytes[8..<12], as: UTF8.self)]
    // Bytes 12 to 15 are the version of the major brand.
    for start in stride(from: 16, to: min(length, bytes.count, 512) - 3, by: 4) {
      brands.append(String(decoding: bytes[start..<start + 4], as: UTF8.self))
    }
    if !Set(brands).isDisjoint(with: ["avif", "avis", "avio"]) { return .avif }
    let heif: Set = ["heic", "heix", "hevc", "hevx", "heim", "heis", "hevm", "hevs", "heif", "mif1", "mif2", "msf1"]
    return Set(brands).isDisjoint(with: heif) ? nil : .heic
  }

  private static func isSVG(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes.prefix(signatureLength), as: UTF8.self).drop {
      $0.isWhitespace || $0 == "\u{FEFF}"
    }
    let start = text.prefix(14).lowercased()
    if start.hasPrefix("<svg") { return true }
    guard start.hasPrefix("<?xml") || start.hasPrefix("<!--") || start.hasPrefix("<!doctype svg") else { return false }
    return text.lowercased().contains("<svg")
  }
}
