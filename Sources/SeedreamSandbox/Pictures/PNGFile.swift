/// Writes PNG files of eight bits for each of red, green and blue (PNG specification, third edition).
enum PNGFile {
  /// A PNG file.
  ///
  /// - Parameters:
  ///   - width: The pixels of a row, at least 1.
  ///   - height: The rows, at least 1.
  ///   - description: A text for the file's `Description`.
  ///   - row: The runs of a row; called once for each row, from the top.
  /// - Returns: The whole file.
  static func bytes(width: Int, height: Int, description: String, row: (Int) -> PixelRow) -> [UInt8] {
    var stream = DeflateRuns(expectedSize: height * (64 + width / 32))
    for y in 0..<height {
      // The filter: none.
      stream.append(0)
      var start = 0
      for run in row(y).runs {
        stream.append(run.color, count: run.end - start)
        start = run.end
      }
    }
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    append("IHDR", number(width) + number(height) + [8, 2, 0, 0, 0], to: &file)
    append("iTXt", Array("Description\0\0\0\0\0\(description)".utf8), to: &file)
    append("IDAT", stream.finish(), to: &file)
    append("IEND", [], to: &file)
    return file
  }

  private static func append(_ type: String, _ data: [UInt8], to file: inout [UInt8]) {
    file += number(data.count)
    let start = file.count
    file += Array(type.utf8)
    file += data
    file += number(Int(CRC32.of(file, from: start)))
  }

  private static func number(_ value: Int) -> [UInt8] {
    let value = UInt32(truncatingIfNeeded: value)
    return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> UInt32($0)) }
  }
}
