extension ImageKind {
  /// The kind whose files have that ending, in any case; nil if it is unknown.
  init?(fileExtension: some StringProtocol) {
    let ending = fileExtension.lowercased()
    let others = ["jpeg": ImageKind.jpeg, "jfif": .jpeg, "tif": .tiff, "heif": .heic]
    guard let kind = others[ending] ?? Self.allCases.first(where: { $0.fileExtension == ending }) else { return nil }
    self = kind
  }

  /// How many last bytes are looked at for a picture's end; some programs put notes of their own behind it.
  static let tailLength = 65_536

  /// Whether a picture has its end, as far as that can be seen: PNG, JPEG, WebP and SVG tell.
  ///
  /// PNG ends with the chunk `IEND`, JPEG with the marker `FF D9`; WebP says in its head how long it is.
  func isWhole(head: [UInt8], tail: [UInt8], byteCount: Int64) -> Bool {
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

  /// Whether the bytes hold others, looked for from the end.
  private static func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
    var start = bytes.count - wanted.count
    while start >= 0 {
      if bytes[start] == wanted[0], bytes[start..<start + wanted.count].elementsEqual(wanted) { return true }
      start -= 1
    }
    return false
  }
}
