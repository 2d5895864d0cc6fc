import OpenAPIClientGenerator
import Testing

/// What a change of operations, servers and names means to Swift callers.
extension PlanComparisonTests {
  @Test func `arguments and responses of operations are compared`() {
    let pet = #""Pet": \#(Self.object(#""id": {"type": "integer"}"#))"#
    let limit = #"{"name": "limit", "in": "query", "schema": {"type": "string"}"#
    let after = #"{"name": "after", "in": "query", "schema": {"type": "string"}}"#
    let list = #"{"type": "array", "items": \#(Self.reference("Pet"))}"#
    let old = """
      "/pets": {"get": {"operationId": "list", "parameters": [\(limit)}], "responses": {"200": \(Self.response(Self.reference("Pet")))}}},
      "/pet": {"get": {"operationId": "get", "responses": {"200": \(Self.response(Self.reference("Pet")))}}}
      """
    let new = """
      "/pets": {"post": {"operationId": "list", "parameters": [\(limit), "required": true}, \(after)], "responses": {"200": \(Self.response(list))}}}
      """
    #expect(
      Self.changes(schemas: (pet, pet), paths: (old, new)) == [
        "breaking: Client.list.limit must be given now", "breaking: Client.list returns [Pet] instead of Pet",
        "breaking: Client.get is gone", "additive: Client.list.after is new",
        "documentation: Client.list sends POST /pets instead of GET /pets",
      ])
  }

  @Test func `an error response of another type breaks callers, a new one does not`() {
    let schemas = """
      "Problem": \(Self.object(#""title": {"type": "string"}"#)), "Declined": \(Self.object(#""reason": {"type": "string"}"#))
      """
    func pay(_ responses: String) -> String {
      Self.get("/pay", #""operationId": "pay", "responses": {"204": {"description": ""}, \#(responses)}"#)
    }
    let problem = Self.response(Self.reference("Problem"))
    let declined = Self.response(Self.reference("Declined"))
    #expect(
      Self.changes(
        schemas: (schemas, schemas), paths: (pay(#""402": \#(problem)"#), pay(#""402": \#(declined)"#))
      ) == ["breaking: Client.pay throws Declined for 402 instead of Problem"])
    #expect(
      Self.changes(
        schemas: (schemas, schemas),
        paths: (pay(#""402": \#(problem)"#), pay(#""4XX": \#(problem), "409": \#(declined)"#))
      ) == [
        "additive: Client.pay documents Problem for 4XX", "additive: Client.pay documents Declined for 409",
      ])
    #expect(
      Self.changes(
        schemas: (schemas, schemas), paths: (pay(#""402": \#(problem)"#), pay(#""409": \#(problem)"#))
      ) == [
        "breaking: Client.pay does not throw Problem for 402 any more",
        "additive: Client.pay documents Problem for 409",
      ])
  }

  @Test func `an argument that is sent elsewhere breaks callers`() {
    func list(_ location: String) -> String {
      Self.get(
        "/pets",
        """
        "operationId": "list", "parameters": [{"name": "limit", "in": "\(location)", "schema": {"type": "integer"}}],
        "responses": {"204": {"description": ""}}
        """)
    }
    #expect(
      Self.changes(paths: (list("query"), list("header"))) == [
        "breaking: Client.list.limit is the header parameter `limit` instead of the query parameter `limit`"
      ])
  }

  @Test func `credentials that are not enough any more break callers`() {
    func list(_ security: String) -> String {
      Self.get(
        "/pets", #""operationId": "list", "security": [\#(security)], "responses": {"204": {"description": ""}}"#)
    }
    let schemes = """
      , "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}, "token": {"type": "http", "scheme": "bearer"}}
      """
    #expect(
      Self.changes(
        paths: (list(#"{"key": []}, {"token": []}"#), list(#"{"key": []}, {"key": [], "token": []}"#)),
        more: (schemes, schemes)
      ).contains("breaking: Client.list needs other credentials: key, or key and token"))
    #expect(
      Self.changes(paths: (list(#"{"key": []}"#), list(#"{"key": []}, {"token": []}"#)), more: (schemes, schemes))
        .contains("additive: Client.list accepts other credentials: key, or token"))
  }

  // MARK: Servers

  @Test func `a server whose variables are the same is no change`() {
    let servers = """
      [{"url": "https://{region}.example.com", "variables": {"region": {"default": "eu", "enum": ["eu", "us"]}}}]
      """
    let paths = Self.get(
      "/upload",
      """
      "operationId": "upload", "responses": {"204": {"description": ""}},
      "servers": [{"url": "https://a.example.com"}, {"url": "https://b.example.com"}]
      """)
    #expect(Self.changes(paths: (paths, paths), servers: (servers, servers)) == [])
  }

  @Test func `servers and their variables are compared by what callers write`() {
    func servers(_ values: String, _ rest: String = "") -> String {
      """
      [{"url": "https://{region}.example.com", "description": "Live", "variables": {"region": {"default": "eu", "enum": [\(values)]}}}\(rest)]
      """
    }
    #expect(
      Self.changes(
        servers: (
          servers(#""eu", "us""#),
          servers(#""eu", "asia""#, #", {"url": "https://test.example.com", "description": "Test"}"#)
        )) == [
          "breaking: Server.Region.us is gone", "additive: Server.Region.asia is new", "additive: Server.test is new",
        ])
    let live = #"{"url": "https://live.example.com", "description": "Live"}"#
    let test = #"{"url": "https://test.example.com", "description": "Test"}"#
    #expect(
      Self.changes(servers: ("[\(live)]", "[\(test), \(live)]")) == [
        "breaking: Client.init.server is .test unless given, instead of .live", "additive: Server.test is new",
      ])
  }

  // MARK: Renamings

  @Test func `a renamed operation is shown with the entry that undoes it`() {
    func pets(_ name: String) -> String {
      Self.get(
        "/pets",
        #""operationId": "\#(name)", "responses": {"200": \#(Self.response(Self.object(#""a": {"type": "string"}"#)))}"#
      )
    }
    #expect(
      Self.changes(paths: (pets("listPets"), pets("pets_index"))) == [
        #"breaking: Client.listPets is called petsIndex now; "names": {"GET /pets":"listPets"} keeps the name"#,
        #"breaking: ListPets is called PetsIndex now; "names": {"GET /pets":"listPets"} keeps the name"#,
      ])
  }

  @Test func `a renamed schema is one renaming, wherever it is used`() {
    func schemas(_ name: String) -> String {
      """
      "\(name)": \(Self.object(#""id": {"type": "string"}, "next": \#(Self.reference(name))"#)),
      "Owner": \(Self.object(#""pets": {"type": "array", "items": \#(Self.reference(name))}"#))
      """
    }
    func paths(_ name: String) -> String {
      Self.get("/pets", #""operationId": "pets", "responses": {"200": \#(Self.response(Self.reference(name)))}"#)
    }
    #expect(
      Self.changes(schemas: (schemas("Pet"), schemas("Animal")), paths: (paths("Pet"), paths("Animal"))) == [
        ##"breaking: Pet is called Animal now; "names": {"#/components/schemas/Animal":"Pet"} keeps the name"##
      ])
  }

  @Test func `an entry that would not undo a renaming is not shown`() {
    // `Pet` is the name of another schema now, which comes first.
    let old = #""Pet": \#(Self.object(#""a": {"type": "string"}"#))"#
    let new =
      #""Pet": \#(Self.object(#""b": {"type": "string"}"#)), "Animal": \#(Self.object(#""a": {"type": "string"}"#))"#
    let changes = Self.changes(schemas: (old, new))
    #expect(changes.contains("breaking: Pet.a is gone"))
    #expect(!changes.contains { $0.contains("names") })
  }

  @Test func `the JSON form has the same changes`() {
    let old = PlanSketch(
      paths: "{\(Self.get("/pets", #""operationId": "a", "responses": {"204": {"description": ""}}"#))}")
    let new = PlanSketch(
      paths: "{\(Self.get("/pets", #""operationId": "b", "responses": {"204": {"description": ""}}"#))}")
    let pinned = PlanSketch(
      paths: "{\(Self.get("/pets", #""operationId": "b", "responses": {"204": {"description": ""}}"#))}"
    ) { $0.names = ["GET /pets": "a"] }
    let changes = PlanComparison.changes(from: old.plan, to: new.plan) { names in
      names.map(\.key) == ["GET /pets"] && names.map(\.name) == ["a"] ? pinned.plan : nil
    }
    #expect(
      changes.map(\.json.text) == [
        """
        {"impact":"breaking","change":"renamed","declaration":"Client.a","message":"Client.a is called b now",\
        "names":{"GET /pets":"a"}}
        """
      ])
  }
}
