import Foundation
import OpenAPIClientRuntime
import Testing

@Suite struct BodyTests {
  private func sent(_ build: (inout APIOperation<JSONValue>) -> Void) async throws -> MockTransport.Sent {
    let transport = MockTransport(json: "{}")
    var operation = APIOperation<JSONValue>("test", .post, "/x")
    build(&operation)
    let client = PlainClient(transport).with { $0.makeBoundary = { "B" } }
    _ = try await client.send(operation)
    return try #require(transport.sent.first)
  }

  @Test func `a JSON body has its content type`() async throws {
    let sent = try await sent { $0.json(Images.Problem(error: "e")) }
    #expect(sent.text == #"{"error":"e"}"#)
    #expect(sent.fields["Content-Type"] == "application/json")
    let merge = try await self.sent { $0.json(["a": nil] as JSONValue, contentType: "application/merge-patch+json") }
    #expect(merge.text == #"{"a":null}"#)
    #expect(merge.fields["Content-Type"] == "application/merge-patch+json")
  }

  @Test func `no body sends no content type`() async throws {
    let sent = try await sent { $0.json(Images.Problem?.none) }
    #expect(sent.body.isEmpty)
    #expect(sent.fields["Content-Type"] == nil)
  }

  @Test func `a body that can't be JSON is refused before sending`() async {
    var operation = APIOperation<JSONValue>("test", .post, "/x")
    operation.json([1, Double.nan])
    let sending = operation
    let error = await failure { () async throws(ClientError) in
      try await PlainClient(MockTransport(json: "{}")).send(sending)
    }
    #expect(error?.kind == .invalidInput)
  }

  static let forms: [(JSONValue, [String: ParameterStyle], String)] = [
    (["a": "b c", "d": 1, "e": true, "f": nil], [:], "a=b+c&d=1&e=true"),
    (["a": ["x", "y"]], [:], "a=x&a=y"), (["a": ["b": ["c": 1]]], [:], "a%5Bb%5D%5Bc%5D=1"),
    (["items": [["price": "p", "n": 2]]], [:], "items%5B0%5D%5Bprice%5D=p&items%5B0%5D%5Bn%5D=2"),
    (["expand": ["a", "b"]], ["expand": .deepObject], "expand%5B%5D=a&expand%5B%5D=b"),
    (["a": [1, 2]], ["a": .form(explode: false)], "a=1,2"), (["a": [1, 2]], ["a": .spaceDelimited], "a=1+2"),
    (["a": ["b": 1]], ["a": .json], "a=%7B%22b%22%3A1%7D"),
    (["é&=": "~*-._é&=+%"], [:], "%C3%A9%26%3D=%7E*-._%C3%A9%26%3D%2B%25"),
    (["a": ""], [:], "a="), ([:], [:], ""),
  ]

  @Test(arguments: forms) func `forms are serialized like this`(
    _ value: JSONValue, _ encoding: [String: ParameterStyle], _ text: String
  ) async throws {
    let sent = try await sent { $0.form(value, encoding) }
    #expect(sent.text == text)
    #expect(sent.fields["Content-Type"] == "application/x-www-form-urlencoded")
  }

