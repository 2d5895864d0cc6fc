/// A document for each code of `Diagnostics.md`: `§` stands before what the diagnostic has to name.
enum DiagnosticExamples {
  /// Codes of the tool itself, and of a document too large for a test.
  static let elsewhere: Set<String> = [
    "document-too-large", "missing-file", "invalid-configuration", "unknown-key", "stale-plan", "unused-name",
    "unused-selection", "property-name-for-type", "untested-files", "hidden-namespace",
    "namespace-is-module", "unused-ignore", "invalid-pages",
  ]

  /// Lists of aliases of lists of aliases: each has ten times the values of the one before.
  private static let aliases =
    "a0: &a0 [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]\n"
    + (1...6).map { level in
      let list = (0..<10).map { (level == 6 && $0 == 0 ? "§" : "") + "*a\(level - 1)" }.joined(separator: ", ")
      return "a\(level): &a\(level) [\(list)]\n"
    }.joined()

  /// A document with a member of its own.
  private static func yaml(_ member: String) -> String {
    "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\nx-own:\n  \(member)\n"
  }

  static let all: [(code: String, document: String)] = [
    // What can't be used at all.
    ("invalid-json", "{\n \"openapi\": \"3.1.0\",\n§}"),
    ("invalid-utf8", "{\"openapi\": \"§¤\"}"),
    ("invalid-yaml", "openapi: 3.1.0\ninfo:\n§\ttitle: T"),
    ("several-documents", "openapi: 3.1.0\n§---\nopenapi: 3.1.0"),
    ("alias-expansion", aliases),
    ("yaml-too-deep", "- " + String(repeating: "[", count: 511) + "§[" + String(repeating: "]", count: 512)),
    ("json-too-deep", String(repeating: "[", count: 512) + "§[" + String(repeating: "]", count: 513)),
    ("not-openapi", "\n §[]"),
    ("unsupported-version", "{ §\"swagger\": \"1.2\" }"),
    // JSON.
    ("duplicate-key", schemas(#"{ "A": { "type": "string", §"type": "integer" } }"#)),
    ("number-beyond-json", yaml("§limit: .inf")),
    ("unknown-tag", yaml("§pets: !include pets.yaml")),
    ("lone-surrogate", schemas(#"{ "A": { §"description": "\ud83d" } }"#)),
    // Swagger.
    (
      "not-in-openapi-3",
      """
      { "swagger": "2.0", "info": { "title": "T", "version": "1" }, "host": "a.example", "paths": { "/a": { "get": {
        "parameters": [{ "name": "q", "in": "query", "type": "array", "items": {}, §"collectionFormat": "tsv" }],
        "responses": { "200": { "description": "" } } } } } }
      """
    ),
    // References.
    ("unresolved-reference", schemas(##"{ "A": { §"$ref": "#/components/schemas/Gone" } }"##)),
    ("unresolved-reference", schemas(##"{ "A": { §"$ref": "gone.json" } }"##)),
    ("reference-cycle", schemas(##"{ "A": { §"$ref": "#/components/schemas/A" } }"##)),
    (
      "ambiguous-dynamic-reference",
      schemas(
        ##"{ "Page": { "items": { §"$dynamicRef": "#item" } }, "A": { "$dynamicAnchor": "item" }, "B": { "$dynamicAnchor": "item" } }"##
      )
    ),
    ("imprecise-reference", schemas(##"{ "A": { §"$ref": "B" }, "B": {} }"##)),
    (
      "wrong-reference-kind",
      api(
        paths: ##"{ "/a": { "get": { "responses": { "200": { §"$ref": "#/components/schemas/A" } } } } }"##,
        components: ##"{ "schemas": { "A": { "type": "string" } } }"##)
    ),
    (
      "ignored-reference-siblings",
      schemas(
        version: "3.0.3", ##"{ "A": { §"$ref": "#/components/schemas/B", "enum": ["a"] }, "B": { "type": "string" } }"##
      )
    ),
    // Document, paths, operations.
    ("missing-field", #"{ "openapi": "3.1.0", §"info": { "title": "T" }, "paths": {} }"#),
    ("missing-field", operation(version: "3.0.3", #"§"get": {}"#)),
    ("wrong-value-kind", operation(#""get": { §"parameters": null, "responses": {} }"#)),
    ("unknown-keyword", operation(#"§"pots": { "responses": {} }"#)),
    ("unknown-keyword", schemas(#"{ "A": { "type": "object", §"requierd": ["a"] } }"#)),
    ("empty-name", operation(#""get": { §"operationId": "", "responses": {} }"#)),
    ("path-without-slash", paths(#"{ §"a": {} }"#)),
    ("ambiguous-path", paths("{ \"/a/{x}\": {},\n §\"/a/{y}\": {} }")),
    (
      "duplicate-operation-id",
      operation(#""get": { "operationId": "a", "responses": {} }, "put": { §"operationId": "a", "responses": {} }"#)
    ),
    (
      "duplicate-parameter",
      parameters(
        #"{ "name": "q", "in": "query", "schema": {} }, §{ "name": "q", "in": "query", "schema": {} }"#)
    ),
    ("undeclared-path-parameter", paths(#"{ §"/a/{id}": { "get": { "responses": {} } } }"#)),
    (
      "unused-path-parameter",
      parameters(#"§{ "name": "id", "in": "path", "required": true, "schema": {} }"#)
    ),
    (
      "optional-path-parameter",
      paths(
        #"{ "/a/{id}": { "get": { "parameters": [§{ "name": "id", "in": "path", "schema": {} }], "responses": {} } } }"#
      )
    ),
    ("unknown-parameter-location", parameters(#"{ "name": "q", §"in": "body", "schema": {} }"#)),
    ("unsuitable-style", parameters(#"{ "name": "q", "in": "header", §"style": "form", "schema": {} }"#)),
    (
      "several-contents",
      parameters(
        #"§{ "name": "q", "in": "query", "content": { "application/json": {}, "text/plain": {} } }"#)
    ),
    ("invalid-status", operation(#""get": { "responses": { §"2000": { "description": "" } } }"#)),
    ("duplicate-tag", api(paths: "{}", more: #", "tags": [{ "name": "a" }, §{ "name": "a" }]"#)),
    (
      "undefined-server-variable",
      operation(#""servers": [{ §"url": "https://a.example/{v}" }], "get": { "responses": {} }"#)
    ),
    ("invalid-component-name", schemas(#"{ §"My Pet": {} }"#)),
    ("undefined-security-scheme", operation(#""get": { "security": [{ §"x": [] }], "responses": {} }"#)),
    ("unknown-security-scheme", api(paths: "{}", components: #"{ "securitySchemes": { "x": { §"type": "magic" } } }"#)),
    // Schemas.
    ("unknown-type", schemas(#"{ "A": { §"type": "any" } }"#)),
    ("version-mismatch", schemas(#"{ "A": { "type": "number", "minimum": 0, §"exclusiveMinimum": true } }"#)),
    ("version-mismatch", schemas(#"{ "A": { "type": "number", §"nullable": true } }"#)),
    ("missing-items", schemas(version: "3.0.3", #"{ §"A": { "type": "array" } }"#)),
    (
      "misplaced-required",
      schemas(#"{ "A": { "type": "object", "properties": { "a": { "type": "string", §"required": true } } } }"#)
    ),
    (
      "undefined-required-property",
      schemas(#"{ "A": { "type": "object", "required": [§"nmae"], "properties": { "name": {} } } }"#)
    ),
    (
      "undefined-required-property",
      schemas(
        ##"{ "A": { "properties": { "x": {} } }, "B": { "allOf": [{ "$ref": "#/components/schemas/A" }], "required": ["x", §"xs"], "properties": { "y": {} } } }"##
      )
    ),
    ("empty-enum", schemas(#"{ "A": { "type": "string", §"enum": [] } }"#)),
    ("wrong-enum-value", schemas(#"{ "A": { "type": "integer", "enum": [1, §"a"] } }"#)),
    ("empty-alternatives", schemas(#"{ "A": { §"oneOf": [] } }"#)),
    ("invalid-limit", schemas(#"{ "A": { "type": "array", "items": {}, §"minItems": 1.5 } }"#)),
    // What Swift can't express.
    ("conflicting-types", schemas(#"{ §"A": { "allOf": [{ "type": "string" }, { "type": "integer" }] } }"#)),
    (
      "discriminator-without-value",
      schemas(
        #"{ "A": { "oneOf": [{ "type": "object", "properties": { "a": {} } }, { "type": "object", "properties": { "b": {} } }], §"discriminator": { "propertyName": "t" } } }"#
      )
    ),
    ("unchecked-keyword", schemas(#"{ "A": { "type": "string", §"not": { "const": "a" } } }"#)),
    (
      "multipart-variants",
      body(
        #"§"multipart/form-data": { "schema": { "oneOf": [{ "type": "object", "properties": { "a": { "type": "string" } } }, { "type": "object", "properties": { "b": { "type": "string" } } }] } }"#
      )
    ),
    ("multipart-not-object", body(#"§"multipart/form-data": {}"#)),
    ("multipart-positions", body(version: "3.2.0", #"§"multipart/mixed": { "itemSchema": { "type": "string" } }"#)),
    (
      "part-headers",
      body(
        #""multipart/form-data": { "schema": { "type": "object", "properties": { "a": { "type": "string" } } }, "encoding": { "a": { "headers": { §"X": { "schema": {} } } } } }"#
      )
    ),
    (
      "body-without-content",
      operation(#""post": { §"requestBody": { "content": {} }, "responses": { "200": { "description": "" } } }"#)
    ),
    (
      "xml-as-text",
      body(#"§"application/xml": { "schema": { "type": "object", "properties": { "a": { "type": "string" } } } }"#)
    ),
    ("no-response-described", operation(#"§"get": { "responses": {} }"#)),
    (
      "header-by-transport",
      parameters(#"§{ "name": "Host", "in": "header", "schema": { "type": "string" } }"#)
    ),
    (
      "form-not-object",
      body(#"§"application/x-www-form-urlencoded": { "schema": { "type": "array", "items": { "type": "string" } } }"#)
    ),
    (
      "header-by-content",
      parameters(#"§{ "name": "Accept", "in": "header", "schema": { "type": "string" } }"#)
    ),
    (
      "links-ignored",
      operation(
        #""get": { "operationId": "a", "responses": { "200": { "description": "", "links": { §"self": { "operationId": "a" } } } } }"#
      )
    ),
    (
      "security-not-required",
      api(
        paths: #"{ "/a": { "get": { "responses": { "200": { "description": "" } } } } }"#,
        components: #"{ "securitySchemes": { §"x": { "type": "http", "scheme": "bearer" } } }"#)
    ),
    ("client-certificate", api(paths: "{}", components: #"{ "securitySchemes": { §"x": { "type": "mutualTLS" } } }"#)),
    (
      "relative-server",
      #"{ "openapi": "3.1.0", "info": { "title": "T", "version": "1" }, "servers": [§{ "url": "/v1" }], "paths": {} }"#
    ),
  ]

  /// The same for overlays.
  static let overlays: [(code: String, overlay: String)] = [
    ("invalid-overlay", "§[]"),
    ("invalid-overlay", overlay(##"§{ "target": "$.info" }"##)),
    ("invalid-jsonpath", overlay(##"{ "target": "$.paths[§", "remove": true }"##)),
    ("unmatched-target", overlay(##"{ §"target": "$.paths['/gone']", "remove": true }"##)),
    ("incompatible-update", overlay(##"{ "target": "$.info", §"update": "a" }"##)),
    ("ignored-update", overlay(##"{ "target": "$.paths.*.get", §"update": {}, "remove": true }"##)),
    ("unknown-key", overlay(##"{ "target": "$.info", "update": {}, §"aciton": 1 }"##)),
    ("version-mismatch", overlay(version: "1.0.0", ##"{ "target": "$.info", §"copy": "$.info" }"##)),
    ("unsupported-version", overlay(version: "2.0.0", "").replacing("\"overlay\"", with: "§\"overlay\"")),
    (
      "missing-field",
      ##"{ "overlay": "1.1.0", §"info": { "title": "O" }, "actions": [{ "target": "$.info", "update": {} }] }"##
    ),
  ]

  /// The document that the overlays are applied to.
  static let overlaid = operation(#""get": { "responses": { "200": { "description": "" } } }"#)

  private static func overlay(version: String = "1.1.0", _ action: String) -> String {
    """
    {
      "overlay": "\(version)",
      "info": { "title": "O", "version": "1" },
      "actions": [\(action)]
    }
    """
  }

  // MARK: Documents

  private static func api(
    version: String = "3.1.0", paths: String, components: String = "{}", more: String = ""
  ) -> String {
    """
    {
      "openapi": "\(version)",
      "info": { "title": "T", "version": "1" },
      "servers": [{ "url": "https://a.example" }],
      "paths": \(paths),
      "components": \(components)\(more)
    }
    """
  }

  private static func schemas(version: String = "3.1.0", _ schemas: String) -> String {
    api(version: version, paths: "{}", components: "{ \"schemas\": \(schemas) }")
  }

  private static func paths(_ paths: String) -> String { api(paths: paths) }

  private static func operation(version: String = "3.1.0", _ members: String) -> String {
    api(version: version, paths: "{ \"/a\": { \(members) } }")
  }

  private static func parameters(_ parameters: String) -> String {
    operation("\"get\": { \"parameters\": [\(parameters)], \"responses\": { \"200\": { \"description\": \"\" } } }")
  }

  private static func body(version: String = "3.1.0", _ content: String) -> String {
    operation(
      version: version,
      "\"post\": { \"requestBody\": { \"content\": { \(content) } }, \"responses\": { \"200\": { \"description\": \"\" } } }"
    )
  }
}
