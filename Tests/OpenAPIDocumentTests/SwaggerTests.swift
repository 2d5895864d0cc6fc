import OpenAPIDocument
import Testing

/// A document of Swagger 2.0 with the given members besides `swagger` and `info`.
private func swagger(_ members: String) -> String {
  #"{"swagger":"2.0","info":{"title":"T","version":"1"},\#(members)}"#
}

/// A converted Swagger document as text, and the diagnostics as `line:column code`.
private func converted(_ members: String, files: [String: String] = [:]) throws -> (text: String, locations: [String]) {
  let reading = read(swagger(members), files: files)
  return (try #require(reading.document).node.compactText, reading.locations)
}

/// The operation `GET /a` with the given members.
private func operation(_ members: String, more: String = "") throws -> Operation {
  let text = swagger(#""paths":{"/a":{"get":{\#(members)}}}\#(more)"#)
  return try #require(read(text).document?.operations.first)
}

@Suite struct SwaggerTests {
  @Test func `a document is read as OpenAPI 3`() throws {
    let result = try converted(
      #"""
      "host":"a.example","basePath":"/v1/","schemes":["http","https"],"consumes":["application/json"],
      "produces":["application/json"],"tags":[{"name":"t"}],"security":[{"k":[]}],
      "paths":{"/a":{"get":{"responses":{"200":{"description":"d","schema":{"$ref":"#/definitions/A"}}}}}},
      "definitions":{"A":{"type":"string"}},"securityDefinitions":{"k":{"type":"apiKey","name":"n","in":"query"}},
      "x-own":{"$ref":"#/definitions/A"}
      """#)
    #expect(
      result.text
        == #"{"openapi":"3.0.3","info":{"title":"T","version":"1"},"servers":[{"url":"https://a.example/v1"},"#
        + #"{"url":"http://a.example/v1"}],"tags":[{"name":"t"}],"security":[{"k":[]}],"paths":{"/a":{"get":{"responses":"#
        + ##"{"200":{"description":"d","content":{"application/json":{"schema":{"$ref":"#/components/schemas/A"}}}}}}}},"##
        + #""components":{"schemas":{"A":{"type":"string"}},"securitySchemes":{"k":{"type":"apiKey","name":"n","in":"query"}}},"#
        + ##""x-own":{"$ref":"#/definitions/A"}}"##)
    #expect(result.locations == [])
    let document = try #require(read(swagger(#""paths":{}"#)).document)
    #expect(document.version == .v3_0)
    #expect(document.versionText == "2.0")
  }

  @Test(arguments: [
    (#""host":"a.example""#, ["https://a.example"]),
    (#""host":"a.example:8080","basePath":"v1""#, ["https://a.example:8080/v1"]),
    (#""basePath":"/v1""#, ["/v1"]), (#""host":"a","schemes":["http"]"#, ["http://a"]), (#""x-none":1"#, []),
  ]) func `host, base path and schemes are servers`(members: String, addresses: [String]) throws {
    let document = try #require(read(swagger(members + #","paths":{}"#)).document)
    #expect(document.servers.map(\.url) == addresses)
  }

  @Test func `an operation has servers of its own only if it can't use the document's first one`() throws {
    let http = #","host":"a","schemes":["http"]"#
    #expect(try operation(#""schemes":["https"],"responses":{}"#, more: http).servers.map(\.url) == ["https://a"])
    let same = try operation(#""schemes":["https","http"],"responses":{}"#, more: http)
    #expect(same.servers.map(\.url) == ["http://a"])
    let web = read(swagger(#""host":"a","schemes":["wss","https"],"paths":{}"#))
    #expect(web.document?.servers.map(\.url) == ["https://a"])
    #expect(web.locations == ["1:75 not-in-openapi-3"])
  }

  @Test func `a body parameter is the request body, with the media types that are consumed`() throws {
    let shared =
      #","consumes":["application/xml"],"parameters":{"B":{"name":"b","in":"body","required":true,"description":"D","schema":{"type":"string"}}}"#
    let own = try #require(
      operation(##""consumes":["a/b","c/d"],"parameters":[{"$ref":"#/parameters/B"}],"responses":{}"##, more: shared)
        .requestBody)
    #expect(own.content.map(\.name) == ["a/b", "c/d"])
    #expect(own.isRequired)
    #expect(own.description == "D")
    #expect(own.content.first?.schema?.types == .string)
    let component = try #require(
      operation(##""parameters":[{"$ref":"#/parameters/B"}],"responses":{}"##, more: shared).requestBody)
    #expect(component.content.map(\.name) == ["application/xml"])
    let plain = try operation(#""parameters":[{"name":"b","in":"body","schema":{}}],"responses":{}"#)
    #expect(plain.requestBody?.content.map(\.name) == ["application/json"])
    #expect(plain.parameters.isEmpty)
  }

  @Test func `form fields are the properties of one body`() throws {
    let fields =
      #"{"name":"n","in":"formData","type":"string","required":true,"x-nullable":true},{"name":"l","in":"formData","type":"array","items":{"type":"integer"}}"#
    let form = try #require(operation(#""parameters":[\#(fields)],"responses":{}"#).requestBody?.content.first)
    #expect(form.name == "application/x-www-form-urlencoded")
    #expect(form.schema?.properties.map(\.name) == ["n", "l"])
    #expect(form.schema?.properties.map(\.isRequired) == [true, false])
    #expect(form.schema?.properties.first?.schema.isNullable == true)
    let file = #",{"name":"f","in":"formData","type":"file"}"#
    let multipart = try #require(operation(#""parameters":[\#(fields)\#(file)],"responses":{}"#).requestBody?.content)
    #expect(multipart.map(\.name) == ["multipart/form-data"])
    #expect(multipart.first?.schema?.properties.last?.schema.format == "binary")
  }

  @Test func `parameters of a path hold for its operations, also as bodies`() throws {
    let text = swagger(
      #""paths":{"/a":{"parameters":[{"name":"b","in":"body","schema":{"type":"string"}},{"name":"q","in":"query","type":"string"}],"#
        + #""post":{"responses":{}},"put":{"parameters":[{"name":"c","in":"body","schema":{"type":"integer"}}],"responses":{}}}}"#
    )
    let operations = try #require(read(text).document).operations
    #expect(operations.map { $0.requestBody?.content.first?.schema?.types } == [.string, .integer])
    #expect(operations.map { $0.parameters.map(\.name) } == [["q"], ["q"]])
  }

  @Test(arguments: [
    ("query", "csv", #""style":"form","explode":false"#), ("query", "multi", ""),
    ("query", "ssv", #""style":"spaceDelimited","explode":false"#),
    ("query", "pipes", #""style":"pipeDelimited","explode":false"#), ("header", "csv", ""), ("path", "csv", ""),
  ]) func `a collection format is a style`(location: String, format: String, expected: String) throws {
    let result = try converted(
      #""paths":{"/{p}":{"get":{"parameters":[{"name":"p","in":"\#(location)","required":true,"type":"array","items":{"type":"string"},"collectionFormat":"\#(format)"}],"responses":{}}}}"#
    )
    #expect(
      result.text.contains(
        #"{"name":"p","in":"\#(location)","required":true,"schema":{"type":"array","items":{"type":"string"}}"#
          + (expected.isEmpty ? "}" : ",\(expected)}")), "\(result.text)")
    #expect(!result.locations.contains { $0.hasSuffix("not-in-openapi-3") })
  }

  @Test(arguments: [("query", "tsv"), ("header", "pipes"), ("path", "ssv")])
  func `a value whose collection format has no style in OpenAPI 3 is a string, with a warning`(
    location: String, format: String
  ) throws {
    let result = try converted(
      #""paths":{"/{p}":{"get":{"parameters":[{"name":"p","in":"\#(location)","required":true,"type":"array","items":{},"collectionFormat":"\#(format)"}],"responses":{}}}}"#
    )
    #expect(result.text.contains(#""required":true,"schema":{"type":"string"}}"#))
    #expect(result.locations.filter { $0.hasSuffix("not-in-openapi-3") }.count == 1)
  }

  @Test func `lists within a list are strings`() throws {
    let result = try converted(
      #""paths":{"/a":{"get":{"parameters":[{"name":"p","in":"query","type":"array","items":{"type":"array","items":{}}}],"responses":{}}}}"#
    )
    #expect(result.text.contains(#""schema":{"type":"array","items":{"type":"string"}}"#))
    #expect(result.locations.filter { $0.hasSuffix("not-in-openapi-3") }.count == 1)
  }

  @Test func `responses have the media types that are produced, examples and headers`() throws {
    let members =
      #""produces":["text/csv","application/json"],"responses":{"200":{"description":"d","schema":{"type":"file"},"#
      + #""examples":{"application/json":{"a":1}},"headers":{"X":{"type":"integer","description":"h"}}},"204":{"description":"n"}}"#
    let responses = try operation(members).responses
    #expect(responses.map { $0.content.map(\.name) } == [["text/csv", "application/json"], []])
    #expect(responses.first?.content.first?.schema?.format == "binary")
    #expect(responses.first?.headers.map(\.name) == ["X"])
    #expect(responses.first?.headers.first?.schema?.types == .integer)
    let file = try operation(#""responses":{"200":{"description":"d","schema":{"type":"file"}}}"#).responses
    #expect(file.first?.content.map(\.name) == ["application/octet-stream"])
    let shared = #","produces":["a/b"],"responses":{"R":{"description":"d","schema":{}}}"#
    let reference = ##""responses":{"200":{"$ref":"#/responses/R"}}"##
    #expect(try operation(reference, more: shared).responses.first?.content.map(\.name) == ["a/b"])
    let own = try operation(#""produces":["c/d"],"# + reference, more: shared)
    #expect(own.responses.first?.content.map(\.name) == ["c/d"])
  }

  @Test func `null, discriminator and file have the forms of OpenAPI 3`() throws {
    let result = try converted(
      ##""paths":{},"definitions":{"A":{"type":"object","discriminator":"k","properties":{"k":{"type":"string"},"n":{"type":"integer","x-nullable":true},"r":{"$ref":"#/definitions/B","x-nullable":true},"f":{"type":"file"}}},"##
        + ##""B":{"x-ms-discriminator-value":"b","allOf":[{"$ref":"#/definitions/A"}],"example":{"type":"file","x-nullable":true}}}"##
    )
    for part in [
      ##""discriminator":{"propertyName":"k","mapping":{"b":"#/components/schemas/B"}}"##,
      #""n":{"type":"integer","nullable":true}"#, ##""r":{"$ref":"#/components/schemas/B","nullable":true}"##,
      #""f":{"type":"string","format":"binary"}"#, #""example":{"type":"file","x-nullable":true}"#,
    ] {
      #expect(result.text.contains(part), "\(part) in \(result.text)")
    }
  }

  @Test(arguments: [
    (#"{"type":"basic"}"#, #"{"type":"http","scheme":"basic"}"#),
    (
      #"{"type":"oauth2","flow":"application","tokenUrl":"https://a","scopes":{"s":"d"}}"#,
      #"{"type":"oauth2","flows":{"clientCredentials":{"tokenUrl":"https://a","scopes":{"s":"d"}}}}"#
    ),
    (
      #"{"type":"oauth2","description":"D","flow":"accessCode","authorizationUrl":"b","tokenUrl":"a","scopes":{}}"#,
      #"{"type":"oauth2","description":"D","flows":{"authorizationCode":{"authorizationUrl":"b","tokenUrl":"a","scopes":{}}}}"#
    ),
  ]) func `security definitions are security schemes`(scheme: String, expected: String) throws {
    #expect(try converted(#""paths":{},"securityDefinitions":{"s":\#(scheme)}"#).text.contains(#""s":\#(expected)"#))
  }

  @Test func `of two bodies one is used, and the other is reported`() throws {
    let result = try converted(
      #""paths":{"/a":{"get":{"parameters":[{"name":"b","in":"body","schema":{}},{"name":"c","in":"formData","type":"string"}],"responses":{}}}}"#
    )
    #expect(result.locations.contains { $0.hasSuffix("not-in-openapi-3") })
  }

  @Test func `references are updated, also in other files and from there`() throws {
    let reading = read(
      swagger(
        ##""paths":{"/a":{"$ref":"parts/path.json"},"/b":{"post":{"parameters":[{"$ref":"parts/types.json#/parameters/Body"},{"$ref":"parts/types.json#/parameters/Q"},{"$ref":"parts/path.json#/x-p"}],"##
          + ##""responses":{"200":{"$ref":"parts/types.json#/responses/R"}}}}},"definitions":{"A":{"type":"string"},"B":{"$ref":"#/paths/~1b/post/responses"}}"##
      ),
      files: [
        "parts/path.json":
          ##"{"get":{"responses":{"200":{"description":"","schema":{"$ref":"types.json#/definitions/T"}}}},"x-p":{"name":"p","in":"query","type":"integer"}}"##,
        "parts/types.json": swagger(
          ##""paths":{},"parameters":{"Body":{"name":"b","in":"body","schema":{"$ref":"#/definitions/T"}},"Q":{"name":"q","in":"query","type":"string"}},"responses":{"R":{"description":"","schema":{"$ref":"../openapi.json#/definitions/A"}}},"definitions":{"T":{"type":"object","properties":{"n":{"type":"string","x-nullable":true}}}}"##
        ),
      ])
    let operations = try #require(reading.document).operations
    #expect(reading.loaded == ["openapi.json", "parts/path.json", "parts/types.json"])
    let table = operations.map { operation in
      (
        operation.requestBody?.content.first?.schema?.resolved.properties.map(\.name) ?? [],
        operation.parameters.map(\.name)
      )
    }
    #expect(table[0].0 == [] && table[0].1 == [])
    #expect(table[1].0 == ["n"] && table[1].1 == ["q", "p"])
    #expect(operations[0].responses.first?.content.first?.schema?.resolved.properties.map(\.name) == ["n"])
    #expect(operations[1].responses.first?.content.first?.schema?.resolved.types == .string)
    #expect(!reading.codes.contains("unresolved-reference"), "\(reading.diagnostics)")
  }

  @Test func `diagnostics have the location in the original`() {
    let reading = read(
      "swagger: '2.0'\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    get:\n      parameters:\n      - {name: q, in: query, type: strin}\n"
        + "      responses: {}\ndefinitions:\n  A:\n    type: objekt\n")
    #expect(reading.locations.contains("7:30 unknown-type"), "\(reading.diagnostics)")
    #expect(reading.locations.contains("11:5 unknown-type"), "\(reading.diagnostics)")
  }

  @Test func `extensions are unchanged`() throws {
    let result = try converted(
      #""x-ms-paths":{"/a?b":{"get":{"parameters":[{"in":"body"}]}}},"paths":{"x-p":{"a":[1.50,null]}}"#)
    #expect(
      result.text.contains(
        #""x-ms-paths":{"/a?b":{"get":{"parameters":[{"in":"body"}]}}},"paths":{"x-p":{"a":[1.50,null]}}"#))
  }

  @Test func `anything at any location is read without a crash`() {
    let values = ["null", "7", "\"a\"", "[]", "{}", "[7,{}]", ##"{"$ref":"#"}"##, ##"{"$ref":"#/definitions/A"}"##]
    let frames = [
      #""host":§"#, #""basePath":§"#, #""schemes":§"#,
      #""consumes":§,"paths":{"/a":{"post":{"parameters":[{"in":"body","schema":{}}]}}}"#,
      #""produces":§,"paths":{"/a":{"post":{"responses":{"200":{"schema":{}}}}}}"#, #""paths":§"#, #""paths":{"/a":§}"#,
      #""paths":{"/a":{"parameters":§,"post":{}}}"#, #""paths":{"/a":{"post":§}}"#,
      #""paths":{"/a":{"post":{"parameters":§}}}"#,
      #""paths":{"/a":{"post":{"parameters":[§]}}}"#,
      #""paths":{"/a":{"post":{"parameters":[{"name":§,"in":§,"type":§,"items":§,"collectionFormat":§}]}}}"#,
      #""paths":{"/a":{"post":{"parameters":[{"name":§,"in":"formData","type":"array","items":§,"required":§}]}}}"#,
      #""paths":{"/a":{"post":{"parameters":[{"in":"body","schema":§}],"responses":§,"schemes":§}}}"#,
      #""paths":{"/a":{"post":{"responses":{"200":§}}}}"#,
      #""paths":{"/a":{"post":{"responses":{"200":{"schema":§,"examples":§,"headers":§}}}}}"#, #""definitions":§"#,
      #""definitions":{"A":§}"#,
      #""definitions":{"A":{"discriminator":§,"allOf":§,"properties":§,"items":§,"x-nullable":§}}"#,
      #""parameters":§"#, #""parameters":{"A":§}"#, #""responses":{"A":§}"#, #""securityDefinitions":{"A":§}"#,
      #""securityDefinitions":{"A":{"type":"oauth2","flow":§,"scopes":§}}"#,
    ]
    for frame in frames {
      for value in values {
        let text = swagger(frame.replacing("§", with: value) + #","x-a":1"#)
        #expect(read(text).document != nil, "\(text)")
      }
    }
  }
}
