import OpenAPIDocument
import Testing

@Suite struct ReadingTests {
  @Test(
    arguments: [
      ("3.0.0", .v3_0), ("3.0.4", .v3_0), ("3.0", .v3_0), ("3", .v3_0), ("3.1.0", .v3_1), ("3.1.1-rc", .v3_1),
      ("3.2.0", .v3_2), ("3.7.0", .v3_2), ("3.10.0", .v3_2),
    ] as [(String, Document.Version)])
  func `versions are told apart`(_ text: String, _ version: Document.Version) {
    let reading = read(document(#""paths":{}"#, version: text))
    #expect(reading.document?.version == version)
    #expect(reading.document?.versionText == text)
    #expect(reading.diagnostics.isEmpty)
  }

  @Test(
    arguments: [
      (#"{"swagger":"1.2","paths":{}}"#, "unsupported-version", "1:2"),
      (#"{"openapi":"4.0.0"}"#, "unsupported-version", "1:2"),
      (#"{"openapi":"2.0"}"#, "unsupported-version", "1:2"),
      (#"{"openapi":null,"paths":{}}"#, "unsupported-version", "1:2"),
      ("[]", "not-openapi", "1:1"), ("7", "not-openapi", "1:1"), ("{}", "not-openapi", "1:1"),
      (#"{"name":"x"}"#, "not-openapi", "1:1"), ("openapi: 3.0.0\npaths: {\n", "invalid-yaml", "2:8"),
      ("", "invalid-json", "1:1"),
    ])
  func `a file that can't be used is an error that says what to do`(_ text: String, _ code: String, _ location: String)
    throws
  {
    let reading = read(text)
    #expect(reading.document == nil)
    #expect(reading.locations == ["\(location) \(code)"])
    let diagnostic = try #require(reading.diagnostics.first)
    #expect(diagnostic.severity == .error)
    #expect(diagnostic.hint != nil)
  }

  @Test func `a missing file is an error`() {
    var diagnostics = Diagnostics()
    #expect(Document.read(root: "x.json", load: { _ in nil }, diagnostics: &diagnostics) == nil)
    #expect(diagnostics.all.map(\.code) == ["missing-file"])
    #expect(diagnostics.hasErrors)
  }

  @Test func `without a version a document is read as 3.1`() {
    let reading = read(#"{"info":{"title":"T","version":"1"},"paths":{}}"#)
    #expect(reading.document?.version == .v3_1)
    #expect(reading.codes == ["missing-field"])
    #expect(read(#"{"openapi":3.0,"info":{"title":"T","version":"1"},"paths":{}}"#).document?.version == .v3_0)
  }

  @Test func `all members of a document are read`() throws {
    let text = #"""
      {"openapi":"3.2.0","$self":"https://a.b/c","jsonSchemaDialect":"d","info":{"title":"T","version":"1","summary":"s",
      "description":"d","termsOfService":"t","contact":{"name":"n","url":"u","email":"e"},
      "license":{"name":"L","identifier":"MIT","url":"lu"}},"servers":[{"url":"https://{env}.x/{v}","name":"N",
      "description":"D","variables":{"env":{"default":"a","enum":["a","b"],"description":"E"},"v":{"default":"1"}}}],
      "paths":{},"security":[{}],"tags":[{"name":"t","summary":"s","description":"d","parent":"p","kind":"nav",
      "externalDocs":{"url":"eu","description":"ed"}}],"externalDocs":{"url":"x"},"x-own":{"a":1}}
      """#
    let reading = read(text)
    let document = try #require(reading.document)
    #expect(reading.diagnostics.isEmpty)
    #expect(document.selfURI == "https://a.b/c" && document.jsonSchemaDialect == "d")
    #expect(document.info.title == "T" && document.info.version == "1" && document.info.summary == "s")
    #expect(document.info.description == "d" && document.info.termsOfService == "t")
    #expect(
      document.info.contact?.email == "e" && document.info.contact?.url == "u" && document.info.contact?.name == "n")
    #expect(document.info.license?.identifier == "MIT" && document.info.license?.name == "L")
    let server = try #require(document.servers.first)
    #expect(server.url == "https://{env}.x/{v}" && server.name == "N" && server.description == "D")
    #expect(server.variables.map(\.name) == ["env", "v"])
    #expect(server.variables.map(\.defaultValue) == ["a", "1"])
    #expect(server.variables.first?.enumValues == ["a", "b"])
    #expect(document.security.map { $0.schemes.count } == [0])
    let tag = try #require(document.tags.first)
    #expect(tag.name == "t" && tag.parent == "p" && tag.kind == "nav" && tag.externalDocs?.url == "eu")
    #expect(document.externalDocs?.url == "x")
    #expect(document.node["x-own"]?["a"]?.int == 1)
    #expect(document.files == ["openapi.json"])
  }

  @Test(arguments: ["null", "7", "\"x\"", "[]", "{}", "true", "[null]", "{\"a\":null}", "{\"\":[]}"])
  func `any value anywhere gives a result`(_ value: String) {
    let keys = [
      "info", "servers", "paths", "webhooks", "components", "security", "tags", "externalDocs", "$self",
    ]
    for key in keys {
      #expect(read(#"{"openapi":"3.1.0","paths":{},"\#(key)":\#(value)}"#).document != nil)
    }
    for kind in [
      "schemas", "responses", "parameters", "examples", "requestBodies", "headers", "securitySchemes", "links",
      "callbacks", "pathItems", "mediaTypes",
    ] {
      #expect(read(document(#""components":{"\#(kind)":\#(value)}"#)).document != nil)
      #expect(read(document(#""components":{"\#(kind)":{"A":\#(value)}}"#)).document != nil)
    }
    for key in [
      "tags", "summary", "description", "operationId", "parameters", "requestBody", "responses", "callbacks",
      "deprecated", "security", "servers", "externalDocs",
    ] {
      let reading = read(document(#""paths":{"/a":{"get":{"\#(key)":\#(value)},"\#(key)":\#(value)},"/b":\#(value)}"#))
      #expect(reading.document?.operations.count == 1)
    }
  }

  @Test(arguments: ["null", "7", "\"x\"", "[]", "{}", "true", "[null]", "{\"a\":null}", "-1.5", "[[]]"])
  func `any value of any keyword gives a schema`(_ value: String) throws {
    for keyword in [
      "$ref", "$dynamicRef", "$id", "$anchor", "$defs", "type", "nullable", "enum", "const", "format", "properties",
      "required", "additionalProperties", "patternProperties", "propertyNames", "minProperties", "items", "prefixItems",
      "contains", "minItems", "uniqueItems", "allOf", "anyOf", "oneOf", "not", "if", "then", "else",
      "dependentRequired", "dependentSchemas", "dependencies", "unevaluatedProperties", "discriminator", "default",
      "example", "examples", "readOnly", "title", "minimum", "exclusiveMaximum", "multipleOf", "maxLength", "pattern",
      "xml", "externalDocs", "contentSchema",
    ] {
      for version in ["3.0.3", "3.1.0"] {
        let schema = try component(#"{"\#(keyword)":\#(value)}"#, version: version)
        touchAll(of: schema)
      }
    }
  }
}

/// Reads every property of a schema.
private func touchAll(of schema: Schema) {
  _ = (schema.reference, schema.resolved, schema.boolean, schema.isAnything, schema.hasSiblings, schema.componentName)
  _ = (schema.types, schema.typeList, schema.isNullable, schema.isOnlyNull, schema.format, schema.pattern)
  _ = (schema.enumValues, schema.const, schema.default, schema.examples, schema.minimum, schema.maximum)
  _ = (schema.multipleOf, schema.minLength, schema.maxLength, schema.properties, schema.required)
  _ = (schema.additionalProperties, schema.patternProperties, schema.propertyNames, schema.items, schema.prefixItems)
  _ = (schema.contains, schema.allOf, schema.anyOf, schema.oneOf, schema.not, schema.if, schema.discriminator)
  _ = (schema.dependentRequired, schema.dependentSchemas, schema.definitions, schema.unsupportedKeywords)
  _ = (schema.title, schema.readOnly, schema.externalDocs, schema.xml, schema.minItems, schema.uniqueItems)
}
