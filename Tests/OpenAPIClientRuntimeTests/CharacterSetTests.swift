import OpenAPIClientRuntime
import Testing

@Suite("Character sets") struct CharacterSetTests {
  private func text(_ bytes: [UInt8], _ label: String?, json: Bool = false) async throws(ClientError) -> String {
    let type = (json ? "application/json" : "text/plain") + (label.map { "; charset=\($0)" } ?? "")
    let transport = MockTransport { _ in
      HTTPResponse(status: 200, fields: ["Content-Type": type], body: .bytes(bytes))
    }
    let response: ResponseReader<String> = json ? .json : .text
    return try await PlainClient(transport).send(APIOperation<String>("x", .get, "/", response: response))
  }

  static let texts: [(String, [UInt8], String)] = [
    ("utf-8", [0xC3, 0xA9, 0xE2, 0x82, 0xAC], "é€"), ("windows-1252", [0xE9, 0x80, 0x85], "é€…"),
    ("Windows-1251", [0xCF, 0xF0, 0xE8], "При"), ("cp1250", [0xB3, 0xF3, 0x9F], "łóź"),
    ("iso-8859-1", [0xE9, 0xDF], "éß"), ("ISO-8859-2", [0xB3, 0xF3], "łó"), ("latin1", [0xFC], "ü"),
    ("iso-8859-15", [0xA4], "€"), ("ISO-8859-7", [0xC1, 0xE1], "Αα"), ("koi8-r", [0xF0, 0xD2, 0xC9], "При"),
    ("us-ascii", [0x61], "a"), ("shift_jis", [0x93, 0xFA, 0x96, 0x7B, 0xB1], "日本ｱ"), ("Shift_JIS", [0x87, 0x40], "①"),
    ("euc-jp", [0xC6, 0xFC, 0xCB, 0xDC], "日本"), ("euc-kr", [0xC7, 0xD1], "한"), ("gbk", [0xD6, 0xD0, 0xB9, 0xFA], "中国"),
    ("gb2312", [0xD6, 0xD0], "中"), ("gb18030", [0xD6, 0xD0, 0x81, 0x30, 0x81, 0x30], "中\u{80}"),
    ("big5", [0xA4, 0xA4, 0xB0, 0xEA], "中國"), ("utf-16", [0xFF, 0xFE, 0xE9, 0x00], "é"),
    ("utf-16", [0xFE, 0xFF, 0x00, 0xE9], "é"), ("utf-16", [0x00, 0x61, 0x00, 0xE9], "aé"),
    ("utf-16", [0x61, 0x00, 0xE9, 0x00], "aé"), ("utf-16le", [0x3D, 0xD8, 0x00, 0xDE], "😀"),
    ("utf-16be", [0xD8, 0x3D, 0xDE, 0x00], "😀"),
  ]

  @Test(arguments: texts) func `a text is decoded by its label`(
    _ label: String, _ bytes: [UInt8], _ expected: String
  ) async throws {
    #expect(try await text(bytes, label) == expected)
    #expect(try await text(bytes, "\"\(label)\"") == expected)
  }

  @Test func `without a label a text is UTF-8, or what its byte order mark says`() async throws {
    #expect(try await text([0xC3, 0xA9], nil) == "é")
    #expect(try await text([0xEF, 0xBB, 0xBF, 0xC3, 0xA9], nil) == "é")
    #expect(try await text([0xEF, 0xBB, 0xBF, 0xC3, 0xA9], "windows-1252") == "é")
    #expect(try await text([0xFF, 0xFE, 0xE9, 0x00], nil) == "é")
    #expect(try await text([], "utf-16") == "")
  }

  static let undecodable: [(String?, [UInt8])] = [
    (nil, [0x61, 0xE9]), ("utf-8", [0xC3]), ("utf-8", [0xED, 0xA0, 0x80]), ("us-ascii", [0xE9]),
    ("windows-1252", [0x81]), ("shift_jis", [0x93]), ("euc-jp", [0xC6, 0x20]), ("gbk", [0x81, 0x20]), ("big5", [0xFF]),
    ("utf-16", [0x61]), ("utf-16le", [0x3D, 0xD8]), ("x-nobody-knows", [0x61]),
  ]

