import Foundation
import SeedreamSandbox
import Testing

@Suite(.serialized) struct TensorsLabTests {
  @Test func `a task goes from queued to running to finished as it is polled`() async throws {
    let bench = try Bench()
    let task = try await bench.submit("zimage", [("prompt", .text("a red fox")), ("resolution", .text("64x48"))])
    var states: [Int?] = []
    for _ in 0..<4 {
      let data = try #require(try await bench.poll(task)["data"])
      states.append(data["image_status"]?.int)
      #expect(data["url"]?.count == (data["image_status"]?.int == 3 ? 1 : 0))
      #expect(data["taskid"]?.string == task)
      #expect(data["starttime"]?.string == "2026-01-30 12:00:00")
      #expect(data["width"]?.int == 64)
      #expect(data["height"]?.int == 48)
      #expect(data["prompt"]?.string == "a red fox")
    }
    #expect(states == [1, 2, 3, 3])
    #expect(bench.sandbox.invalidRequests.isEmpty)
  }

  @Test func `how long a task takes is counted in polls and can be chosen`() async throws {
    let bench = try Bench { options in
      options.queuedPolls = 0
      options.runningPolls = 3
    }
    let task = try await bench.submit([("prompt", .text("x"))])
    var states: [Int?] = []
    for _ in 0..<4 { states.append(try await bench.poll(task)["data"]?["image_status"]?.int) }
    #expect(states == [2, 2, 2, 3])
  }

  @Test func `a batch returns as many links as requested`() async throws {
    let bench = try Bench()
    let task = try await bench.submit(
      "seedreamv45", [("prompt", .text("x")), ("batchsize", .text("15")), ("category", .text("seedreamv45"))])
    let data = try await bench.finish(task)
    #expect(data["url"]?.count == 15)
    #expect(data["category"]?.string == "seedreamv45")
  }

  @Test(arguments: [
    ("seedreamv4", "9:16", 1440, 2560), ("seedreamv4", "1:1", 2048, 2048), ("seedreamv4", "2K", 2048, 2048),
    ("seedreamv45", "2:3", 1664, 2496), ("seedreamv45", "4K", 4096, 4096), ("seedreamv45", "3750x1250", 3750, 1250),
    ("seedreamv45", "4:5", 1824, 2288), ("seedreamv5", "2K", 2048, 2048), ("seedreamv5", "16:9", 2560, 1440),
    ("zimage", "16:9", 1360, 768), ("zimage", "800*600", 800, 600), ("zimage", "800x600", 800, 600),
  ])
  func `resolutions are accepted in every documented form`(
    model: String, resolution: String, width: Int, height: Int
  ) async throws {
    let bench = try Bench()
    let task = try await bench.submit(model, [("prompt", .text("x")), ("resolution", .text(resolution))])
    let data = try #require(try await bench.poll(task)["data"])
    #expect(data["width"]?.int == width)
    #expect(data["height"]?.int == height)
    #expect(bench.sandbox.invalidRequests.isEmpty)
  }

  @Test(arguments: [
    ("seedreamv4", [("resolution", "2K")], "prompt is required"),
    ("seedreamv4", [("prompt", "")], "prompt is required"),
    ("seedreamv4", [("prompt", "x"), ("resolution", "large")], "resolution must be"),
    ("seedreamv45", [("prompt", "x"), ("resolution", "1500x1500")], "[3686400, 16777216]"),
    ("seedreamv45", [("prompt", "x"), ("resolution", "1K")], "resolution must be 2K, 4K"),
    ("seedreamv4", [("prompt", "x"), ("imageUrl", "ftp://host/a.png")], "http or https"),
  ])
  func `a refusal has code 9999 and no data, in HTTP 200`(
    model: String, parts: [(String, String)], message: String
  ) async throws {
    let bench = try Bench()
    let response = try await bench.form("/v1/images/\(model)", parts.map { ($0.0, .text($0.1)) })
    #expect(response.status == 200)
    #expect(try response.json["code"]?.int == 9999)
    #expect(try response.json["msg"]?.string?.contains(message) == true)
    #expect(try response.json["data"] == nil)
    #expect(bench.sandbox.invalidRequests.isEmpty)
  }

  @Test(arguments: [("batchsize", "16"), ("batchsize", "0"), ("batchsize", "many"), ("colour", "red")])
  func `a form that does not conform to the document gets 400 and is recorded`(
    field: String, value: String
  ) async throws {
    let bench = try Bench()
    let response = try await bench.form("/v1/images/seedreamv4", [("prompt", .text("x")), (field, .text(value))])
    #expect(response.status == 400)
    #expect(try response.json["msg"]?.string?.contains(field) == true)
    #expect(bench.sandbox.invalidRequests.count == 1)
    #expect(bench.sandbox.invalidRequests.first?.findings.first?.contains(field) == true)
  }

