import Foundation
import Seedream
import Testing

@Suite struct `What can't be served is refused before sending` {
  private func refusal(_ service: ImageService, _ request: ImageRequest) -> SeedreamError? {
    do {
      _ = try service.capabilities.check(request)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    (ImageService.tensorsLab, "seedreamv45", "1500x1500", "3,686,400", "SeeDreamV4.5"),
    (.tensorsLab, "seedreamv45", "4097x4096", "16,777,216", "SeeDreamV4.5"),
    (.tensorsLab, "seedreamv45", "3K", "does not take 3K", "resolution"),
    (.tensorsLab, "seedreamv45", "square_hd", "no size named", "resolution"),
    (.oneRouter, "seedream-v4", "1023x2048", "1024 to 4096", "seedream-v4-text-to-image"),
    (.oneRouter, "seedream-v4", "5:7", "ratio 5:7", "this package"),
    (.oneRouter, "seedream-v4", "huge", "no size named", "this package"),
    (.novita, "seedream-4.0", "1000x1000", "1,048,576", "seedream-4-0"),
    (.novita, "seedream-4.0", "8000x400", "wider than 16:1", "seedream-4-0"),
    (.novita, "seedream-4.0", "3K", "does not take 3K", "seedream-4-0"),
    (.novita, "seedream-4.5", "1536x2048", "3,686,400", "seedream-4.5"),
    (.novita, "seedream-5.0-lite", "4K", "does not take 4K", "seedream-5.0-lite"),
    (.novita, "seedream-5.0-lite", "4096x4096", "10,404,496", "seedream-5.0-lite"),
  ])
  func `a size beyond a limit, with the limit and its source`(
    service: ImageService, model: String, size: String, limit: String, source: String
  ) throws {
    let error = try #require(refusal(service, ImageRequest("a fox", model: model, size: ImageSize(size))))
    #expect(error.kind == .unsupportedRequest)
    #expect(error.message.contains(limit))
    #expect(error.limits.contains { $0.source.contains(source) })
    #expect(error.message.contains("Nothing was sent"))
  }

  @Test(arguments: [0, 16, -1])
  func `a count outside of 1 to 15`(count: Int) throws {
    #expect(refusal(.tensorsLab, ImageRequest("a fox", count: count))?.kind == .unsupportedRequest)
    #expect(refusal(.novita, ImageRequest("a fox", count: count))?.kind == .unsupportedRequest)
  }

  @Test func `more than one picture of zimage`() {
    let error = refusal(.tensorsLab, ImageRequest("a fox", model: "zimage", count: 2))
    #expect(error?.message.contains("one picture") == true)
  }

  @Test func `a seed for a model that takes none`() {
    #expect(refusal(.tensorsLab, ImageRequest("a fox", seed: 1))?.message.contains("seed") == true)
    #expect(refusal(.novita, ImageRequest("a fox", seed: 1))?.message.contains("seed") == true)
    #expect(refusal(.oneRouter, ImageRequest("a fox", seed: 1)) == nil)
    #expect(refusal(.tensorsLab, ImageRequest("a fox", model: "zimage", seed: 1)) == nil)
  }

  @Test func `a watermark where it can't be turned on or off`() {
    #expect(refusal(.tensorsLab, ImageRequest("a fox", watermark: false))?.message.contains("watermark") == true)
    #expect(refusal(.oneRouter, ImageRequest("a fox", watermark: true))?.message.contains("watermark") == true)
    #expect(refusal(.novita, ImageRequest("a fox", watermark: false)) == nil)
  }

  @Test func `an empty prompt`() {
    #expect(refusal(.tensorsLab, ImageRequest(" \n"))?.message.contains("prompt is empty") == true)
  }

  @Test func `a model that is unknown`() {
    let error = refusal(.novita, ImageRequest("a fox", model: "seedream-9"))
    #expect(error?.message.contains("seedream-4.0, seedream-4.5, seedream-5.0-lite") == true)
    #expect(refusal(.oneRouter, ImageRequest("a fox", model: "google/nano-banana")) == nil)
  }

  @Test func `all exceeded limits at once`() {
    let request = ImageRequest("a fox", size: .pixels(width: 10, height: 10), count: 99, seed: 3)
    #expect(refusal(.tensorsLab, request)?.limits.count == 3)
  }

  @Test func `numbers that would overflow`() {
    let request = ImageRequest("a fox", size: .pixels(width: .max, height: .max))
    #expect(refusal(.novita, request)?.kind == .unsupportedRequest)
    #expect(refusal(.novita, ImageRequest("a fox", size: .pixels(width: 0, height: -5)))?.kind == .unsupportedRequest)
    #expect(refusal(.tensorsLab, ImageRequest("a fox", size: .ratio(0, 1)))?.kind == .unsupportedRequest)
  }

