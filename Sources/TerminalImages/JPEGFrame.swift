/// The coefficients of a picture, component by component.
///
/// A block is 8 by 8 samples; a unit (MCU) holds the blocks of all components for the same part of the picture.
struct JPEGFrame {
  /// Grey, or one of three colours, perhaps at a lower resolution.
  struct Component {
    var id: UInt8
    /// How many blocks of it a unit has side by side.
    var horizontal: Int
    /// How many blocks of it a unit has one below the other.
    var vertical: Int
    /// The number of its quantization table.
    var table: Int
    /// The blocks in a row, in whole units.
    var blocksWide = 0
    /// The rows of blocks, in whole units.
    var blocksHigh = 0
    /// 64 for each block, row by row.
    var coefficients: [Int16] = []
  }

  var width: Int
  var height: Int
  var isProgressive: Bool
  var components: [Component] = []
  var unitsWide: Int
  var unitsHigh: Int
  /// The width of a unit, in blocks of the component with the most.
  private let maximumHorizontal: Int
  /// The height of a unit, in blocks of the component with the most.
  private let maximumVertical: Int

  init(_ segment: [UInt8], isProgressive: Bool, maximumPixels: Int) throws(ImageDamage) {
    guard segment.count >= 6, segment.count >= 6 + Int(segment[5]) * 3, segment[0] == 8 else {
      throw ImageDamage(reason: "its frame is invalid")
    }
    height = Int(segment[1]) << 8 | Int(segment[2])
    width = Int(segment[3]) << 8 | Int(segment[4])
    guard width > 0, height > 0, width * height <= maximumPixels else {
      throw ImageDamage(reason: "its size is invalid")
    }
    guard segment[5] == 1 || segment[5] == 3 else {
      throw ImageDamage(reason: "its colours are neither grey nor RGB")
    }
    self.isProgressive = isProgressive
    for start in stride(from: 6, to: 6 + Int(segment[5]) * 3, by: 3) {
      let component = Component(
        id: segment[start], horizontal: Int(segment[start + 1] >> 4), vertical: Int(segment[start + 1] & 15),
        table: Int(segment[start + 2]))
      guard (1...4).contains(component.horizontal), (1...4).contains(component.vertical), component.table < 4 else {
        throw ImageDamage(reason: "its frame is invalid")
      }
      components.append(component)
    }
    // A component alone has one block in a unit, whatever the frame says (A.2.2).
    if components.count == 1 { (components[0].horizontal, components[0].vertical) = (1, 1) }
    maximumHorizontal = components.map(\.horizontal).max() ?? 1
    maximumVertical = components.map(\.vertical).max() ?? 1
    unitsWide = (width + maximumHorizontal * 8 - 1) / (maximumHorizontal * 8)
    unitsHigh = (height + maximumVertical * 8 - 1) / (maximumVertical * 8)
    for index in components.indices {
      components[index].blocksWide = unitsWide * components[index].horizontal
      components[index].blocksHigh = unitsHigh * components[index].vertical
      let count = components[index].blocksWide * components[index].blocksHigh
      components[index].coefficients = [Int16](repeating: 0, count: count * 64)
    }
  }

  /// The blocks of a component that contain pixels: a scan of it alone has only these.
  func blocks(of component: Component) -> (wide: Int, high: Int) {
    let wide = (width * component.horizontal + maximumHorizontal - 1) / maximumHorizontal
    let high = (height * component.vertical + maximumVertical - 1) / maximumVertical
    return ((wide + 7) / 8, (high + 7) / 8)
  }