  @Test func `reference images of several kinds are accepted and anything else is refused`() async throws {
    let bench = try Bench()
    let images: [(String, Content)] = [
      ("sourceImage", .file("a.png", Sample.png(30, 30))), ("sourceImage", .file("b.jpg", Sample.jpeg(30, 30))),
      ("sourceImage", .file("c.gif", Sample.gif(30, 30))),
    ]
    _ = try await bench.submit("seedreamv5", [("prompt", .text("x"))] + images)
    let parts = try #require(bench.sandbox.requests.first?.parts)
    #expect(parts.map(\.filename) == [nil, "a.png", "b.jpg", "c.gif"])
    #expect(parts.map(\.length) == [1, 29, 21, 13])
    let refused = try await bench.form(
      "/v1/images/seedreamv5", [("prompt", .text("x")), ("sourceImage", .file("a.png", Array("hello".utf8)))])
    #expect(try refused.json["code"]?.int == 9999)
    #expect(try refused.json["msg"]?.string?.contains("sourceImage") == true)
  }

  @Test func `a key is required, with or without Bearer`() async throws {
    let bench = try Bench(keys: SandboxKeys(tensorsLab: ["right-key"]))
    let form: [(String, Content)] = [("prompt", .text("x"))]
    var codes: [Int?] = []
    for value in ["right-key", "Bearer right-key", "Bearer wrong-key", "Bearer "] {
      codes.append(try await bench.form("/v1/images/zimage", form, [("Authorization", value)]).json["code"]?.int)
    }
    codes.append(try await bench.form("/v1/images/zimage", form, []).json["code"]?.int)
    #expect(codes == [1000, 1000, 9999, 9999, 9999])
    #expect(bench.sandbox.requests.map(\.credential) == [.bare, .bearer, .bearer, .bearer, .none])
  }

  @Test func `no key is in the records of the sandbox`() async throws {
    let bench = try Bench(keys: SandboxKeys(tensorsLab: [Bench.key]))
    _ = try await bench.form("/v1/images/zimage?k=\(Bench.key)", [("prompt", .text("x"))])
    var told = ""
    dump(bench.sandbox.requests.map { ($0.fields.map(\.value), $0.query.map(\.value), $0.description) }, to: &told)
    dump(SandboxKeys(novita: [Bench.key]), to: &told)
    #expect(!told.contains(Bench.key))
    #expect(told.contains("<redacted>"))
  }

  @Test func `an unknown task is refused, and a deleted one is unknown`() async throws {
    let bench = try Bench()
    #expect(try await bench.poll("nothing")["code"]?.int == 9999)
    let link = try await bench.link()
    let id = try #require(link.split(separator: "/").last?.dropLast("_0.png".count))
    let deleted = try await bench.json("/v1/images/deleteimagestask", "{\"taskids\":[\"\(id)\"]}")
    #expect(try deleted.json["data"]?["status"]?.string == "Success")
    #expect(try await bench.poll(String(id))["code"]?.int == 9999)
    #expect(try await bench.download(link).status == 404)
    let again = try await bench.json("/v1/images/deleteimagestask", "{\"taskids\":[\"\(id)\"]}")
    #expect(again.status == 400)
    #expect(try again.json["code"]?.int == 9999)
  }

  @Test func `undocumented paths and methods get responses and are recorded`() async throws {
    let bench = try Bench()
    #expect(try await bench.form("/v1/images/quickedit", [("prompt", .text("x"))]).status == 404)
    let wrong = try await bench.client.send("GET", "/v1/images/seedreamv4", Bench.bearer)
    #expect(wrong.status == 405)
    #expect(wrong.field("Allow") == "POST")
    #expect(bench.sandbox.invalidRequests.count == 2)
  }

  @Test(arguments: [
    ("--XyZ\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\nx\r\n", "the last boundary is missing"),
    ("junk\r\n--XyZ\r\n\r\n--XyZ--\r\n", "does not start with the boundary"),
    ("--XyZ\r\nContent-Type: text/plain\r\n\r\nx\r\n--XyZ--\r\n", "exactly one Content-Disposition"),
    ("--XyZ\r\nContent-Disposition: form-data\r\n\r\nx\r\n--XyZ--\r\n", "no name"),
    (
      "--XyZ\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\nx\r\n--XyZ--\r\nmore",
      "follows the last boundary"
    ),
  ])
  func `a broken multipart body is recorded as invalid`(body: String, reason: String) async throws {
    let bench = try Bench()
    let response = try await bench.client.send(
      "POST", "/v1/images/zimage", Bench.bearer + [("Content-Type", "multipart/form-data; boundary=XyZ")],
      body: Array(body.utf8))
    #expect(response.status == 400)
    #expect(bench.sandbox.invalidRequests.first?.findings.contains { $0.contains(reason) } == true)
  }

  @Test func `a body over the limit gets 413`() async throws {
    let bench = try Bench { $0.bodyLimit = 1000 }
    let response = try await bench.form("/v1/images/zimage", [("prompt", .text(String(repeating: "x", count: 2000)))])
    #expect(response.status == 413)
    #expect(try response.json["code"]?.int == 9999)
  }
}
