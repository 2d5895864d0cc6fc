import OpenAPIClientGenerator
import Testing

@Suite struct `Operations` {
  private static func response(_ schema: String) -> String {
    #"{"description": "", "content": {"application/json": {"schema": \#(schema)}}}"#
  }

  private static func paths(_ list: [(String, String)]) -> String {
    var text: [String] = []
    for (path, methods) in list {
      var operations: [String] = []
      for method in methods.split(separator: " ") {
        operations.append(#""\#(method)": {"responses": {"204": {"description": ""}}}"#)
      }
      text.append("\"\(path)\": {" + operations.joined(separator: ", ") + "}")
    }
    return "{" + text.joined(separator: ", ") + "}"
  }

  @Test func `without an id a verb and the path's nouns make the name`() {
    let sketch = PlanSketch(
      paths: Self.paths([
        ("/v1/images/generations", "post"), ("/api/v2/pets", "get post"),
        ("/api/v2/pets/{petId}", "get put patch delete"),
        ("/users/{id}/posts", "get"), ("/users/{id}/activate", "post"), ("/search", "get"), ("/settings/main", "get"),
        ("/pets/findByStatus", "get"), ("/", "get"), ("/teams/{team_id}", "get"), ("/teams/{slug}", "get"),
        ("/videos/{id}/give-ownership", "post"), ("/users/{id}/user-settings", "get"), ("/heroes/{id}/series", "get"),
        ("/jobs/{id}/reassign", "post"), ("/videos/{id}/thumbnail", "post"),
      ]))
    #expect(
      sketch.plan.operations.map { $0.name } == [
        "createImageGeneration", "listPets", "createPet", "getPet", "replacePet", "updatePet", "deletePet",
        "listUserPosts", "activateUser", "search", "getSettingsMain", "findPetsByStatus", "getRoot", "getTeam",
        "getTeamBySlug", "giveVideoOwnership", "listUserSettings", "getHeroSeries", "reassignJob",
        "createVideoThumbnail",
      ])
  }

