import SeedreamSandbox
import Testing

@Suite(.serialized) struct FileTests {
  @Test func `a link needs no key and has the media type of its picture`() async throws {
    let bench = try Bench()
    let response = try await bench.download(try await bench.link())
    #expect(response.status == 200)
    #expect(response.field("Content-Type") == "image/png")
    #expect(response.field("Content-Length") == "\(response.body.count)")
    #expect(response.field("Accept-Ranges") == "bytes")
    #expect(response.field("ETag")?.hasPrefix("\"") == true)
    #expect(bench.sandbox.credentialLeaks.isEmpty)
  }

  @Test func `a key that is sent to a link is noticed, wherever it is`() async throws {
    let bench = try Bench()
    let link = try await bench.link()
    _ = try await bench.download(link, Bench.bearer)
    _ = try await bench.download(link, [("Cookie", "a=b")])
    _ = try await bench.download(link, [("X-Trace", "k=\(Bench.key)")])
    _ = try await bench.download(link + "?token=\(Bench.key)")
    #expect(bench.sandbox.credentialLeaks.count == 4)
  }

  @Test func `of many requests the latest are kept, with their numbers`() async throws {
    let bench = try Bench { $0.rememberedRequests = 4 }
    let link = try await bench.link()
    for _ in 0..<20 { _ = try await bench.download(link) }
    let numbers = bench.sandbox.requests.map(\.number)
    let last = try #require(numbers.last)
    #expect(last > 20)
    #expect(numbers == Array(last - 3...last))
  }

  @Test(arguments: [
    ("bytes=0-3", [0x89, 0x50, 0x4E, 0x47] as [UInt8], "bytes 0-3/"), ("bytes=1-1", [0x50], "bytes 1-1/"),
    ("bytes=-4", [0xAE, 0x42, 0x60, 0x82], "bytes "),
  ])
  func `a range returns its bytes`(range: String, bytes: [UInt8], contentRange: String) async throws {
    let bench = try Bench()
    let response = try await bench.download(try await bench.link(), [("Range", range)])
    #expect(response.status == 206)
    #expect(response.body == bytes)
    #expect(response.field("Content-Range")?.hasPrefix(contentRange) == true)
    #expect(response.field("Content-Length") == "\(bytes.count)")
  }

  @Test func `a range whose end is too large a number returns the file`() async throws {
    let bench = try Bench()
    let link = try await bench.link()
    let response = try await bench.download(link, [("Range", "bytes=0-\(Int.max)")])
    #expect(response.status == 206)
    #expect(response.body == (try await bench.download(link)).body)
  }

  @Test func `two halves fetched by ranges make the whole`() async throws {
    let bench = try Bench()
    let link = try await bench.link()
    let whole = try await bench.download(link)
    let middle = whole.body.count / 2
    let tag = try #require(whole.field("ETag"))
    let first = try await bench.download(link, [("Range", "bytes=0-\(middle - 1)")])
    let second = try await bench.download(link, [("Range", "bytes=\(middle)-"), ("If-Range", tag)])
    #expect(first.body + second.body == whole.body)
  }

  @Test func `invalid and stale ranges are handled`() async throws {
    let bench = try Bench()
    let link = try await bench.link()
    let outside = try await bench.download(link, [("Range", "bytes=9999999-")])
    #expect(outside.status == 416)
    #expect(outside.field("Content-Range")?.hasPrefix("bytes */") == true)
    for range in ["bytes=5-2", "bytes=a-b", "lines=1-2", "bytes=0-1,4-5"] {
      #expect(try await bench.download(link, [("Range", range)]).status == 200)
    }
    #expect(try await bench.download(link, [("Range", "bytes=0-1"), ("If-Range", "\"old\"")]).status == 200)
  }

  @Test func `HEAD, a known tag, a wrong method and an unknown file get the standard responses`() async throws {
    let bench = try Bench()
    let link = try await bench.link()
    let head = try await bench.download(link, method: "HEAD")
    #expect(head.status == 200)
    #expect(head.body.isEmpty)
    #expect(head.field("Content-Length").flatMap { Int($0) } ?? 0 > 100)
    let tag = try #require(head.field("ETag"))
    let known = try await bench.download(link, [("If-None-Match", tag)])
    #expect(known.status == 304)
    #expect(known.isComplete)
    #expect(try await bench.download(link, method: "DELETE").status == 405)
    #expect(try await bench.download(bench.sandbox.url + "/files/none.png").status == 404)
  }
}
