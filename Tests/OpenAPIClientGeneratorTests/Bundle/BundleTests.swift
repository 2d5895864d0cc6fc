import Foundation
import OpenAPIClientGenerator
import OpenAPIDocument
import Testing

/// A document in several files, printed as one, and the clients of both.
@Suite struct `Bundles` {
  /// The document of files of which `api.json` is the root, what reading it reported, and its client.
  private func read(
    _ files: [String: String], root: String = "api.json"
  ) throws -> (document: Document, diagnostics: [Diagnostic], client: String) {
    var diagnostics = Diagnostics()
    var document: Document?
    let plan = Generator.plan(
      document: root,
      configuration: { read in
        document = read
        return GeneratorConfiguration(namespace: "API")
      }, load: { files[$0].map { Array($0.utf8) } }, diagnostics: &diagnostics)
    let client = Generator.print(try #require(plan), files: 1).map(\.text).joined()
    return (try #require(document), diagnostics.all, client)
  }

  private static let files = [
    "api.json": ##"""
    {
      "openapi": "3.0.3",
      "info": { "title": "T", "version": "1" },
      "servers": [{ "url": "https://a.example" }],
      "paths": {
        "/pets": { "$ref": "paths/pets.yaml" },
        "/pets/{id}": { "$ref": "paths/pets.yaml#/one" },
        "/dogs": {
          "post": {
            "operationId": "addDog",
            "requestBody": { "$ref": "common/parts.json#/components/requestBodies/Dog" },
            "responses": {
              "201": { "$ref": "common/parts.json#/components/responses/Done" },
              "default": { "$ref": "common/parts.json#/components/responses/Problem" }
            }
          }
        }
      },
      "components": {
        "schemas": {
          "Own": { "type": "object", "properties": { "pet": { "$ref": "schemas/Pet.yaml" } } },
          "Color": { "$ref": "schemas/color-names.json" },
          "Problem": { "type": "object", "properties": { "mine": { "type": "string" } } }
        }
      }
    }
    """##,
    "paths/pets.yaml": """
    get:
      operationId: pets
      parameters:
        - $ref: ../common/parts.json#/components/parameters/limit
      responses:
        '200':
          description: Pets
          content:
            application/json:
              schema: { type: array, items: { $ref: ../schemas/Pet.yaml } }
    one:
      get:
        operationId: pet
        parameters:
          - { name: id, in: path, required: true, schema: { type: string } }
        responses:
          '200':
            description: A pet
            content:
              application/json:
                schema: { $ref: ../schemas/Pet.yaml }
    """,
    "schemas/Pet.yaml": """
    type: object
    required: [kind]
    properties:
      kind: { type: string }
      friends: { type: array, items: { $ref: '#' } }
      color: { $ref: color-names.json }
      owner: { $ref: '#/definitions/Owner' }
      home: { $ref: '../api.json#/components/schemas/Own' }
    definitions:
      Owner: { type: object, properties: { name: { type: string }, pet: { $ref: 'Pet.yaml' } } }
    """,
    "schemas/color-names.json": #"{ "type": "string", "enum": ["red", "green"] }"#,
    "common/parts.json": ##"""
    {
      "components": {
        "parameters": {
          "limit": { "name": "limit", "in": "query", "schema": { "$ref": "#/components/schemas/Limit" } }
        },
        "requestBodies": { "Dog": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Dog" } } } } },
        "responses": {
          "Done": { "description": "Done", "headers": { "X-Left": { "$ref": "#/components/headers/Left" } } },
          "Problem": { "description": "Problem", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Problem" } } } }
        },
        "headers": { "Left": { "schema": { "$ref": "#/components/schemas/Limit" } } },
        "schemas": {
          "Limit": { "type": "integer", "minimum": 1 },
          "Dog": {
            "oneOf": [{ "$ref": "#/components/schemas/Poodle" }, { "$ref": "#/components/schemas/Boxer" }],
            "discriminator": { "propertyName": "breed", "mapping": { "p": "#/components/schemas/Poodle", "b": "Boxer" } }
          },
          "Poodle": { "type": "object", "required": ["breed"], "properties": { "breed": { "type": "string" }, "curls": { "type": "integer" } } },
          "Boxer": { "type": "object", "required": ["breed"], "properties": { "breed": { "type": "string" }, "rounds": { "type": "integer" } } },
          "Problem": { "type": "object", "properties": { "theirs": { "type": "string" } } },
          "Unused": { "type": "object" }
        }
      }
    }
    """##,
  ]

  @Test func `files become components of what they are, and nothing shared is copied`() throws {
    let (document, diagnostics, _) = try read(Self.files)
    #expect(diagnostics.filter { $0.severity != .note }.map(\.description) == [])
    let bundle = try #require(JSONTree.parse(Array(document.bundle.utf8), in: "bundle.json")).root
    let schemas = bundle["components"]?["schemas"]?.members.map(\.key)
    #expect(schemas == ["Own", "Color", "Problem", "Pet", "Limit", "Dog", "Problem2", "Poodle", "Boxer"])
    #expect(bundle["components"]?["responses"]?.members.map(\.key) == ["Done", "Problem"])
    func text(_ pointer: String) -> String? { bundle.resolve(pointer: pointer)?.compactText }
    #expect(text("/components/schemas/Color") == #"{"type":"string","enum":["red","green"]}"#)
    #expect(text("/components/schemas/Pet/properties/color") == ##"{"$ref":"#/components/schemas/Color"}"##)
    #expect(text("/components/schemas/Pet/properties/friends/items") == ##"{"$ref":"#/components/schemas/Pet"}"##)
    #expect(
      text("/components/schemas/Pet/properties/owner") == ##"{"$ref":"#/components/schemas/Pet/definitions/Owner"}"##)
    #expect(text("/components/schemas/Pet/properties/home") == ##"{"$ref":"#/components/schemas/Own"}"##)
    #expect(text("/components/schemas/Dog/discriminator/mapping/b") == ##""#/components/schemas/Boxer""##)
    #expect(text("/paths/~1pets/get/operationId") == #""pets""#)
    #expect(text("/paths/~1pets~1{id}") == ##"{"$ref":"#/paths/~1pets/one"}"##)
    #expect(
      text("/components/responses/Problem/content/application~1json/schema")
        == ##"{"$ref":"#/components/schemas/Problem2"}"##)
    #expect(!document.bundle.contains("Unused"))
    #expect(!document.bundle.contains(".yaml") && !document.bundle.contains(".json#"))
  }

  @Test func `a bundle gives the same client, and is its own bundle`() throws {
    let first = try read(Self.files)
    let second = try read(["api.json": first.document.bundle])
    #expect(second.client == first.client)
    #expect(second.diagnostics.filter { $0.severity != .note }.map(\.description) == [])
    #expect(second.document.bundle == first.document.bundle)
    #expect(first.client.contains("struct Pet") && first.client.contains("struct Problem2"))
  }

  @Test func `a mistake in another file is reported there`() throws {
    var files = Self.files
    files["schemas/Pet.yaml"] = "type: object\nproperties:\n  kind: { type: text }\n  x: { $ref: 'gone.yaml' }\n"
    let found = try read(files).diagnostics.filter { $0.severity == .warning }
    #expect(
      found.map { "\($0.location) \($0.code)" } == [
        "schemas/Pet.yaml:3:11 unknown-type", "schemas/Pet.yaml:4:8 unresolved-reference",
      ])
    #expect(found.first?.pointer == "#/components/schemas/Pet/properties/kind/type")
  }

  @Test func `parts that moved as a whole stand where they are referred to`() throws {
    let files = [
      "api.json": ##"""
      {
        "openapi": "3.1.0", "info": { "title": "T", "version": "1" }, "servers": [{ "url": "https://a.example" }],
        "paths": { "$ref": "paths.json" },
        "components": { "schemas": { "$ref": "schemas.json" } }
      }
      """##,
      "paths.json": ##"""
      { "/a": { "get": { "operationId": "a", "responses": { "200": { "description": "A", "content": { "application/json": {
        "schema": { "$ref": "schemas.json#/A" } } } } } } } }
      """##,
      "schemas.json":
        ##"{ "A": { "$id": "https://a.example/a", "type": "object", "properties": { "b": { "$ref": "schemas.json#/B" }, "c": { "$ref": "extra.json#part" } } }, "B": { "type": "object", "properties": { "x": { "type": "integer" } } } }"##
        .replacing(##""$id": "https://a.example/a", "##, with: ""),
      "extra.json":
        ##"{ "$defs": { "P": { "$anchor": "part", "type": "object", "properties": { "y": { "type": "string" } } } } }"##,
    ]
    let first = try read(files)
    #expect(first.diagnostics.filter { $0.severity != .note }.map(\.description) == [])
    #expect(first.document.operations.map(\.operationId) == ["a"])
    #expect(first.document.components.schemas.map(\.name) == ["A", "B", "P"])
    #expect(try read(["api.json": first.document.bundle]).client == first.client)
  }

  @Test func `references in circles of files and below identifiers keep their targets`() throws {
    let files = [
      "api.json": ##"""
      {
        "openapi": "3.1.0", "info": { "title": "T", "version": "1" }, "paths": {},
        "components": { "schemas": { "A": { "$ref": "a.json" }, "B": {
          "$id": "https://x.example/b", "type": "object", "properties": { "own": { "$ref": "#/$defs/C" } },
          "$defs": { "C": { "type": "object", "properties": { "c": { "type": "string" } } } } } } }
      }
      """##,
      "a.json":
        ##"{ "type": "object", "properties": { "next": { "$ref": "b/c.json" }, "b": { "$ref": "https://x.example/b" } } }"##,
      "b/c.json":
        ##"{ "type": "object", "properties": { "back": { "$ref": "../a.json" }, "value": { "const": { "$ref": "data" } } } }"##,
    ]
    let first = try read(files)
    #expect(first.diagnostics.filter { $0.severity == .warning }.map(\.description) == [])
    let second = try read(["api.json": first.document.bundle])
    #expect(second.client == first.client)
    #expect(second.diagnostics.filter { $0.severity == .warning }.map(\.description) == [])
    #expect(first.document.bundle.contains(##""$ref": "#/components/schemas/B/$defs/C""##))
    #expect(first.document.bundle.contains(##""$ref": "data""##))
  }

  // MARK: Documents of others

  private static let corpus = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/corpus/json")

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: corpus.path(percentEncoded: false)),
      "The corpus is not beside the checkout (../shared/corpus)."))
  func `the bundle of a document of others gives the same client`() throws {
    let all = FileManager.default.enumerator(atPath: Self.corpus.path(percentEncoded: false))
    let names = (all?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".json") }.sorted()
    var count = 0
    // Those in several files, and some of the others.
    for (index, name) in names.enumerated() {
      let bytes = [UInt8](try Data(contentsOf: Self.corpus.appending(path: name)))
      guard bytes.count < 100_000 else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      guard index % 11 == 0 || name.hasPrefix("multifile/") || text.contains(#""$ref": "./"#) else { continue }
      var diagnostics = Diagnostics()
      var bundle = ""
      let plan = Generator.plan(
        document: name,
        configuration: { read in
          bundle = read.bundle
          return GeneratorConfiguration(namespace: "API")
        },
        load: { path in (try? Data(contentsOf: Self.corpus.appending(path: path))).map { [UInt8]($0) } },
        diagnostics: &diagnostics)
      guard let plan else { continue }
      let again = try #require(
        Generator.plan(
          document: name, configuration: { _ in GeneratorConfiguration(namespace: "API") },
          load: { $0 == name ? Array(bundle.utf8) : nil }, diagnostics: &diagnostics), "\(name)")
      #expect(Generator.print(again, files: 1) == Generator.print(plan, files: 1), "\(name)")
      count += 1
    }
    #expect(count > 50)
  }
}

extension JSONTree {
  fileprivate static func parse(_ bytes: [UInt8], in file: String) -> JSONTree? {
    var diagnostics = Diagnostics()
    return parse(bytes, file: file, diagnostics: &diagnostics)
  }
}
