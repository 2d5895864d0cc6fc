import Seedream
import Testing

@Suite struct `Kinds of pictures` {
  private static let heads: [(bytes: [UInt8], kind: ImageKind)] = [
    (png(1, 1), .png), ([0xFF, 0xD8, 0xFF, 0xE0], .jpeg), (Array("RIFF----WEBPVP8 ".utf8), .webp), (gif(1, 1), .gif),
    ([0x42, 0x4D, 1, 2, 3, 4, 0, 0, 0, 0], .bmp), ([0x49, 0x49, 0x2A, 0], .tiff), ([0x4D, 0x4D, 0, 0x2A], .tiff),
    (Array("0000ftypavif".utf8), .avif), (Array("0000ftypheic".utf8), .heic),
  ]

  @Test(arguments: heads)
  func `are seen from the first bytes`(bytes: [UInt8], kind: ImageKind) {
    #expect(ImageKind(firstBytes: bytes) == kind)
  }

  @Test(arguments: ["", "<html>", "BMW drives", "RIFFxxxxWAVE", "{\"error\":1}", "GIF88a"])
  func `are none where something else stands`(text: String) {
    #expect(ImageKind(firstBytes: Array(text.utf8)) == nil)
  }

  @Test func `say their size in their head`() {
    #expect(ImageDimensions(head: png(3000, 2000)).map { [$0.width, $0.height] } == [3000, 2000])
    #expect(ImageDimensions(head: gif(640, 480)).map { [$0.width, $0.height] } == [640, 480])
    let jpeg: [UInt8] =
      [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xFF, 0xDB, 0, 3, 9, 0xFF, 0xC2, 0, 17, 8, 4, 0, 8, 0, 3]
    #expect(ImageDimensions(head: jpeg).map { [$0.width, $0.height] } == [2048, 1024])
    let webp =
      Array("RIFF".utf8) + [0, 0, 0, 0] + Array("WEBPVP8X".utf8) + [10, 0, 0, 0, 0, 0, 0, 0, 0xFF, 7, 0, 0xFF, 3, 0]
    #expect(ImageDimensions(head: webp).map { [$0.width, $0.height] } == [2048, 1024])
  }

  @Test func `have no size where the head is cut or damaged`() {
    for count in 0..<24 { #expect(ImageDimensions(head: Array(png(10, 10).prefix(count))) == nil) }
    #expect(ImageDimensions(head: png(0, 10)) == nil)
    #expect(ImageDimensions(head: png(0xFFFF_FFFF, 0xFFFF_FFFF)) == nil)
    #expect(ImageDimensions(head: [0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0, 0]) == nil)
  }
}
