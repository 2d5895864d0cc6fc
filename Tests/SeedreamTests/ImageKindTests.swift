import Seedream
import Testing

@Suite struct `Kinds of pictures` {
  private static let heads: [(bytes: [UInt8], kind: ImageKind)] = [
    (png(1, 1), .png), ([0xFF, 0xD8, 0xFF, 0xE0], .jpeg), (Array("RIFF----WEBPVP8 ".utf8), .webp), (gif(1, 1), .gif),
    ([0x42, 0x4D, 1, 2, 3, 4, 0, 0, 0, 0], .bmp), ([0x49, 0x49, 0x2A, 0], .tiff), ([0x4D, 0x4D, 0, 0x2A], .tiff),
    (Array("0000ftypavif".utf8), .avif), (Array("0000ftypheic".utf8), .heic),
    (Array("0000ftypavis".utf8), .avif), (Array("0000ftypavio".utf8), .avif), (Array("0000ftypmif1".utf8), .heic),
    ([0, 0, 0, 0x1C] + Array("ftypmif1\0\0\0\0mif1miafavif".utf8), .avif),
    ([0, 0, 0, 0x18] + Array("ftypmif1\0\0\0\0mif1heic".utf8), .heic), ([0xFF, 0x0A, 0x12], .jxl),
    ([0, 0, 0, 0x0C, 0x4A, 0x58, 0x4C, 0x20, 0x0D, 0x0A, 0x87, 0x0A], .jxl),
    (Array("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8), .svg),
    (Array("\u{FEFF}<?xml version=\"1.0\"?>\n<!-- a --><svg></svg>".utf8), .svg),
  ]

  @Test(arguments: heads)
  func `are recognised by the first bytes`(bytes: [UInt8], kind: ImageKind) {
    #expect(ImageKind(firstBytes: bytes) == kind)
  }

  @Test(arguments: [
    "", "<html>", "BMW drives", "RIFFxxxxWAVE", "{\"error\":1}", "GIF88a", "<?xml version=\"1.0\"?><html/>",
    "0000ftypisom",
  ])
  func `are not recognised in other content`(text: String) {
    #expect(ImageKind(firstBytes: Array(text.utf8)) == nil)
  }

  @Test func `have their size in the header`() {
    #expect(ImageDimensions(head: png(3000, 2000)).map { [$0.width, $0.height] } == [3000, 2000])
    #expect(ImageDimensions(head: gif(640, 480)).map { [$0.width, $0.height] } == [640, 480])
    let jpeg: [UInt8] =
      [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xFF, 0xDB, 0, 3, 9, 0xFF, 0xC2, 0, 17, 8, 4, 0, 8, 0, 3]
    #expect(ImageDimensions(head: jpeg).map { [$0.width, $0.height] } == [2048, 1024])
    let webp =
      Array("RIFF".utf8) + [0, 0, 0, 0] + Array("WEBPVP8X".utf8) + [10, 0, 0, 0, 0, 0, 0, 0, 0xFF, 7, 0, 0xFF, 3, 0]
    #expect(ImageDimensions(head: webp).map { [$0.width, $0.height] } == [2048, 1024])
  }

  @Test func `have no size if the header is incomplete or damaged`() {
    for count in 0..<24 { #expect(ImageDimensions(head: Array(png(10, 10).prefix(count))) == nil) }
    #expect(ImageDimensions(head: png(0, 10)) == nil)
    #expect(ImageDimensions(head: png(0xFFFF_FFFF, 0xFFFF_FFFF)) == nil)
    #expect(ImageDimensions(head: [0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0, 0]) == nil)
  }
}