  @Test func `ids come out in Swift's case, and frameworks' endings are taken off`() {
    let sketch = PlanSketch(
      paths: """
        {"/items/{item_id}": {"get": {"operationId": "read_item_items__item_id__get", "responses": {}}},
         "/a": {"get": {"operationId": "repos/list-for-org", "responses": {}}},
         "/b": {"get": {"operationId": "getURLById", "responses": {}}, "put": {"operationId": "getURLById", "responses": {}}},
         "/c": {"get": {"operationId": "self", "responses": {}}, "put": {"operationId": "send", "responses": {}}},
         "/d": {"get": {"operationId": "class", "responses": {}}}}
        """)
    #expect(
      sketch.plan.operations.map { $0.name } == [
        "readItem", "reposListForOrg", "getURLByID", "updateB", "selfRequest", "sendRequest", "`class`",
      ])
  }

  @Test func `arguments are ordered by kind, and labels don't collide`() {
    let sketch = PlanSketch(
      paths: """
        {"/a/{id}": {"post": {"operationId": "a", "parameters": [
            {"name": "limit", "in": "query", "schema": {"type": "integer"}}, {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}},
            {"name": "id", "in": "query", "required": true, "schema": {"type": "integer"}}, {"name": "body", "in": "query", "schema": {"type": "string"}},
            {"name": "X-Request-ID", "in": "header", "schema": {"type": "string", "format": "uuid"}}, {"name": "in", "in": "query", "schema": {"type": "string"}},
            {"name": "v", "in": "query", "required": true, "schema": {"const": "2"}},
            {"name": "mode", "in": "query", "required": true, "schema": {"type": "string", "enum": ["fast"]}},
            {"name": "Accept", "in": "header", "schema": {"type": "string"}},
            {"name": "filter", "in": "query", "content": {"application/json": {"schema": {"type": "object", "properties": {"x": {"type": "string"}}}}}},
            {"name": "state", "in": "query", "style": "pipeDelimited", "explode": false, "schema": {"type": "array", "items": {"type": "string", "enum": ["on", "off"]}}}],
          "requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {"z": {"type": "string"}}}}}},
          "responses": {"204": {"description": ""}}}}}
        """)
    #expect(
      sketch.signature("a")
        == "a(id: String, body: A.Body?, limit: Int?, queryID: Int, queryBody: String?, requestID: UUID?, `in`: String?, mode: A.Mode, filter: A.Filter?, state: [A.State]?) -> Void"
    )
    let parameters = sketch.operation("a")?.parameters ?? []
    #expect(parameters.first { $0.wireName == "v" }?.constant == .string("2"))
    #expect(parameters.first { $0.wireName == "filter" }?.style == .content)
    #expect(parameters.first { $0.wireName == "state" }?.style == .pipeDelimited)
  }

  @Test func `a multipart body is a form with files, lists and typed fields`() {
    let sketch = PlanSketch(
      paths: """
        {"/a": {"post": {"operationId": "upload", "requestBody": {"content": {"multipart/form-data": {"schema": {
            "type": "object", "required": ["file"], "properties": {
              "file": {"type": "string", "format": "binary"}, "more": {"type": "array", "items": {"type": "string", "format": "binary"}},
              "count": {"type": "integer"}, "meta": {"type": "object", "properties": {"x": {"type": "string"}}},
              "image": {"anyOf": [{"type": "string", "format": "binary"}, {"type": "string"}]}}},
            "encoding": {"meta": {"contentType": "application/vnd.meta+json"}}}}},
          "responses": {"204": {"description": ""}}}}}
        """)
    #expect(sketch.signature("upload") == "upload(body: Upload.Body?) -> Void")
    #expect(
      sketch.properties("Upload.Body") == [
        "file: FilePart", "more: [FilePart] absent is [] = []", "count: Int?", "meta: Upload.Meta?", "image: FilePart?",
      ])
    guard case .structure(let body) = sketch.type("Upload.Body")?.kind else { return }
    #expect(body.coding == .multipart)
    #expect(body.properties[3].part == .contentType("application/vnd.meta+json"))
    #expect(sketch.operation("upload")?.body?.content == .multipart(contentType: "multipart/form-data"))
  }

  @Test func `variants as parts are one form that can send each of them`() {
    let sketch = PlanSketch(
      paths: """
        {"/a": {"post": {"operationId": "order", "requestBody": {"required": true, "content": {"multipart/form-data": {"schema": {"oneOf": [
          {"type": "object", "required": ["kind", "name", "object"], "properties": {
            "kind": {"const": "drink"}, "object": {"const": "menuItem", "readOnly": true},
            "name": {"type": "string", "description": "What it is called"}, "hot": {"type": "boolean"},
            "pictures": {"type": "array", "items": {"type": "string", "format": "binary"}}}},
          {"type": "object", "required": ["kind", "name", "object"], "properties": {
            "kind": {"const": "dessert"}, "object": {"const": "menuItem", "readOnly": true},
            "name": {"type": "string", "maxLength": 9}, "hot": {"type": "integer"}, "calories": {"type": "integer"},
            "pictures": {"type": "array", "items": {"type": "string", "format": "binary"}}}}]}}}},
          "responses": {"204": {"description": ""}}}}}
        """)
    #expect(
      sketch.properties("Order.Body") == [
        "kind: Order.Kind", "object: Order.Object? read only", "name: String", "hot: Order.Hot?",
        "pictures: [FilePart] absent is [] = []", "calories: Int?",
      ])
    guard case .openEnum(let kinds) = sketch.type("Order.Kind")?.kind,
      case .structure(let body) = sketch.type("Order.Body")?.kind
    else {
      Issue.record("no form")
      return
    }
    #expect(kinds.values.map(\.name) == ["drink", "dessert"])
    // The limit of one variant does not apply to the other; read-only properties are no arguments.
    #expect(body.properties[2].rules.isEmpty)
    #expect(!body.properties[1].isInInitializer)
  }

  @Test(arguments: [#"{"204": {"description": ""}}"#, jsonResponse, failure], [nil, "application/json", form])
  func `a multipart body is a type of its own, whatever else is made of the component`(
    _ responses: String, _ other: String?
  ) {
    let content = ##"{"schema": {"$ref": "#/components/schemas/Photo"}}"##
    let done = #"{"204": {"description": ""}}"#
    let another = other.map { type in
      #", "/z": {"put": {"operationId": "z", "requestBody": {"content": {"\#(type)": \#(content)}}, "responses": \#(done)}}"#
    }
    let sketch = PlanSketch(
      schemas: """
        {"Photo": {"type": "object", "required": ["file"], "properties": {
           "file": {"type": "string", "format": "binary"}, "tags": {"type": "array", "items": {"type": "string"}},
           "more": {"type": "array", "items": {"type": "string", "format": "binary"}},
           "byName": {"type": "object", "additionalProperties": {"type": "string", "format": "binary"}},
           "meta": {"type": "object", "properties": {"icon": {"type": "string", "format": "binary"}}}}}}
        """,
      paths: """
        {"/a": {"post": {"operationId": "a", "requestBody": {"required": true, "content": {
            "multipart/form-data": \(content)}}, "responses": \(responses)}}
         \(another ?? "")}
        """)
    #expect(
      sketch.properties("A.Body") == [
        "file: FilePart", "tags: [String] absent is [] = []", "more: [FilePart] absent is [] = []",
        "byName: [String: FilePart]?", "meta: Photo.Meta?",
      ])
    #expect(sketch.properties("Photo.Meta") == ["icon: String?"])
    // JSON can't contain a file.
    #expect(
      sketch.properties("Photo") == [
        "file: String", "tags: [String]?", "more: [String]?", "byName: [String: String]?", "meta: Photo.Meta?",
      ])
  }

  private static let form = "application/x-www-form-urlencoded"
  private static let jsonResponse = ##"""
    {"200": {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Photo"}}}}}
    """##
  private static let failure = ##"""
    {"400": {"description": "", "content": {"application/json": {"schema": {"type": "array",
      "items": {"$ref": "#/components/schemas/Photo"}}}}}}
    """##

  @Test func `operations that share a multipart body have types of their own, which are the same`() {
    let operation = ##""requestBody": {"$ref": "#/components/requestBodies/Upload"}, "responses": {}"##
    let sketch = PlanSketch(
      document: """
        {"openapi": "3.1.0", "info": {"title": "Test", "version": "1"},
         "paths": {"/a": {"post": {"operationId": "postA", \(operation)}},
           "/b": {"post": {"operationId": "postB", \(operation)}}},
         "components": {"requestBodies": {"Upload": {"required": true, "content": {"multipart/form-data": {"schema": {
           "type": "object", "properties": {
             "file": {"type": "string", "format": "binary"}, "size": {"type": "string", "enum": ["s", "m"]}}}}}}}}}
        """)
    #expect(sketch.properties("PostA.Body") == ["file: FilePart?", "size: PostA.Size?"])
    #expect(sketch.operation("postB")?.arguments.map(\.type.text) == ["PostB.Body"])
    guard case .alias(let body) = sketch.type("PostB.Body")?.kind,
      case .alias(let size) = sketch.type("PostB.Size")?.kind
    else {
      Issue.record("not the same")
      return
    }
    #expect([body.text, size.text] == ["PostA.Body", "PostA.Size"])
  }

  @Test func `every kind of body is sent as what it is`() {
    func plan(_ content: String) -> BodyPlan? {
      PlanSketch(
        paths: """
          {"/a": {"post": {"operationId": "a", "requestBody": {"required": true, "content": \(content)}, "responses": {"204": {"description": ""}}}}}
          """
      ).operation("a")?.body
    }
    let array = #"{"schema": {"type": "array", "items": {"type": "integer"}}}"#
    #expect(plan(#"{"application/vnd.x+json": \#(array)}"#)?.content == .json(contentType: "application/vnd.x+json"))
    #expect(plan(#"{"*/*": \#(array)}"#)?.content == .json(contentType: "application/json"))
    #expect(plan(#"{"text/plain": {"schema": {"type": "string"}}}"#)?.type == .text)
    #expect(
      plan(#"{"application/xml": {"schema": {"type": "object"}}}"#)?.content == .text(contentType: "application/xml"))
    #expect(plan(#"{"image/png": {}}"#)?.content == .binary(contentType: "image/png"))
    #expect(plan(#"{"image/*": {}}"#)?.content == .binary(contentType: "image/*"))
    #expect(plan(#"{"application/x-ndjson": \#(array)}"#)?.type == .array(.int))
    let form = plan(
      #"{"application/x-www-form-urlencoded": {"schema": {"type": "object"}, "encoding": {"a": {"style": "deepObject"}}}}"#
    )
    guard case .form(let fields) = form?.content else {
      Issue.record("no form")
      return
    }
    #expect(fields.map(\.key) == ["a"] && fields.map(\.style) == [.deepObject] && fields.map(\.explode) == [false])
  }

  @Test func `one response is returned itself, nothing beside it makes it optional, several are an enum`() {
    func signature(_ responses: String) -> String? {
      PlanSketch(
        schemas:
          #"{"P": {"type": "object", "properties": {"x": {"type": "string"}}}, "Q": {"type": "object", "properties": {"y": {"type": "string"}}}}"#,
        paths: #"{"/a": {"get": {"operationId": "a", "responses": \#(responses)}}}"#
      ).signature("a")
    }
    let (p, q) = (
      Self.response(##"{"$ref": "#/components/schemas/P"}"##), Self.response(##"{"$ref": "#/components/schemas/Q"}"##)
    )
    #expect(signature(#"{"200": \#(p), "201": \#(p), "404": \#(q)}"#) == "a() -> P")
    #expect(signature(#"{"200": \#(p), "204": {"description": ""}}"#) == "a() -> P?")
    #expect(signature(#"{"200": \#(p), "202": \#(q)}"#) == "a() -> A.Output")
    #expect(signature(#"{"2XX": \#(p)}"#) == "a() -> P")
    #expect(signature(#"{"default": \#(p)}"#) == "a() -> P")
    #expect(signature(#"{"200": {"description": ""}}"#) == "a() -> Void")
    #expect(signature("{}") == "a() -> bytes")
    #expect(
      signature(#"{"200": {"description": "", "content": {"application/octet-stream": {}}}}"#) == "a() -> ResponseBody")
    #expect(signature(#"{"200": {"description": "", "content": {"text/html": {}}}}"#) == "a() -> text")
    #expect(
      signature(
        ##"{"200": {"description": "", "content": {"text/event-stream": {"schema": {"$ref": "#/components/schemas/P"}}}}}"##
      )
        == "a() -> EventStream<P>")
    #expect(
      signature(
        ##"{"200": {"description": "", "content": {"application/jsonl": {"itemSchema": {"$ref": "#/components/schemas/P"}}}}}"##
      )
        == "a() -> JSONLines<P>")
  }

  @Test func `several responses become cases named by status or content type`() {
    let sketch = PlanSketch(
      paths: """
        {"/a": {"post": {"operationId": "run", "responses": {
          "200": {"description": "Done", "content": {"application/json": {"schema": {"type": "object", "properties": {"x": {"type": "string"}}}},
                  "text/event-stream": {"schema": {"type": "object", "properties": {"delta": {"type": "string"}}}}}}}}},
         "/b": {"post": {"operationId": "walk", "responses": {
          "200": {"description": "", "content": {"application/json": {"schema": {"type": "object", "properties": {"x": {"type": "string"}}}}}},
          "202": {"description": "", "content": {"application/json": {"schema": {"type": "object", "properties": {"y": {"type": "string"}}}}}},
          "204": {"description": ""}}}}}
        """)
    func cases(_ name: String) -> [String] {
      guard case .responseChoice(let choice) = sketch.type(name)?.kind else { return [] }
      return choice.cases.map { $0.name + ($0.type.map { "(" + $0.explanation + ")" } ?? "") }
    }
    #expect(cases("Run.Output") == ["json(Run.OKJSON)", "events(EventStream<Run.Event>)"])
    #expect(cases("Walk.Output") == ["ok(Walk.OK)", "accepted(Walk.Accepted)", "noContent"])
  }

  @Test func `documented errors are grouped by type`() {
    let sketch = PlanSketch(
      schemas: #"{"E": {"type": "object", "properties": {"m": {"type": "string"}}}}"#,
      paths: """
        {"/a": {"get": {"operationId": "a", "responses": {"204": {"description": ""},
          "400": \(Self.response(##"{"$ref": "#/components/schemas/E"}"##)), "default": \(Self.response(##"{"$ref": "#/components/schemas/E"}"##)),
          "409": \(Self.response(#"{"type": "object", "properties": {"id": {"type": "string"}}}"#))}}}}
        """)
    let failures = sketch.operation("a")?.failures ?? []
    #expect(failures.map { $0.type.explanation } == ["E", "A.Conflict"])
    #expect(failures.map { $0.statuses } == [[.code(400), .default], [.code(409)]])
  }

  @Test func `of equal inline types the later ones are other names of the first`() {
    let image =
      #"{"type": "object", "properties": {"data": {"type": "array", "items": {"type": "object", "properties": {"url": {"type": "string"}, "seed": {"type": "integer"}}}}, "created": {"type": "integer"}}}"#
    let sketch = PlanSketch(
      paths: """
        {"/v1/images/generations": {"post": {"responses": {"200": \(Self.response(image))}}},
         "/v1/images/edits": {"post": {"responses": {"200": \(Self.response(image))}}},
         "/v1/videos/edits": {"post": {"responses": {"200": \(Self.response(image))}}}}
        """)
    #expect(sketch.signature("createImageGeneration") == "createImageGeneration() -> CreateImageGeneration.Output")
    #expect(sketch.signature("createImageEdit") == "createImageEdit() -> CreateImageEdit.Output")
    #expect(sketch.signature("createVideoEdit") == "createVideoEdit() -> CreateVideoEdit.Output")
    #expect(
      sketch.properties("CreateImageGeneration.Output")
        == ["data: [CreateImageGeneration.Generation]?", "created: Int?"])
    for (name, first) in [
      ("CreateImageEdit.Output", "CreateImageGeneration.Output"),
      ("CreateImageEdit.Edit", "CreateImageGeneration.Generation"),
      ("CreateVideoEdit.Output", "CreateImageGeneration.Output"),
    ] {
      guard case .alias(let use) = sketch.type(name)?.kind else {
        Issue.record("\(name) is no other name.")
        continue
      }
      #expect(use.explanation == first)
    }
  }

  @Test func `webhooks and callbacks give the types of what they carry`() {
    let sketch = PlanSketch(
      schemas: #"{"P": {"type": "object", "properties": {"x": {"type": "string"}}}}"#,
      paths: """
        {"/a": {"post": {"operationId": "subscribe", "responses": {"204": {"description": ""}}, "callbacks": {"onData": {"{$request.body#/url}": {"post": {
          "requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {"v": {"type": "integer"}}}}}}, "responses": {}}}}}}}}
        """,
      more: """
        , "webhooks": {"newPet": {"post": {"requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/P"}}}}, "responses": {}}},
          "gone": {"post": {"requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {"id": {"type": "string"}}}}}}, "responses": {}}}}
        """)
    #expect(sketch.properties("Subscribe.OnData") == ["v: Int?"])
    #expect(sketch.alias("Webhooks.NewPet") == "P")
    #expect(sketch.properties("Webhooks.Gone") == ["id: String?"])
  }
}

@Suite struct `The client` {
  private static func document(
    _ components: String, _ operation: String, servers: String = "[]", security: String = "[]"
  ) -> String {
    """
    {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "servers": \(servers), "security": \(security),
     "paths": {"/a": {"get": {"operationId": "a", \(operation) "responses": {"204": {"description": ""}}}}},
     "components": {"securitySchemes": \(components)}}
    """
  }

  @Test func `security schemes are arguments`() {
    let schemes =
      #"{"ApiKeyAuth": {"type": "apiKey", "in": "header", "name": "X-Key"}, "bearerAuth": {"type": "http", "scheme": "bearer"}, "basicAuth": {"type": "http", "scheme": "basic"}, "oauth2": {"type": "oauth2", "flows": {}}}"#
    let sketch = PlanSketch(
      document: Self.document(
        schemes, #""security": [{"ApiKeyAuth": [], "bearerAuth": []}, {"basicAuth": []}, {"oauth2": []}],"#))
    #expect(sketch.plan.client.credentials.map { $0.name } == ["apiKey", "token", "basic", "accessToken"])
    #expect(sketch.plan.client.credentials.map { $0.isRequired } == [false, false, false, false])
    #expect(sketch.operation("a")?.security == [["ApiKeyAuth", "bearerAuth"], ["basicAuth"], ["oauth2"]])
  }

  @Test func `one scheme that everything needs is required, and operations use the client's default`() {
    let sketch = PlanSketch(
      document: Self.document(
        #"{"key": {"type": "apiKey", "in": "query", "name": "key"}}"#, "", security: #"[{"key": []}]"#))
    #expect(sketch.plan.client.credentials.map { $0.isRequired } == [true])
    #expect(sketch.plan.client.defaultSecurity == [["key"]])
    #expect(sketch.operation("a")?.security == nil)
  }

  @Test func `an Authorization header is a credential, unless a scheme sends it`() {
    let parameter =
      #""parameters": [{"name": "authorization", "in": "header", "required": true, "schema": {"type": "string"}}],"#
    let sketch = PlanSketch(document: Self.document("{}", parameter))
    #expect(sketch.plan.client.credentials.map { $0.name } == ["authorization"])
    #expect(sketch.operation("a")?.security == [["Authorization"]])
    #expect(sketch.operation("a")?.parameters.isEmpty == true)
    let covered = PlanSketch(
      document: Self.document(#"{"b": {"type": "http", "scheme": "bearer"}}"#, parameter, security: #"[{"b": []}]"#))
    #expect(covered.plan.client.credentials.map { $0.key } == ["b"])
  }

  @Test func `servers are members, with their variables as arguments`() {
    let servers = """
      [{"url": "https://{region}.example.com:{port}", "description": "Regional server (beta)", "variables": {
          "region": {"default": "eu", "enum": ["eu", "us-east"]}, "port": {"default": "443"}}},
       {"url": "https://api.example.org"}, {"url": "/relative"}]
      """
    let sketch = PlanSketch(document: Self.document("{}", "", servers: servers))
    #expect(sketch.plan.client.servers.map { $0.name } == ["regional", "exampleOrg"])
    let variables = sketch.plan.client.servers.first?.variables ?? []
    #expect(variables.map { $0.typeName } == ["Region", nil])
    #expect(variables.first?.values.map { $0.name } == ["eu", "usEast"])
    #expect(sketch.codes().contains("relative-server"))
  }
}