  /// The pixels, a row of units at a time.
  func pixels(_ tables: JPEGTables, _ target: (width: Int, height: Int)) throws(ImageDamage) -> PixelGrid {
    var sums = PixelSums(source: (width, height), target: target)
    let quantization = components.compactMap { tables.quantization[$0.table] }
    guard quantization.count == components.count else { throw ImageDamage(reason: "one of its tables is missing") }
    let ids = components.map(\.id)
    let isRGB = tables.adobeTransform == 0 || ids == Array("RGB".utf8)
    for unit in 0..<unitsHigh {
      let planes = zip(components, quantization).map { component, table in
        plane(of: component, table, rows: unit * component.vertical..<(unit + 1) * component.vertical)
      }
      let top = unit * maximumVertical * 8
      for y in top..<min(top + maximumVertical * 8, height) {
        let starts = components.map { ($0.vertical * (y - top) / maximumVertical) * $0.blocksWide * 8 }
        for x in 0..<width {
          let first = planes[0][starts[0] + x * components[0].horizontal / maximumHorizontal]
          guard components.count == 3 else {
            sums.add(x: x, y: y, red: first, green: first, blue: first, alpha: 255)
            continue
          }
          let second = planes[1][starts[1] + x * components[1].horizontal / maximumHorizontal]
          let third = planes[2][starts[2] + x * components[2].horizontal / maximumHorizontal]
          let (red, green, blue) = isRGB ? (first, second, third) : Self.color(first, second, third)
          sums.add(x: x, y: y, red: red, green: green, blue: blue, alpha: 255)
        }
      }
    }
    return sums.average
  }

  /// Red, green and blue of a brightness and two colour differences (JFIF), in fixed point.
  private static func color(_ y: UInt8, _ blue: UInt8, _ red: UInt8) -> (UInt8, UInt8, UInt8) {
    let (y, blue, red) = (Int(y) << 16, Int(blue) - 128, Int(red) - 128)
    func byte(_ value: Int) -> UInt8 { UInt8(min(255, max(0, (value + 1 << 15) >> 16))) }
    return (byte(y + 91_881 * red), byte(y - 22_554 * blue - 46_802 * red), byte(y + 116_130 * blue))
  }

  /// The samples of some rows of blocks, row by row.
  private func plane(of component: Component, _ table: [Int], rows: Range<Int>) -> [UInt8] {
    let stride = component.blocksWide * 8
    var plane = [UInt8](repeating: 0, count: stride * rows.count * 8)
    var block = [Float](repeating: 0, count: 64)
    for (index, row) in rows.enumerated() {
      for column in 0..<component.blocksWide {
        let start = (row * component.blocksWide + column) * 64
        for position in 0..<64 {
          block[position] = Float(Int(component.coefficients[start + position]) * table[position])
        }
        JPEGTransform.inverse(&block)
        for y in 0..<8 {
          for x in 0..<8 {
            let value = (block[y * 8 + x] + 128).rounded()
            plane[(index * 8 + y) * stride + column * 8 + x] = UInt8(min(255, max(0, value)))
          }
        }
      }
    }
    return plane
  }
}

/// The inverse cosine transform of a block (A.3.3).
enum JPEGTransform {
  /// The cosines of 0 to 7 sixteenths of π: written out, so that no mathematics library is needed.
  private static let cosines: [Float] = [
    1, 0.980_785_25, 0.923_879_5, 0.831_469_6, 0.707_106_77, 0.555_570_24, 0.382_683_43, 0.195_090_32,
  ]

  /// The factors by position and frequency.
  private static let table: [Float] = {
    var table = [Float](repeating: 0, count: 64)
    for position in 0..<8 {
      for frequency in 0..<8 {
        let factor: Float = frequency == 0 ? 0.353_553_4 : 0.5
        table[position * 8 + frequency] = factor * cosine(sixteenths: (2 * position + 1) * frequency)
      }
    }
    return table
  }()

  /// The cosine of an angle in sixteenths of π, from the first quarter of the circle.
  private static func cosine(sixteenths angle: Int) -> Float {
    let folded = min(angle % 32, 32 - angle % 32)
    switch folded {
    case 0..<8: return cosines[folded]
    case 8: return 0
    default: return -cosines[16 - folded]
    }
  }

  /// Replaces the coefficients of a block by its samples.
  static func inverse(_ block: inout [Float]) {
    // Many blocks have one colour.
    guard block.dropFirst().contains(where: { $0 != 0 }) else {
      block = [Float](repeating: block[0] / 8, count: 64)
      return
    }
    var rows = [Float](repeating: 0, count: 64)
    for y in 0..<8 {
      for x in 0..<8 {
        var sum: Float = 0
        for frequency in 0..<8 { sum += table[x * 8 + frequency] * block[y * 8 + frequency] }
        rows[y * 8 + x] = sum
      }
    }
    for x in 0..<8 {
      for y in 0..<8 {
        var sum: Float = 0
        for frequency in 0..<8 { sum += table[y * 8 + frequency] * rows[frequency * 8 + x] }
        block[y * 8 + x] = sum
      }
    }
  }
}
