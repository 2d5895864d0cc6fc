import Foundation
import OpenAPIClientRuntime
import Testing

@Suite("Bodies") struct BodyTests {
  let line = Bodies.Line(text: "t", price: 3)

  @Test func `JSON`() async throws {
    let sent = try await request(Bodies.sendJSON(body: line))
    #expect(sent.fields["Content-Type"] == "application/json")
    #expect(sent.fields["Accept"] == "application/vnd.api+json")
    #expect(sent.text == #"{"text":"t","price":3}"#)
  }

  @Test func `an optional body may be left out, with its content type`() async throws {
    let without = try await request(Bodies.sendMaybe())
    #expect(without.fields["Content-Type"] == nil)
    #expect(without.text.isEmpty)
    #expect(try await request(Bodies.sendMaybe(body: line)).text == #"{"text":"t","price":3}"#)
  }

  @Test func `forms nest, and encoding has its say`() async throws {
    let body = Bodies.SendForm.Body(
      name: "a b&c", amount: 5, tags: ["x", "y"], joined: ["x", "y"], metadata: ["k": "v"],
      lines: [line, Bodies.Line(text: "u")], origin: line)
    let sent = try await request(Bodies.sendForm(body: body))
    #expect(sent.fields["Content-Type"] == "application/x-www-form-urlencoded")
    let fields = sent.text.replacing("%5B", with: "[").replacing("%5D", with: "]").split(separator: "&")
    #expect(
      fields == [
        "name=a+b%26c", "amount=5", "tags=x", "tags=y", "joined=x,y", "metadata[k]=v", "lines[0][text]=t",
        "lines[0][price]=3", "lines[1][text]=u", "origin=%7B%22text%22%3A%22t%22%2C%22price%22%3A3%7D",
      ])
  }

  @Test func `parts are typed: files, lists, values, objects as JSON, with their content types`() async throws {
    let body = Bodies.SendParts.Body(
      title: "T", count: 2, quality: .high, shown: true, when: Date(timeIntervalSince1970: 0),
      file: .bytes([0x46], filename: "a\"b.bin", contentType: "application/pdf"),
      files: [.bytes([0x31], filename: "1.txt"), .bytes([0x32], filename: "2.txt")],
      cover: .bytes([0x50], filename: "c.jpeg", contentType: "image/jpeg"), names: ["n", "m"], line: line,
      lines: [line], note: "*hi*")
    let sent = try await request(Bodies.sendParts(body: body))
    #expect(sent.fields["Content-Type"] == "multipart/form-data; boundary=boundary")
    func part(_ name: String, _ value: String, _ more: String = "") -> String {
      "--boundary\r\nContent-Disposition: form-data; name=\"\(name)\"\(more)\r\n\r\n\(value)\r\n"
    }
    func file(_ name: String, _ file: String, _ type: String, _ value: String) -> String {
      part(name, value, "; filename=\"\(file)\"\r\nContent-Type: \(type)")
    }
    let json = "\r\nContent-Type: application/json"
    let expected =
      part("title", "T") + part("count", "2") + part("quality", "high") + part("shown", "true")
      + part("when", "1970-01-01T00:00:00Z") + file("file", "a%22b.bin", "application/pdf", "F")
      + file("files", "1.txt", "text/plain", "1") + file("files", "2.txt", "text/plain", "2")
      + file("cover", "c.jpeg", "image/jpeg", "P") + part("names", "n") + part("names", "m")
      + part("line", #"{"text":"t","price":3}"#, json) + part("lines", #"{"text":"t","price":3}"#, json)
      + part("note", "*hi*", "\r\nContent-Type: text/markdown") + "--boundary--\r\n"
    #expect(sent.text == expected)
  }

  @Test func `what a form needs must be given, the rest may be absent, and so may the whole form`() async throws {
    let least = Bodies.SendParts.Body(title: "T", file: .bytes([0x46], filename: "f"))
    let sent = try await request(Bodies.sendParts(body: least))
    #expect(sent.text.components(separatedBy: "form-data").count == 3, "\(sent.text)")
    #expect(try await request(Bodies.sendParts()).text.isEmpty)
    #expect(Bodies.SendParts.Body(title: "T", count: 0, file: .bytes([], filename: "f")).problems().count == 1)
  }

  @Test func `one schema in JSON, as parts and as a form`() async throws {
    let message = Bodies.Message(content: "c", embeds: [line])
    let json = try await request(Bodies.sendEither(body: .json(message)))
    #expect(json.text == #"{"content":"c","embeds":[{"text":"t","price":3}]}"#)
    let parts = try await request(Bodies.sendEither(body: .multipart(.init(content: "c", embeds: [line]))))
    #expect(parts.text.contains("name=\"content\"\r\n\r\nc\r\n"))
    #expect(
      parts.text.contains("name=\"embeds\"\r\nContent-Type: application/json\r\n\r\n{\"text\":\"t\",\"price\":3}"))
    let form = try await request(Bodies.sendEither(body: .form(message)))
    #expect(form.text == "content=c&embeds%5B0%5D%5Btext%5D=t&embeds%5B0%5D%5Bprice%5D=3")
  }

  @Test func `parts that a form inherits`() async throws {
    let sent = try await request(
      Bodies.sendInherited(body: .init(text: "t", price: 1, file: .bytes([0x46], filename: "f.png"))))
    #expect(sent.text.contains("name=\"text\"\r\n\r\nt\r\n"))
    #expect(sent.text.contains("name=\"file\"; filename=\"f.png\"\r\nContent-Type: image/png\r\n\r\nF\r\n"))
  }

  @Test func `parts are sent as the multipart type that the document says`() async throws {
    let sent = try await request(Bodies.sendMixed(body: .init(text: "t")))
    #expect(sent.fields["Content-Type"] == "multipart/mixed; boundary=boundary")
  }

  @Test func `of a range of types the body says what it is, or its file's name does`() async throws {
    func type(_ body: RequestBody) async throws -> String? {
      try await request(Bodies.sendPicture(body: body)).fields["Content-Type"]
    }
    #expect(try await type(.bytes([0x50]).typed("image/webp")) == "image/webp")
    #expect(try await type(.bytes([0x50])) == "application/octet-stream")
    let path = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString).JPG"
    try Data([0xFF]).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(try await type(.file(path: path)) == "image/jpeg")
    #expect(
      try await request(Bodies.sendBytes(body: .bytes([0x41]).typed("image/gif"))).fields["Content-Type"] == "image/gif"
    )
  }

  @Test func `text, bytes, XML as text, lines`() async throws {
    let text = try await request(Bodies.sendText(body: "é"))
    #expect(text.fields["Content-Type"] == "text/plain")
    #expect(text.text == "é")
    let bytes = try await request(Bodies.sendBytes(body: .bytes([0x41, 0x42])))
    #expect(bytes.fields["Content-Type"] == "application/octet-stream")
    #expect(bytes.text == "AB")
    let xml = try await request(Bodies.sendXML(body: "<a/>"))
    #expect(xml.fields["Content-Type"] == "application/xml")
    let lines = try await request(Bodies.sendLines(body: [line, Bodies.Line(text: "a\nb")]))
    #expect(lines.fields["Content-Type"] == "application/jsonl")
    #expect(lines.text == "{\"text\":\"t\",\"price\":3}\n{\"text\":\"a\\nb\"}\n")
  }

  @Test func `one of several content types`() async throws {
    let json = try await request(Bodies.sendChoice(body: .json(line)))
    #expect(json.fields["Content-Type"] == "application/json")
    #expect(json.fields["Accept"] == "application/json, text/csv")
    let csv = try await request(Bodies.sendChoice(body: .csv("a,b")))
    #expect(csv.fields["Content-Type"] == "text/csv")
    let png = try await request(Bodies.sendChoice(body: .png(.bytes([0x50]))))
    #expect(png.fields["Content-Type"] == "image/png")
    #expect(try await request(Bodies.sendChoice()).fields["Content-Type"] == nil)
  }

  @Test func `bodies, parameters and responses of components`() async throws {
    let sent = try await request(Bodies.reused(body: line, page: 2))
    #expect(sent.target == "/reused?page=2")
    #expect(sent.text == #"{"text":"t","price":3}"#)
  }
}
