import Foundation
import SeedreamSandbox
import Testing

@Suite(.serialized) struct NovitaTests {
  @Test(arguments: [
    ("seedream-4.0", "1K", 1024, 1024), ("seedream-4.0", "1024x1536", 1024, 1536), ("seedream-4.5", "2K", 2048, 2048),
    ("seedream-4.5", "2560x1440", 2560, 1440), ("seedream-5.0-lite", "3K", 3072, 3072),
  ])
  func `each model responds with a link to a picture of the requested size`(
    model: String, size: String, width: Int, height: Int
  ) async throws {
    let bench = try Bench()
    let response = try await bench.json("/v3/\(model)", "{\"prompt\":\"x\",\"size\":\"\(size)\"}")
    #expect(response.status == 200)
    #expect(try response.json["images"]?.count == 1)
    let found = try #require(PNGReader.size(try await bench.download(try response.json["images"]?[0]?.string).body))
    #expect(found == (width, height))
    #expect(bench.sandbox.invalidRequests.isEmpty)
  }

  @Test func `a sequence has as many pictures as allowed, with inputs at most 15`() async throws {
    let bench = try Bench()
    let image = "\"\(Sample.dataURL(Sample.png(100, 100)))\""
    let auto = "\"sequential_image_generation\":\"auto\""
    let count = { (path: String, members: String) async throws -> Int? in
      try await bench.json(path, "{\"prompt\":\"x\",\(members)}").json["images"]?.count
    }
    #expect(try await count("/v3/seedream-4.0", "\"images\":[\(image)],\(auto)") == 14)
    #expect(try await count("/v3/seedream-4.0", "\(auto),\"max_images\":3") == 3)
    #expect(try await count("/v3/seedream-4.0", "\"max_images\":3") == 1)
    let options = "\"sequential_image_generation_options\":{\"max_images\":4}"
    #expect(try await count("/v3/seedream-4.5", "\(auto),\(options)") == 4)
    let tooMany = try await bench.json(
      "/v3/seedream-4.0", "{\"prompt\":\"x\",\"images\":[\(image)],\(auto),\"max_images\":15}")
    #expect(tooMany.status == 400)
    #expect(try tooMany.json["reason"]?.string == "INVALID_REQUEST_BODY")
    #expect(bench.sandbox.invalidRequests.isEmpty)
  }

  @Test(arguments: [
    ("seedream-4.0", "\"size\":\"512x512\"", "INVALID_IMAGE_SIZE"),
    ("seedream-4.0", "\"size\":\"3K\"", "INVALID_IMAGE_SIZE"),
    ("seedream-4.0", "\"size\":\"16:9\"", "INVALID_IMAGE_SIZE"),
    ("seedream-4.0", "\"size\":\"16384x1000\"", "INVALID_IMAGE_SIZE"),
    ("seedream-4.5", "\"size\":\"1024x1024\"", "INVALID_IMAGE_SIZE"),
    ("seedream-5.0-lite", "\"size\":\"4K\"", "INVALID_IMAGE_SIZE"),
    ("seedream-4.0", "\"images\":[\"\(Sample.dataURL(Sample.png(14, 100)))\"]", "INVALID_IMAGE_SIZE"),
    ("seedream-4.0", "\"images\":[\"\(Sample.dataURL(Sample.png(400, 100)))\"]", "INVALID_IMAGE_SIZE"),
    ("seedream-4.0", "\"images\":[\"\(Sample.dataURL(Sample.png(6001, 6000)))\"]", "IMAGE_EXCEEDS_MAX_RESOLUTION"),
    ("seedream-4.0", "\"images\":[\"\(Sample.dataURL(Sample.gif(100, 100), "gif"))\"]", "INVALID_IMAGE_FORMAT"),
    ("seedream-4.0", "\"images\":[\"data:image/png;base64,%%%\"]", "INVALID_IMAGE_FORMAT"),
    ("seedream-4.0", "\"images\":[\"file:///etc/hosts\"]", "INVALID_IMAGE_FORMAT"),
  ])
  func `limits are refused under their documented names`(model: String, member: String, reason: String) async throws {
    let bench = try Bench()
    let response = try await bench.json("/v3/\(model)", "{\"prompt\":\"x\",\(member)}")
    #expect(response.status == 400)
    #expect(try response.json["reason"]?.string == reason)
    #expect(try response.json["message"]?.string?.isEmpty == false)
    #expect(bench.sandbox.invalidRequests.isEmpty)
  }

  @Test func `an image of more than 10 MB is refused`() async throws {
    let bench = try Bench()
    let image = Sample.dataURL(Sample.png(100, 100) + [UInt8](repeating: 0, count: 10 << 20))
    let response = try await bench.json("/v3/seedream-4.0", "{\"prompt\":\"x\",\"images\":[\"\(image)\"]}")
    #expect(try response.json["reason"]?.string == "IMAGE_FILE_EXCEEDS_MAX_SIZE")
  }

  @Test func `the newer models take more formats than 4_0`() async throws {
    let bench = try Bench()
    let image = Sample.dataURL(Sample.gif(100, 100), "gif")
    let response = try await bench.json("/v3/seedream-4.5", "{\"prompt\":\"x\",\"image\":[\"\(image)\"]}")
    #expect(response.status == 200)
  }

  @Test func `violations are named: missing prompt, the other model's field, an unknown field`() async throws {
    let bench = try Bench()
    for body in ["{\"size\":\"2K\"}", "{\"prompt\":\"x\",\"image\":[]}", "{\"prompt\":\"x\",\"seed\":1}"] {
      let response = try await bench.json("/v3/seedream-4.0", body)
      #expect(response.status == 400)
      #expect(try response.json["reason"]?.string == "INVALID_REQUEST_BODY")
    }
    #expect(bench.sandbox.invalidRequests.count == 3)
  }

  @Test func `a key is accepted only with Bearer`() async throws {
    let bench = try Bench(keys: SandboxKeys(novita: ["right-key"]))
    var reasons: [String?] = []
    for fields in [[("Authorization", "right-key")], [("Authorization", "Bearer wrong-key")], []] {
      reasons.append(try await bench.json("/v3/seedream-4.0", "{\"prompt\":\"x\"}", fields).json["reason"]?.string)
    }
    #expect(reasons == ["INVALID_API_KEY", "INVALID_API_KEY", "MISSING_API_KEY"])
    let right = try await bench.json(
      "/v3/seedream-4.0", "{\"prompt\":\"x\"}", [("Authorization", "bearer right-key")])
    #expect(right.status == 200)
  }

  @Test func `an unknown path is API_NOT_FOUND`() async throws {
    let response = try await Bench().json("/v3/seedream-9", "{\"prompt\":\"x\"}")
    #expect(response.status == 404)
    #expect(try response.json["reason"]?.string == "API_NOT_FOUND")
  }
}
