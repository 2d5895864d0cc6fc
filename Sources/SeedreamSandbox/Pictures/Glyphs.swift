/// A font of three by five dots, for captions and watermarks.
enum Glyphs {
  static let width = 3
  static let height = 5

  /// Five rows from the top, each of three bits, the highest for the left dot; a box for a character that has no glyph.
  static func rows(of character: Unicode.Scalar) -> [UInt8] {
    switch character {
    case "A", "a": [2, 5, 7, 5, 5]
    case "B", "b": [6, 5, 6, 5, 6]
    case "C", "c": [3, 4, 4, 4, 3]
    case "D", "d": [6, 5, 5, 5, 6]
    case "E", "e": [7, 4, 6, 4, 7]
    case "F", "f": [7, 4, 6, 4, 4]
    case "G", "g": [3, 4, 5, 5, 3]
    case "H", "h": [5, 5, 7, 5, 5]
    case "I", "i": [7, 2, 2, 2, 7]
    case "J", "j": [1, 1, 1, 5, 2]
    case "K", "k": [5, 5, 6, 5, 5]
    case "L", "l": [4, 4, 4, 4, 7]
    case "M", "m": [5, 7, 7, 5, 5]
    case "N", "n": [6, 5, 5, 5, 5]
    case "O", "o": [2, 5, 5, 5, 2]
    case "P", "p": [6, 5, 6, 4, 4]
    case "Q", "q": [2, 5, 5, 6, 3]
    case "R", "r": [6, 5, 6, 5, 5]
    case "S", "s": [3, 4, 2, 1, 6]
    case "T", "t": [7, 2, 2, 2, 2]
    case "U", "u": [5, 5, 5, 5, 7]
    case "V", "v": [5, 5, 5, 5, 2]
    case "W", "w": [5, 5, 7, 7, 5]
    case "X", "x": [5, 5, 2, 5, 5]
    case "Y", "y": [5, 5, 2, 2, 2]
    case "Z", "z": [7, 1, 2, 4, 7]
    case "0": [7, 5, 5, 5, 7]
    case "1": [2, 6, 2, 2, 7]
    case "2": [6, 1, 2, 4, 7]
    case "3": [6, 1, 2, 1, 6]
    case "4": [5, 5, 7, 1, 1]
    case "5": [7, 4, 6, 1, 6]
    case "6": [3, 4, 7, 5, 7]
    case "7": [7, 1, 1, 2, 2]
    case "8": [7, 5, 7, 5, 7]
    case "9": [7, 5, 7, 1, 6]
    case " ": [0, 0, 0, 0, 0]
    case ".": [0, 0, 0, 0, 2]
    case ",": [0, 0, 0, 2, 4]
    case "'", "\"": [2, 2, 0, 0, 0]
    case "-": [0, 0, 7, 0, 0]
    case "/": [1, 1, 2, 4, 4]
    case ":", ";": [0, 2, 0, 2, 0]
    case "!": [2, 2, 2, 0, 2]
    case "?": [6, 1, 2, 0, 2]
    case "(": [1, 2, 2, 2, 1]
    case ")": [4, 2, 2, 2, 4]
    default: [0, 7, 5, 7, 0]
    }
  }
}

/// A line of text to paint row by row.
struct TextLine: Sendable {
  /// The rows of each character.
  private let glyphs: [[UInt8]]
  let left: Int
  let top: Int
  let scale: Int
  let color: Color

  init(_ text: String, left: Int, top: Int, scale: Int, color: Color) {
    glyphs = text.unicodeScalars.map(Glyphs.rows)
    self.left = left
    self.top = top
    self.scale = scale
    self.color = color
  }

  /// The width of a number of characters, in pixels.
  static func width(of count: Int, scale: Int) -> Int {
    max(0, count * (Glyphs.width + 1) - 1) * scale
  }

  var bottom: Int { top + Glyphs.height * scale }

  func paint(row y: Int, into row: inout PixelRow) {
    guard y >= top, y < bottom else { return }
    let line = (y - top) / scale
    var x = left
    for glyph in glyphs {
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
