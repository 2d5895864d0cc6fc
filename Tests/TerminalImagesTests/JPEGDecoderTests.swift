import Foundation
import Testing

@testable import TerminalImages

@Suite struct `JPEG files` {
  private static func file(_ base64: String) throws -> [UInt8] { Array(try #require(Data(base64Encoded: base64))) }

  /// The mean distance from the picture that was encoded.
  private func distance(_ grid: PixelGrid, isGrey: Bool) -> Double {
    var sum = 0
    for y in 0..<grid.height {
      for x in 0..<grid.width {
        let expected = isGrey ? [x * 6, x * 6, x * 6] : [x * 6, y * 8, (x + y) * 3]
        for channel in 0..<3 { sum += abs(Int(grid.bytes[(y * grid.width + x) * 3 + channel]) - expected[channel]) }
      }
    }
    return Double(sum) / Double(grid.width * grid.height * 3)
  }

  @Test(arguments: JPEGFixtures.files)
  func `of all supported kinds are decoded to the picture that was encoded`(name: String, base64: String) throws {
    let grid = try JPEGDecoder.pixels(of: try Self.file(base64)) { ($0, $1) }
    #expect((grid.width, grid.height) == (37, 29))
    #expect(distance(grid, isGrey: name == "grey") < 2.5)
  }

  @Test(arguments: JPEGFixtures.files)
  func `are made smaller while they are read`(name: String, base64: String) throws {
    let grid = try JPEGDecoder.pixels(of: try Self.file(base64)) { _, _ in (1, 1) }
    let expected = name == "grey" ? [108, 108, 108] : [108, 112, 96]
    for (byte, value) in zip(grid.bytes, expected) { #expect(abs(Int(byte) - value) < 4) }
  }

  @Test(arguments: JPEGFixtures.files)
  func `that are truncated are decoded in part, and damaged ones never crash`(name: String, base64: String) throws {
    let file = try Self.file(base64)
    var read = 0
    for count in 0..<file.count where (try? JPEGDecoder.pixels(of: Array(file[..<count])) { ($0, $1) }) != nil {
      read += 1
    }
    #expect(read > 0 && read < file.count)
    for index in file.indices {
      for value: UInt8 in [0, 1, 0x7F, 0xFF] {
        var damaged = file
        damaged[index] = value
        _ = try? JPEGDecoder.pixels(of: damaged) { (min($0, 20), min($1, 20)) }
      }
    }
  }

  @Test(arguments: [0xC3, 0xC9, 0xCA] as [UInt8]) func `of other kinds are refused`(marker: UInt8) throws {
    var file = try Self.file(JPEGFixtures.files[0].base64)
    let index = try #require(file.indices.dropLast().first { file[$0] == 0xFF && file[$0 + 1] == 0xC0 })
    file[index + 1] = marker
    let error = #expect(throws: ImageDamage.self) { try JPEGDecoder.pixels(of: file) { ($0, $1) } }
    #expect(error?.reason == "it is a kind of JPEG that isn't supported")
  }

  @Test func `are sent to kitty as pixels, and to sixel like PNG`() throws {
    let file = try Self.file(JPEGFixtures.files[0].base64)
    let size = TerminalSize(columns: 80, rows: 40)
    let kitty = String(decoding: try ImagePreview(.kitty, size: size).bytes(showing: file), as: UTF8.self)
    #expect(kitty.hasPrefix("\u{1B}_Ga=T,q=2,f=24,s=37,v=29,m=1;"))
    let sixel = String(decoding: try ImagePreview(.sixel, size: size).bytes(showing: file), as: UTF8.self)
    #expect(sixel.hasPrefix("\u{1B}P0;1q\"1;1;37;29"))
  }
}
