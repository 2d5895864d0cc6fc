import Testing

@testable import TerminalImages

@Suite struct `PNG files` {
  private func pixels(_ writer: PNGWriter) throws -> PixelGrid {
    try PNGDecoder.pixels(of: writer.file) { ($0, $1) }
  }

  private static func color(_ x: Int, _ y: Int) -> [Int] { [(x * 23 + y) % 256, (y * 31 + 7) % 256, (x * y) % 256] }

  @Test(arguments: [0, 1, 2, 3, 4], [false, true])
  func `are read with any filter, interlaced or not`(filter: UInt8, isInterlaced: Bool) throws {
    let writer = PNGWriter(
      width: 21, height: 13, isInterlaced: isInterlaced, filter: { _ in filter }, pixel: Self.color)
    let grid = try pixels(writer)
    #expect((grid.width, grid.height) == (21, 13))
    var expected: [UInt8] = []
    for y in 0..<13 {
      for x in 0..<21 { expected += Self.color(x, y).map { UInt8($0) } }
    }
    #expect(grid.bytes == expected)
  }

  @Test(arguments: [1, 2, 4, 8, 16]) func `are read in greys of any depth`(depth: Int) throws {
    let largest = 1 << depth - 1
    func grey(_ x: Int, _ y: Int) -> Int { (x * 7 + y * 3) % (largest + 1) }
    let writer = PNGWriter(
      width: 19, height: 5, depth: depth, colorType: 0, filter: { UInt8($0 % 5) }, pixel: { [grey($0, $1)] })
    var expected: [UInt8] = []
    for y in 0..<5 {
      for x in 0..<19 { expected += [UInt8](repeating: UInt8(grey(x, y) * 255 / largest), count: 3) }
    }
    #expect(try pixels(writer).bytes == expected)
  }

  @Test(arguments: [1, 2, 4, 8]) func `are read by their palette, transparent entries as black`(depth: Int) throws {
    let writer = PNGWriter(
      width: 9, height: 3, depth: depth, colorType: 3, pixel: { x, _ in [x % 2] },
      chunks: [("PLTE", [10, 20, 30, 200, 100, 50]), ("tRNS", [255, 0])])
    let row: [UInt8] = (0..<9).flatMap { $0 % 2 == 0 ? [10, 20, 30] as [UInt8] : [0, 0, 0] }
    #expect(try pixels(writer).bytes == row + row + row)
  }

  @Test func `are blended with black where they are transparent`() throws {
    let colors = PNGWriter(width: 2, height: 1, colorType: 6, pixel: { x, _ in [200, 100, 50, x == 0 ? 255 : 0] })
    #expect(try pixels(colors).bytes == [200, 100, 50, 0, 0, 0])
    let greys = PNGWriter(width: 2, height: 1, depth: 16, colorType: 4, pixel: { x, _ in [0xFFFF, x * 0xFFFF] })
    #expect(try pixels(greys).bytes == [0, 0, 0, 255, 255, 255])
    let one = PNGWriter(
      width: 2, height: 1, pixel: { x, _ in [x * 9, 8, 7] }, chunks: [("tRNS", [0, 9, 0, 8, 0, 7])])
    #expect(try pixels(one).bytes == [0, 8, 7, 0, 0, 0])
  }

  @Test func `are made smaller while they are read, each pixel the average of those it covers`() throws {
    let writer = PNGWriter(
      width: 8, height: 4, isInterlaced: true, pixel: { x, y in [x < 4 ? 10 : 200, y < 2 ? 0 : 100, x % 2 * 50] })
    let grid = try PNGDecoder.pixels(of: writer.file) { _, _ in (2, 2) }
    #expect(grid.bytes == [10, 0, 25, 200, 0, 25, 10, 100, 25, 200, 100, 25])
    #expect(try PNGDecoder.pixels(of: writer.file) { _, _ in (100, 100) }.width == 8)
  }

  @Test func `that are damaged are refused, wherever they end`() throws {
    let file = PNGWriter(width: 40, height: 40, pixel: Self.color).file
    #expect(PNGDecoder.size(of: file)?.width == 40)
    for count in 0..<file.count - 12 {
      #expect(throws: ImageDamage.self) { try PNGDecoder.pixels(of: Array(file[..<count])) { ($0, $1) } }
    }
    for index in stride(from: 0, to: file.count - 12, by: 7) {
      var file = file
      file[index] ^= 0xFF
      // It may be read or refused, but must not crash.
      _ = try? PNGDecoder.pixels(of: file) { (min($0, 100), min($1, 100)) }
    }
  }
}
