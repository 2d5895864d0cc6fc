extension ImageKind {
  /// How many last bytes of a file are searched for a picture's end, because some programs append data of their own.
  static let tailLength = 65_536

  /// Whether a picture is complete; true for kinds other than PNG, JPEG, WebP and SVG, where it can't be told.
  ///
  /// PNG ends with the chunk `IEND`, JPEG with the marker `FF D9`, and WebP has its length in its header.
  func isComplete(head: [UInt8], tail: [UInt8], byteCount: Int64) -> Bool {
    switch self {
    case .png: return Self.contains(tail, [0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82])
    case .jpeg: return Self.contains(tail, [0xFF, 0xD9])
    case .webp:
      var length: Int64 = 8
      for (index, byte) in head.dropFirst(4).prefix(4).enumerated() { length += Int64(byte) << Int64(8 * index) }
      return length <= byteCount
    case .svg: return Self.contains(tail, Array("</svg".utf8)) || Self.contains(tail, Array("/>".utf8))
    case .gif, .bmp, .tiff, .avif, .heic, .jxl: return true
    }
  }

  /// Whether the bytes contain others; searches from the end, where those usually are.
  private static func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
    var start = bytes.count - wanted.count
    while start >= 0 {
      if bytes[start] == wanted[0], bytes[start..<start + wanted.count].elementsEqual(wanted) { return true }
      start -= 1
    }
    return false
  }
}
