/// Width and height of a picture in pixels, read from the head of its file.
public struct ImageDimensions: Hashable, Sendable, Codable {
  /// Pixels from left to right.
  public var width: Int
  /// Pixels from top to bottom.
  public var height: Int

  /// How many first bytes ``init(head:)`` wants to see: a JPEG says its size only after its metadata.
  public static let headLength = 262_144

  /// Reads PNG, JPEG, GIF, BMP and WebP; nil for other kinds, or if the head is too short or damaged.
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
    // The upper limit keeps products from overflowing, whatever a damaged file says.
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

  /// Walks the segments up to the one that begins a frame.
  private static func jpeg(_ bytes: HeadBytes) -> (Int?, Int?) {
    var position = 2
    while let marker = bytes.big(position, 2), marker >> 8 == 0xFF {
      let kind = marker & 0xFF
      if kind == 0xFF {
        position += 1
      } else if kind >= 0xC0 && kind <= 0xCF && kind != 0xC4 && kind != 0xC8 && kind != 0xCC {
        return (bytes.big(position + 7, 2), bytes.big(position + 5, 2))
      } else if kind == 0x01 || (kind >= 0xD0 && kind <= 0xD8) {
        position += 2
      } else {
        guard let length = bytes.big(position + 2, 2), length >= 2 else { break }
        position += 2 + length
      }
    }
    return (nil, nil)
  }
}

/// Numbers out of a file's first bytes; nil where the bytes end.
private struct HeadBytes {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func big(_ offset: Int, _ count: Int) -> Int? {
    guard offset >= 0, offset + count <= bytes.count else { return nil }
    var value = 0
    for index in offset..<offset + count { value = value << 8 | Int(bytes[index]) }
    return value
  }

  func little(_ offset: Int, _ count: Int) -> Int? {
    guard offset >= 0, offset + count <= bytes.count else { return nil }
    var value = 0
    for index in (offset..<offset + count).reversed() { value = value << 8 | Int(bytes[index]) }
    return value
  }

  func text(_ offset: Int, _ count: Int) -> String? {
    guard offset + count <= bytes.count else { return nil }
    return String(decoding: bytes[offset..<offset + count], as: UTF8.self)
  }
}
