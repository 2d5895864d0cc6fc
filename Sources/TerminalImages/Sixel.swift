/// Writes pixels as sixel: bands of six rows, with a line of characters for each colour in the band.
enum Sixel {
  /// Levels of red, green and blue: 252 colours, because terminals have 256.
  private static let steps = (red: 6, green: 7, blue: 6)

  static func bytes(of pixels: PixelGrid) -> [UInt8] {
    let colors = dithered(pixels)
    // Pixels are square (1;1), and the background stays where none is set (P2=1).
    var bytes = Array("\u{1B}P0;1q\"1;1;\(pixels.width);\(pixels.height)".utf8)
    for color in Set(colors).sorted() { bytes += definition(of: color) }
    for top in stride(from: 0, to: pixels.height, by: 6) {
      let rows = top..<min(top + 6, pixels.height)
      let used = Set(colors[rows.lowerBound * pixels.width..<rows.upperBound * pixels.width]).sorted()
      for (index, color) in used.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: "$")) }
        bytes += Array("#\(color)".utf8)
        bytes += line(of: color, colors, pixels.width, rows)
      }
      bytes.append(UInt8(ascii: "-"))
    }
    return bytes + Array("\u{1B}\\".utf8)
  }

  /// `#number;2;red;green;blue`, in percent.
  private static func definition(of color: UInt8) -> [UInt8] {
    let (red, green, blue) = levels(of: Int(color))
    let percents = [red * 100 / (steps.red - 1), green * 100 / (steps.green - 1), blue * 100 / (steps.blue - 1)]
    return Array("#\(color);2;\(percents[0]);\(percents[1]);\(percents[2])".utf8)
  }

  private static func levels(of color: Int) -> (red: Int, green: Int, blue: Int) {
    (color / (steps.green * steps.blue), color / steps.blue % steps.green, color % steps.blue)
  }

  /// The characters of one colour in a band, with a bit for each row; `!5~` stands for `~~~~~`.
  private static func line(of color: UInt8, _ colors: [UInt8], _ width: Int, _ rows: Range<Int>) -> [UInt8] {
    var bytes: [UInt8] = []
    var last: UInt8 = 0
    var count = 0
    func flush() {
      let character = 63 + last
      bytes += count > 3 ? Array("!\(count)".utf8) + [character] : [UInt8](repeating: character, count: count)
    }
    for x in 0..<width {
      var bits: UInt8 = 0
      for (bit, y) in rows.enumerated() where colors[y * width + x] == color { bits |= 1 << UInt8(bit) }
      if bits != last {
        flush()
        (last, count) = (bits, 0)
      }
      count += 1
    }
    // Empty columns at the end of a line can be left out.
    if last > 0 { flush() }
    return bytes
  }

  /// The nearest colour of each pixel, with the error distributed over its neighbours (Floyd and Steinberg).
  private static func dithered(_ pixels: PixelGrid) -> [UInt8] {
    let width = pixels.width
    var colors = [UInt8](repeating: 0, count: width * pixels.height)
    // Errors of this row and the next one, in sixteenths, with one more pixel on each side.
    var errors = [[Int]](repeating: [Int](repeating: 0, count: (width + 2) * 3), count: 2)
    for y in 0..<pixels.height {
      for x in 0..<width {
        var index = 0
        for (channel, count) in [steps.red, steps.green, steps.blue].enumerated() {
          let offset = (x + 1) * 3 + channel
          let wanted = min(255, max(0, Int(pixels.bytes[(y * width + x) * 3 + channel]) + errors[0][offset] / 16))
          let level = (wanted * (count - 1) + 127) / 255
          let error = wanted - level * 255 / (count - 1)
          errors[0][offset + 3] += error * 7
          errors[1][offset - 3] += error * 3
          errors[1][offset] += error * 5
          errors[1][offset + 3] += error
          index = index * count + level
        }
        colors[y * width + x] = UInt8(truncatingIfNeeded: index)
      }
      errors = [errors[1], [Int](repeating: 0, count: errors[0].count)]
    }
    return colors
  }
}
