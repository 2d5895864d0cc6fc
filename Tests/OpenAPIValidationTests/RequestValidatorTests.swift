import OpenAPIDocument
import OpenAPIValidation
import Testing

@Suite struct RequestValidatorTests {
  private func get(_ target: String, _ fields: [(name: String, value: String)] = []) -> RecordedRequest {
    RecordedRequest(method: "GET", target: target, fields: fields)
  }

  /// `GET /x` with one parameter.
  private func parameter(_ json: String, path: String = "/x", version: String = "3.1.0") throws -> RequestValidator {
    try Make.validator(version, paths: #"{"\#(path)": {"get": {"parameters": [\#(json)], "responses": {}}}}"#)
  }

  // MARK: Operations

  @Test func `operations are found by base path and path template, literal segments first`() throws {
    let validator = try Make.validator(
      paths: """
        {"/tasks/{id}": {"get": {"operationId": "task"}}, "/tasks/mine": {"get": {"operationId": "mine"}},
         "/tasks/{id}.json": {"get": {"operationId": "file"}},
         "/other": {"servers": [{"url": "/v9"}], "get": {"operationId": "other"}}}
        """,
      rest: #""servers": [{"url": "https://api.test/v1/"}, {"url": "{scheme}://a.test/{region}/v2"}]"#)
    #expect(
      validator.operations.map(\.name) == ["GET /tasks/{id}", "GET /tasks/mine", "GET /tasks/{id}.json", "GET /other"])
    #expect(validator.operation(method: "GET", path: "/v1/tasks/5")?.operationID == "task")
    #expect(validator.operation(method: "GET", path: "/v1/tasks/mine")?.operationID == "mine")
    #expect(validator.operation(method: "GET", path: "/v1/tasks/5.json")?.operationID == "file")
    #expect(validator.operation(method: "GET", path: "/eu/v2/tasks/a%2Fb")?.operationID == "task")
    #expect(validator.operation(method: "GET", path: "/v9/other")?.operationID == "other")
    #expect(validator.operation(method: "GET", path: "/v1/other") == nil)
    #expect(validator.operation(method: "POST", path: "/v1/tasks/5") == nil)
    #expect(validator.operation(method: "GET", path: "/tasks/5") == nil)
    #expect(validator.validate(get("/nothing")).texts == ["path: the document has no operation GET /nothing"])
  }

  @Test func `3-2 has the method QUERY and additional operations`() throws {
    let validator = try Make.validator(
      "3.2.0",
      paths: #"{"/x": {"query": {"operationId": "q"}, "additionalOperations": {"COPY": {"operationId": "c"}}}}"#)
    #expect(validator.operation(method: "QUERY", path: "/x")?.operationID == "q")
    #expect(validator.operation(method: "COPY", path: "/x")?.operationID == "c")
  }

  // MARK: Parameters

  @Test func `path parameters are read by style and checked by schema`() throws {
    let list = #""schema": {"type": "array", "items": {"type": "integer"}, "maxItems": 2}}"#
    let object =
      #""schema": {"type": "object", "properties": {"r": {"type": "integer"}}, "additionalProperties": false}}"#
    let cases: [(parameter: String, good: [String], bad: [String])] = [
      (#"{"schema": {"type": "integer"}}"#, ["5", "-1"], ["five", "5.5"]),
      (#"{\#(list)"#, ["1,2"], ["1,2,3", "1,x"]),
      (#"{"style": "label", \#(list)"#, [".1,2"], ["1,2"]),
      (#"{"style": "label", "explode": true, \#(list)"#, [".1.2"], [".1.2.3"]),
      (#"{"style": "matrix", \#(list)"#, [";p=1,2"], [";q=1,2", "1,2"]),
      (#"{"style": "matrix", "explode": true, \#(list)"#, [";p=1;p=2"], [";p=1;p=2;p=3"]),
      (#"{\#(object)"#, ["r,5"], ["r,x", "r", "s,5"]),
      (#"{"explode": true, \#(object)"#, ["r=5"], ["r,5", "r=x"]),
      (#"{"style": "label", "explode": true, \#(object)"#, [".r=5"], ["r=5"]),
      (#"{"style": "matrix", "explode": true, \#(object)"#, [";r=5"], [";r=x"]),
      (#"{"schema": {"type": "string", "maxLength": 3}}"#, ["a%20b", "%C3%A9%2F1"], ["abcd", "a%2"]),
    ]
    for (json, good, bad) in cases {
      let full = #"{"name": "p", "in": "path", "required": true, "# + json.dropFirst()
      let validator = try parameter(full, path: "/x/{p}")
      for text in good { #expect(validator.validate(get("/x/" + text)) == [], "\(json) \(text)") }
      for text in bad {
        let findings = validator.validate(get("/x/" + text))
        #expect(findings.hasViolations, "\(json) \(text)")
        #expect(findings.allSatisfy { $0.subject == "path parameter \"p\"" })
      }
    }
  }

  @Test func `query parameters are read by style and checked by schema`() throws {
    let list = #""schema": {"type": "array", "items": {"type": "integer"}}}"#
    let object = """
      "schema": {"type": "object", "properties": {"r": {"type": "integer"}, "t": {"type": "array", "items": {"type": "boolean"}},
        "n": {"type": "object", "properties": {"d": {"type": "number"}}}}, "additionalProperties": false}}
      """
    let cases: [(parameter: String, good: [String], bad: [String])] = [
      (#"{"schema": {"type": "boolean"}}"#, ["p=true", ""], ["p=yes", "p=true&p=false", "p"]),
      (#"{"allowEmptyValue": true, "schema": {"type": "boolean"}}"#, ["p="], ["p=1"]),
      (#"{"schema": {"type": ["integer", "null"]}}"#, ["p=3", "p="], ["p=x"]),
      (#"{"schema": {"type": "string", "enum": ["1", "a b"]}}"#, ["p=1", "p=a+b", "p=a%20b"], ["p=2"]),
      (
        #"{"schema": {"oneOf": [{"type": "integer"}, {"type": "string", "enum": ["all"]}]}}"#, ["p=1", "p=all"], ["p=x"]
      ),
      (#"{\#(list)"#, ["p=1&p=2", "p=1"], ["p=1,2", "p=x"]),
      (#"{"explode": false, \#(list)"#, ["p=1,2", "p="], ["p=1&p=2", "p=1|2"]),
      (#"{"style": "spaceDelimited", "explode": false, \#(list)"#, ["p=1%202"], ["p=1,2"]),
      (#"{"style": "pipeDelimited", "explode": false, \#(list)"#, ["p=1|2", "p=1%7C2"], ["p=1,2"]),
      (#"{\#(object)"#, ["r=5", "r=5&t=true&t=false"], ["r=x", "p=5"]),
      (#"{"explode": false, \#(object)"#, ["p=r,5"], ["p=r", "p=r,x", "p=s,1"]),
      (
        #"{"style": "deepObject", \#(object)"#,
        ["p[r]=5", "p%5Br%5D=5", "p[t][]=true&p[t][]=false", "p[t][0]=true", "p[n][d]=1.5"],
        ["p[r]=x", "p[s]=1", "p[t][]=1", "p[n][d]=x"]
      ),
      (
        #"{"content": {"application/json": {"schema": {"type": "object", "required": ["a"]}}}}"#,
        [#"p=%7B%22a%22%3A1%7D"#],
        ["p=%7B%7D", "p=x"]
      ),
    ]
    for (json, good, bad) in cases {
      let validator = try parameter(#"{"name": "p", "in": "query", "# + json.dropFirst())
      for text in good { #expect(validator.validate(get("/x?" + text)) == [], "\(json) \(text)") }
      for text in bad { #expect(validator.validate(get("/x?" + text)).hasViolations, "\(json) \(text)") }
    }
  }

  @Test func `an unknown query parameter is reported, unless the options say otherwise`() throws {
    let json = #"{"name": "size", "in": "query", "required": true, "schema": {"type": "integer"}}"#
    let validator = try parameter(json)
    #expect(
      validator.validate(get("/x?sise=5")).texts
        == [
          #"query parameter "size": the required parameter is missing"#,
          #"query parameter "sise": the operation has no such parameter"#,
        ])
    var options = RequestValidator.Options()
    options.reportsUnknownQueryParameters = false
    let lenient = try Make.validator(paths: #"{"/x": {"get": {"responses": {}}}}"#, options: options)
    #expect(lenient.validate(get("/x?a=1")) == [])
  }

  @Test func `3-2 takes the whole query as one value`() throws {
    let schema = #"{"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}}"#
    let form = try parameter(
      #"{"name": "q", "in": "querystring", "content": {"application/x-www-form-urlencoded": {"schema": \#(schema)}}}"#,
      version: "3.2.0")
    #expect(form.validate(get("/x?a=1&b=2")) == [])
    #expect(form.validate(get("/x?a=x")).brief == ["#/a type"])
    let json = try parameter(
      #"{"name": "q", "in": "querystring", "content": {"application/json": {"schema": \#(schema)}}}"#, version: "3.2.0")
    #expect(json.validate(get("/x?%7B%22a%22:1%7D")) == [])
    #expect(json.validate(get("/x?%7B%7D")).brief == ["# 0"])
  }

  @Test func `header fields and cookies are checked, but findings never quote them`() throws {
    let validator = try Make.validator(
      paths: """
        {"/x": {"parameters": [{"name": "X-List", "in": "header", "schema": {"type": "array", "items": {"type": "integer"}}}],
          "get": {"parameters": [
            {"$ref": "#/components/parameters/Session"},
            {"name": "Authorization", "in": "header", "required": true, "schema": {"type": "string", "pattern": "^never$"}},
            {"name": "Content-Type", "in": "header", "required": true, "schema": {"type": "string"}}
        ]}}}
        """,
      rest: """
        "components": {"parameters": {"Session": {"name": "session", "in": "cookie", "required": true,
          "schema": {"type": "integer"}}}}
        """)
    let good: [(name: String, value: String)] = [
      ("x-list", "1, 2"), ("X-LIST", "3"), ("Cookie", "a=b; session=5"), ("authorization", "secret-key"),
    ]
    #expect(validator.validate(get("/x", good)) == [])
    let bad: [(name: String, value: String)] = [("X-List", "secret"), ("Cookie", "session=secret")]
    let findings = validator.validate(get("/x", bad))
    #expect(
      findings.texts
        == [
          #"header parameter "X-List": the value is not of type integer"#,
          #"cookie parameter "session": the value is not of type integer"#,
          #"header parameter "Authorization": the required parameter is missing"#,
        ])
    #expect(!findings.map(\.description).joined().contains("secret"))
  }

  // MARK: Security

  @Test func `a request must have the credentials of one of the allowed schemes`() throws {
    let validator = try Make.validator(
      paths: """
        {"/x": {"get": {}}, "/open": {"get": {"security": []}}, "/maybe": {"get": {"security": [{"bearer": []}, {}]}},
         "/basic": {"get": {"security": [{"basic": []}]}}, "/lost": {"get": {"security": [{"nobody": []}]}}}
        """,
      rest: """
        "security": [{"bearer": []}, {"query": [], "cookie": []}],
        "components": {"securitySchemes": {
          "bearer": {"type": "http", "scheme": "bearer"}, "basic": {"type": "http", "scheme": "basic"},
          "query": {"type": "apiKey", "in": "query", "name": "key"},
          "cookie": {"type": "apiKey", "in": "cookie", "name": "sid"}}}
        """)
    #expect(validator.validate(get("/x", [("Authorization", "bearer abc")])) == [])
    #expect(validator.validate(get("/x?key=1", [("Cookie", "sid=2")])) == [])
    #expect(
      validator.validate(get("/x?key=1", [("Authorization", "Basic abc")])).texts
        == ["security: credentials are missing: Authorization with scheme bearer, or cookie \"sid\""])
    #expect(validator.validate(get("/x", [("Authorization", "Bearer ")])).hasViolations)
    #expect(validator.validate(get("/open")) == [])
    #expect(validator.validate(get("/maybe")) == [])
    #expect(validator.validate(get("/basic", [("Authorization", "Basic abc")])) == [])
    #expect(validator.validate(get("/lost")).map(\.kind) == [.unchecked])
  }

  // MARK: Bodies

  @Test func `a required body must be sent, and none where the operation takes none`() throws {
    let content = #"{"schema": {"type": "object"}}"#
    let required = try Make.bodyValidator("application/json", content)
    let absent = RecordedRequest(method: "POST", target: "/form")
    #expect(required.validate(absent).texts == ["body: the required body is missing"])
    #expect(try Make.bodyValidator("application/json", content, isRequired: false).validate(absent) == [])
    let none = try Make.validator(paths: #"{"/form": {"post": {}}}"#)
    #expect(none.validate(Make.post("application/json", "{}")).texts == ["body: the operation takes no body"])
    #expect(required.validate(Make.post(nil, "{}")).texts == ["body: there is no Content-Type"])
  }

  @Test func `content types are matched with parameters, suffixes and ranges`() throws {
    let validator = try Make.validator(
      paths: """
        {"/form": {"post": {"requestBody": {"content": {
          "application/json": {"schema": {"type": "integer"}}, "application/vnd.x+json": {"schema": {"type": "string"}},
          "image/*": {}, "text/plain": {"schema": {"type": "string", "maxLength": 3}}}}}}}
        """)
    #expect(validator.validate(Make.post("Application/JSON; charset=utf-8", "5")) == [])
    #expect(validator.validate(Make.post("application/vnd.x+json", "5")).brief == ["# type"])
    #expect(validator.validate(Make.post("image/png", "\u{89}PNG")) == [])
    #expect(validator.validate(Make.post("text/plain", "abcd")).brief == ["# maxLength"])
    #expect(
      validator.validate(Make.post("application/xml", "<a/>")).texts
        == [
          "body: Content-Type application/xml is not among application/json, application/vnd.x+json, image/*, text/plain"
        ])
    #expect(validator.validate(Make.post("application/json", "{")).hasViolations)
    #expect(validator.validate(Make.post("json", "{}")).texts == ["body: Content-Type is malformed"])
  }

  @Test func `JSON bodies are checked, and requests may lack read-only properties`() throws {
    var options = RequestValidator.Options()
    options.reportsUndeclaredProperties = true
    let validator = try Make.bodyValidator(
      "application/json",
      """
      {"schema": {"type": "object", "required": ["id", "n"], "properties": {
        "id": {"type": "string", "readOnly": true}, "n": {"type": "integer", "maximum": 15}}}}
      """, version: "3.0.3", options: options)
    #expect(validator.validate(Make.post("application/json", #"{"n": 15}"#)) == [])
    #expect(
      validator.validate(Make.post("application/json", #"{"n": 16, "m": 1}"#)).texts
        == ["body: 16 is more than the maximum of 15", #"body: the schema names no property "m""#])
    #expect(validator.validate(Make.post("application/json", #"{"n": 1, "n": 2}"#)).hasViolations)
  }

  @Test func `JSON lines are checked one by one`() throws {
    let validator = try Make.bodyValidator(
      "application/jsonl", #"{"itemSchema": {"type": "integer"}}"#, version: "3.2.0")
    #expect(validator.validate(Make.post("application/jsonl", "1\n2\n")) == [])
    #expect(
      validator.validate(Make.post("application/jsonl", "1\n\"2\"\n{")).brief == ["#/1 type", "#/2 application~1jsonl"])
    let whole = try Make.bodyValidator("application/jsonl", #"{"schema": {"maxItems": 1}}"#, version: "3.2.0")
    #expect(whole.validate(Make.post("application/jsonl", "1\n2\n")).brief == ["# maxItems"])
  }

  @Test func `events are checked one by one`() throws {
    let schema = """
      {"required": ["data"], "properties": {"data": {"enum": ["a\\nb"]}, "retry": {"type": "integer"}}}
      """
    let validator = try Make.bodyValidator("text/event-stream", #"{"itemSchema": \#(schema)}"#, version: "3.2.0")
    #expect(validator.validate(Make.post("text/event-stream", "data: a\r\ndata:b\r\nretry: 5\r\n\r\n: note\n\n")) == [])
    #expect(
      validator.validate(Make.post("text/event-stream", "id: 1\n\ndata: c\n\n")).brief == ["#/0 0", "#/1/data enum"])
  }

  @Test func `the values of a form are read as the types of its schema`() throws {
    let validator = try Make.bodyValidator(
      "application/x-www-form-urlencoded",
      """
      {"schema": {"type": "object", "required": ["n"], "properties": {
         "n": {"type": "integer"}, "tags": {"type": "array", "items": {"type": "string", "maxLength": 2}},
         "o": {"type": "object", "properties": {"a": {"type": "integer"}}}, "list": {"type": "array", "items": {"type": "integer"}}}},
       "encoding": {"list": {"style": "form", "explode": false}}}
      """)
    let type = "application/x-www-form-urlencoded"
    #expect(
      validator.validate(Make.post(type, "n=5&tags=a&tags=b+c&o=%7B%22a%22%3A1%7D&list=1,2")).brief == [
        "#/tags/1 maxLength"
      ])
    #expect(validator.validate(Make.post(type, "n=5&o%5Ba%5D=1")) == [])
    #expect(validator.validate(Make.post(type, "n=5&o[a]=x")).brief == ["#/o/a type"])
    #expect(validator.validate(Make.post(type, "tags=a")).texts == [#"body: the required property "n" is missing"#])
    #expect(validator.validate(Make.post(type, "n=1&m=2")).texts == [#"body: the schema names no property "m""#])
    #expect(validator.validate(Make.post(type, "n=1&n=2")).texts.first == "body: it is given more than once")
    #expect(validator.validate(Make.post(type, "n=%")).hasViolations)
  }

  // MARK: Responses

  @Test func `responses are checked by status, header fields and body`() throws {
    let validator = try Make.validator(
      paths: """
        {"/x": {"get": {"responses": {
          "200": {"description": "", "headers": {"X-Count": {"required": true, "schema": {"type": "integer"}}},
            "content": {"application/json": {"schema": {"required": ["secret", "id"], "properties": {"secret": {"writeOnly": true}}}}}},
          "204": {"description": ""}, "4XX": {"$ref": "#/components/responses/Error"}}}}}
        """,
      rest: """
        "components": {"responses": {"Error": {"description": "", "content": {"application/json": {"schema": {"type": "object"}}}}}}
        """)
    let operation = try #require(validator.operation(method: "GET", path: "/x"))
    let json: (name: String, value: String) = ("Content-Type", "application/json")
    func check(_ status: Int, _ fields: [(name: String, value: String)], _ body: String) -> [String] {
      validator.validateResponse(to: operation, status: status, fields: fields, body: Array(body.utf8)).texts
    }
    #expect(check(200, [json, ("x-count", "5")], #"{"id": 1}"#) == [])
    #expect(
      check(200, [json, ("x-count", "many")], "{}")
        == [
          #"response header "X-Count": the value is not of type integer"#,
          #"response body: the required property "id" is missing"#,
        ])
    #expect(check(200, [("X-Count", "5")], "") == ["response body: the body is missing"])
    #expect(check(204, [], "") == [])
    #expect(check(204, [json], "{}") == ["response body: the document describes no content here"])
    #expect(check(404, [json], "[]") == ["response body: an array is not of type object"])
    #expect(check(500, [json], "{}") == ["response: the document has no response with status 500"])
  }
}
