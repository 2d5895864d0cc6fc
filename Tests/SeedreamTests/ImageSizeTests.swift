import Seedream
import Testing

@Suite struct `Sizes as text` {
  @Test(arguments: [
    ("2K", ImageSize.level("2K")), ("4k", .level("4K")), (" 1K ", .level("1K")),
    ("16:9", .ratio(16, 9)), ("2048x1024", .pixels(width: 2048, height: 1024)),
    ("2048X1024", .pixels(width: 2048, height: 1024)), ("1024*1024", .pixels(width: 1024, height: 1024)),
    ("1024×768", .pixels(width: 1024, height: 768)), ("1024 x 768", .pixels(width: 1024, height: 768)),
    ("landscape_16_9", .named("landscape_16_9")), ("auto_2K", .named("auto_2K")),
  ])
  func `are read in every form that the services use`(text: String, size: ImageSize) {
    #expect(ImageSize(text) == size)
  }

  @Test(arguments: [
    "", "x", "2048x", "x2048", "0x10", "16:", ":9", "16:9:4", "-1x5", "K", "0K", "2.5K", "1234567x2", "Ä",
  ])
  func `that mean nothing are not read`(text: String) {
    #expect(ImageSize(text) == nil)
  }

  @Test(arguments: ["2K", "16:9", "2048x1024", "landscape_4_3"])
  func `are written as they were read`(text: String) {
    #expect(ImageSize(text)?.description == text)
  }
}
