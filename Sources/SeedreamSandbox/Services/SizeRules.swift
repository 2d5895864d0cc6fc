import OpenAPISyntax

/// The sizes that a model takes: a level, a ratio, or width and height.
struct SizeRules: Sendable {
  /// The side of the square for each level.
  var levels: [String: Int]
  var allowsRatios: Bool
  /// The allowed number of pixels where width and height are given.
  var pixels: ClosedRange<Int>
  /// The largest ratio of the longer side to the shorter one.
  var ratioLimit = 16
  /// The number of pixels of a picture whose ratio is given, about.
  var ratioPixels = 1 << 22
  /// The size if none is given.
  var fallback: PixelSize

  static let allLevels = ["1K": 1024, "2K": 2048, "3K": 3072, "4K": 4096]

  /// The sizes that the Seedream 4.0 page recommends for ratios.
  private static let recommended: [String: PixelSize] = [
    "1:1": PixelSize(width: 2048, height: 2048), "4:3": PixelSize(width: 2304, height: 1728),
    "3:4": PixelSize(width: 1728, height: 2304), "16:9": PixelSize(width: 2560, height: 1440),
    "9:16": PixelSize(width: 1440, height: 2560), "3:2": PixelSize(width: 2496, height: 1664),
    "2:3": PixelSize(width: 1664, height: 2496), "21:9": PixelSize(width: 3024, height: 1296),
  ]

  /// The size in pixels of what a field says.
  ///
  /// - Throws: `Refusal` that names the limit.
  func size(_ text: String?, field: String) throws(Refusal) -> PixelSize {
    guard let text else { return fallback }
    if let side = levels[text.uppercased()] { return PixelSize(width: side, height: side) }
    if let (width, height) = Self.pair(text, separator: ":"), allowsRatios {
      return try ratio(width, height, text, field)
    }
    guard let (width, height) = Self.pair(text, separator: "x") ?? Self.pair(text, separator: "*") else {
      let names = levels.sorted { $0.value < $1.value }.map(\.key).joined(separator: ", ")
      let forms = allowsRatios ? "\(names), a ratio such as 16:9, or WIDTHxHEIGHT" : "\(names), or WIDTHxHEIGHT"
      throw Refusal(.invalidSize, "\(field) must be \(forms)", field)
    }
    let size = PixelSize(width: width, height: height)
    try check(size, field)
    return size
  }

  private func check(_ size: PixelSize, _ field: String) throws(Refusal) {
    guard size.width <= 16384, size.height <= 16384, pixels.contains(size.pixels) else {
      throw Refusal(
        .invalidSize,
        "\(field) \(size) is outside of the total pixels range [\(pixels.lowerBound), \(pixels.upperBound)]", field)
    }
    guard size.isWithin(ratio: ratioLimit) else {
      throw Refusal(
        .invalidSize, "\(field) \(size) is outside of the aspect ratio range [1/\(ratioLimit), \(ratioLimit)]", field)
    }
  }

  private func ratio(_ width: Int, _ height: Int, _ text: String, _ field: String) throws(Refusal) -> PixelSize {
    guard PixelSize(width: width, height: height).isWithin(ratio: ratioLimit) else {
      throw Refusal(.invalidSize, "\(field) \(text) is outside of [1/\(ratioLimit), \(ratioLimit)]", field)
    }
    if ratioPixels == 1 << 22, let known = Self.recommended["\(width):\(height)"] { return known }
    let scale = (Double(ratioPixels) / Double(width * height)).squareRoot()
    func side(_ part: Int) -> Int { max(16, Int((Double(part) * scale / 16).rounded()) * 16) }
    return PixelSize(width: side(width), height: side(height))
  }

  /// Two positive numbers of at most five digits.
  private static func pair(_ text: String, separator: Character) -> (Int, Int)? {
    let halves = text.split(separator: separator, omittingEmptySubsequences: false)
    guard halves.count == 2, let first = number(halves[0]), let second = number(halves[1]) else { return nil }
    return (first, second)
  }

  private static func number(_ text: Substring) -> Int? {
    guard (1...5).contains(text.utf8.count), text.utf8.allSatisfy(\.isDigit), let value = Int(text), value > 0 else {
      return nil
    }
    return value
  }
}
