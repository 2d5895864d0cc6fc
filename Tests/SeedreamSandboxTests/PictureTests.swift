import Foundation
import SeedreamSandbox
import Testing

@Suite(.serialized) struct PictureTests {
  @Test(arguments: ["48x32", "1x1", "64*96", "301x31"])
  func `a picture is a real PNG of the requested size`(size: String) async throws {
    let bench = try Bench()
    let response = try await bench.download(try await bench.link(prompt: "a lighthouse at dusk", size: size))
    let picture = try PNGReader(response.body)
    let sides = size.split { $0 == "x" || $0 == "*" }.compactMap { Int($0) }
    #expect([picture.width, picture.height] == sides)
    #expect(picture.texts == ["a lighthouse at dusk"])
  }

  @Test func `a picture has more than one color`() async throws {
    let bench = try Bench()
    let picture = try PNGReader(try await bench.download(try await bench.link(size: "320x240")).body)
    #expect(picture.colorCount > 100)
    #expect(Set(picture.rows).count > 100)
  }

  @Test func `the same prompt is drawn to the same bytes, another one to others`() async throws {
    let bench = try Bench()
    let first = try await bench.download(try await bench.link(prompt: "a cat", size: "96x96"))
    let again = try await bench.download(try await bench.link(prompt: "a cat", size: "96x96"))
    let other = try await bench.download(try await bench.link(prompt: "a dog", size: "96x96"))
    #expect(first.body == again.body)
    #expect(first.body != other.body)
    #expect(first.field("ETag") == again.field("ETag"))
    #expect(first.field("ETag") != other.field("ETag"))
  }

  @Test func `seed, index and reference image each change the picture`() async throws {
    let bench = try Bench()
    var files: Set<[UInt8]> = []
    for parts: [(String, Content)] in [[], [("seed", .text("1"))], [("seed", .text("2"))]] {
      let task = try await bench.submit("zimage", [("prompt", .text("x")), ("resolution", .text("96x96"))] + parts)
      files.insert(try await bench.download(try await bench.finish(task)["url"]?[0]?.string).body)
    }
    #expect(files.count == 3)
    files = []
    for reference in [Sample.png(20, 20), Sample.png(20, 21)] {
      let task = try await bench.submit(
        "seedreamv4",
        [
          ("prompt", .text("x")), ("batchsize", .text("2")), ("resolution", .text("1024x1024")),
          ("sourceImage", .file("a.png", reference)),
        ])
      let data = try await bench.finish(task)
      for index in 0..<2 { files.insert(try await bench.download(data["url"]?[index]?.string).body) }
    }
    #expect(files.count == 4)
  }

  @Test func `Novita's watermark is drawn unless it is switched off`() async throws {
    let bench = try Bench()
    var pictures: [PNGReader] = []
    for watermark in ["", ",\"watermark\":true", ",\"watermark\":false"] {
      let response = try await bench.json("/v3/seedream-4.0", "{\"prompt\":\"x\",\"size\":\"1K\"\(watermark)}").json
      pictures.append(try PNGReader(try await bench.download(response["images"]?[0]?.string).body))
    }
    #expect(pictures[0].rows == pictures[1].rows)
    #expect(pictures[0].rows != pictures[2].rows)
    // The mark is at the bottom: the upper nine tenths are the same.
    #expect(pictures[0].rows[..<920] == pictures[2].rows[..<920])
  }

  @Test func `the biggest pictures stay small files`() async throws {
    let bench = try Bench()
    for (size, width, height) in [("4K", 4096, 4096), ("16384x1024", 16384, 1024)] {
      let response = try await bench.json("/v3/seedream-4.0", "{\"prompt\":\"city\",\"size\":\"\(size)\"}").json
      let file = try await bench.download(response["images"]?[0]?.string).body
      let found = try #require(PNGReader.size(file))
      #expect(found == (width, height))
      #expect(file.count < 3_000_000)
    }
  }

  @Test func `a prompt in any script, or a very long one, can be drawn`() async throws {
    let bench = try Bench()
    for prompt in ["春天的森林", "🏔️ \u{0} \"quotes\" \\ \n", String(repeating: "word ", count: 2000)] {
      let picture = try PNGReader(try await bench.download(try await bench.link(prompt: prompt, size: "200x100")).body)
      #expect(picture.width == 200)
    }
  }
}
