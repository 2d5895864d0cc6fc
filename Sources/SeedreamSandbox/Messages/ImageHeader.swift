/// The format and the size of an image file, by its first bytes.
struct ImageHeader: Hashable, Sendable {
  enum Format: String, Sendable {
    case png, jpeg, gif, bmp, webp, tiff
  }

  var format: Format
  /// In pixels; nil if the header is too short or unusual.
  var size: PixelSize?

  /// Nil if the bytes are not an image of a known format.
  init?(_ bytes: [UInt8]) {
    let reader = Reader(bytes: bytes)
    if reader.starts([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      format = .png
      size = reader.size(width: reader.big(16, 4), height: reader.big(20, 4))
    } else if reader.starts([0xFF, 0xD8, 0xFF]) {
      format = .jpeg
      size = reader.jpegSize()
    } else if reader.starts(Array("GIF8".utf8)) {
      format = .gif
      size = reader.size(width: reader.little(6, 2), height: reader.little(8, 2))
    } else if reader.starts(Array("BM".utf8)), bytes.count > 26 {
      format = .bmp
      let height = reader.little(22, 4).map { Int(Int32(truncatingIfNeeded: $0).magnitude) }
      size = reader.size(width: reader.little(18, 4), height: height)
    } else if reader.starts(Array("RIFF".utf8)), reader.text(8, 4) == "WEBP" {
      format = .webp
      size = reader.webpSize()
    } else if reader.starts([0x49, 0x49, 0x2A, 0x00]) || reader.starts([0x4D, 0x4D, 0x00, 0x2A]) {
      format = .tiff
      size = reader.tiffSize()
    } else {
      return nil
    }
  }

  private struct Reader {
    let bytes: [UInt8]

    func starts(_ pattern: [UInt8]) -> Bool {
      bytes.count >= pattern.count && Array(bytes[..<pattern.count]) == pattern
    }

    func text(_ offset: Int, _ count: Int) -> String? {
      guard offset + count <= bytes.count else { return nil }
      return String(decoding: bytes[offset..<(offset + count)], as: UTF8.self)
    }

    func big(_ offset: Int, _ count: Int) -> Int? {
      guard offset >= 0, offset + count <= bytes.count else { return nil }
      var value = 0
      for index in 0..<count { value = value << 8 | Int(bytes[offset + index]) }
      return value
    }

    func little(_ offset: Int, _ count: Int) -> Int? {
      guard offset >= 0, offset + count <= bytes.count else { return nil }
      var value = 0
      for index in 0..<count { value |= Int(bytes[offset + index]) << (8 * index) }
      return value
    }

    func size(width: Int?, height: Int?) -> PixelSize? {
      // The limit keeps their product from overflowing.
      guard let width, let height, 1...1_000_000 ~= width, 1...1_000_000 ~= height else { return nil }
      return PixelSize(width: width, height: height)
    }

    func jpegSize() -> PixelSize? {
      var offset = 2
      while let marker = big(offset, 2), let length = big(offset + 2, 2), marker >= 0xFF00, length >= 2 {
        switch marker {
        case 0xFFC0...0xFFC3, 0xFFC5...0xFFC7, 0xFFC9...0xFFCB, 0xFFCD...0xFFCF:
          return size(width: big(offset + 7, 2), height: big(offset + 5, 2))
        default: offset += 2 + length
        }
      }
      return nil
    }

    func webpSize() -> PixelSize? {
      switch text(12, 4) {
      case "VP8X": size(width: little(24, 3).map { $0 + 1 }, height: little(27, 3).map { $0 + 1 })
      case "VP8L":
        little(21, 4).flatMap { bits in
          size(width: (bits & 0x3FFF) + 1, height: ((bits >> 14) & 0x3FFF) + 1)
        }
      case "VP8 ": size(width: little(26, 2).map { $0 & 0x3FFF }, height: little(28, 2).map { $0 & 0x3FFF })
      default: nil
      }
    }

    func tiffSize() -> PixelSize? {
      let isLittle = bytes.first == 0x49
      func number(_ offset: Int, _ count: Int) -> Int? { isLittle ? little(offset, count) : big(offset, count) }
      guard let directory = number(4, 4), let count = number(directory, 2) else { return nil }
      var found: [Int: Int] = [:]
      for index in 0..<min(count, 200) {
        let entry = directory + 2 + 12 * index
        guard let tag = number(entry, 2), let type = number(entry + 2, 2) else { return nil }
        if tag == 256 || tag == 257 { found[tag] = number(entry + 8, type == 3 ? 2 : 4) }
      }
      return size(width: found[256], height: found[257])
    }
  }
}

/// Width and height in pixels.
struct PixelSize: Hashable, Sendable, CustomStringConvertible {
  var width: Int
  var height: Int

  var pixels: Int { width * height }
  var description: String { "\(width)x\(height)" }

  /// Whether width / height lies in `[1/limit, limit]`.
  func isWithin(ratio limit: Int) -> Bool {
    width <= height * limit && height <= width * limit
  }
}
