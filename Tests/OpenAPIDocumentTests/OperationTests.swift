import OpenAPIDocument
import Testing

@Suite struct OperationTests {
  @Test func `paths, methods and operations keep the document's order`() throws {
    let reading = read(
      document(
        #""paths":{"/b":{"post":{},"get":{},"x-own":{}},"x-skip":{"get":{}},"/a":{"trace":{},"head":{},"options":{},"patch":{},"delete":{},"put":{}}}"#
      ))
    let operations = try #require(reading.document?.operations)
    #expect(
      operations.map { $0.method + " " + $0.path } == [
        "POST /b", "GET /b", "TRACE /a", "HEAD /a", "OPTIONS /a", "PATCH /a", "DELETE /a", "PUT /a",
      ])
    #expect(reading.diagnostics.isEmpty)
  }

  @Test func `3.2 has the method QUERY and additional ones`() throws {
    let operations = try operations(
      #""/a":{"query":{},"additionalOperations":{"COPY":{"operationId":"c"},"x-no":{}}}"#, version: "3.2.0")
    #expect(operations.map(\.method) == ["QUERY", "COPY"])
    #expect(operations.last?.operationId == "c")
  }

  @Test func `an operation's own fields are read`() throws {
    let operation = try #require(
      operations(
        #""/a":{"get":{"operationId":"i","tags":["x","y"],"summary":"s","description":"d","deprecated":true,"externalDocs":{"url":"u"}}}"#
      ).first)
    #expect(operation.operationId == "i" && operation.tags == ["x", "y"] && operation.deprecated)
    #expect(operation.summary == "s" && operation.description == "d" && operation.externalDocs?.url == "u")
    #expect(operation.requestBody == nil && operation.responses.isEmpty && operation.security == nil)
    #expect(operation.node.pointer == "#/paths/~1a/get")
  }

  @Test func `parameters of the path item come first, and the operation's replace them`() throws {
    let operation = try #require(
      operations(
        #"""
        "/a/{id}":{"parameters":[
          {"name":"id","in":"path","required":true,"schema":{"type":"string"}},
          {"name":"q","in":"query","description":"shared","schema":{}},
          {"name":"q","in":"header","schema":{}}],
        "get":{"parameters":[{"name":"n","in":"query","schema":{}},{"name":"q","in":"query","description":"own","schema":{}}]}}
        """#
      ).first)
    #expect(operation.parameters.map(\.name) == ["id", "q", "q", "n"])
    #expect(operation.parameters.map(\.location) == [.path, .query, .header, .query])
    #expect(operation.parameters[1].description == "own")
  }

  @Test func `names that only the path has are required strings`() throws {
    let reading = read(document(#""paths":{"/a/{id}/{x}":{"get":{},"put":{}}}"#))
    let operation = try #require(reading.document?.operations.first)
    #expect(operation.parameters.map(\.name) == ["id", "x"])
    #expect(
      operation.parameters.allSatisfy { $0.isImplied && $0.isRequired && $0.location == .path && $0.schema == nil })
    #expect(reading.codes == ["undeclared-path-parameter"])
    #expect(reading.document?.paths.first?.templateNames == ["id", "x"])
  }

  @Test func `path parameters with nearly the right name are matched to the path`() throws {
    for (path, name) in [
      ("/a/{userId}", "user_id"), ("/a/{petID}", "petId"), ("/a/{id}", "petId"), ("/a/{.id*}", "id"),
    ] {
      let reading = read(
        document(
          #""paths":{"\#(path)":{"get":{"parameters":[{"name":"\#(name)","in":"path","required":true,"schema":{"type":"integer"}}]}}}"#
        ))
      let parameters = try #require(reading.document?.operations.first?.parameters)
      #expect(parameters.map(\.name) == reading.document?.paths.first?.templateNames)
      #expect(parameters.first?.schema?.types == .integer)
      #expect(reading.codes == ["unused-path-parameter"])
    }
  }

  @Test func `a parameter that the path does not have is left out`() throws {
    let reading = read(
      document(#""paths":{"/a":{"get":{"parameters":[{"name":"id","in":"path","required":true,"schema":{}}]}}}"#))
    #expect(reading.document?.operations.first?.parameters.isEmpty == true)
    #expect(reading.codes == ["unused-path-parameter"])
  }

  @Test func `security is inherited, replaced or removed`() throws {
    let operations = try operations(
      #""/a":{"get":{},"put":{"security":[]},"post":{"security":[{"b":["s1","s2"]},{"a":[],"b":[]}]}}"#,
      more: #"""
        ,"security":[{"a":[]}],"components":{"securitySchemes":{"a":{"type":"apiKey","name":"K","in":"header"},
        "b":{"type":"oauth2","flows":{}}}}
        """#)
    #expect(operations[0].security?.map { $0.schemes.map(\.name) } == [["a"]])
    #expect(operations[1].security?.isEmpty == true)
    #expect(operations[2].security?.map { $0.schemes.map(\.name) } == [["b"], ["a", "b"]])
    #expect(operations[2].security?.first?.schemes.first?.scopes == ["s1", "s2"])
    #expect(operations[2].security?.first?.schemes.first?.scheme?.name == "b")
  }

  @Test func `servers are inherited from path item and document`() throws {
    let operations = try operations(
      #""/a":{"get":{},"servers":[{"url":"p"}],"put":{"servers":[{"url":"o"}]}},"/b":{"get":{}}"#,
      more: #","servers":[{"url":"d"}]"#)
    #expect(operations.map { $0.servers.map(\.url) } == [["p"], ["o"], ["d"]])
    #expect(operations.map(\.hasOwnServers) == [true, true, false])
  }

  @Test func `bodies and responses are read with all content types`() throws {
    let operation = try #require(
      operations(
        #"""
        "/a":{"post":{"requestBody":{"required":true,"description":"B","content":{
          "application/json":{"schema":{"type":"object"}},"Multipart/Form-Data; boundary=x":{"schema":{}}}},
        "responses":{"200":{"description":"ok","headers":{"X-A":{"required":true,"schema":{"type":"integer"}}},
          "content":{"application/json":{"schema":true,"example":{"a":1},"examples":{"e":{"value":2,"summary":"S"}}}},
          "links":{"l":{"operationId":"o"}}},"4xx":{"description":"range"},"default":{"description":"other"},"x-y":{}}}}
        """#
      ).first)
    let body = try #require(operation.requestBody)
    #expect(body.isRequired && body.description == "B")
    #expect(body.content.map(\.essence) == ["application/json", "multipart/form-data"])
    #expect(body.content.last?.name == "Multipart/Form-Data; boundary=x")
    #expect(operation.responses.map(\.status) == [.code(200), .range(4), .default])
    #expect(operation.responses.map(\.status.description) == ["200", "4XX", "default"])
    #expect(operation.responses.map(\.status).sorted() == [.code(200), .range(4), .default])
    let response = try #require(operation.responses.first)
    #expect(response.headers.first?.name == "X-A" && response.headers.first?.isRequired == true)
    #expect(response.headers.first?.valueSchema?.types == .integer)
    #expect(response.content.first?.schema?.isAnything == true)
    #expect(response.content.first?.examples.map(\.name) == [nil, "e"])
    #expect(response.content.first?.examples.last?.value?.int == 2)
    #expect(response.links.first?.operationId == "o")
  }

  @Test func `encodings of forms are read`() throws {
    let operation = try #require(
      operations(
        #"""
        "/a":{"post":{"requestBody":{"content":{"multipart/form-data":{"schema":{},"encoding":{
          "file":{"contentType":"image/png, image/jpeg","headers":{"X-H":{"schema":{}}}},
          "ids":{"style":"pipeDelimited","explode":false,"allowReserved":true}}}}}}}
        """#
      ).first)
    let encoding = try #require(operation.requestBody?.content.first?.encoding)
    #expect(encoding.map(\.name) == ["file", "ids"])
    #expect(encoding[0].contentTypes == ["image/png", "image/jpeg"])
    #expect(encoding[0].headers.map(\.name) == ["X-H"] && encoding[0].style == nil && encoding[0].explode == nil)
    #expect(encoding[1].style == .pipeDelimited && encoding[1].explode == false && encoding[1].allowReserved == true)
  }

  @Test func `3.2 describes streams and parts by position`() throws {
    let operation = try #require(
      operations(
        #"""
        "/a":{"post":{"requestBody":{"content":{"multipart/mixed":{"prefixEncoding":[{"contentType":"a/b"}],
          "itemEncoding":{"contentType":"c/d","itemEncoding":{"contentType":"e/f"}}}}},"responses":{"200":{"summary":"S","content":{
          "text/event-stream":{"itemSchema":{"type":"object"}},"application/jsonl":{"$ref":"#/components/mediaTypes/M"}}}}}}
        """#, version: "3.2.0", more: #","components":{"mediaTypes":{"M":{"itemSchema":{"type":"string"}}}}"#
      ).first)
    let content = try #require(operation.requestBody?.content.first)
    #expect(content.prefixEncoding.map(\.contentTypes) == [["a/b"]])
    #expect(content.itemEncoding?.contentTypes == ["c/d"])
    #expect(content.itemEncoding?.itemEncoding.map(\.contentTypes) == [["e/f"]])
    let response = try #require(operation.responses.first)
    #expect(response.summary == "S")
    #expect(response.content.map { $0.itemSchema?.types } == [.object, .string])
    #expect(response.content.last?.name == "application/jsonl")
  }

  @Test func `callbacks and webhooks hold path items`() throws {
    let reading = read(
      document(
        #"""
        "paths":{"/a":{"post":{"callbacks":{"done":{"{$request.body#/url}":{"post":{"operationId":"cb"}},"x-a":{}},
          "shared":{"$ref":"#/components/callbacks/C"}}}}},
        "webhooks":{"new":{"post":{"operationId":"hook"}}},
        "components":{"callbacks":{"C":{"https://x/{$url}":{"get":{"callbacks":{"again":{"$ref":"#/components/callbacks/C"}}}}}}}
        """#))
    let document = try #require(reading.document)
    let callbacks = try #require(document.operations.first?.callbacks)
    #expect(callbacks.map(\.name) == ["done", "shared"])
    #expect(callbacks[0].items.map(\.path) == ["{$request.body#/url}"])
    #expect(callbacks[0].items.first?.operations.first?.operationId == "cb")
    #expect(callbacks[1].items.first?.operations.first?.method == "GET")
    #expect(document.webhooks.map(\.path) == ["new"])
    #expect(document.webhooks.first?.operations.first?.operationId == "hook")
    #expect(document.operations.count == 1)
    #expect(reading.diagnostics.isEmpty)
  }
}
