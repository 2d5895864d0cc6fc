/// Writes PNG files of any kind for tests, uncompressed, by the specification alone.
struct PNGWriter {
  var width: Int
  var height: Int
  var depth = 8
  var colorType: UInt8 = 2
  var isInterlaced = false
  /// The filter of each row, by its number within its pass.
  var filter: (Int) -> UInt8 = { _ in 0 }
  /// The channels of a pixel.
  var pixel: (_ x: Int, _ y: Int) -> [Int]
  /// `PLTE`, `tRNS` and others, before the pixels.
  var chunks: [(type: String, data: [UInt8])] = []

  private var bitsPerPixel: Int {
    depth * [UInt8(0): 1, 2: 3, 3: 1, 4: 2, 6: 4][colorType, default: 1]
  }

  var file: [UInt8] {
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    file += Self.chunk(
      "IHDR", Self.big(width) + Self.big(height) + [UInt8(depth), colorType, 0, 0, isInterlaced ? 1 : 0])
    for (type, data) in chunks { file += Self.chunk(type, data) }
    let stream = Self.zlib(rows)
    // In several chunks, which may end anywhere.
    for start in stride(from: 0, to: stream.count, by: 1000) {
      file += Self.chunk("IDAT", Array(stream[start..<min(start + 1000, stream.count)]))
    }
    return file + Self.chunk("IEND", [])
  }

  private var rows: [UInt8] {
    let passes =
      isInterlaced
      ? [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
      : [(0, 0, 1, 1)]
    var bytes: [UInt8] = []
    for (startX, startY, stepX, stepY) in passes where startX < width {
      var previous: [UInt8] = []
      for (number, y) in stride(from: startY, to: height, by: stepY).enumerated() {
        let raw = row(stride(from: startX, to: width, by: stepX).map { pixel($0, y) })
        if previous.isEmpty { previous = [UInt8](repeating: 0, count: raw.count) }
        bytes += [filter(number)] + filtered(raw, previous, filter(number))
        previous = raw
      }
    }
    return bytes
  }

  private func row(_ pixels: [[Int]]) -> [UInt8] {
    var bits: [UInt8] = []
    for value in pixels.joined() {
      for bit in stride(from: depth - 1, through: 0, by: -1) { bits.append(UInt8(value >> bit & 1)) }
    }
    while bits.count % 8 != 0 { bits.append(0) }
    return stride(from: 0, to: bits.count, by: 8).map { start in bits[start..<start + 8].reduce(0) { $0 << 1 | $1 } }
  }

  private func filtered(_ row: [UInt8], _ above: [UInt8], _ filter: UInt8) -> [UInt8] {
    let distance = max(1, bitsPerPixel / 8)
    return row.indices.map { index in
      let left = index >= distance ? Int(row[index - distance]) : 0
      let corner = index >= distance ? Int(above[index - distance]) : 0
      let up = Int(above[index])
      let guess: Int
      switch filter {
      case 1: guess = left
      case 2: guess = up
      case 3: guess = (left + up) / 2
      case 4:
        let all = [left, up, corner]
        let distances = all.map { abs(left + up - corner - $0) }
        guess = all[distances.firstIndex(of: distances.min() ?? 0) ?? 0]
      default: guess = 0
      }
      return row[index] &- UInt8(truncatingIfNeeded: guess)
    }
  }

  private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
    // The decoder doesn't check the checksum.
    big(data.count) + Array(type.utf8) + data + [0, 0, 0, 0]
  }

  private static func big(_ number: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  /// Stored blocks, which need no compression.
  private static func zlib(_ bytes: [UInt8]) -> [UInt8] {
    var stream: [UInt8] = [0x78, 0x01]
    for start in stride(from: 0, to: bytes.count, by: 60_000) {
      let block = bytes[start..<min(start + 60_000, bytes.count)]
      let length = UInt16(block.count)
      stream += [start + 60_000 >= bytes.count ? 1 : 0]
      for number in [length, ~length] { stream += [UInt8(number & 255), UInt8(number >> 8)] }
      stream += block
    }
    var (low, high) = (1, 0)
    for byte in bytes {
      low = (low + Int(byte)) % 65_521
      high = (high + low) % 65_521
    }
    return stream + big(high << 16 | low)
  }
}
