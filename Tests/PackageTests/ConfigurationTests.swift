import Foundation
import Testing

/// What the tool reports about a configuration, and where.
@Suite struct ConfigurationTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(PetDocument.text(), to: "pets.json")
  }

  /// Generates with one entry, whose further members stand on line 2.
  private func generate(_ members: String, _ path: String = "pets.json", options: String...) async throws -> Finished {
    try folder.write(
      #"{ "documents": [ { "path": "\#(path)", "namespace": "Zoo","# + "\n\(members) } ] }", to: "c.json")
    return try await Processes.run(
      Places.tool(), ["generate", path, "--output", "out", "--config", "c.json"] + options, in: folder.url)
  }

  @Test(arguments: [
    (##""names": { "#/components/schemas/Pet": "class" }"##, "c.json:2:12: error: 'class' can't be the name of"),
    (##""names": { "#/components/schemas/Pet": "Client" }"##, "c.json:2:12: error: 'Client' can't be the name of"),
    (#""names": { "GET /pets/{id}": "" }"#, "c.json:2:12: error: '' can't be the name of"),
    (#""formats": { "uuid": "a b" }"#, "c.json:2:14: error: 'a b' isn't a Swift type"),
  ])
  func `a name or a type that would not compile is an error at its location`(
    _ members: String, _ message: String
  ) async throws {
    let result = try await generate(members)
    #expect(result.status == 1)
    #expect(result.errors.hasPrefix(message), "\(result.errors)")
    #expect(result.errors.contains("[invalid-configuration]\n"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("out")))
  }

  /// Orders in pages: the members that rules can name, right and wrong.
  private static let lists = """
    { "openapi": "3.1.0", "info": { "title": "T", "version": "1" }, "servers": [{ "url": "https://a.example" }],
      "paths": { "/orders": {
        "get": { "operationId": "listOrders",
          "parameters": [{ "name": "after", "in": "query", "schema": { "type": "string" } }],
          "responses": { "200": { "description": "", "content": { "application/json": { "schema": {
            "type": "object", "properties": {
              "orders": { "type": "array", "items": { "type": "string" } },
              "errors": { "type": "array", "items": { "type": "string" } },
              "next": { "type": "string" }, "meta": { "type": "object", "properties": { "more": { "type": "string" } } }
            } } } } } } },
        "post": { "operationId": "createOrder", "responses": { "204": { "description": "" } } } } } }
    """

  @Test(arguments: [
    ("1", "'pages' must be true, or an object with operations"),
    (#"{ "*": 1 }"#, "'*' must be true or false"),
    (
      #"{ "listOrder": { "cursor": "after", "next": "/next" } }"#,
      "There is no operation `listOrder`; did you mean `listOrders`?"
    ),
    (#"{ "listOrders": { "cursor": "after" } }"#, "The rule doesn't say which member has the value for 'after'"),
    (
      #"{ "listOrders": { "items": "/orders" } }"#,
      "The rule doesn't say how to get from one page to the next; give one of cursor"
    ),
    (
      #"{ "listOrders": { "cursor": "after", "next": "/next", "link": true } }"#,
      "The rule gives several ways to get from one page to the next"
    ),
    (#"{ "listOrders": { "curser": "after", "next": "/next" } }"#, "Unknown key 'curser'; did you mean 'cursor'?"),
    (#"{ "listOrders": { "cursor": "after", "next": "next", "items": "/orders" } }"#, #"write "/next""#),
    (
      #"{ "listOrders": { "cursor": "aftr", "next": "/next", "items": "/orders" } }"#,
      "has no query parameter 'aftr'; did you mean 'after'?"
    ),
    (
      #"{ "listOrders": { "cursor": "after", "next": "/nxt", "items": "/orders" } }"#,
      "There is no member '/nxt'; did you mean '/next'?"
    ),
    (
      #"{ "listOrders": { "cursor": "after", "next": "/meta/a", "items": "/orders" } }"#,
      "There is no member '/meta/a'; known are /meta/more"
    ),
    (
      #"{ "listOrders": { "cursor": "after", "next": "/meta", "items": "/orders" } }"#,
      "'/meta' must be a string or a number"
    ),
    (
      #"{ "listOrders": { "cursor": "after", "next": "/next", "items": "/next" } }"#,
      "'/next' isn't a list; give \"items\", one of \"/orders\""
    ),
    (#"{ "listOrders": { "cursor": "after", "next": "/next" } }"#, "The response has several lists"),
    (
      #"{ "listOrders": { "cursor": "after", "last": "/id", "items": "/orders" } }"#,
      "What '/id' begins at has no members"
    ),
    (#"{ "listOrders": { "page": "after", "items": "/orders" } }"#, "The parameter 'after' isn't a whole number"),
    (#"{ "listOrders": { "link": true, "first": 0, "items": "/orders" } }"#, "'first' belongs to 'page'; remove it"),
    (
      #"{ "listOrders": { "link": true, "more": "/meta/more", "items": "/orders" } }"#,
      "'/meta/more' must be true or false"
    ),
    (#"{ "listOrders": { "link": true, "name": "send", "items": "/orders" } }"#, "'name' must be a Swift name"),
    (#"{ "createOrder": { "link": true } }"#, "The response of `POST /orders` is not one JSON value"),
    (#"{ "createOrder": true }"#, "The document doesn't show how to get from one page of `createOrder` to the next"),
  ])
  func `a mistake in the rules for pages is an error at its location`(_ pages: String, _ message: String) async throws {
    try folder.write(Self.lists, to: "lists.json")
    let result = try await generate("\"pages\": \(pages)", "lists.json")
    #expect(result.status == 1)
    #expect(result.errors.contains("[invalid-pages]\n"), "\(result.errors)")
    #expect(result.errors.contains(message), "\(result.errors)")
    #expect(result.errors.hasPrefix("c.json:2:"), "\(result.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("out")))
  }

  @Test func `a document's own rule that is wrong is warned about, and nothing is made of it`() async throws {
    try folder.write(
      Self.lists.replacing(
        #""operationId": "listOrders","#, with: #""operationId": "listOrders", "x-pagination": true,"#),
      to: "lists.json")
    let result = try await generate(#""pages": true"#, "lists.json")
    #expect(result.status == 0)
    #expect(result.errors.contains("lists.json:3:"), "\(result.errors)")
    #expect(result.errors.contains("warning: A rule for pages must be an object; write {"))
    #expect(!(try folder.read("out/Zoo+Operations.swift")).contains("Paged"))
  }

  @Test func `a keyword can name an operation`() async throws {
    #expect(try await generate(#""names": { "GET /pets/{id}": "import" }"#).status == 0)
    #expect(try folder.read("out/Zoo+Operations.swift").contains("func `import`(id: String)"))
  }

  @Test func `entries that match nothing are reported at their locations`() async throws {
    let result = try await generate(#""names": { "GET /typo": "a" }, "only": { "paths": ["/pets/*", "/dogs"] }"#)
    #expect(result.status == 0)
    #expect(result.errors.contains("c.json:2:12: warning: The name given for `GET /typo` is used nowhere"))
    #expect(result.errors.contains("c.json:2:63: warning: There is no operation at the path `/dogs`"))
    #expect(result.errors.contains("(#/documents/0/only/paths/1) [unused-selection]\n"), "\(result.errors)")
  }

  @Test func `strict accepts the codes that the entry ignores, and says which lines it accepted`() async throws {
    try folder.write(
      PetDocument.text().replacing("#/components/schemas/Pet\"", with: "#/components/schemas/Dog\""), to: "w.json")
    let all = try await generate(#""strict": true, "ignore": []"#, "w.json")
    #expect(all.status == 1)
    let codes = all.errors.matches(of: try Regex(#"error: .*\[([a-z-]+)\]\n"#)).compactMap { $0.output[1].substring }
    try #require(!codes.isEmpty, "\(all.errors)")
    let list = Set(codes).sorted().map { "\"\($0)\"" }.joined(separator: ", ")
    let result = try await generate(#""strict": true, "ignore": [\#(list)]"#, "w.json", options: "--strict")
    #expect(result.status == 0)
    #expect(
      result.errors.firstMatch(
        of: try Regex(#"w\.json:\d+:\d+: note: .*; accepted by 'ignore' \(#/.*\) \[unresolved-reference\]\n"#)) != nil,
      "\(result.errors)")
    #expect(result.errors.hasSuffix(", 0 warnings, \(codes.count) accepted\n"), "\(result.errors)")

    let unused = try await generate(#""ignore": ["unresolved-referense"]"#, "w.json")
    #expect(unused.status == 0)
    #expect(unused.errors.contains("w.json:"))
    #expect(
      unused.errors.contains("c.json:2:12: warning: No warning of this document has the code 'unresolved-referense'"),
      "\(unused.errors)")
    #expect(unused.errors.contains("'unresolved-reference'"), "\(unused.errors)")
    let checked = try await Processes.run(
      Places.tool(), ["check", "w.json", "--config", "c.json"], in: folder.url)
    #expect(checked.errors.contains("'unresolved-referense'"), "\(checked.errors)")
    #expect(try await generate(#""ignore": "unused-name""#).errors.contains("'ignore' must be an array of codes"))
  }

  @Test func `a namespace called like the target's module is warned about`() async throws {
    let same = try await generate(#""files": 1"#, options: "--target-module", "Zoo")
    #expect(same.status == 0)
    #expect(same.errors.hasPrefix("c.json:1:"), "\(same.errors)")
    #expect(same.errors.contains("warning: The namespace 'Zoo' has the same name as its module"), "\(same.errors)")
    #expect(!(try await generate(#""files": 1"#, options: "--target-module", "ZooKit").errors.contains("warning:")))
    #expect(
      !(try await generate(#""emit": "document""#, options: "--target-module", "Zoo").errors.contains("warning:")))
  }

  @Test func `a missing document is reported at the entry that names it`() async throws {
    let result = try await generate(#""files": 1"#, "none.json")
    #expect(result.status == 3)
    #expect(result.errors.hasPrefix("c.json:1:20: error: There is no document 'none.json'"), "\(result.errors)")
  }

  @Test func `an impossible namespace is reported with both ways to give another`() async throws {
    let option = try await generate(#""files": 1"#, options: "--namespace", "pet-shop")
    #expect(option.status == 2 || option.status == 1)
    #expect(option.errors.contains("with --namespace or as 'namespace' in openapi-client.json"), "\(option.errors)")
    try folder.write(PetDocument.text().replacing("Pet\"", with: "Data\""), to: "data.json")
    let hidden = try await Processes.run(
      Places.tool(), ["generate", "data.json", "--output", "out", "--namespace", "Client"], in: folder.url)
    #expect(hidden.status == 1)
    #expect(hidden.errors.contains("[hidden-namespace]"), "\(hidden.errors)")
  }
}
