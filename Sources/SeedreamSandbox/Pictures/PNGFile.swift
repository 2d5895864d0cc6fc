/// Writes a PNG of eight bits a channel, red, green, blue (PNG specification, third edition).
enum PNGFile {
  /// - Parameters:
  ///   - width: Pixels a row, at least 1.
  ///   - height: Rows, at least 1.
  ///   - description: A text kept in the file.
  ///   - row: The runs of a row; called once for each, from the top.
  /// - Returns: The whole file.
  static func bytes(width: Int, height: Int, description: String, row: (Int) -> PixelRow) -> [UInt8] {
    var stream = DeflateRuns(expectedSize: height * (64 + width / 32))
    var y = 0
    while y < height {
      let runs = row(y)
      stream.append(0)
      var start = 0
      for run in runs.runs {
        stream.append(run.color, count: run.end - start)
        start = run.end
      }
      y += 1
    }
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    append("IHDR", number(width) + number(height) + [8, 2, 0, 0, 0], to: &file)
    append("iTXt", Array("Description\0\0\0\0\0\(description)".utf8), to: &file)
    append("IDAT", stream.finish(), to: &file)
    append("IEND", [], to: &file)
    return file
  }

  private static func append(_ type: String, _ data: [UInt8], to file: inout [UInt8]) {
    file.append(contentsOf: number(data.count))
    let start = file.count
    file.append(contentsOf: Array(type.utf8))
    file.append(contentsOf: data)
    file.append(contentsOf: number(Int(CRC32.of(file, from: start))))
  }

  private static func number(_ value: Int) -> [UInt8] {
    let value = UInt32(truncatingIfNeeded: value)
    return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> UInt32($0)) }
  }
}
