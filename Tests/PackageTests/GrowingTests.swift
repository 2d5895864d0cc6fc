import Foundation
import Testing

/// A service adds to its document, and code written against the client made from the old one is compiled against the
/// client made from the new one.
///
/// `openapi-client diff` says the same of other documents; here the compiler does.
@Suite struct GrowingTests {
  /// Something that a service adds: a text of the document, and what stands there afterwards.
  struct Addition: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let edits: [(old: String, new: String)]

    init(_ description: String, _ edits: (old: String, new: String)...) {
      testDescription = description
      self.edits = edits
    }
  }

  static let additions = [
    Addition("nothing"),
    Addition(
      "an optional member of a type that is sent and received",
      (#""note": {"type": ["string", "null"]}"#, #""gift": {"type": "boolean"}, "note": {"type": ["string", "null"]}"#)),
    Addition(
      "a member that may be null, of a type that is sent",
      (#""total": {"type": "integer"}"#, #""ref": {"type": ["string", "null"]}, "total": {"type": "integer"}"#)),
    Addition(
      "an optional member of an inline body",
      (#""total": {"type": "number"}"#, #""when": {"type": "string"}, "total": {"type": "number"}"#)),
    Addition(
      "optional parameters in query and header",
      (
        #""parameters": [{"name": "limit""#,
        #""parameters": [{"name": "cursor", "in": "query", "schema": {"type": "string"}}, "#
          + #"{"name": "X-Trace", "in": "header", "schema": {"type": "string"}}, {"name": "limit""#
      )),
    Addition(
      "an operation before all others, with an equal inline body and item",
      (
        #""paths": {"#,
        #""paths": {"/archive/orders": {"post": {"operationId": "archiveOrder", "requestBody": {"required": true, "#
          + #""content": {"application/json": {"schema": {"type": "object", "required": ["total"], "#
          + #""properties": {"total": {"type": "number"}}}}}}, "responses": {"200": {"description": "", "#
          + #""content": {"application/json": {"schema": {"type": "object", "properties": {"data": {"type": "array", "#
          + #""items": {"type": "object", "properties": {"name": {"type": "string"}}}}}}}}}}}},"#
      )),
    Addition(
      "an operation that sends what was only received",
      (
        #""get": {"operationId": "receipt""#,
        #""put": {"operationId": "putReceipt", "requestBody": {"required": true, "content": {"application/json": "#
          + ##"{"schema": {"$ref": "#/components/schemas/Receipt"}}}}, "responses": {"204": {"description": ""}}},"##
          + #""get": {"operationId": "receipt""#
      )),
    Addition(
      "documented failures",
      (
        #""400": {"#,
        #""409": {"description": "Twice", "headers": {"Retry-After": {"schema": {"type": "integer"}}}, "content": "#
          + #"{"application/json": {"schema": {"type": "object", "properties": {"id": {"type": "string"}}}}}}, "400": {"#
      )),
    Addition("a value of an enum", (#""enum": ["open", "paid"]"#, #""enum": ["draft", "open", "paid"]"#)),
    Addition(
      "a variant of a union",
      (
        ##"[{"$ref": "#/components/schemas/Card"}"##,
        ##"[{"type": "object", "required": ["iban"], "properties": {"iban": {"type": "string"}}}, "##
          + ##"{"$ref": "#/components/schemas/Card"}"##
      )),
    Addition(
      "a body in JSON of what was only sent as a form with files",
      (
        #""post": {"operationId": "addPhoto""#,
        #""put": {"operationId": "putPhoto", "requestBody": {"required": true, "content": {"application/json": "#
          + ##"{"schema": {"$ref": "#/components/schemas/Photo"}}, "application/x-www-form-urlencoded": "##
          + ##"{"schema": {"$ref": "#/components/schemas/Photo"}}}}, "responses": {"200": {"description": "", "##
          + ##""content": {"application/json": {"schema": {"$ref": "#/components/schemas/Photo"}}}}}}, "##
          + #""post": {"operationId": "addPhoto""#
      )),
    Addition(
      "a form of what was only sent as JSON, and a file in one",
      (
        #""post": {"operationId": "addPhoto""#,
        #""put": {"operationId": "putPhoto", "requestBody": {"required": true, "content": {"multipart/form-data": "#
          + ##"{"schema": {"$ref": "#/components/schemas/Order"}}}}, "responses": {"204": {"description": ""}}}, "##
          + #""post": {"operationId": "addPhoto""#
      ),
      (
        #""caption": {"type": "string"}"#,
        #""thumb": {"type": "string", "format": "binary"}, "caption": {"type": "string"}"#
      )
    ),
    Addition(
      "a member of a response that was the same as its request",
      (
        #""200": {"description": "Kept", "content": {"application/json": {"schema": {"type": "object", "properties": {"#,
        #""200": {"description": "Kept", "content": {"application/json": {"schema": {"type": "object", "properties": {"#
          + #""id": {"type": "string"}, "#
      )),
    Addition(
      "a member of a request that was the same as its response",
      (
        #"{"operationId": "keepNote", "requestBody": {"content": {"application/json": {"schema": {"properties": {"#,
        #"{"operationId": "keepNote", "requestBody": {"content": {"application/json": {"schema": {"properties": {"#
          + #""id": {"type": "string"}, "#
      )),
    Addition(
      "a further value of enums that had one",
      (#""enum": ["voucher"]"#, #""enum": ["voucher", "coupon"]"#), (#""enum": ["v1"]"#, #""enum": ["v1", "v2"]"#),
      (#""enum": ["auto"]"#, #""enum": ["auto", "none"]"#)
    ),
    Addition(
      "a union of what stood alone, which uses a schema that nothing used",
      (
        #""get": {"operationId": "vouchers""#,
        #""put": {"operationId": "anything", "responses": {"200": {"description": "", "content": {"application/json": "#
          + ##"{"schema": {"oneOf": [{"$ref": "#/components/schemas/Voucher"}, {"$ref": "#/components/schemas/Idle"}]}}}}}}, "##
          + #""get": {"operationId": "vouchers""#
      )),
    Addition(
      "a webhook, a callback and another way to sign in",
      (
        #""components": {"#,
        #""webhooks": {"paid": {"post": {"requestBody": {"content": {"application/json": {"schema": "#
          + ##"{"$ref": "#/components/schemas/Order"}}}}, "responses": {"200": {"description": ""}}}}}, "##
          + #""security": [{}, {"token": []}], "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}, "#
      ),
      (
        #""post": {"operationId": "addPhoto""#,
        #""post": {"callbacks": {"done": {"{$request.query.url}": {"post": {"requestBody": {"content": "#
          + #"{"application/json": {"schema": {"type": "object", "properties": {"x": {"type": "string"}}}}}}, "#
          + #""responses": {"200": {"description": ""}}}}}}, "operationId": "addPhoto""#
      )),
    Addition(
      "a schema that is called as an element of a list",
      (
        #""schemas": {"#,
        #""schemas": {"Item": {"type": "object", "properties": {"x": {"type": "string"}}}, "#
          + #""Headers": {"type": "object", "properties": {"y": {"type": "string"}}}, "#
      )),
    Addition(
      "a server, a security scheme and a tag",
      (
        #"[{"url": "https://shop.example.com"}]"#,
        #"[{"url": "https://shop.example.com"}, {"url": "https://eu.example.com", "description": "Europe"}]"#
      ),
      (
        #""components": {"#,
        #""tags": [{"name": "new"}], "components": {"securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}, "#
      )),
    Addition(
      "a documented header field",
      (
        #""X-Left": {"schema": {"type": "integer"}}"#,
        #""X-Limit": {"schema": {"type": "integer"}}, "X-Left": {"schema": {"type": "integer"}}"#
      )),
    Addition(
      "other words", (#""title": "Shop", "version": "1""#, #""title": "The shop", "version": "2""#),
      (#""description": "Made""#, #""description": "It was made.""#)),
  ]

  @Test(.timeLimit(.minutes(5)), arguments: additions)
  func `code written against the old client compiles against the new one`(_ addition: Addition) async throws {
    var document = Self.document
    for edit in addition.edits {
      try #require(document.ranges(of: edit.old).count == 1, "\(edit.old)")
      document = document.replacing(edit.old, with: edit.new)
    }
    let folder = try TemporaryFolder()
    try folder.write(Self.document, to: "old.json")
    try folder.write(document, to: "new.json")
    try folder.write(Self.callers, to: "Callers.swift")
    let result = try await Processes.run(
      Places.tool(), ["generate", "new.json", "--output", "out", "--namespace", "Shop"], in: folder.url)
    try #require(result.status == 0, "\(result.text)")
    let files = try folder.names(in: "out").map { folder.path("out/" + $0) }
    let compiled = try await Processes.compile(files + [folder.path("Callers.swift")])
    #expect(compiled.status == 0, "\(compiled.text)")

    // Where the compiler has nothing to say, `diff` has no more than that a `switch` may need a branch.
    let changes = try await Processes.run(Places.tool(), ["diff", "old.json", "new.json"], in: folder.url)
    let breaking = changes.output.split(separator: "\n").filter { $0.hasPrefix("breaking:") }
    #expect(breaking.allSatisfy { $0.hasPrefix("breaking: Order.Payment.") && $0.hasSuffix("is new") }, "\(breaking)")
  }

  private static let document = ##"""
    {
      "openapi": "3.1.0", "info": {"title": "Shop", "version": "1"}, "servers": [{"url": "https://shop.example.com"}],
      "paths": {
        "/orders": {
          "post": {
            "operationId": "createOrder",
            "requestBody": {"required": true, "content": {"application/json": {"schema": {
              "type": "object", "required": ["total"], "properties": {"total": {"type": "number"}}}}}},
            "responses": {
              "201": {
                "description": "Made", "headers": {"X-Left": {"schema": {"type": "integer"}}},
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}}},
              "400": {"description": "Wrong", "content": {"application/json": {"schema": {
                "type": "object", "properties": {"message": {"type": "string"}}}}}}}},
          "get": {
            "operationId": "listOrders",
            "parameters": [{"name": "limit", "in": "query", "schema": {"type": "integer"}}],
            "responses": {"200": {"description": "", "content": {"application/json": {"schema": {
              "type": "object", "required": ["data"], "properties": {"data": {"type": "array", "items": {
                "type": "object", "properties": {"name": {"type": "string"}}}}}}}}}}}},
        "/orders/{id}": {
          "put": {
            "operationId": "putOrder",
            "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
            "requestBody": {"required": true, "content": {"application/json": {
              "schema": {"$ref": "#/components/schemas/Order"}}}},
            "responses": {"204": {"description": ""}}}},
        "/photos": {
          "post": {"operationId": "addPhoto", "requestBody": {"required": true, "content": {"multipart/form-data": {
            "schema": {"$ref": "#/components/schemas/Photo"}}}}, "responses": {"204": {"description": ""}}}},
        "/notes": {
          "post": {"operationId": "keepNote", "requestBody": {"content": {"application/json": {"schema": {"properties": {
              "text": {"type": ["string", "null"]}, "stars": {"type": "integer", "maximum": 5}}, "type": "object"}}}},
            "responses": {"200": {"description": "Kept", "content": {"application/json": {"schema": {"type": "object", "properties": {
              "text": {"type": ["string", "null"]}, "stars": {"type": "integer", "maximum": 5}}}}}}}}},
        "/vouchers": {
          "get": {"operationId": "vouchers",
            "parameters": [{"name": "version", "in": "query", "required": true, "schema": {"type": "string", "enum": ["v1"]}}],
            "responses": {"204": {"description": ""}}},
          "post": {"operationId": "redeem",
            "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Voucher"}}}},
            "responses": {"204": {"description": ""}}}},
        "/receipt": {
          "get": {"operationId": "receipt", "responses": {"200": {"description": "", "content": {"application/json": {
            "schema": {"$ref": "#/components/schemas/Receipt"}}}}}}}
      },
      "components": {
        "schemas": {
          "Order": {
            "type": "object", "required": ["total"],
            "properties": {
              "id": {"type": "string", "readOnly": true}, "total": {"type": "integer"},
              "status": {"type": "string", "enum": ["open", "paid"]}, "note": {"type": ["string", "null"]},
              "stop": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
              "payment": {"oneOf": [{"$ref": "#/components/schemas/Card"}, {"$ref": "#/components/schemas/Cash"}]}}},
          "Photo": {
            "type": "object", "required": ["file"],
            "properties": {
              "file": {"type": "string", "format": "binary"}, "tags": {"type": "array", "items": {"type": "string"}},
              "pages": {"type": "array", "items": {"type": "string", "format": "binary"}}, "caption": {"type": "string"}}},
          "Voucher": {
            "type": "object", "required": ["kind", "code"],
            "properties": {
              "kind": {"type": "string", "enum": ["voucher"]}, "code": {"type": "string"}, "extra": {},
              "mode": {"oneOf": [{"type": "string", "enum": ["auto"]}, {"type": "object", "properties": {"n": {"type": "integer"}}}]}}},
          "Idle": {
            "type": "object", "required": ["kind"],
            "properties": {"kind": {"type": "string", "enum": ["idle"]}, "why": {"type": ["string", "null"]}}},
          "Card": {"type": "object", "required": ["number"], "properties": {"number": {"type": "string"}}},
          "Cash": {"type": "object", "required": ["coins"], "properties": {"coins": {"type": "integer"}}},
          "Receipt": {
            "type": "object", "required": ["number"],
            "properties": {
              "number": {"type": "integer"}, "memo": {"type": ["string", "null"]}, "tip": {"type": "integer", "default": 0},
              "place": {"type": "object", "properties": {"city": {"type": ["string", "null"]}}}}}
        }
      }
    }
    """##

  private static let callers = """
    import OpenAPIClientRuntime

    func calls(_ client: Shop.Client) async throws -> [String] {
      let body = Shop.CreateOrder.Body(total: 5)
      var words: [String] = []
      do {
        let made = try await client.response(of: Shop.createOrder(body: body))
        words.append("\\(try made.headers(as: Shop.CreateOrder.Headers.self).xLeft ?? 0)")
        words.append(contentsOf: read(made.output))
        _ = try await client.createOrder(body: .init(total: 1))
      } catch {
        if let wrong = error.body(as: Shop.CreateOrder.BadRequest.self) { words.append(wrong.message ?? "-") }
      }
      let orders = try await client.listOrders(limit: 3).data
      let names: [String?] = orders.map { (order: Shop.ListOrders.Order) in order.name }
      words += names.compactMap { $0 }
      _ = try await client.listOrders()
      try await client.putOrder(id: "1", body: made())
      let receipt = try await client.receipt()
      let memo: String? = receipt.memo
      let tip: Int? = receipt.tip
      let city: String? = receipt.place?.city
      return words + [memo, tip.map(String.init), city].compactMap { $0 }
    }

    func made() -> Shop.Order {
      var order = Shop.Order(
        total: 5, status: .open, note: nil, stop: ["a", "b"], payment: .card(.init(number: "4")), nulls: [.note])
      order.stop = "a"
      order.payment = .cash(Shop.Cash(coins: 3))
      order.nulls.insert(.note)
      return order
    }

    func read(_ order: Shop.Order) -> [String] {
      let note: String = order.note ?? "-"
      let id: String? = order.id
      var words = [note, id ?? "-"]
      switch order.payment {
      case .card(let card)?: words.append(card.number)
      case .cash(let cash)?: words.append("\\(cash.coins)")
      default: break
      }
      switch order.status {
      case .open?: words.append("open")
      case .paid?: words.append("paid")
      default: break
      }
      return words
    }

    func others(_ client: Shop.Client, _ photo: FilePart) async throws -> [String?] {
      try await client.addPhoto(body: .init(file: photo, tags: ["a"], pages: [photo], caption: "b"))
      let form = Shop.AddPhoto.Body(file: photo)
      try await client.addPhoto(body: form)
      let stored = Shop.Photo(file: "AA==", tags: ["a"])
      let note = try await client.keepNote(body: Shop.KeepNote.Body(text: nil, stars: 5, nulls: [.text]))
      let kept: Shop.KeepNote.Output = note
      try await client.vouchers(version: .v1)
      let voucher = Shop.Voucher(kind: .voucher, code: "1", extra: .null, mode: .value(.auto))
      try await client.redeem(body: voucher)
      let kind: Shop.Voucher.Kind = voucher.kind
      let idle = Shop.Idle(kind: .idle, why: "-")
      return [stored.tags?.first, kept.text, kind.rawValue, idle.why, idle.kind == .idle ? "idle" : nil]
    }

    func client() -> [Shop.Client] {
      [Shop.Client(), Shop.Client(server: .default), Shop.Client(server: "https://other.example.com")]
    }

    let receipt = Shop.Receipt(number: 1, memo: "a", tip: 3, place: .init(city: "b"))
    """
}