  @Test func `more references than allowed`() {
    let links = (0..<15).map { ImageReference.link("https://example.com/\($0).png") }
    #expect(
      refusal(.novita, ImageRequest("a fox", references: Array(links[..<11])))?.message.contains("at most 10") == true)
    #expect(refusal(.novita, ImageRequest("a fox", model: "4.5", references: Array(links[..<14]))) == nil)
    #expect(
      refusal(.oneRouter, ImageRequest("a fox", references: Array(links[..<11])))?.message.contains("at most 10")
        == true)
    #expect(
      refusal(.tensorsLab, ImageRequest("a fox", references: Array(links[..<2])))?.message.contains("one link")
        == true)
  }

  @Test func `references and results that are more than 15 together`() {
    let links = (0..<8).map { ImageReference.link("https://example.com/\($0).png") }
    let error = refusal(.novita, ImageRequest("a fox", count: 8, references: links))
    #expect(error?.message.contains("together may be at most 15") == true)
  }

  @Test func `files and a link together, where the link would be ignored`() {
    let references: [ImageReference] = [.bytes(png(100, 100)), .link("https://example.com/a.png")]
    #expect(refusal(.tensorsLab, ImageRequest("a fox", references: references))?.message.contains("not both") == true)
    #expect(refusal(.novita, ImageRequest("a fox", references: references)) == nil)
  }

  private static let unfit: [(bytes: [UInt8], what: String, limit: String)] = [
    (gif(100, 100), "gif file", "Convert"), (png(400, 100), "400x100", "1:3 to 3:1"),
    (png(14, 20), "14x20", "at least 15"), (png(7000, 6000), "7000x6000", "36,000,000"),
  ]

  @Test(arguments: unfit)
  func `a reference that Novita's 4.0 does not take`(bytes: [UInt8], what: String, limit: String) {
    let error = refusal(.novita, ImageRequest("a fox", references: [.bytes(bytes)]))
    #expect(error?.message.contains(what) == true)
    #expect(error?.message.contains(limit) == true)
  }

  @Test func `a reference that is too large for Novita's 4.0`() {
    let bytes = png(100, 100, padding: 10_485_760)
    let error = refusal(.novita, ImageRequest("a fox", references: [.bytes(bytes)]))
    #expect(error?.message.contains("larger than the 10 MB") == true)
    #expect(refusal(.novita, ImageRequest("a fox", model: "4.5", references: [.bytes(bytes)])) == nil)
  }

  @Test func `a file that is missing, a folder, empty or not a picture`() throws {
    let folder = try TemporaryFolder()
    let text = try folder.write(Array("hello, I am no picture".utf8), to: "a.png")
    let empty = try folder.write([], to: "b.png")
    for (path, words) in [
      (folder.path + "/none.png", "no file"), (folder.path, "is a folder"), (text, "not a picture"),
      (empty, "is empty"),
    ] {
      let error = refusal(.tensorsLab, ImageRequest("a fox", references: [.file(path: path)]))
      #expect(error?.kind == .unusableReference)
      #expect(error?.message.contains(words) == true)
      #expect(error?.message.contains(path) == true)
    }
  }

  @Test(arguments: ["ftp://example.com/a.png", "http://", "https://a b/c.png"])
  func `a link that no service could fetch`(address: String) {
    let error = refusal(.novita, ImageRequest("a fox", references: [.link(address)]))
    #expect(error?.kind == .unusableReference)
  }
}

@Suite struct `What other clients send although it is undocumented is sent with a warning` {
  @Test(arguments: [("seedreamv4", "2K"), ("seedreamv4", "2048x2048"), ("seedreamv45", "4:5"), ("zimage", "2K")])
  func `such as sizes`(model: String, size: String) throws {
    let warnings = try ImageService.tensorsLab.capabilities.check(
      ImageRequest("a fox", model: model, size: ImageSize(size)))
    #expect(warnings.count == 1)
    #expect(warnings.first?.message.contains("not documented") == true)
    #expect(warnings.first?.source?.contains("TensorsLab's documentation") == true)
  }

  @Test(arguments: [
    ("seedreamv45", "2K"), ("seedreamv45", "2:3"), ("seedreamv45", "3750x1250"), ("seedreamv4", "16:9"),
    ("seedreamv5", "5:4"), ("seedreamv5", "3K"), ("zimage", "1024*1024"),
  ])
  func `but not sizes that are documented, or whose form is not documented`(model: String, size: String) throws {
    let request = ImageRequest("a fox", model: model, size: ImageSize(size))
    #expect(try ImageService.tensorsLab.capabilities.check(request).isEmpty)
  }

  @Test func `a prompt that is longer than Novita recommends`() throws {
    let words = ImageRequest(Array(repeating: "fox", count: 601).joined(separator: " "))
    #expect(try ImageService.novita.capabilities.check(words).count == 1)
    let characters = ImageRequest(String(repeating: "狐", count: 301))
    #expect(try ImageService.novita.capabilities.check(characters).count == 1)
  }

  @Test func `a model of OneRouter that this package doesn't know`() throws {
    let warnings = try ImageService.oneRouter.capabilities.check(ImageRequest("a fox", model: "google/nano-banana"))
    #expect(warnings.first?.message.contains("not known here") == true)
  }
}

@Suite struct `Models` {
  @Test(arguments: [
    (ImageService.tensorsLab, "4.5", "seedreamv45"), (.tensorsLab, "SeeDream V4", "seedreamv4"),
    (.tensorsLab, "v5", "seedreamv5"), (.novita, "4.5", "seedream-4.5"), (.novita, "seedream_4.0", "seedream-4.0"),
    (.oneRouter, "bytedance-seedream-v4-image-to-image", "bytedance-seedream-v4"),
  ])
  func `are found by names and versions`(service: ImageService, name: String, model: String) {
    #expect(service.capabilities.model(named: name)?.model == model)
  }

  @Test func `name the source of each fact`() {
    for service in ImageService.allCases {
      #expect(service.capabilities.defaultModel != nil)
      for model in service.capabilities.models {
        #expect(model.service == service)
        #expect(!model.seed.source.isEmpty && !model.watermark.source.isEmpty)
        #expect(model.sizes.levels?.source.isEmpty != true && model.maximumCount?.source.isEmpty != true)
      }
    }
  }
}
