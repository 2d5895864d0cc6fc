/// Red, green and blue, 0 to 255.
struct Color: Hashable, Sendable {
  var red: UInt8
  var green: UInt8
  var blue: UInt8

  init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Creates a color of hue, saturation and value.
  ///
  /// - Parameters:
  ///   - hue: In turns; only the fraction matters.
  ///   - saturation: 0 to 1.
  ///   - value: 0 to 1.
  init(hue: Double, saturation: Double, value: Double) {
    func channel(_ offset: Double) -> UInt8 {
      let turn = hue + offset - (hue + offset).rounded(.down)
      let ramp = min(max(abs(turn * 6 - 3) - 1, 0), 1)
      return UInt8(min(max(value * (1 - saturation * (1 - ramp)) * 255, 0), 255))
    }
    self.init(channel(0), channel(2.0 / 3), channel(1.0 / 3))
  }

  /// The color between this one (`part` 0) and another one (`part` 256).
  func mixed(with other: Color, part: Int) -> Color {
    func channel(_ from: UInt8, _ to: UInt8) -> UInt8 {
      UInt8(truncatingIfNeeded: (Int(from) * (256 - part) + Int(to) * part) >> 8)
    }
    return Color(channel(red, other.red), channel(green, other.green), channel(blue, other.blue))
  }

  static let white = Color(255, 255, 255)
  static let black = Color(0, 0, 0)
}
