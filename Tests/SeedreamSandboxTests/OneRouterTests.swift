import Foundation
import SeedreamSandbox
import Testing

@Suite(.serialized) struct OneRouterTests {
  static let model = "bytedance-seedream-v4-text-to-image"

  @Test func `pictures come at once, with unused fields as empty strings`() async throws {
    let bench = try Bench()
    let response = try await bench.json(
      "/v1/images/generations",
      "{\"model\":\"\(Self.model)\",\"prompt\":\"x\",\"n\":2,\"seed\":3,\"size\":{\"width\":1280,\"height\":1024}}")
    #expect(response.status == 200)
    let json = try response.json
    #expect(json["created"]?.int == 1_769_774_400)
    #expect(json["data"]?.count == 2)
    for index in 0..<2 {
      let picture = json["data"]?[index]
      #expect(picture?["b64_json"]?.string == "")
      #expect(picture?["revised_prompt"]?.string == "")
      let file = try await bench.download(picture?["url"]?.string).body
      let size = try #require(PNGReader.size(file))
      #expect(size == (1280, 1024))
    }
    #expect(bench.sandbox.invalidRequests.isEmpty)
  }

  @Test func `base64 is returned if requested`() async throws {
    let bench = try Bench()
    let json = try await bench.json(
      "/v1/images/generations",
      "{\"model\":\"\(Self.model)\",\"prompt\":\"x\",\"output_format\":\"b64_json\",\"size\":\"square_hd\"}"
    ).json
    let data = try #require(Data(base64Encoded: json["data"]?[0]?["b64_json"]?.string ?? "-"))
    let picture = try PNGReader([UInt8](data))
    #expect(picture.width == 1024)
    #expect(json["data"]?[0]?["url"]?.string == "")
  }

  @Test(arguments: [
    ("square_hd", 1024, 1024), ("square", 960, 960), ("portrait_16_9", 720, 1280), ("landscape_4_3", 1109, 832),
    ("auto", 2048, 2048), ("auto_4K", 4096, 4096),
  ])
  func `edits take sizes by name, none under 921600 pixels`(name: String, width: Int, height: Int) async throws {
    let bench = try Bench()
    let json = try await bench.json(
      "/v1/images/edits",
      "{\"model\":\"\(Self.model)\",\"prompt\":\"x\",\"size\":\"\(name)\",\"image_urls\":[\"https://example.com/a.png\"]}"
    ).json
    let size = try #require(PNGReader.size(try await bench.download(json["data"]?[0]?["url"]?.string).body))
    #expect(size == (width, height))
    #expect(width * height >= 921_600)
  }

  @Test func `an asynchronous model responds with a task to poll`() async throws {
    let bench = try Bench()
    let json = try await bench.json(
      "/v1/images/generations", "{\"model\":\"openai/gpt-image-2/text-to-image\",\"prompt\":\"x\",\"n\":2}"
    ).json
    #expect(json["code"]?.int == 200)
    #expect(json["data"]?["status"]?.string == "created")
    let query = try #require(json["data"]?["urls"]?["query"]?.string)
    let path = String(query.dropFirst(bench.sandbox.url.count))
    var states: [String?] = []
    var last: JSON?
    for _ in 0..<3 {
      last = try await bench.json(path, "", method: "GET").json["data"]
      states.append(last?["status"]?.string)
    }
    #expect(states == ["created", "in_progress", "completed"])
    #expect(last?["outputs"]?.count == 2)
    #expect(last?["fail_reason"]?.string == "")
    _ = try PNGReader(try await bench.download(last?["outputs"]?[1]?.string).body)
    #expect(bench.sandbox.invalidRequests.isEmpty)
  }

  @Test(arguments: [
    ("generations", "\"size\":{\"width\":1000,\"height\":1024}", 422, "size"),
    ("generations", "\"size\":\"huge\"", 422, "size"),
    ("generations", "\"n\":16", 400, "n"),
    ("edits", "\"image_urls\":[]", 400, "image_urls"),
    ("edits", "\"image_urls\":[\"not a link\"]", 400, "image_urls"),
    ("edits", "\"image_urls\":[\"data:image/png;base64,QUJD\"]", 400, "image_urls"),
  ])
  func `errors have an error object whose code is the HTTP status`(
    path: String, member: String, status: Int, parameter: String
  ) async throws {
    let bench = try Bench()
    let response = try await bench.json(
      "/v1/images/\(path)", "{\"model\":\"\(Self.model)\",\"prompt\":\"x\",\(member)}")
    #expect(response.status == status)
    let error = try #require(try response.json["error"])
    #expect(error["code"]?.int == status)
    #expect(error["param"]?.string == parameter)
    #expect(error["type"]?.string == "invalid_request_error")
    #expect(error["message"]?.string?.isEmpty == false)
  }

  @Test func `an unknown model, a missing field and an unknown field are refused`() async throws {
    let bench = try Bench()
    #expect(try await bench.json("/v1/images/generations", "{\"model\":\"none\",\"prompt\":\"x\"}").status == 400)
    #expect(bench.sandbox.invalidRequests.isEmpty)
    for body in ["{\"model\":\"\(Self.model)\"}", "{\"model\":\"\(Self.model)\",\"prompt\":\"x\",\"steps\":3}", "{"] {
      #expect(try await bench.json("/v1/images/generations", body).status == 400)
    }
    #expect(bench.sandbox.invalidRequests.count == 3)
  }

  @Test func `keys are accepted with and without Bearer`() async throws {
    let bench = try Bench(keys: SandboxKeys(oneRouter: ["right-key"]))
    let body = "{\"model\":\"\(Self.model)\",\"prompt\":\"x\"}"
    var statuses: [Int] = []
    for value in ["right-key", "Bearer right-key", "other-key"] {
      statuses.append(try await bench.json("/v1/images/generations", body, [("Authorization", value)]).status)
    }
    statuses.append(try await bench.json("/v1/images/generations", body, []).status)
    #expect(statuses == [200, 200, 401, 401])
    #expect(
      try await bench.json("/v1/images/tasks/none", "", method: "GET", [("Authorization", "right-key")]).status == 404)
  }
}
