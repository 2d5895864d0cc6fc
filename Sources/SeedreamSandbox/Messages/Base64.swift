/// Base64 with the standard alphabet (RFC 4648, section 4).
enum Base64 {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 0xFF, count: 256)
    for (index, letter) in letters.enumerated() { values[Int(letter)] = UInt8(truncatingIfNeeded: index) }
    return values
  }()

  static func encode(_ bytes: [UInt8]) -> String {
    let letters = letters
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var index = 0
    while index + 2 < bytes.count {
      let group = Int(bytes[index]) << 16 | Int(bytes[index + 1]) << 8 | Int(bytes[index + 2])
      text.append(letters[group >> 18])
      text.append(letters[(group >> 12) & 63])
      text.append(letters[(group >> 6) & 63])
      text.append(letters[group & 63])
      index += 3
    }
    if index + 1 == bytes.count {
      let group = Int(bytes[index]) << 16
      text.append(contentsOf: [letters[group >> 18], letters[(group >> 12) & 63], 0x3D, 0x3D])
    } else if index + 2 == bytes.count {
      let group = Int(bytes[index]) << 16 | Int(bytes[index + 1]) << 8
      text.append(contentsOf: [letters[group >> 18], letters[(group >> 12) & 63], letters[(group >> 6) & 63], 0x3D])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Nil unless it is base64 through and through, padding included.
  static func decode(_ text: Substring) -> [UInt8]? {
    let values = values
    var source = Array(text.utf8)
    guard source.count % 4 == 0 else { return nil }
    var padding = 0
    while padding < 2, source.last == 0x3D {
      source.removeLast()
      padding += 1
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(source.count / 4 * 3 + 2)
    var group = 0
    var count = 0
    for byte in source {
      let value = values[Int(byte)]
      guard value != 0xFF else { return nil }
      group = (group << 6 | Int(value)) & 0xFF_FFFF
      count += 1
      guard count % 4 == 0 else { continue }
      bytes.append(UInt8(truncatingIfNeeded: group >> 16))
      bytes.append(UInt8(truncatingIfNeeded: group >> 8))
      bytes.append(UInt8(truncatingIfNeeded: group))
    }
    switch (count % 4, padding) {
    case (0, 0): break
    case (2, 2): bytes.append(UInt8(truncatingIfNeeded: group >> 4))
    case (3, 1):
      bytes.append(UInt8(truncatingIfNeeded: group >> 10))
      bytes.append(UInt8(truncatingIfNeeded: group >> 2))
    default: return nil
    }
    return bytes
  }
}