  @Test(arguments: undecodable) func `what can't be decoded is an error`(_ label: String?, _ bytes: [UInt8]) async {
    let error = await failure { () async throws(ClientError) in try await text(bytes, label) }
    #expect(error?.kind == .decoding)
    #expect(error?.body == bytes)
    #expect(error?.message.contains(label ?? "utf-8") == true)
  }

  @Test func `JSON is decoded by its label, too`() async throws {
    #expect(try await text([0x22, 0xE9, 0x22], "iso-8859-1", json: true) == "é")
    #expect(try await text([0x22, 0x93, 0xFA, 0x22], "Shift_JIS", json: true) == "日")
    #expect(try await text([0xFF, 0xFE, 0x22, 0, 0xE9, 0, 0x22, 0], nil, json: true) == "é")
    #expect(try await text([0x22, 0xC3, 0xA9, 0x22], "utf-8", json: true) == "é")
    #expect(try await text([0x22, 0xC3, 0xA9, 0x22], "utf8mb4", json: true) == "é")
    let error = await failure { () async throws(ClientError) in try await text([0x22, 0xE9, 0x22], "utf-8", json: true)
    }
    #expect(error?.kind == .decoding)
  }

  private func sent(_ text: String, _ contentType: String) async throws(ClientError) -> MockTransport.Sent? {
    let transport = MockTransport(json: "{}")
    var operation = APIOperation<JSONValue>("x", .post, "/")
    operation.text(text, contentType: contentType)
    _ = try await PlainClient(transport).send(operation)
    return transport.sent.first
  }

  static let sendable: [(String, String, [UInt8])] = [
    ("utf-8", "é", [0xC3, 0xA9]), ("iso-8859-1", "é", [0xE9]), ("windows-1252", "€", [0x80]),
    ("us-ascii", "a", [0x61]), ("Shift_JIS", "日本", [0x93, 0xFA, 0x96, 0x7B]), ("gbk", "中", [0xD6, 0xD0]),
    ("utf-16le", "é", [0xE9, 0x00]), ("utf-16be", "é", [0x00, 0xE9]), ("utf-16", "é", [0xFF, 0xFE, 0xE9, 0x00]),
    ("iso-2022-jp", "日", [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x1B, 0x28, 0x42]),
  ]

  @Test(arguments: sendable) func `a text is sent in the documented character set`(
    _ label: String, _ text: String, _ bytes: [UInt8]
  ) async throws {
    let sent = try await sent(text, "text/csv; charset=\(label)")
    #expect(sent?.body == bytes)
    #expect(sent?.fields["Content-Type"] == "text/csv; charset=\(label)")
  }

  @Test(arguments: [("iso-8859-1", "€"), ("us-ascii", "é"), ("windows-1252", "日"), ("gbk", "😀"), ("x-none", "a")])
  func `a character that doesn't exist there is an error before sending`(_ label: String, _ text: String) async {
    let error = await failure { () async throws(ClientError) in try await sent("a" + text, "text/csv; charset=\(label)")
    }
    #expect(error?.kind == .invalidInput)
    #expect(error?.message.contains(label) == true)
    if label != "x-none" { #expect(error?.message.contains("'\(text)'") == true) }
  }

  @Test func `JSON and parts are sent in the documented character set`() async throws {
    let transport = MockTransport(json: "{}")
    var operation = APIOperation<JSONValue>("x", .post, "/")
    operation.json("é", contentType: "application/json; charset=iso-8859-1")
    _ = try await PlainClient(transport).send(operation)
    #expect(transport.sent.first?.body == [0x22, 0xE9, 0x22])
  }

  @Test func `long texts are converted whole`() async throws {
    let long = String(repeating: "日本語、", count: 50_000)
    let sent = try await sent(long, "text/plain; charset=euc-jp")
    let bytes = try #require(sent?.body)
    #expect(bytes.count == 400_000)
    #expect(try await text(bytes, "euc-jp") == long)
  }
}