  @Test func `a part that may be a file can be a value, with the content type of the value`() async throws {
    struct Form: MultipartForm {
      var parts: [FilePart]
      func write(to form: inout MultipartWriter) { form.write("p", parts, contentType: "image/png") }
    }
    let form = Form(parts: [
      try .value(Images.Problem(error: "e")), try .value("https://a.example.com"), try .value(1.0),
      .bytes(Array("f".utf8), filename: "a.png"),
    ])
    let sent = try await sent { $0.multipart(form) }
    let head = "--B\r\nContent-Disposition: form-data; name=\"p\""
    #expect(
      sent.text == "\(head)\r\nContent-Type: application/json\r\n\r\n{\"error\":\"e\"}\r\n"
        + "\(head)\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nhttps://a.example.com\r\n"
        + "\(head)\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n1\r\n"
        + "\(head); filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\nf\r\n--B--\r\n")
    #expect(throws: JSONError.self) { try FilePart.value(Double.nan) }
  }

  @Test func `multipart bodies are serialized like this`() async throws {
    let body = Images.Draw.Body(
      category: "cat\"\r\n",
      resolution: .r16x9,
      sourceImage: [
        .bytes(Array("PNG".utf8), filename: "a \"b\"\r\n😀.png"), .bytes([], filename: "c.bin", contentType: "x/y"),
      ])
    let sent = try await sent { $0.multipart(body) }
    #expect(sent.fields["Content-Type"] == "multipart/form-data; boundary=B")
    #expect(
      sent.text == """
        --B\r\nContent-Disposition: form-data; name="category"\r\n\r\ncat"\r\n\r
        --B\r\nContent-Disposition: form-data; name="resolution"\r\n\r\n16:9\r
        --B\r\nContent-Disposition: form-data; name="sourceImage"; filename="a %22b%22%0D%0A😀.png"\r
        Content-Type: image/png\r\n\r\nPNG\r
        --B\r\nContent-Disposition: form-data; name="sourceImage"; filename="c.bin"\r\nContent-Type: x/y\r\n\r\n\r
        --B--\r\n
        """)
  }

  @Test func `parts with a parameter's style are texts`() async throws {
    struct Form: MultipartForm {
      func write(to form: inout MultipartWriter) {
        form.write("tags", ["a b", "c"], style: .form(explode: false))
        form.write("piped", ["a", "b"], style: .pipeDelimited)
        form.write("filter", ["a": ["b": 1]] as JSONValue, style: .deepObject)
        form.write("none", nil as String?, style: .form)
        form.write("price", 10.0, style: .form)
      }
    }
    let sent = try await sent { $0.multipart(Form()) }
    func part(_ name: String, _ text: String) -> String {
      "--B\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(text)\r\n"
    }
    #expect(
      sent.text == part("tags", "a b,c") + part("piped", "a|b") + part("filter[a][b]", "1")
        + part("price", "10") + "--B--\r\n")
  }

  @Test func `parts have the types that their values have`() async throws {
    struct Form: MultipartForm {
      func write(to form: inout MultipartWriter) {
        form.write("n", 5)
        form.write("none", Int?.none)
        form.write("list", ["a", "b"])
        form.write("object", Images.Problem(error: "e"))
        form.write("meta", ["x"], contentType: "application/json", headers: [("X-A", "1\r\nX-B: 2")])
        form.write("na\"me", true, contentType: "text/plain")
        form.write("file", FilePart?.none)
        form.write("photo", .bytes([0x41], filename: "p.jpg"), contentType: "image/x")
      }
    }
    let sent = try await sent { $0.multipart(Form()) }
    let parts = sent.text.components(separatedBy: "--B").dropFirst().dropLast().map {
      $0.replacingOccurrences(of: "\r\n", with: "|")
    }
    #expect(
      parts == [
        #"|Content-Disposition: form-data; name="n"||5|"#,
        #"|Content-Disposition: form-data; name="list"||a|"#, #"|Content-Disposition: form-data; name="list"||b|"#,
        #"|Content-Disposition: form-data; name="object"|Content-Type: application/json||{"error":"e"}|"#,
        #"|Content-Disposition: form-data; name="meta"|Content-Type: application/json|X-A: 1X-B: 2||["x"]|"#,
        #"|Content-Disposition: form-data; name="na%22me"|Content-Type: text/plain||true|"#,
        #"|Content-Disposition: form-data; name="photo"; filename="p.jpg"|Content-Type: image/x||A|"#,
      ])
  }

  @Test func `a JSON type's members become parts`() async throws {
    let sent = try await sent { $0.multipart(json: ["a": 1, "b": ["c": 2], "d": ["x", "y"]] as JSONValue) }
    #expect(sent.text.components(separatedBy: "Content-Disposition").count == 5)
    #expect(sent.text.contains("name=\"b\"\r\nContent-Type: application/json\r\n\r\n{\"c\":2}\r\n"))
  }

  @Test func `a form without parts is still a form`() async throws {
    #expect(try await sent { $0.multipart(Images.Draw.Body()) }.text == "--B--\r\n")
  }

  @Test func `boundaries are random`() async throws {
    let transport = MockTransport(json: "{}")
    var operation = APIOperation<JSONValue>("test", .post, "/x")
    operation.multipart(Images.Draw.Body(category: "a"))
    for _ in 0..<2 { _ = try await PlainClient(transport).send(operation) }
    #expect(transport.sent.count == 2)
    #expect(transport.sent.first?.fields["Content-Type"] != transport.sent.last?.fields["Content-Type"])
  }

  @Test func `text, bytes and lines`() async throws {
    let text = try await sent { $0.text("é") }
    #expect(text.text == "é")
    #expect(text.fields["Content-Type"] == "text/plain; charset=utf-8")
    let bytes = try await sent { $0.binary(.bytes([1, 2]), contentType: "image/png") }
    #expect(bytes.body == [1, 2])
    #expect(bytes.fields["Content-Type"] == "image/png")
    let lines = try await sent { $0.jsonLines([1, 2]) }
    #expect(lines.text == "1\n2\n")
    #expect(lines.fields["Content-Type"] == "application/jsonl")
  }

  @Test(arguments: [
    ("/a/photo.JPG", "photo.JPG", "image/jpeg"), ("b", "b", "application/octet-stream"),
    ("x.webp", "x.webp", "image/webp"),
  ]) func `a file is named and typed by its path`(_ path: String, _ name: String, _ type: String) {
    let part = FilePart.file(path)
    #expect(part.filename == name)
    #expect(part.contentType == type)
    #expect(FilePart.file(URL(fileURLWithPath: path)).contentType == type)
  }
}
