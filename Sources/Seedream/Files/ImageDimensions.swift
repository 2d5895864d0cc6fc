/// The width and the height of a picture in pixels.
public struct ImageDimensions: Hashable, Sendable, Codable {
  /// Pixels from left to right.
  public var width: Int
  /// Pixels from top to bottom.
  public var height: Int

  /// How many first bytes of a file ``init(head:)`` needs: in a JPEG, the size comes after the metadata.
  public static let headLength = 262_144

  /// Reads the size from the first bytes of a PNG, JPEG, GIF, BMP or WebP file; nil for other kinds, or if they are too few or
  /// damaged.
  public init?(head bytes: [UInt8]) {
    let bytes = HeadBytes(bytes)
    let found: (Int?, Int?)
    switch ImageKind(firstBytes: bytes.bytes) {
    case .png: found = (bytes.big(16, 4), bytes.big(20, 4))
    case .gif: found = (bytes.little(6, 2), bytes.little(8, 2))
    case .bmp: found = (bytes.little(18, 4), bytes.little(22, 4).map { Int(Int32(truncatingIfNeeded: $0).magnitude) })
    case .webp: found = Self.webp(bytes)
    case .jpeg: found = Self.jpeg(bytes)
    default: found = (nil, nil)
    }
    guard let width = found.0, let height = found.1 else { return nil }
    // The limit keeps their product from overflowing, also on machines of 32 bits.
    guard (1...46_000).contains(width), (1...46_000).contains(height) else { return nil }
    self.width = width
    self.height = height
  }

  /// Width times height.
  public var pixelCount: Int { width * height }

  /// Width divided by height.
  public var aspectRatio: Double { Double(width) / Double(height) }

  private static func webp(_ bytes: HeadBytes) -> (Int?, Int?) {
    switch bytes.text(12, 4) {
    case "VP8X": return (bytes.little(24, 3).map { $0 + 1 }, bytes.little(27, 3).map { $0 + 1 })
    case "VP8 ": return (bytes.little(26, 2).map { $0 & 0x3FFF }, bytes.little(28, 2).map { $0 & 0x3FFF })
    case "VP8L":
      let packed = bytes.little(21, 4)
      return (packed.map { $0 & 0x3FFF + 1 }, packed.map { ($0 >> 14) & 0x3FFF + 1 })
    default: return (nil, nil)
    }
  }

  /// Reads segments up to the one that begins a frame (ITU-T T.81, annex B).
  private static func jpeg(_ bytes: HeadBytes) -> (Int?, Int?) {
    var position = 2
    while let marker = bytes.big(position, 2), marker >> 8 == 0xFF {
      switch marker & 0xFF {
      case 0xFF:
        // A fill byte.
        position += 1
      case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
        return (bytes.big(position + 7, 2), bytes.big(position + 5, 2))
      case 0x01, 0xD0...0xD8:
        // A marker without a segment.
        position += 2
      default:
        guard let length = bytes.big(position + 2, 2), length >= 2 else { return (nil, nil) }
        position += 2 + length
      }
    }
    return (nil, nil)
  }
}

/// Reads numbers and texts in a file's first bytes; nil behind their end.
private struct HeadBytes {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// A number whose first byte is the highest.
  func big(_ offset: Int, _ count: Int) -> Int? {
    guard offset >= 0, offset + count <= bytes.count else { return nil }
    return bytes[offset..<offset + count].reduce(0) { $0 << 8 | Int($1) }
  }

  /// A number whose first byte is the lowest.
  func little(_ offset: Int, _ count: Int) -> Int? {
    guard offset >= 0, offset + count <= bytes.count else { return nil }
    return bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  func text(_ offset: Int, _ count: Int) -> String? {
    guard offset + count <= bytes.count else { return nil }
    return String(decoding: bytes[offset..<offset + count], as: UTF8.self)
  }
}
