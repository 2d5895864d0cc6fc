import HTTPTransport
import Testing

@Suite struct ValueTests {
  @Test func `names of fields are case-insensitive`() {
    var fields: HTTPFields = ["Accept": "a", "X-Key": "1", "x-key": "2"]
    #expect(fields["ACCEPT"] == "a")
    #expect(fields["X-KEY"] == "1")
    #expect(fields.values("X-Key") == ["1", "2"])
    fields["X-kEY"] = "3"
    #expect(fields.map(\.value) == ["a", "3"])
    fields["New"] = "n"
    fields["accept"] = nil
    #expect(fields.map(\.name) == ["X-kEY", "New"])
    fields.append("new", "m")
    fields.remove("x-key")
    #expect(fields == ["NEW": "n", "NEW": "m"])
    #expect(fields.hashValue == HTTPFields([("nEw", "n"), ("NeW", "m")]).hashValue)
    #expect(fields != ["NEW": "m", "NEW": "n"])
    #expect(!HTTPFields.isSameName("a[", "a{"))
  }

  @Test func `only idempotent methods are repeatable unless told otherwise`() {
    for method in [HTTPMethod.get, .head, .options, .trace, .query, .put, .delete] {
      #expect(HTTPRequest(method: method, url: "").isRepeatable)
    }
    var request = HTTPRequest(method: .post, url: "")
    #expect(!request.isRepeatable)
    #expect(!HTTPRequest(method: .patch, url: "").isRepeatable)
    request.isRepeatable = true
    #expect(request.isRepeatable)
    #expect(!HTTPRequest(method: .get, url: "", isRepeatable: false).isRepeatable)
  }

  @Test func `the length of segments is their sum if all are known`() throws {
    let stream = RequestBody.stream(length: 7) { ChunkList(chunks: []) }
    #expect(try RequestBody.empty.length == 0)
    #expect(try RequestBody.segments([.text("ab"), stream, .segments([.bytes([1])])]).length == 10)
    #expect(try RequestBody.segments([.text("ab"), .stream(length: nil) { ChunkList(chunks: []) }]).length == nil)
    let long = RequestBody.stream(length: .max) { ChunkList(chunks: []) }
    #expect(throws: TransportFailure.self) { try RequestBody.segments([long, .text("x")]).length }
    #expect(!RequestBody.segments([.text("ab"), stream]).isReplayable)
    #expect(
      RequestBody.segments([.text("ab"), .stream(length: 1, isReplayable: true) { ChunkList(chunks: [[1]]) }])
        .isReplayable)
  }

  @Test func `a request's body can be collected up to a limit`() async throws {
    let body = RequestBody.segments([.text("ab"), .stream(length: nil) { ChunkList(chunks: [[99], [], [100]]) }])
    #expect(try await body.collect(upTo: 4) == Array("abcd".utf8))
    let failure = await #expect(throws: TransportFailure.self) { try await body.collect(upTo: 3) }
    #expect(failure?.kind == .tooLarge)
  }

  @Test func `a response's body can be any chunks`() async throws {
    #expect(try await ResponseBody.bytes([1, 2]).collect(upTo: 2) == [1, 2])
    #expect(ResponseBody.bytes([1, 2]).expectedLength == 2)
    let body = ResponseBody(ChunkList(chunks: [[1], [], [2, 3]]), expectedLength: 3)
    #expect(try await body.collect(upTo: 3) == [1, 2, 3])
    let tooLarge = await #expect(throws: TransportFailure.self) { try await body.collect(upTo: 2) }
    #expect(tooLarge?.kind == .tooLarge)
    await #expect(throws: ChunkList.Broken.self) {
      try await ResponseBody(ChunkList(chunks: [[1]], breaks: true)).collect(upTo: 9)
    }
  }

  @Test func `a transport fits in a few lines`() async throws {
    struct Echo: Transport {
      func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
        HTTPResponse(status: 200, body: .bytes(Array(request.url.utf8)))
      }
    }
    #expect(await Echo().outcome(of: .get("http://a/")) == .response(200, "http://a/"))
  }

  @Test func `progress is a fraction of a known total`() {
    #expect(TransferProgress(completedBytes: 1, totalBytes: 4).fraction == 0.25)
    #expect(TransferProgress(completedBytes: 0, totalBytes: 0).fraction == 1)
    #expect(TransferProgress(completedBytes: 1, totalBytes: nil).fraction == nil)
  }

  @Test func `a failure tells what happened and whether the request may have been processed`() {
    let failure = TransportFailure(kind: .connectionLost, message: "the line is dead", mayHaveBeenProcessed: true)
    #expect("\(failure)" == "connectionLost: the line is dead (the service may have seen the request)")
    #expect("\(TransportFailure.Kind.timedOut)" == "timedOut")
  }
}
