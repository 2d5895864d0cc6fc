import Foundation
import OpenAPIClientGenerator
import OpenAPIDocument
import Testing

/// Documents with random mistakes: the generator always ends, and reports where a document can't be used.
@Suite struct `Mutated documents` {
  @Test(arguments: 0..<8)
  func `whatever is changed, something is generated or an error has a location`(_ seed: UInt64) throws {
    var random = Random(state: seed &* 0x9E37_79B9_7F4A_7C15 &+ 1)
    let original = try JSONSerialization.jsonObject(with: Data(Self.document.utf8))
    for _ in 0..<40 {
      var value = original
      for _ in 0..<Int.random(in: 1...12, using: &random) { value = changed(value, &random) }
      var bytes = [UInt8](try JSONSerialization.data(withJSONObject: value, options: [.fragmentsAllowed, .sortedKeys]))
      if Int.random(in: 0..<4, using: &random) == 0, !bytes.isEmpty {
        let offset = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.removeSubrange(offset...)
        case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: offset)
        case 2: bytes.insert(contentsOf: Array(repeating: 0x5B, count: 700), at: offset)
        default: bytes.insert(contentsOf: [0xEF, 0xBB, 0xBF], at: 0)
        }
      }
      var diagnostics = Diagnostics()
      let plan = Generator.plan(
        document: "api.json", configuration: { _ in GeneratorConfiguration(namespace: "API") },
        load: { $0 == "api.json" ? bytes : nil }, diagnostics: &diagnostics)
      if let plan {
        let files = Generator.print(plan, files: 2)
        #expect(files.count == 5)
        #expect(Set(plan.types.map(\.name)).count == plan.types.count)
        #expect(Set(plan.operations.map(\.name)).count == plan.operations.count)
      } else {
        #expect(diagnostics.hasErrors, "\(String(decoding: bytes, as: UTF8.self))")
      }
      for diagnostic in diagnostics.all { #expect(diagnostic.location.line > 0 && diagnostic.location.column > 0) }
    }
  }

  /// The value with one thing in it changed.
  private func changed(_ value: Any, _ random: inout Random) -> Any {
    if Int.random(in: 0..<6, using: &random) == 0 { return Self.odd.randomElement(using: &random) ?? NSNull() }
    if var members = value as? [String: Any], let key = members.keys.sorted().randomElement(using: &random) {
      switch Int.random(in: 0..<8, using: &random) {
      case 0: members[key] = nil
      case 1: members[Self.names.randomElement(using: &random) ?? ""] = members[key]
      case 2: members[key.uppercased()] = members[key]
      case 3: members[Self.keywords.randomElement(using: &random) ?? ""] = Self.odd.randomElement(using: &random)
      default: members[key] = members[key].map { changed($0, &random) }
      }
      return members
    }
    if var elements = value as? [Any], !elements.isEmpty {
      let index = Int.random(in: 0..<elements.count, using: &random)
      if Int.random(in: 0..<4, using: &random) == 0 {
        elements.append(elements[index])
      } else {
        elements[index] = changed(elements[index], &random)
      }
      return elements
    }
    return Self.odd.randomElement(using: &random) ?? NSNull()
  }

  private struct Random: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }

  private static let names = [
    "", "class", "self", "Type", "==", "😀", "é", "_", "1", "a b", "a/b~c", "{x}", "\u{202E}", "\"", "*/", "String",
    "Optional", "Client", "JSONValue", "x", "X", "rawValue",
  ]

  private static let keywords = [
    "nullable", "type", "enum", "const", "default", "allOf", "oneOf", "anyOf", "discriminator", "properties",
    "required",
    "additionalProperties", "items", "prefixItems", "patternProperties", "format", "not", "if", "$ref", "$defs",
    "parameters", "requestBody", "responses", "content", "encoding", "servers", "security", "itemSchema",
  ]

  private static var odd: [Any] {
    [
      NSNull(), true, 0, -1.5, 1e300, 9_223_372_036_854_775_807, "", "string", "object", "null", [Any](),
      [String: Any](),
      ["$ref": "#/components/schemas/Pet"], ["$ref": "#"], ["$ref": "#/components/schemas"], ["$ref": "gone.json#/a"],
      ["type": ["string", "null"]], ["type": "array", "items": ["$ref": "#/components/schemas/Pet"]],
      ["oneOf": [["$ref": "#/components/schemas/Pet"], ["type": "null"], ["$ref": "#/components/schemas/Cat"]]],
      ["allOf": [["$ref": "#/components/schemas/Cat"], ["$ref": "#/components/schemas/Pet"]]],
      ["enum": [1, "a", NSNull(), true, 1.5]],
      ["type": "object", "additionalProperties": ["$ref": "#/components/schemas/Cat"]],
    ]
  }

  private static let document = ##"""
    {
      "openapi": "3.1.0", "info": { "title": "Pets", "version": "1" }, "tags": [{ "name": "pets" }],
      "servers": [{ "url": "https://{region}.example/v1", "variables": { "region": { "default": "eu", "enum": ["eu", "us"] } } }],
      "security": [{ "key": [] }],
      "paths": {
        "/pets/{id}": {
          "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string", "format": "uuid" } }],
          "get": {
            "operationId": "getPet", "tags": ["pets"],
            "parameters": [
              { "name": "filter", "in": "query", "style": "deepObject", "schema": { "$ref": "#/components/schemas/Cat" } },
              { "name": "X-Id", "in": "header", "schema": { "type": "integer", "minimum": 1 } }
            ],
            "responses": {
              "200": { "description": "", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Animal" } },
                "text/event-stream": { "schema": { "$ref": "#/components/schemas/Pet" } } } },
              "4XX": { "description": "", "content": { "application/json": { "schema": { "type": "object", "properties": { "code": { "type": "integer" } } } } } }
            }
          },
          "post": {
            "requestBody": { "content": {
              "multipart/form-data": { "schema": { "type": "object", "properties": { "file": { "type": "string", "format": "binary" }, "n": { "type": "integer" } } } },
              "application/json": { "schema": { "$ref": "#/components/schemas/Cat" } } } },
            "responses": { "204": { "description": "" } },
            "callbacks": { "done": { "{$request.body#/url}": { "post": { "requestBody": { "content": { "application/json": { "schema": { "type": "object" } } } }, "responses": {} } } } }
          }
        }
      },
      "components": {
        "schemas": {
          "Pet": { "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string" }, "next": { "$ref": "#/components/schemas/Pet" },
            "mode": { "type": ["string", "null"], "enum": ["a", "b", null] }, "row": { "prefixItems": [{ "type": "string" }, { "type": "integer" }] } } },
          "Cat": { "allOf": [{ "$ref": "#/components/schemas/Pet" }, { "type": "object", "properties": { "meows": { "type": "boolean", "default": true } } }],
            "patternProperties": { "^x-": { "type": "integer" } } },
          "Animal": { "oneOf": [{ "$ref": "#/components/schemas/Pet" }, { "$ref": "#/components/schemas/Cat" }],
            "discriminator": { "propertyName": "kind", "mapping": { "cat": "Cat", "pet": "#/components/schemas/Pet" } } }
        },
        "securitySchemes": { "key": { "type": "apiKey", "in": "header", "name": "X-Key" } }
      }
    }
    """##
}
