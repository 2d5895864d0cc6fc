import Foundation
import OpenAPIClientRuntime
import OpenAPISyntax
import Testing

/// Responses with pictures in them, whose long texts are kept apart from the document.
@Suite struct LargeResponseTests {
  /// Returns the text in pieces of random sizes.
  private func read<T: JSONCodable & Sendable>(
    _ text: String, as type: T.Type = T.self, seed: UInt64 = 1
  ) async throws(ClientError) -> T {
    let bytes = Array(text.utf8)
    let transport = MockTransport { _ in
      let stream = AsyncStream<[UInt8]> { continuation in
        var random = SeededRandom(seed: seed)
        var start = 0
        while start < bytes.count {
          let end = min(bytes.count, start + Int.random(in: 1...40_000, using: &random))
          continuation.yield(Array(bytes[start..<end]))
          start = end
        }
        continuation.finish()
      }
      return HTTPResponse(status: 200, body: ResponseBody(stream))
    }
    return try await PlainClient(transport).send(APIOperation<T>("x", .get, "/"))
  }

  private func plain(_ count: Int, _ seed: UInt64 = 1) -> String {
    var random = SeededRandom(seed: seed)
    return Base64.encode((0..<count).map { _ in UInt8.random(in: 0...255, using: &random) })
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>) func `long texts are read unchanged, in chunks of any size`(
    _ seed: UInt64
  ) async throws {
    let long = plain(150_000, seed)
    let texts = [
      long, long + "\\\" and \\n", long + "é😀", "short", "", long + "\\/" + long, "\\u0041" + long, plain(49_000), long,
    ]
    let document = "{\"a\":1,\"texts\":[" + texts.map { "\"\($0)\"" }.joined(separator: " , ") + "],\"b\":\"x\"}"
    let value: JSONValue = try await read(document, seed: seed)
    #expect(try value == JSONValue(jsonString: document))
    #expect(value["texts"]?[0]?.string == long)
    #expect(value["b"] == "x")
  }

  struct Picture: JSONCodable {
    var data: Data
    var again: Data
    var text: String

    init(json: JSONReader) throws {
      data = try json.value("data")
      again = try json.value("data")
      text = try json.value("data")
    }

    func write(to json: inout JSONWriter) { json.write("data", data) }
  }

  @Test func `a picture can be read twice, also as text`() async throws {
    let long = plain(200_001)
    let picture: Picture = try await read("{\"data\":\"\(long)\"}")
    #expect(picture.data == Data(base64Encoded: long))
    #expect(picture.again == picture.data)
    #expect(picture.text == long)
  }

  @Test func `a union can try a long text several times`() async throws {
    enum Content: JSONCodable {
      case data(Data)
      case text(String)
      init(json: JSONReader) throws {
        guard let found = try json.match([UnionCase(Self.data), UnionCase(Self.text)]) else {
          throw JSONError(path: json.path, expected: "content", found: "something else")
        }
        self = found
      }
      func write(to json: inout JSONWriter) {}
    }
    let long = plain(100_000)
    let both: [Content] = try await read("[\"\(long)\",\"\(long)=x\"]")
    guard case .data(let data) = both[0], case .text(let text) = both[1] else {
      Issue.record("\(both.count)")
      return
    }
    #expect(data == Data(base64Encoded: long))
    #expect(text == long + "=x")
  }

  @Test func `a text that isn't base64 can still be read as text`() async throws {
    struct Either: JSONCodable {
      var text: String
      init(json: JSONReader) throws {
        let data: Data? = try? json.value("text")
        if data != nil { throw JSONError(path: "$", expected: "no data", found: "data") }
        text = try json.value("text")
      }
      func write(to json: inout JSONWriter) {}
    }
    let long = plain(100_000) + "=="
    let either: Either = try await read("{\"text\":\"\(long)A\"}")
    #expect(either.text == long + "A")
  }

  @Test(arguments: ["\u{1}0", "\u{1}1", "\u{1}", "\u{1}2", "x\u{1}0", "\u{2}"])
  func `the mark of a long text can't be forged`(
    _ mark: String
  ) async {
    let long = plain(100_000)
    for document in [
      "[\"\(mark)\",\"\(long)\",\"\(long)\"]", "[\"\(long)\",\"\(mark)\",\"\(long)\"]",
      "[\"\(long)\",\"\(long)\",\"\(mark)\"]",
    ] {
      let error = await failure { () async throws(ClientError) in try await read(document, as: JSONValue.self) }
      #expect(error?.kind == .decoding)
    }
  }

  @Test(arguments: ["[\"LONG", "[\"LONG\"", "[\"LONG\",]", "{\"LONG\"}", "[\"LONG\\", "[\"LONG\\x\"]"])
  func `a broken document is an error`(_ shape: String) async {
    let document = shape.replacingOccurrences(of: "LONG", with: plain(100_000))
    let error = await failure { () async throws(ClientError) in try await read(document, as: JSONValue.self) }
    #expect(error?.kind == .decoding)
  }

  @Test func `a long name is a name`() async throws {
    let long = plain(100_000)
    let value: [String: Int] = try await read("{\"\(long)\":1}")
    #expect(value == [long: 1])
  }
}
