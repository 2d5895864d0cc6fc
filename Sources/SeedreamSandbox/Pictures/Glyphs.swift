/// A tiny typeface, three dots wide and five high, for captions and watermarks.
enum Glyphs {
  static let width = 3
  static let height = 5

  /// Five rows from the top; the highest of three bits is the left dot.
  static func rows(of character: UInt8) -> [UInt8] {
    switch character {
    case 0x41, 0x61: [2, 5, 7, 5, 5]
    case 0x42, 0x62: [6, 5, 6, 5, 6]
    case 0x43, 0x63: [3, 4, 4, 4, 3]
    case 0x44, 0x64: [6, 5, 5, 5, 6]
    case 0x45, 0x65: [7, 4, 6, 4, 7]
    case 0x46, 0x66: [7, 4, 6, 4, 4]
    case 0x47, 0x67: [3, 4, 5, 5, 3]
    case 0x48, 0x68: [5, 5, 7, 5, 5]
    case 0x49, 0x69: [7, 2, 2, 2, 7]
    case 0x4A, 0x6A: [1, 1, 1, 5, 2]
    case 0x4B, 0x6B: [5, 5, 6, 5, 5]
    case 0x4C, 0x6C: [4, 4, 4, 4, 7]
    case 0x4D, 0x6D: [5, 7, 7, 5, 5]
    case 0x4E, 0x6E: [6, 5, 5, 5, 5]
    case 0x4F, 0x6F: [2, 5, 5, 5, 2]
    case 0x50, 0x70: [6, 5, 6, 4, 4]
    case 0x51, 0x71: [2, 5, 5, 6, 3]
    case 0x52, 0x72: [6, 5, 6, 5, 5]
    case 0x53, 0x73: [3, 4, 2, 1, 6]
    case 0x54, 0x74: [7, 2, 2, 2, 2]
    case 0x55, 0x75: [5, 5, 5, 5, 7]
    case 0x56, 0x76: [5, 5, 5, 5, 2]
    case 0x57, 0x77: [5, 5, 7, 7, 5]
    case 0x58, 0x78: [5, 5, 2, 5, 5]
    case 0x59, 0x79: [5, 5, 2, 2, 2]
    case 0x5A, 0x7A: [7, 1, 2, 4, 7]
    case 0x30: [7, 5, 5, 5, 7]
    case 0x31: [2, 6, 2, 2, 7]
    case 0x32: [6, 1, 2, 4, 7]
    case 0x33: [6, 1, 2, 1, 6]
    case 0x34: [5, 5, 7, 1, 1]
    case 0x35: [7, 4, 6, 1, 6]
    case 0x36: [3, 4, 7, 5, 7]
    case 0x37: [7, 1, 1, 2, 2]
    case 0x38: [7, 5, 7, 5, 7]
    case 0x39: [7, 5, 7, 1, 6]
    case 0x20: [0, 0, 0, 0, 0]
    case 0x2E: [0, 0, 0, 0, 2]
    case 0x2C: [0, 0, 0, 2, 4]
    case 0x27, 0x22: [2, 2, 0, 0, 0]
    case 0x2D: [0, 0, 7, 0, 0]
    case 0x2F: [1, 1, 2, 4, 4]
    case 0x3A, 0x3B: [0, 2, 0, 2, 0]
    case 0x21: [2, 2, 2, 0, 2]
    case 0x3F: [6, 1, 2, 0, 2]
    case 0x28: [1, 2, 2, 2, 1]
    case 0x29: [4, 2, 2, 2, 4]
    default: [0, 7, 5, 7, 0]
    }
  }
}

/// A line of text that can be painted row by row.
struct TextLine: Sendable {
  private let rows: [[UInt8]]
  let left: Int
  let top: Int
  let scale: Int
  let color: Color

  /// Bytes that are no ASCII letter become one box a character.
  init(_ text: String, left: Int, top: Int, scale: Int, color: Color) {
    rows = Self.characters(text).map { Glyphs.rows(of: $0) }
    self.left = left
    self.top = top
    self.scale = scale
    self.color = color
  }

  static func characters(_ text: String) -> [UInt8] {
    var characters: [UInt8] = []
    for scalar in text.unicodeScalars {
      characters.append(scalar.isASCII ? UInt8(truncatingIfNeeded: scalar.value) : 0)
    }
    return characters
  }

  /// In pixels, for a number of characters.
  static func width(of count: Int, scale: Int) -> Int {
    max(0, count * (Glyphs.width + 1) - 1) * scale
  }

  var bottom: Int { top + Glyphs.height * scale }

  func paint(row y: Int, into row: inout PixelRow) {
    guard y >= top, y < bottom else { return }
    let line = (y - top) / scale
    var x = left
    for glyph in rows {
      let dots = glyph[line]
      // Neighbouring dots are painted as one run.
      if dots == 7 {
        row.paint(x, x + 3 * scale, color, opacity: 256)
      } else {
        if dots & 4 != 0 { row.paint(x, x + scale, color, opacity: 256) }
        if dots & 2 != 0 { row.paint(x + scale, x + 2 * scale, color, opacity: 256) }
        if dots & 1 != 0 { row.paint(x + 2 * scale, x + 3 * scale, color, opacity: 256) }
      }
      x += (Glyphs.width + 1) * scale
    }
  }
}
