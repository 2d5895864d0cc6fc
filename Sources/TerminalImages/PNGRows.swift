/// Takes the decompressed bytes of a PNG file in pieces, undoes the filter of each row, and adds up its pixels.
struct PNGRows {
  let header: PNGHeader
  let palette: PNGPalette
  private(set) var sums: PixelSums
  private(set) var hasUnknownFilter = false
  private let passes: [(x: Int, y: Int, stepX: Int, stepY: Int)]
  private var pass = 0
  private var y: Int
  /// The row above, unfiltered.
  private var previous: [UInt8] = []
  /// What has come of the current row; its first byte is the filter.
  private var row: [UInt8] = []

  init(header: PNGHeader, palette: PNGPalette, sums: PixelSums) {
    self.header = header
    self.palette = palette
    self.sums = sums
    passes = header.passes
    y = passes[0].y
    previous = [UInt8](repeating: 0, count: length)
  }

  /// Whether all rows of all passes have come.
  var isComplete: Bool { pass == passes.count }

  /// How many pixels a row of this pass has.
  private var pixels: Int { (header.width - passes[pass].x + passes[pass].stepX - 1) / passes[pass].stepX }

  /// How many bytes a row of this pass has, without its filter.
  private var length: Int { header.bytesPerRow(pixels) }

  mutating func add(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty, !isComplete, !hasUnknownFilter {
      let missing = length + 1 - row.count
      row += rest.prefix(missing)
      rest = rest.dropFirst(missing)
      if row.count == length + 1 { finishRow() }
    }
  }

  private mutating func finishRow() {
    guard let current = unfiltered() else {
      hasUnknownFilter = true
      return
    }
    addPixels(current)
    previous = current
    row = []
    y += passes[pass].stepY
    guard y >= header.height else { return }
    pass += 1
    guard !isComplete else { return }
    y = passes[pass].y
    previous = [UInt8](repeating: 0, count: length)
  }

  /// The row without its filter (section 9); nil if the filter is unknown.
  private func unfiltered() -> [UInt8]? {
    let distance = header.filterDistance
    let filter = row[0]
    var current = Array(row[1...])
    switch filter {
    case 0: break
    case 1:
      for index in current.indices.dropFirst(distance) { current[index] &+= current[index - distance] }
    case 2:
      for index in current.indices { current[index] &+= previous[index] }
    case 3:
      for index in current.indices {
        let left = index >= distance ? Int(current[index - distance]) : 0
        current[index] &+= UInt8(truncatingIfNeeded: (left + Int(previous[index])) / 2)
      }
    case 4:
      for index in current.indices {
        let left = index >= distance ? current[index - distance] : 0
        let corner = index >= distance ? previous[index - distance] : 0
        current[index] &+= Self.nearest(left, previous[index], corner)
      }
    default: return nil
    }
    return current
  }

  /// The neighbour that is nearest to left + above - corner (the filter "Paeth").
  private static func nearest(_ left: UInt8, _ above: UInt8, _ corner: UInt8) -> UInt8 {
    let estimate = Int(left) + Int(above) - Int(corner)
    let distances = (abs(estimate - Int(left)), abs(estimate - Int(above)), abs(estimate - Int(corner)))
    if distances.0 <= distances.1 && distances.0 <= distances.2 { return left }
    return distances.1 <= distances.2 ? above : corner
  }

  private mutating func addPixels(_ row: [UInt8]) {
    let (start, step) = (passes[pass].x, passes[pass].stepX)
    let channels = header.colorType.channels
    let largest = 1 << header.depth - 1
    var values = [0, 0, 0, 0]
    for number in 0..<pixels {
      for channel in 0..<channels { values[channel] = value(row, number * channels + channel) }
      let x = start + number * step
      if header.colorType == .palette {
        // Without an entry in the palette the pixel stays black.
        let color = values[0] * 4
        guard color + 3 < palette.colors.count else { continue }
        sums.add(
          x: x, y: y, red: palette.colors[color], green: palette.colors[color + 1], blue: palette.colors[color + 2],
          alpha: palette.colors[color + 3])
        continue
      }
      var alpha = largest
      if header.colorType.hasAlpha {
        alpha = values[channels - 1]
      } else if let transparent = palette.transparent, transparent.elementsEqual(values.prefix(channels)) {
        alpha = 0
      }
      let isGrey = channels < 3
      let (green, blue) = isGrey ? (values[0], values[0]) : (values[1], values[2])
      sums.add(
        x: x, y: y, red: Self.byte(values[0], of: largest), green: Self.byte(green, of: largest),
        blue: Self.byte(blue, of: largest), alpha: Self.byte(alpha, of: largest))
    }
  }

  /// A value from 0 to `largest`, scaled to a byte.
  private static func byte(_ value: Int, of largest: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: largest == 255 ? value : value * 255 / largest)
  }

  /// The value at an index in the row, counted in channels.
  private func value(_ row: [UInt8], _ index: Int) -> Int {
    switch header.depth {
    case 8: return Int(row[index])
    case 16: return Int(row[index * 2]) << 8 | Int(row[index * 2 + 1])
    default:
      let bit = index * header.depth
      return Int(row[bit / 8]) >> (8 - header.depth - bit % 8) & (1 << header.depth - 1)
    }
  }
}
