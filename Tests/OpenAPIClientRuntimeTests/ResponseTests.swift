import Foundation
import OpenAPIClientRuntime
import Testing

@Suite struct ResponseTests {
  private func send<T>(
    _ operation: APIOperation<T>, _ response: HTTPResponse
  ) async throws(ClientError) -> T {
    try await PlainClient(MockTransport { _ in response }).send(operation)
  }

  @Test func `the documented media types are accepted`() async throws {
    let transport = MockTransport { _ in .text(200, #"{"type":"dog"}"#, [("Content-Type", "application/json")]) }
    let client = PlainClient(transport)
    _ = try await client.send(Images.find(id: "1"))
    _ = try await client.send(APIOperation<Images.Pet>("x", .get, "/"))
    _ = try await client.send(APIOperation<Void>("x", .get, "/"))
    #expect(
      transport.sent.map { $0.fields["Accept"] } == [
        "application/json, text/plain, application/octet-stream", "application/json", nil,
      ])
  }

  @Test func `media types that the document names are accepted instead`() async throws {
    let transport = MockTransport { _ in .text(200, "a,b") }
    var operation = APIOperation<String>("x", .get, "/", response: .text)
    operation.accept("text/csv, text/html;q=0.9")
    _ = try await PlainClient(transport).send(operation)
    #expect(transport.sent.first?.fields["Accept"] == "text/csv, text/html;q=0.9")
  }

  @Test func `status and content type choose the case`() async throws {
    if case .ok(.dog) = try await send(Images.find(id: "1"), .text(200, #"{"type":"dog"}"#)) {} else { Issue.record() }
    let later = try await send(
      Images.find(id: "1"), .text(202, "soon", [("Content-Type", "text/plain; charset=utf-8")]))
    if case .later("soon") = later {} else { Issue.record("\(later)") }
    if case .noContent = try await send(Images.find(id: "1"), .text(204, "")) {} else { Issue.record() }
  }

  @Test func `exact status before range before default, exact type before any`() async throws {
    let operation = APIOperation<String>(
      "x", .get, "/",
      response: .choice([
        .on(.default, .text) { "default:" + $0 }, .on(.range(2), .text) { "range:" + $0 },
        .on(200, "*/*", .text) { "any:" + $0 }, .on(200, "text/*", .text) { "text:" + $0 },
        .on(200, "text/csv", .text) { "csv:" + $0 }, .on(200, "application/json", .text) { "json:" + $0 },
      ]))
    func result(_ status: Int, _ type: String?) async throws -> String {
      try await send(operation, .text(status, "x", type.map { [("Content-Type", $0)] } ?? []))
    }
    #expect(try await result(200, "text/csv") == "csv:x")
    #expect(try await result(200, "TEXT/CSV; header=present") == "csv:x")
    #expect(try await result(200, "text/html") == "text:x")
    #expect(try await result(200, "image/png") == "any:x")
    #expect(try await result(200, "application/problem+json") == "json:x")
    #expect(try await result(201, "text/csv") == "range:x")
    #expect(try await result(200, nil) == "any:x")
  }

  @Test func `several content types are read alike, and no picture is lost for its format`() async throws {
    let operation = APIOperation<String>(
      "x", .get, "/",
      response: .choice([
        .on(200, "application/json", .text) { "json:" + $0 }, .on(200, "text/csv, text/plain", .text) { "text:" + $0 },
        .on(200, "image/png, image/jpeg", .bytes) { "picture:\($0.count)" },
      ]))
    func result(_ type: String) async throws -> String {
      try await send(operation, .text(200, "xyz", [("Content-Type", type)]))
    }
    #expect(try await result("text/plain; charset=utf-8") == "text:xyz")
    #expect(try await result("image/jpeg") == "picture:3")
    #expect(try await result("image/webp") == "picture:3")
    #expect(try await result("application/octet-stream") == "picture:3")
    let error = await failure { () async throws(ClientError) in
      try await send(operation, .text(200, "<p>", [("Content-Type", "text/html")]))
    }
    #expect(error?.kind == .decoding)
  }

  @Test(arguments: [
    nil, "application/json", "application/json; charset=utf-8", "application/vnd.api+json", "text/plain", "nonsense",
  ]) func `JSON is read whatever its content type`(_ type: String?) async throws {
    let response = try await send(
      APIOperation<Images.Problem>("x", .get, "/"),
      .text(200, "\u{FEFF}{\"error\":\"e\"}\r\n", type.map { [("Content-Type", $0)] } ?? []))
    #expect(response.error == "e")
  }

  @Test func `for an HTML page instead of JSON the error shows its beginning`() async {
    let page = "<!DOCTYPE html>\n<html><title>Maintenance</title>" + String(repeating: "x", count: 5000)
    let error = await failure { () async throws(ClientError) in
      try await send(APIOperation<Images.Problem>("x", .get, "/"), .text(200, page, [("Content-Type", "text/html")]))
    }
    #expect(error?.kind == .decoding)
    #expect(error?.status == 200)
    #expect(error?.message.contains("text/html") == true)
    #expect(error?.message.contains("<!DOCTYPE html> <html><title>Maintenance</title>") == true)
    #expect((error?.message.count ?? 0) < 500)
    #expect(error?.bodyText == page)
  }

  @Test func `a value that doesn't fit is an error with its path`() async {
    let error = await failure { () async throws(ClientError) in
      try await send(APIOperation<Images.Node>("x", .get, "/"), .text(200, #"{"name":"a","next":{"name":[]}}"#))
    }
    #expect(error?.kind == .decoding)
    #expect(error?.jsonPath == "$.next.name")
    #expect(error?.mayHaveBeenProcessed == true)
    #expect(
      error?.description.hasPrefix("x (GET /): The response is not what the document says: at $.next.name") == true)
  }

  @Test func `a response of a type that is not documented is an error`() async {
    let operation = APIOperation<String>("x", .get, "/", response: .choice([.on(200, "text/csv", .text) { $0 }]))
    let error = await failure { () async throws(ClientError) in
      try await send(operation, .text(200, "<p>", [("Content-Type", "text/html")]))
    }
    #expect(error?.kind == .decoding)
    #expect(error?.message.contains("text/html") == true)
    #expect(error?.message.contains("text/csv") == true)
  }

  @Test func `no content is nil if the response is optional`() async throws {
    #expect(try await send(Images.maybe(), .text(204, "")) == nil)
    #expect(try await send(Images.maybe(), .text(200, "", [("Content-Length", "0")])) == nil)
    #expect(try await send(Images.maybe(), .text(200, #"{"type":"dog"}"#)) == .dog(.init()))
    let error = await failure { () async throws(ClientError) in
      try await send(APIOperation<Images.Problem>("x", .get, "/"), .text(204, ""))
    }
    #expect(error?.kind == .decoding)
    #expect(error?.message.contains("The response is empty.") == true)
  }

  @Test func `a form is read instead of JSON, and JSON instead of a form`() async throws {
    let form = [("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")]
    let json = APIOperation<Images.Problem>("x", .get, "/")
    #expect(try await send(json, .text(200, "error=no%20money", form)).error == "no money")
    let asked = APIOperation<Images.Problem>("x", .get, "/", response: .form)
    #expect(try await send(asked, .text(200, "error=no+money", form)).error == "no money")
    let other = [("Content-Type", "application/json")]
    #expect(try await send(asked, .text(200, #"{"error":"no money"}"#, other)).error == "no money")
  }

  @Test func `texts, bytes, data, forms`() async throws {
    #expect(try await send(APIOperation<String>("x", .get, "/", response: .text), .text(200, "é")) == "é")
    let latin = HTTPResponse(
      status: 200, fields: HTTPFields([("Content-Type", "text/plain; charset=\"ISO-8859-1\"")]), body: .bytes([0xE9]))
    #expect(try await send(APIOperation<String>("x", .get, "/", response: .text), latin) == "é")
    #expect(try await send(APIOperation<[UInt8]>("x", .get, "/", response: .bytes), .text(200, "ab")) == [0x61, 0x62])
    #expect(
      try await send(APIOperation<Data>("x", .get, "/", response: .data), .pieces(200, ["a", "b"])) == Data("ab".utf8))
    let form = try await send(
      APIOperation<Images.GeneralResponse>("x", .get, "/", response: .form), .text(200, "code=5&msg=a+b%21"))
    #expect(form.code == 5 && form.msg == "a b!")
    let body = try await send(APIOperation<ResponseBody>("x", .get, "/", response: .body), .pieces(200, ["a", "b"]))
    #expect(try await body.collect(upTo: 10) == [0x61, 0x62])
  }

  @Test func `a streamed body is requested uncompressed`() async throws {
    let transport = MockTransport(json: "{}")
    let client = PlainClient(transport)
    _ = try await client.send(APIOperation<ResponseBody>("x", .get, "/", response: .body))
    _ = try await client.send(APIOperation<JSONValue>("x", .get, "/"))
    #expect(transport.sent.map { $0.fields["Accept-Encoding"] } == ["identity", nil])
  }

  @Test func `status and fields come with the response`() async throws {
    let transport = MockTransport { _ in .text(201, #"{"error":"e"}"#, [("X-Request-Id", "7")]) }
    let response = try await PlainClient(transport).response(of: APIOperation<Images.Problem>("x", .post, "/"))
    #expect(response.status == 201)
    #expect(response.fields["x-request-id"] == "7")
    #expect(response.output.error == "e")
  }

  @Test func `a response beyond the limit is refused`() async {
    let client = PlainClient(MockTransport { _ in .pieces(200, ["12345", "67890"]) })
      .with { $0.maximumResponseSize = 8 }
    let error = await failure { () async throws(ClientError) in
      try await client.send(APIOperation<[UInt8]>("x", .get, "/", response: .bytes))
    }
    #expect(error?.kind == .decoding)
    let other = await failure { () async throws(ClientError) in
      try await client.send(APIOperation<Data>("x", .get, "/", response: .data))
    }
    #expect(other?.kind == .decoding)
  }

  @Test(arguments: [
    (TransportFailure.Kind.cannotConnect, ClientError.Kind.connection), (.timedOut, .timedOut),
    (.cancelled, .cancelled),
    (.invalidRequest, .invalidInput), (.bodyFailed, .body), (.tls, .connection), (.unavailable, .connection),
  ]) func `failures of the transport are kinds`(_ kind: TransportFailure.Kind, _ expected: ClientError.Kind) async {
    let transport = MockTransport { _ in
      throw TransportFailure(kind: kind, message: "m", mayHaveBeenProcessed: true)
    }
    let error = await failure { () async throws(ClientError) in
      try await PlainClient(transport).send(APIOperation<JSONValue>("x", .post, "/y"))
    }
    #expect(error?.kind == expected)
    #expect(error?.mayHaveBeenProcessed == true)
    #expect(error?.operationID == "x" && error?.path == "/y" && error?.method == .post)
  }

  @Test func `a cancelled task sends nothing`() async {
    let transport = MockTransport(json: "{}")
    let task = Task { () async -> ClientError? in
      withUnsafeCurrentTask { $0?.cancel() }
      return await failure { () async throws(ClientError) in
        try await PlainClient(transport).send(APIOperation<JSONValue>("x", .get, "/"))
      }
    }
    #expect(await task.value?.kind == .cancelled)
    #expect(transport.sent.isEmpty)
  }

  @Test func `a call has its deadline`() async throws {
    let transport = MockTransport(json: "{}")
    let before = ContinuousClock.now
    _ = try await PlainClient(transport).with { $0.timeout = .seconds(300) }.send(
      APIOperation<JSONValue>("x", .get, "/"))
    let deadline = try #require(transport.sent.first?.deadline)
    #expect(deadline >= before + .seconds(300))
    #expect(deadline <= ContinuousClock.now + .seconds(300))
  }

  @Test func `rules are checked before sending if the client validates`() async throws {
    let transport = MockTransport(json: "{}")
    var operation = APIOperation<JSONValue>("x", .post, "/")
    operation.json(Images.GeneralResponse(code: 20, msg: ""))
    operation.validate { rules in rules.check("limit", 0, in: 1...) }
    let sending = operation
    _ = try await PlainClient(transport).send(sending)
    let error = await failure { () async throws(ClientError) in
      try await PlainClient(transport).with { $0.validatesRequests = true }.send(sending)
    }
    #expect(transport.sent.count == 1)
    #expect(error?.kind == .invalidInput)
    #expect(
      error?.message
        == "'code' is 20, but must be 1 to 15. 'msg' has 0 characters, but must have at least 1."
        + " 'limit' is 0, but must be at least 1.")
  }

  @Test(arguments: ["", " ", "\r\n"], [true, false])
  func `an empty or blank response is nil if it is optional`(_ text: String, _ tellsLength: Bool) async throws {
    let type = ("Content-Type", "application/json")
    func response() -> HTTPResponse {
      tellsLength
        ? .text(200, text, [type, ("Content-Length", "\(text.utf8.count)")])
        : .pieces(200, text.isEmpty ? [] : [text], [type])
    }
    #expect(try await send(Images.maybe(), response()) == nil)
    let form = APIOperation<Images.Problem?>("x", .get, "/", response: .optional(.form))
    #expect(try await send(form, response()) == nil)
    let plain = APIOperation<String?>("x", .get, "/", response: .optional(.text))
    #expect(try await send(plain, response()) == (text.isEmpty ? nil : text))
    let data = APIOperation<Data?>("x", .get, "/", response: .optional(.data))
    #expect(try await send(data, response()) == (text.isEmpty ? nil : Data(text.utf8)))
    let required = await failure { () async throws(ClientError) in
      try await send(APIOperation<Images.Problem>("x", .get, "/"), response())
    }
    #expect(required?.kind == .decoding)
  }

  @Test(arguments: [nil, "0"], [[], ["a"], ["a", "b"]])
  func `a streamed response is nil if it is optional and has no content`(
    _ length: String?, _ pieces: [String]
  ) async throws {
    // A length of 0 is trusted without reading.
    let isEmpty = pieces.isEmpty || length != nil
    func response(_ pieces: [String], _ type: String? = nil) -> HTTPResponse {
      .pieces(
        200, pieces,
        [("Content-Length", length), ("Content-Type", type)].compactMap { name, value in
          value.map { (name, $0) }
        })
    }
    let file = APIOperation<ResponseBody?>("x", .get, "/", response: .optional(.body))
    let body = try await send(file, response(pieces))
    #expect(try await body?.collect(upTo: 10) == (isEmpty ? nil : pieces.flatMap(\.utf8)))
    let stream = APIOperation<EventStream<String>?>("x", .get, "/", response: .optional(.events()))
    let events = try await send(stream, response(pieces.map { "data: \($0)\n\n" }, "text/event-stream"))
    #expect(try await events.asyncMap { try await $0.reduce(into: []) { $0.append($1) } } == (isEmpty ? nil : pieces))
    let list = APIOperation<JSONLines<String>?>("x", .get, "/", response: .optional(.jsonLines()))
    let lines = try await send(list, response(pieces.map { "\"\($0)\"\n" }))
    #expect(try await lines.asyncMap { try await $0.reduce(into: []) { $0.append($1) } } == (isEmpty ? nil : pieces))
  }

  private struct Limits: JSONCodable {
    var left: Int
    var share: Double?
    var isLast: Bool?
    var reset: Date?
    var tags: [String]?
    var sizes: [Int]?
    var color: [String: Int]?
    var id: String?

    init(json: JSONReader) throws {
      left = try json.value("X-Left")
      share = try json.value("X-Share")
      isLast = try json.value("X-Last")
      reset = try json.value("X-Reset")
      tags = try json.value("X-Tags")
      sizes = try json.value("X-Sizes")
      color = try json.value("X-Color")
      id = try json.value("X-ID")
    }

    func write(to json: inout JSONWriter) { json.write("X-Left", left) }
  }

  @Test func `header fields have types`() async throws {
    let fields = [
      ("x-left", "42"), ("X-SHARE", "0.5"), ("X-Last", "true"), ("X-Reset", "Sun, 06 Nov 1994 08:49:37 GMT"),
      ("X-Tags", "a, b"), ("X-Tags", "c"), ("X-Sizes", "1,2"), ("X-Color", "R=100,G=200"), ("X-Id", "007"),
    ]
    let client = PlainClient(MockTransport { _ in .text(200, "{}", fields) })
    let response = try await client.response(of: APIOperation<JSONValue>("x", .get, "/"))
    let limits = try response.headers(as: Limits.self)
    #expect(limits.left == 42 && limits.share == 0.5 && limits.isLast == true)
    #expect(limits.reset == Date(timeIntervalSince1970: 784_111_777))
    #expect(limits.tags == ["a", "b", "c"] && limits.sizes == [1, 2] && limits.color == ["R": 100, "G": 200])
    #expect(limits.id == "007")
  }

  @Test func `header fields that are missing or don't fit are errors`() {
    for fields: HTTPFields in [[:], ["X-Left": "many"]] {
      let response = Response(status: 200, fields: fields, output: ())
      let error = #expect(throws: ClientError.self) { try response.headers(as: Limits.self) }
      #expect(error?.kind == .decoding)
      #expect(error?.description.contains("X-Left") == true || error?.description.contains("x-left") == true)
    }
  }

  private struct Mixed: JSONCodable {
    var code: String
    var count: Int
    var isOn: Bool?
    var sizes: [Int]?
    var owner: [String: String]?
    var any: JSONValue?

    init(json: JSONReader) throws {
      code = try json.value("code")
      count = try json.value("count")
      isOn = try json.value("on")
      sizes = try json.value("sizes")
      owner = try json.value("owner")
      any = try json.value("any")
    }

    func write(to json: inout JSONWriter) { json.write("code", code) }
  }

  @Test func `each member of a form is read by its own type`() async throws {
    let operation = APIOperation<Mixed>("x", .get, "/", response: .form)
    let value = try await send(
      operation, .text(200, "code=007&count=7&on=true&sizes=1&owner[name]=a+b&owner%5Bid%5D=9&any=5"))
    #expect(value.code == "007" && value.count == 7 && value.isOn == true && value.sizes == [1])
    #expect(value.owner == ["name": "a b", "id": "9"] && value.any == "5")
    #expect(try await send(operation, .text(200, "code=1&count=2&sizes=1&sizes=2")).sizes == [1, 2])
    #expect(try await send(operation, .text(200, "code=1&count=2&sizes[]=1&sizes[]=2")).sizes == [1, 2])
    #expect(try await send(operation, .text(200, "code=1&count=2&sizes[0]=1&sizes[1]=2")).sizes == [1, 2])
  }
}

extension Optional where Wrapped: Sendable {
  fileprivate func asyncMap<Value: Sendable>(_ transform: (Wrapped) async throws -> Value) async throws -> Value? {
    guard let self else { return nil }
    return try await transform(self)
  }
}
